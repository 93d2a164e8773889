"""What people decide about rows: checked against the version they saw, appended, undone. Knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from extract.problems import Problem
from outputs.store import Store, now, reading, writing
from outputs.store_anchors import context
from outputs.store_chain import append
from outputs.store_heads import HEAD, heads_read
from outputs.store_reading import layer_rows, report_key
from outputs.store_reviews import ADDED, COMMENT, MOVED, STATE, Review, decided, keep_all, reviews_of
from outputs.store_rows import Row, contract_row, dumped, loaded
from outputs.store_schema import decisions, texts

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants of one row. `report`: the content's sha256.

    `field`: a slot, or state (accepted, rejected, postponed, None), comment, added (`new`: the whole row).
    `version`: of the row as it was seen; None changes it whatever others did. `undoes`: a decision's number.
    """

    report: str
    row: str
    layer: str
    field: str
    new: Any
    version: int | None = None
    why: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that came too late: what the row's field is by now, and its version."""

    change: Change
    value: Any
    version: int


class Conflict(Problem):
    """Somebody else was faster; nothing of what was asked for is done."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(
            "conflict", "Dòng này vừa được người khác sửa; hãy xem giá trị mới rồi quyết định lại."
        )
        self.clashes = tuple(clashes)


def decide(
    store: Store, changes: Iterable[Change], who: str, through: str = "web", batch: str | None = None
) -> list[Row]:
    """Append these decisions, all or none; they are on the disk when this returns.

    Those that change nothing are left out. `batch`: a name under which all are undone together.
    Raises Conflict.
    """
    with writing(store, durable=True) as connection:
        return _decide(connection, list(changes), who, through, batch)


def undo(
    store: Store, who: str, *, seq: int | None = None, batch: str | None = None, why: str = ""
) -> list[Row]:
    """Take back one decision, or all of a batch: each field gets the value it had before.

    Raises Conflict where somebody has changed one of the fields since.
    """
    with writing(store, durable=True) as connection:
        chosen = decisions.c.seq == seq if seq is not None else decisions.c.batch == batch
        query = select(decisions).where(chosen).order_by(decisions.c.seq.desc())
        links = [dict(link) for link in connection.execute(query).mappings() if link["field"] != MOVED]
        done: list[Row] = []
        for link in links:
            change = _inverse(connection, link, why)
            done += _decide(connection, [change], who, "undo", f"undo-{batch}" if batch else None)
        return done


def history(store: Store, report: str, row: str) -> list[Row]:
    """Every decision on a row, also from before its text moved, oldest first."""
    with reading(store) as connection:
        ids, found = {row}, []
        query = select(decisions).where(decisions.c.report == report).order_by(decisions.c.seq.desc())
        for link in connection.execute(query).mappings():
            if link["field"] == MOVED and link["new"] in {dumped(id) for id in ids}:
                ids.add(link["row"])
            if link["row"] in ids:
                found.append(dict(link))
        return found[::-1]


def deciders(connection: Connection, report: str) -> dict[str, str]:
    """Who decided last on each row of a report, also where the row's text has moved since."""
    query = select(decisions.c.row, decisions.c.field, decisions.c.new, decisions.c.who)
    found: dict[str, str] = {}
    for link in connection.execute(query.where(decisions.c.report == report).order_by(decisions.c.seq)):
        if link.field == MOVED:
            found[str(loaded(link.new))] = found.get(link.row, link.who)
        else:
            found[link.row] = link.who
    return found


def effective(row: Mapping[str, Any], review: Review | None) -> Row:
    """A row with what people set in the place of what was read."""
    slots = {} if review is None else {k: v for k, v in review.slots.items() if k != "added"}
    return {key: value for key, value in {**row, **slots}.items() if value is not None}


def _inverse(connection: Connection, link: Mapping[str, Any], why: str) -> Change:
    """The change that takes a decision back, wherever its row stands now."""
    row = link["row"]
    query = (
        select(decisions.c.row, decisions.c.new)
        .where(decisions.c.report == link["report"], decisions.c.field == MOVED)
        .where(decisions.c.seq > link["seq"])
        .order_by(decisions.c.seq)
    )
    for moved in connection.execute(query):
        if moved.row == row:
            row = loaded(moved.new)
    old = None if link["old"] is None else loaded(link["old"])
    change = Change(link["report"], row, link["layer"], link["field"], old, None, why, link["seq"])
    review = reviews_of(connection, link["report"]).get(row)
    if review is None or dumped(_value(review, {}, link["field"], raw=True)) != (link["new"] or "null"):
        value = None if review is None else _value(review, {}, link["field"], raw=True)
        raise Conflict([Clash(change, value, review.version if review else 0)])
    return change


def _decide(
    connection: Connection, changes: Sequence[Change], who: str, through: str, batch: str | None
) -> list[Row]:
    entries: list[Row] = []
    clashes: list[Clash] = []
    for report in dict.fromkeys(change.report for change in changes):
        asked = [change for change in changes if change.report == report]
        _decide_report(connection, report, asked, entries, clashes)
    if clashes:
        raise Conflict(clashes)
    at = now()
    for entry in entries:
        entry |= {"who": who, "at": at, "through": through, "batch": batch}
    return append(connection, entries)


def _decide_report(
    connection: Connection,
    report: str,
    changes: Sequence[Change],
    entries: list[Row],
    clashes: list[Clash],
) -> None:
    key = report_key(connection, report)
    text = connection.scalar(select(texts.c.text).where(texts.c.report == key)) or ""
    known = reviews_of(connection, report)
    rows = {layer: _rows(connection, layer, key) for layer in {change.layer for change in changes}}
    seen = {row: review.version for row, review in known.items()}
    changed: dict[str, Review] = {}
    for change in changes:
        review = known.get(change.row) or Review(report, change.row, change.layer)
        row = rows[change.layer].get(change.row, {})
        old = _value(review, row, change.field)
        if change.version is not None and change.version != seen.get(change.row, 0):
            clashes.append(Clash(change, old, review.version))
            continue
        if old == change.new:
            continue
        after = decided(review, change.field, change.new, review.version + 1)
        entries.append(_entry(change, old, after.version, row or change.new, text))
        known[change.row] = changed[change.row] = after
    keep_all(connection, changed.values())


def _entry(change: Change, old: Any, version: int, row: Any, text: str) -> Row:
    placed = isinstance(row, dict) and "start" in row
    nowhere = dict.fromkeys(("start", "quote", "before", "after"))
    return {
        "report": change.report,
        "row": change.row,
        "layer": change.layer,
        "field": change.field,
        "old": None if old is None else dumped(old),
        "new": None if change.new is None else dumped(change.new),
        "version": version,
        "why": change.why,
        "undoes": change.undoes,
        **(context(text, row["start"], row["end"]) if placed else nowhere),
    }


def _rows(connection: Connection, layer: str, key: int | None) -> dict[str, Row]:
    if layer == HEAD:
        return heads_read(connection, key)
    found = [] if key is None else layer_rows(connection, layer, key)
    return {row["id"]: row for row in (contract_row(layer, values) for values in found)}


def _value(review: Review, row: Mapping[str, Any], name: str, *, raw: bool = False) -> Any:
    """What a field is now. `raw`: only as people set it."""
    if name == STATE:
        return review.state
    if name == COMMENT:
        return review.comment
    if name == ADDED:
        return {key: value for key, value in review.slots.items() if key != "added"} if review.added else None
    return review.slots.get(name, None if raw else row.get(name))
