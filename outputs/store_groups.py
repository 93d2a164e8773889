"""Rows of one indicator over all reports, as people left them. Knows no statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from outputs.store_queue import QueuedRow, fetched, one_row, ordered
from outputs.store_rows import loaded
from outputs.store_schema import LAYERS, queue, reports, reviews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

_GROUPED = ("figures", "cells")
_COMPARED = ("value", "unit", "period", "status", "change", "indicator")


@dataclass(frozen=True, slots=True)
class Group:
    """An indicator as it was read: how many rows in how many reports, and how many of them are decided."""

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
    found: dict[str, Group] = {}
    for layer in _GROUPED:
        table = LAYERS[layer]
        done = func.sum(case((queue.c.state.in_(("accepted", "rejected")), 1), else_=0))
        query = (
            select(table.c.indicator, func.count(), func.count(table.c.report.distinct()), done)
            .join(queue, (queue.c.report == table.c.report) & (queue.c.position == table.c.position))
            .where(queue.c.layer == layer, table.c.indicator.isnot(None))
            .group_by(table.c.indicator)
        )
        for indicator, rows, papers, decided in connection.execute(query):
            known = found.get(indicator, Group(indicator, 0, 0, 0))
            found[indicator] = Group(
                indicator, known.rows + rows, max(known.reports, papers), known.decided + decided
            )
    return sorted(found.values(), key=lambda group: (-group.rows, group.indicator))


def members(connection: Connection, indicator: str) -> list[Member]:
    """What counts for the indicator by now: none that was rejected, or whose report was handed in anew."""
    found: dict[tuple[str, str], Member] = {}
    named = reviews.c.slots.contains(f'"indicator":"{indicator}"', autoescape=True)
    for layer in _GROUPED:
        table = LAYERS[layer]
        columns = [table.c[name] if name in table.c else literal(None).label(name) for name in _COMPARED]
        query = (
            select(reports.c.sha256, reports.c.issuer, reports.c.name, table.c.report, table.c.position,
                   table.c.id, reviews.c.state, reviews.c.slots, *columns)
            .join(reports, reports.c.key == table.c.report)
            .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == table.c.id))
            .where(reports.c.superseded_by.is_(None))
        )  # fmt: skip
        for wanted in (table.c.indicator == indicator, named):
            for row in connection.execute(query.where(wanted)):
                found[row.sha256, row.id] = _member(layer, row)
        found |= _added(connection, layer, named)
    return [one for one in found.values() if one.state != "rejected" and one.now["indicator"] == indicator]


def whole_rows(connection: Connection, chosen: Sequence[Member]) -> list[QueuedRow]:
    """The rows behind members, in their order."""
    found: dict[tuple[str, str], QueuedRow] = {}
    for layer in _GROUPED:
        places = [one.place for one in chosen if one.layer == layer and one.place is not None]
        if places:
            query = select(*ordered()).where(queue.c.layer == layer, or_(*map(_at, places)))
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
    place = row.report, row.position
    return Member(row.sha256, layer, row.id, row.issuer or row.name, row.state, now, place)


def _added(
    connection: Connection, layer: str, named: ColumnElement[bool]
) -> dict[tuple[str, str], Member]:  # fmt: skip
    """Rows that people added, which no layer has."""
    query = (
        select(
            reviews.c.report,
            reviews.c.row,
            reviews.c.state,
            reviews.c.slots,
            reports.c.issuer,
            reports.c.name,
        )
        .join(reports, reports.c.sha256 == reviews.c.report)
        .where(named, reviews.c.layer == layer, reviews.c.slots.contains('"added":true'))
    )
    found = {}
    for row in connection.execute(query):
        now = {name: loaded(row.slots).get(name) for name in _COMPARED}
        found[row.report, row.row] = Member(
            row.report, layer, row.row, row.issuer or row.name, row.state, now, None
        )
    return found
