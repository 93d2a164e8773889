"""Imports a review workbook: a plan that people look at first, then all of it in one transaction."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.problems import Problem
from outputs.store import Store, now, reading
from outputs.store_decisions import Change, Conflict, decide
from outputs.store_secrets import secret
from review.sheet_merge import Edit, Flag, Merged, merge
from review.sheet_reading import ReadSheet, read_book
from review.sheet_rows import KEY
from review.sheet_suspicions import without_suspects
from review.verdicts import Asked, Changed, Verdict, changes_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VERDICTS: dict[str | None, Verdict] = {
    "accepted": "accept",
    "rejected": "reject",
    "postponed": "postpone",
    None: "reopen",
}
# Others may decide between the look and the deed; then it is looked at again, so many times.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `changes`: decisions; `edits`: the same as people read them.

    `flags`: what is not taken and why. `read`, `same`: rows in the file, and those that change nothing.
    """

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    flags: tuple[Flag, ...]
    read: int
    same: int

    @property
    def seal(self) -> str:
        """A hash over what would be done, so that just what was shown is done."""
        told = [(change.report, change.row, change.field, change.new) for change in self.changes]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @property
    def rows(self) -> int:
        """How many rows would change."""
        return len({edit.place for edit in self.edits})

    @property
    def blocked(self) -> list[Flag]:
        """The flags for which something was not taken."""
        return [flag for flag in self.flags if flag.blocks]


def planned(store: Store, data: bytes) -> Plan:
    """What importing this workbook would do now. Raises Problem where it is none of ours."""
    key = secret(store, KEY)
    sheets = read_book(data)
    with reading(store) as connection:
        return _plan(connection, sheets, key)


def imported(store: Store, data: bytes, who: str, expected: str | None = None) -> tuple[Plan, str | None]:
    """Do what the plan says, in one transaction; the plan and the name under which it is undone.

    `expected`: the seal of the plan that was shown; Changed is raised where it is another one by now.
    Raises Problem, Conflict.
    """
    key = secret(store, KEY)
    sheets = read_book(data)
    batch = f"excel-{now()[:10]}-{uuid.uuid4().hex[:12]}"
    for attempt in range(_TRIES):
        with reading(store) as connection:
            plan = _plan(connection, sheets, key)
        if expected is not None and plan.seal != expected:
            raise Changed("changed", "Kho dữ liệu vừa thay đổi; hãy xem lại những gì sẽ đổi rồi nhập lại.")
        try:
            made = decide(store, plan.changes, who, "excel", batch)
        except Conflict:
            if attempt == _TRIES - 1:
                raise
            continue
        return plan, batch if made else None
    raise AssertionError


def _plan(connection: Connection, sheets: Sequence[ReadSheet], key: bytes) -> Plan:
    outcome = without_suspects(merge(connection, sheets, key), _filled(sheets))
    changes: list[Change] = []
    edits: list[Edit] = []
    flags: list[Flag] = list(outcome.flags)
    for row in outcome.rows:
        try:
            changes += changes_of(connection, row.found, _asked(row))
        except Problem as problem:
            flags.append(Flag(row.place, problem.code, problem.message))
        else:
            edits += row.edits
    flags.sort(key=lambda flag: (not flag.blocks, flag.place.sheet, flag.place.number))
    return Plan(tuple(changes), tuple(edits), tuple(flags), outcome.read, outcome.same)


def _asked(row: Merged) -> Asked:
    values = {edit.column.key: edit for edit in row.edits}
    verdict = _VERDICTS[values["state"].value] if "state" in values else None
    closed = values["closed"].value if "closed" in values else None
    if "closed" in values and closed is None and verdict is None:
        verdict = "reopen"
    return Asked(
        row.found.report,
        row.found.layer,
        row.found.review.row,
        row.found.review.version,
        verdict,
        {edit.column.name: edit.value for edit in row.edits if edit.column.slot},
        (values["comment"].value or "") if "comment" in values else None,
        closed,  # type: ignore[arg-type]
        row.why,
    )


def _filled(sheets: Sequence[ReadSheet]) -> dict[tuple[str, str], int]:
    """(sheet, column key) -> how many cells had a value at export, by the hidden column."""
    from outputs.store_rows import loaded

    found: Counter[tuple[str, str]] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            try:
                base = loaded(str(row.cells["base"]))
            except ValueError:
                continue
            found.update((sheet.name, key) for key in base)
    return dict(found)


def outcome_words(plan: Plan) -> str:
    """One line for people: what was read and what becomes of it."""
    blocked = {(flag.place.sheet, flag.place.number) for flag in plan.blocked}
    return (
        f"{plan.read} rows read: {plan.rows} change ({len(plan.edits)} cells),"
        f" {plan.same} as before, {len(blocked)} not taken"
    )
