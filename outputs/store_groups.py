"""Rows of one indicator over all reports, as people left them. Knows no statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from outputs.store_queue import PLACED, QueuedRow, fetched, one_row, ordered
from outputs.store_rows import loaded
from outputs.store_schema import LAYERS, queue, reports, reviews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

_GROUPED = ("figures", "cells")
_COMPARED = ("value", "unit", "period", "status", "change", "indicator")


@dataclass(frozen=True, slots=True)
class Group:
    """An indicator as people left it: how many rows in how many reports, and how many of them are decided."""

    indicator: str
    rows: int
    reports: int
    decided: int


@dataclass(frozen=True, slots=True)
class Member:
    """A row as far as groups compare it. `unit`: who sent it; `place`: in its table, None for added ones."""

    report: str
    layer: str
    row: str
    unit: str
    state: str | None
    now: dict[str, Any]
    place: tuple[int, int] | None


def groups(connection: Connection) -> list[Group]:
    """Every indicator that some row has, those with most rows first."""
    done = func.sum(case((queue.c.state.in_(("accepted", "rejected")), 1), else_=0))
    query = (
        select(queue.c.layer, queue.c.indicator, func.count(), func.count(queue.c.report.distinct()), done)
        .where(queue.c.layer.in_(_GROUPED), queue.c.indicator.isnot(None))
        .group_by(queue.c.layer, queue.c.indicator)
    )
    found: dict[str, Group] = {}
    for _, indicator, rows, papers, decided in connection.execute(query):
        known = found.get(indicator, Group(indicator, 0, 0, 0))
        most = max(known.reports, papers)
        found[indicator] = Group(indicator, known.rows + rows, most, known.decided + decided)
    return sorted(found.values(), key=lambda group: (-group.rows, group.indicator))


def members(connection: Connection, indicator: str) -> list[Member]:
    """What counts for the indicator by now: none that was rejected, or whose report was handed in anew."""
    found: list[Member] = []
    for layer in _GROUPED:
        table = LAYERS[layer]
        columns = [table.c[name] if name in table.c else literal(None).label(name) for name in _COMPARED]
        id = func.coalesce(queue.c.added, table.c.id)
        in_layer = and_(table.c.report == queue.c.report, table.c.position == queue.c.position)
        query = (
            select(reports.c.sha256, reports.c.issuer, reports.c.name, *PLACED, queue.c.state,
                   id.label("id"), reviews.c.slots, *columns)
            .select_from(queue)
            .join(reports, reports.c.key == queue.c.report)
            .outerjoin(table, in_layer)
            .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == id))
            .where(queue.c.indicator == indicator, queue.c.layer == layer, queue.c.state != "rejected")
            .where(reports.c.superseded_by.is_(None))
            .order_by(queue.c.report, queue.c.position)
        )  # fmt: skip
        found += [_member(layer, row) for row in connection.execute(query)]
    return found


def whole_rows(connection: Connection, chosen: Sequence[Member]) -> list[QueuedRow]:
    """The rows behind members, in their order."""
    found: dict[tuple[str, str], QueuedRow] = {}
    for layer in _GROUPED:
        places = [one.place for one in chosen if one.layer == layer and one.place is not None]
        if places:
            query = select(*ordered(), queue.c.added).where(queue.c.layer == layer, or_(*map(_at, places)))
            found |= {(row.report, row.review.row): row for row in fetched(connection, layer, query)}
    for one in chosen:
        if one.place is None and (row := one_row(connection, one.report, one.layer, one.row)) is not None:
            found[one.report, one.row] = row
    return [found[one.report, one.row] for one in chosen if (one.report, one.row) in found]


def _at(place: tuple[int, int]) -> ColumnElement[bool]:
    # Pairs in a list would be looked for in every row.
    return and_(queue.c.report == place[0], queue.c.position == place[1])


def _member(layer: str, row: Any) -> Member:
    slots = loaded(row.slots) if row.slots else {}
    now = {name: slots.get(name, getattr(row, name)) for name in _COMPARED}
    place = None if row.added else (row.report, row.position)
    state = None if row.state == "open" else row.state
    return Member(row.sha256, layer, row.id, row.issuer or row.name, state, now, place)
