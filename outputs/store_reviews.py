"""What the decisions on a row amount to: a fold over them, kept beside them for speed. Knows no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from outputs.store_heads import HEAD, settle_heads
from outputs.store_priority import restate
from outputs.store_rows import dumped, loaded
from outputs.store_schema import LAYERS, reports, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Fields of a decision that are no slot of a row.
STATE, COMMENT, ADDED, MOVED = "state", "comment", "added", "moved"
_AS_ADDED = "added"
_OF_REPORT = select(reviews).where(reviews.c.report == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Review:
    """`version`: how many decisions there were. `slots`: what people set; of a row they added, all of it.

    `orphan`: the row is no longer found, and its place neither.
    """

    report: str
    row: str
    layer: str
    version: int = 0
    state: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    comment: str | None = None
    orphan: bool = False

    @property
    def added(self) -> bool:
        """Whether people added this row: no reader found it."""
        return bool(self.slots.get(_AS_ADDED))


def decided(review: Review, name: str, new: Any, version: int) -> Review:
    """The review after one more decision. `new`: the field's value, None where it is taken back."""
    if name == MOVED:
        return replace(review, row=str(new), version=version, orphan=False)
    if name in (STATE, COMMENT):
        return replace(review, version=version, **{name: new})
    if name == ADDED:
        return replace(review, version=version, slots={**new, _AS_ADDED: True} if new else {})
    return replace(review, version=version, slots={**review.slots, name: new})


def folded(links: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Review]:
    """(report, row) -> what all decisions amount to."""
    found: dict[tuple[str, str], Review] = {}
    for link in links:
        place = link["report"], link["row"]
        before = found.pop(place, None) or Review(link["report"], link["row"], link["layer"])
        new = None if link["new"] is None else loaded(link["new"])
        after = decided(before, link["field"], new, link["version"])
        found[after.report, after.row] = after
    return found


def reviews_of(connection: Connection, sha256: str) -> dict[str, Review]:
    """Row id -> review, of one report."""
    return {row["row"]: _review(row) for row in connection.execute(_OF_REPORT, {"of": sha256}).mappings()}


def all_reviews(connection: Connection, *, orphans: bool = False) -> list[Review]:
    """Every review, or those whose row is gone, in a stable order."""
    query = select(reviews).order_by(reviews.c.report, reviews.c.row)
    if orphans:
        query = query.where(reviews.c.orphan)
    return [_review(row) for row in connection.execute(query).mappings()]


def keep(connection: Connection, before: str, review: Review) -> None:
    """Put a review in the place of the one that stood at the row `before`."""
    connection.execute(delete(reviews).where(reviews.c.report == review.report, reviews.c.row == before))
    keep_all(connection, [review])


def keep_all(connection: Connection, changed: Iterable[Review]) -> None:
    """Put reviews in the place of those that stood at the same rows."""
    found = list(changed)
    columns = [as_columns(review) for review in found]
    if not columns:
        return
    places = [{"of": review["report"], "at": review["row"]} for review in columns]
    connection.execute(
        delete(reviews).where(reviews.c.report == bindparam("of"), reviews.c.row == bindparam("at")), places
    )
    connection.execute(insert(reviews), columns)
    restate(connection, [row for row in columns if row["layer"] != HEAD])
    settle_heads(connection, [(review.report, review.slots) for review in found if review.layer == HEAD])


def as_columns(review: Review) -> dict[str, Any]:
    """The review as a row of its table."""
    return {
        "report": review.report,
        "row": review.row,
        "layer": review.layer,
        "version": review.version,
        "state": review.state,
        "slots": dumped(review.slots),
        "comment": review.comment,
        "orphan": review.orphan,
    }


def is_found(connection: Connection, review: Review) -> bool:
    """Whether the row that the review speaks of stands in the store."""
    if review.layer == HEAD:
        return connection.scalar(select(reports.c.key).where(reports.c.sha256 == review.report)) is not None
    table = LAYERS[review.layer]
    query = (
        select(table.c.position)
        .join(reports, reports.c.key == table.c.report)
        .where(reports.c.sha256 == review.report, table.c.id == review.row)
    )
    return review.added or connection.execute(query).first() is not None


def _review(row: Mapping[Any, Any]) -> Review:
    return Review(**{**row, "slots": loaded(row["slots"])})
