"""What the files of an inbox are to each other: same content, corrected submission, nearly the same text.

Worked out from all that is there, so that it does not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from outputs.contract import same_content
from outputs.likeness import NEAR, alike, bands, later
from outputs.store import Store, reading, writing
from outputs.store_ledger import Entry, ledger_of, record, walk_order
from outputs.store_priority import weigh
from outputs.store_rows import loaded
from outputs.store_schema import ledger, reports, waiting

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LIGHT = (
    "key sha256 status warnings format pages submission signature date number superseded_by near near_share"
)
_RELATED = ("superseded_by", "near", "near_share")
# Texts that share a band are compared with so many others of it.
_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Relations:
    """`superseded_by`: content hash of the later submission. `near`: of the text most alike."""

    superseded_by: str | None = None
    near: str | None = None
    near_share: float | None = None


def settle(connection: Connection, inbox: str) -> None:
    """Bring the ledger's duplicates and the relations of all reports up to date."""
    changed = list(_duplicates(connection, inbox))
    record(connection, changed)
    relate(connection)
    weigh(connection)


def relate(connection: Connection) -> None:
    """Bring the relations of all reports up to date."""
    light = _reports(connection)
    found = relations(light, _present(connection))
    changes = [
        {"at": light[sha256]["key"], **{f"new_{name}": getattr(new, name) for name in _RELATED}}
        for sha256, new in found.items()
        if new != _relations(light[sha256])
    ]
    if changes:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _RELATED}
        connection.execute(update(reports).where(reports.c.key == bindparam("at")).values(values), changes)


def none_waits(store: Store) -> None:
    """Put into the queue what a run that was cut off has left waiting for it."""
    with reading(store) as connection:
        found = connection.execute(select(waiting.c.report).limit(1)).first()
    if found is not None:
        with writing(store) as connection:
            weigh(connection)


def unsettled(connection: Connection) -> list[str]:
    """Content hashes whose stored relations are not what follows from the reports."""
    light = _reports(connection)
    found = relations(light, _present(connection))
    return [sha256 for sha256, new in found.items() if new != _relations(light[sha256])]


def relations(light: Mapping[str, Mapping[str, Any]], present: Mapping[str, int]) -> dict[str, Relations]:
    """Content hash -> its relations to the other reports that are there.

    `light`: columns of the table of reports. `present`: content hash -> the latest time of a file with it.
    """
    there = {
        sha256: {**row, "mtime_ns": present[sha256]} for sha256, row in light.items() if sha256 in present
    }
    found = dict.fromkeys(light, Relations())
    for group in _groups(there.values(), "submission"):
        last = max(group, key=later)["sha256"]
        for row in group:
            if row["sha256"] != last:
                found[row["sha256"]] = Relations(superseded_by=last)
    for sha256, near in _nearest(there).items():
        found[sha256] = replace(found[sha256], near=near[1], near_share=near[0])
    return found


def _duplicates(connection: Connection, inbox: str) -> Iterable[Entry]:
    """Lines to change so that just the first name of each content counts."""
    lines = [line for line in ledger_of(connection, inbox).values() if line.sha256 and line.size]
    groups: dict[str, list[Entry]] = {}
    for line in lines:
        if not line.gone:
            groups.setdefault(line.sha256 or "", []).append(line)
    wanted = {sha256 for sha256, group in groups.items() if any(line.status == "duplicate" for line in group)}
    wanted |= {sha256 for sha256, group in groups.items() if len(group) > 1}
    light = _reports(connection) if wanted else {}
    for sha256 in wanted:
        first, *others = sorted(groups[sha256], key=lambda line: walk_order(line.file))
        if first.status == "duplicate" and sha256 in light:
            head = light[sha256]
            warnings = tuple(loaded(head["warnings"]))
            yield replace(first, status=head["status"], warnings=warnings, duplicate_of=None,
                          format=head["format"], pages=head["pages"])  # fmt: skip
        for line in others:
            if line.status != "duplicate" or line.duplicate_of != first.file:
                yield as_duplicate(line, first.file)


def as_duplicate(line: Entry, original: str) -> Entry:
    """The line of a file whose content stands in an earlier one."""
    warning = {"code": "same_content", "message": same_content(original)}
    return replace(line, status="duplicate", warnings=(warning,), duplicate_of=original, format=None,
                   pages=None, seconds=None, pipeline=None, attempts=0)  # fmt: skip


def _reports(connection: Connection) -> dict[str, dict[str, Any]]:
    query = select(*(reports.c[name] for name in _LIGHT.split()))
    return {row["sha256"]: dict(row) for row in connection.execute(query).mappings()}


def _present(connection: Connection) -> dict[str, int]:
    """Content hash -> the latest change of a file that has it now."""
    query = select(ledger.c.sha256, ledger.c.mtime_ns).where(~ledger.c.gone, ledger.c.sha256.isnot(None))
    found: dict[str, int] = {}
    for sha256, mtime in connection.execute(query):
        found[sha256] = max(found.get(sha256, 0), mtime or 0)
    return found


def _relations(row: Mapping[str, Any]) -> Relations:
    return Relations(*(row[name] for name in _RELATED))


def _groups(rows: Iterable[Mapping[str, Any]], name: str) -> list[list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row[name]:
            found.setdefault(row[name], []).append(row)
    return [group for group in found.values() if len(group) > 1]


def _nearest(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[float, str]]:
    """Content hash -> (share, content hash) of the most alike other text, where that is near."""
    groups: dict[int, list[str]] = {}
    for sha256, row in rows.items():
        for band in bands(row["signature"] or ""):
            groups.setdefault(band, []).append(sha256)
    pairs = {pair for group in groups.values() for pair in _pairs(group, rows)}
    best: dict[str, tuple[float, str]] = {}
    for one, other in sorted(pairs):
        share = alike(rows[one]["signature"], rows[other]["signature"])
        if share < NEAR or _same_submission(rows[one], rows[other]):
            continue
        for mine, theirs in ((one, other), (other, one)):
            if mine not in best or share > best[mine][0]:
                best[mine] = (share, theirs)
    return best


def _pairs(group: Sequence[str], rows: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    """Each with those beside it: hundreds of reports from one template need not all be compared."""
    ordered = sorted(group, key=lambda sha256: (rows[sha256]["signature"], sha256))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _same_submission(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one["submission"] is not None and one["submission"] == other["submission"]
