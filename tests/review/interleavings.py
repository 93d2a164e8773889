"""A random model of reviewers in the browser and in Excel who work on the same rows without knowing it.

Each remembers what they saw. Nothing that is acknowledged may overwrite a value that its author never saw.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from outputs.store import Store, opened, reading, writing
from outputs.store_chain import all_links, broken_links
from outputs.store_decisions import Conflict, effective
from outputs.store_queue import Wanted, one_row
from outputs.store_reviews import all_reviews, folded, reviews_of
from outputs.store_writing import Reading, save
from review.sheet_export import sheet_bytes
from review.sheet_import import imported
from review.verdicts import Asked, judge, take_back
from tests.review.workbooks import OTHER_SHA, column, edited, ids, line_of, many, page_of

ROWS = ids()[:6:2]
# Field -> how the browser and the workbook write its values.
_FIELDS: dict[str, tuple[str, list[Any]]] = {
    "noun": ("slot.noun", ["đảng viên", "đoàn viên", "hội viên", "quần chúng"]),
    "period": ("slot.period", ["2023", "2024-H1", "2024-Q3", "2025"]),
    "value": ("slot.value", [14, 15, 16, 17]),
    "comment": ("comment", ["đã hỏi", "chờ xã", "xem lại"]),
    "state": ("state", ["accepted", "rejected", "postponed"]),
}
_STATES = {
    "accepted": ("accept", "duyệt"),
    "rejected": ("reject", "loại"),
    "postponed": ("postpone", "để sau"),
}


@dataclass
class Reviewer:
    """Somebody with what they saw last: rows in a page, or a workbook with what they typed in it."""

    name: str
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    book: bytes = b""
    typed: dict[tuple[str, str], Any] = field(default_factory=dict)


@dataclass
class Course:
    """What happened. `lost`: acknowledged changes of a value that their author had not seen; must stay empty.

    `untold`: cells that were typed in and neither arrived nor were told; must stay empty.
    """

    steps: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)


def interleave(seed: int, folder: Path, kinds: tuple[str, str], steps: int = 14) -> Course:
    """Let two reviewers, each `web` or `excel`, act in random order; what became of it."""
    chance, course = random.Random(seed), Course()
    with opened(str(folder / f"{seed}.db"), create=True) as store:
        with writing(store) as connection:
            save(connection, Reading(many(), "v1"))
        people = [(Reviewer(f"{kind}-{at}"), kind) for at, kind in enumerate(kinds)]
        for person, kind in people:
            _look(store, person, kind)
        for _ in range(steps):
            person, kind = chance.choice(people)
            _ACTS[kind](store, person, chance, course)
            course.steps += 1
        for person, kind in people:
            if kind == "excel":
                _send(store, person, course)
        _settle(store, course)
    return course


def _look(store: Store, person: Reviewer, kind: str) -> None:
    with reading(store) as connection:
        for row in ROWS:
            person.seen[row], person.versions[row] = _now(connection, row)
    if kind == "excel":
        person.book = sheet_bytes(store, [Wanted("figures", status="all")])
        person.typed = {}


def _web(store: Store, person: Reviewer, chance: random.Random, course: Course) -> None:
    act = chance.random()
    if act < 0.3:
        _look(store, person, "web")
        return
    if act < 0.4:
        _take_back(store, person, course)
        return
    row, name = chance.choice(ROWS), chance.choice(list(_FIELDS))
    value = chance.choice(_FIELDS[name][1])
    asked: dict[str, Any] = {"fields": {name: str(value)}}
    if name == "comment":
        asked = {"comment": value}
    elif name == "state":
        asked = {"verdict": _STATES[value][0]}
    before = _fields(store, row)
    try:
        made, _ = judge(store, Asked(OTHER_SHA, "figures", row, person.versions[row], **asked), person.name)
    except Conflict:
        course.refused += 1
        _look(store, person, "web")
        return
    if before != person.seen[row] and made:
        course.lost.append(f"{person.name} {row} {name}: {person.seen[row]} was {before}")
    course.acknowledged += len(made)
    with reading(store) as connection:
        person.seen[row], person.versions[row] = _now(connection, row)


def _take_back(store: Store, person: Reviewer, course: Course) -> None:
    with reading(store) as connection:
        own = [link for link in all_links(connection) if link["who"] == person.name and not link["undoes"]]
    if not own:
        return
    try:
        course.acknowledged += len(take_back(store, person.name, seq=own[-1]["seq"], batch=None))
    except Conflict:
        course.refused += 1


def _excel(store: Store, person: Reviewer, chance: random.Random, course: Course) -> None:
    act = chance.random()
    if act < 0.15:
        _send(store, person, course)
        _look(store, person, "excel")
    elif act < 0.3:
        _send(store, person, course)
    else:
        row, name = chance.choice(ROWS), chance.choice(list(_FIELDS))
        person.typed[row, name] = chance.choice(_FIELDS[name][1])


def _send(store: Store, person: Reviewer, course: Course) -> None:
    """Bring the workbook back; the same one may come several times."""

    def edit(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        for (row, name), value in person.typed.items():
            words = _STATES[value][1] if name == "state" else value
            page.cell(line_of(page, row), column(page, _FIELDS[name][0])).value = words

    before = {row: _fields(store, row) for row in ROWS}
    plan, _ = imported(store, edited(person.book, edit), person.name)
    done = {(change.row, change.field): change.new for change in plan.changes}
    told = {flag.place.sentence for flag in plan.blocked}
    course.acknowledged += len(done)
    course.refused += len(plan.blocked)
    sentences = {row: _sentence(store, row) for row in ROWS}
    for row, name in done:
        # Its author saw this value, or wrote it there by bringing the same workbook before.
        known = {str(person.seen[row][name]), str(person.typed[row, name])}
        if str(before[row][name]) not in known:
            course.lost.append(f"{person.name} {row} {name}: {known} was {before[row][name]}")
    for (row, name), value in person.typed.items():
        # To type what stands there is to leave it.
        arrived = str(value) in (str(_fields(store, row)[name]), str(person.seen[row][name]))
        if not arrived and sentences[row] not in told:
            course.untold.append(f"{person.name} {row} {name}")


def _settle(store: Store, course: Course) -> None:
    """The history is whole: nothing is missing, and it amounts to what the rows say now."""
    with reading(store) as connection:
        links = list(all_links(connection))
        course.flaws += [f"link {seq}" for seq in broken_links(connection)]
        kept = {(review.report, review.row): review for review in all_reviews(connection)}
        if folded(links) != kept:
            course.flaws.append("reviews are not what the decisions amount to")
        for row in ROWS:
            own = [link for link in links if link["row"] == row]
            if [link["version"] for link in own] != list(range(1, len(own) + 1)):
                course.flaws.append(f"versions of {row}")
            course.flaws += _gaps(row, own, many())
    if len(links) != course.acknowledged:
        course.flaws.append(f"{len(links)} decisions, {course.acknowledged} acknowledged")


def _gaps(row: str, links: list[dict[str, Any]], read: dict[str, Any]) -> list[str]:
    """Decisions that do not begin where the one before on the same field ended."""
    from outputs.store_rows import loaded

    first = next(one for one in read["figures"] if one["id"] == row)
    now = {name: first.get(name) for name in _FIELDS} | {"comment": None, "state": None}
    found = []
    for link in links:
        old, new = (None if link[side] is None else loaded(link[side]) for side in ("old", "new"))
        if now[link["field"]] != old:
            found.append(f"decision {link['seq']} begins elsewhere")
        now[link["field"]] = new
    return found


def _fields(store: Store, row: str) -> dict[str, Any]:
    with reading(store) as connection:
        return _now(connection, row)[0]


def _now(connection: Any, row: str) -> tuple[dict[str, Any], int]:
    found = one_row(connection, OTHER_SHA, "figures", row)
    assert found is not None
    review = reviews_of(connection, OTHER_SHA).get(row)
    now = effective(found.row, review)
    values = {name: now.get(name) for name in ("noun", "period", "value")}
    state, comment = (review.state, review.comment) if review else (None, None)
    return {**values, "state": state, "comment": comment}, review.version if review else 0


def _sentence(store: Store, row: str) -> str:
    with reading(store) as connection:
        found = one_row(connection, OTHER_SHA, "figures", row)
    assert found is not None
    return "".join(found.sentence)


_ACTS = {"web": _web, "excel": _excel}
KINDS = (("web", "web"), ("web", "excel"), ("excel", "excel"))
