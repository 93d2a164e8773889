"""A report's head as people corrected it: kept in the columns that all others read, beside it as it was read.

Rows whose period leans on the head move along. Knows which reports are submissions of one, no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from outputs.head_periods import Dated, Leaning, moved_along
from outputs.likeness import submission
from outputs.store_priority import redate
from outputs.store_rows import SLOTS, Row, Values, dumped, loaded
from outputs.store_schema import figures, reports, texts
from outputs.store_settling import relate

if TYPE_CHECKING:
    from sqlalchemy import Connection

# The layer of decisions on heads, which has no table of its own; and what may be corrected.
HEAD = "report"
CORRECTED = ("issuer", "parent", "number", "date", "title", "period")
_SUBMISSION = ("issuer", "parent", "kind", "period", "title")
# What decides which reports are one, and which of them is the later.
_RELATED = ("submission", "date", "number")
_PERIOD = 1 + SLOTS["figures"].index("period")


def head_id(sha256: str) -> str:
    """The id of the head in decisions."""
    return f"{sha256[:12]}-head"


def head_as_read(head: Mapping[str, Any]) -> Row:
    """A row of the table of reports without what people corrected."""
    kept = loaded(head["as_read"])["head"] if head["as_read"] else {}
    return {**head, **kept, "as_read": None}


def rows_as_read(head: Mapping[str, Any], rows: Mapping[str, list[Values]]) -> dict[str, list[Values]]:
    """Layer -> tuples behind the report's key, with the periods that were read."""
    moved = moved_periods(head)
    if not moved:
        return dict(rows)
    changed = [
        (*row[:_PERIOD], moved[row[0]], *row[_PERIOD + 1 :]) if row[0] in moved else row
        for row in rows["figures"]
    ]
    return {**rows, "figures": changed}


def moved_periods(head: Mapping[str, Any]) -> dict[int, str | None]:
    """Position -> period as it was read, of the figures that moved along."""
    kept = loaded(head["as_read"])["figures"] if head["as_read"] else {}
    return {int(position): period for position, period in kept.items()}


def head_slots(head: Mapping[str, Any]) -> Row:
    """The head as a row that decisions speak of, as it was read."""
    read = head_as_read(head)
    slots = {name: read[name] for name in CORRECTED if read[name] is not None}
    return {"id": head_id(head["sha256"]), **slots}


def heads_read(connection: Connection, key: int | None) -> dict[str, Row]:
    """Id -> head, of the report with this key."""
    head = connection.execute(select(reports).where(reports.c.key == key)).mappings().first()
    return {} if head is None else {head_id(head["sha256"]): head_slots(dict(head))}


def correct(connection: Connection, sha256: str, slots: Mapping[str, Any]) -> bool:
    """Put what people set into the columns of the report; whether its relations to others may be changed."""
    head = connection.execute(select(reports).where(reports.c.sha256 == sha256)).mappings().first()
    if head is None:
        return False
    wanted, periods = corrected(connection, dict(head), slots)
    connection.execute(update(reports).where(reports.c.key == head["key"]).values(wanted))
    if periods:
        at = (figures.c.report == head["key"]) & (figures.c.position == bindparam("at"))
        changes = [{"at": position, "new": period} for position, period in periods.items()]
        connection.execute(update(figures).where(at).values(period=bindparam("new")), changes)
        redate(connection, head["key"])
    return any(wanted.get(name, head[name]) != head[name] for name in _RELATED)


def corrected(
    connection: Connection, head: Mapping[str, Any], slots: Mapping[str, Any]
) -> tuple[Row, dict[int, str | None]]:
    """The columns of the report as they should be, and position -> period where a figure's should change."""
    read = head_as_read(head)
    now = {**read, **{name: slots[name] for name in CORRECTED if name in slots}}
    now["submission"] = submission({name: now[name] for name in _SUBMISSION})
    kept = {name: read[name] for name in (*CORRECTED, "submission") if now[name] != read[name]}
    standing = moved_periods(head)
    moved: dict[int, str | None] = {}
    before, after = (Leaning(side["date"], side["period"]) for side in (read, now))
    if before != after or standing:
        dated = list(_dated(connection, head["key"], standing))
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"])) or ""
        moved = moved_along(text, dated, before, after)
        standing = {figure.position: figure.period for figure in dated if figure.position in moved or
                    figure.position in standing}  # fmt: skip
    wanted = {name: now[name] for name in (*CORRECTED, "submission")}
    figures_read = {str(position): standing[position] for position in sorted(moved)}
    wanted["as_read"] = dumped({"head": kept, "figures": figures_read}) if kept or moved else None
    return wanted, {**standing, **moved}


def settle_heads(connection: Connection, changed: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Correct the heads of these reports: content hash, what people set."""
    related = [correct(connection, sha256, slots) for sha256, slots in changed]
    if any(related):
        relate(connection)


def _dated(connection: Connection, key: int, standing: Mapping[int, str | None]) -> Iterable[Dated]:
    columns = (figures.c[name] for name in ("position", "start", "end", "period"))
    for position, start, end, period in connection.execute(select(*columns).where(figures.c.report == key)):
        yield Dated(position, start, end, standing.get(position, period))
