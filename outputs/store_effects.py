"""What accepting rows does to the totals of indicators. Knows sums, no form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from outputs.store_queue import PLACED, Wanted, chosen_rows
from outputs.store_rows import loaded
from outputs.store_schema import LAYERS, queue, reports, reviews

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_SUMMED = ("figures", "cells")


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator's sum over accepted rows, before and after; `rows`: how many would be added."""

    indicator: str
    rows: int
    before: Decimal
    after: Decimal


def effects(connection: Connection, wanted: Wanted) -> list[Effect]:
    """What accepting the rows of a filter does, those indicators first that most rows have."""
    if wanted.layer not in _SUMMED:
        return []
    added = _sums(connection, wanted, queue.c.state != "accepted")
    before = _sums(connection, Wanted(wanted.layer, status="accepted"), None)
    found = [
        Effect(indicator, rows, before.get(indicator, (0, Decimal(0)))[1],
               before.get(indicator, (0, Decimal(0)))[1] + value)
        for indicator, (rows, value) in added.items() if rows
    ]  # fmt: skip
    return sorted(found, key=lambda effect: (-effect.rows, effect.indicator))


def _sums(
    connection: Connection, wanted: Wanted, further: ColumnElement[bool] | None
) -> Mapping[str, tuple[int, Decimal]]:  # fmt: skip
    """Indicator -> how many rows, and their sum, with what people set in place of what was read."""
    table = LAYERS[wanted.layer]
    found: dict[str, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    chosen = chosen_rows(wanted, *PLACED)
    keys = (chosen if further is None else chosen.where(further)).subquery()
    standing = and_(keys.c.report == table.c.report, keys.c.position == table.c.position)
    query = select(table.c.indicator, func.count(), func.sum(table.c.number)).join(keys, standing)
    for indicator, rows, value in connection.execute(query.group_by(table.c.indicator)):
        if indicator is not None:
            found[indicator] = rows, _exact(value)
    id = func.coalesce(keys.c.added, table.c.id)
    changed = (
        select(table.c.indicator, table.c.value, reviews.c.slots)
        .select_from(keys)
        .join(reports, reports.c.key == keys.c.report)
        .outerjoin(table, standing)
        .join(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == id))
        .where(reviews.c.slots != "{}")
    )
    for indicator, value, slots in connection.execute(changed):
        now = {"indicator": indicator, "value": value, **loaded(slots)}
        _add(found, indicator, -1, value)
        _add(found, now["indicator"], 1, now.get("value"))
    return found


def _add(found: dict[str, tuple[int, Decimal]], indicator: str | None, rows: int, value: Any) -> None:
    if indicator is not None and value is not None:
        known = found[indicator]
        found[indicator] = known[0] + rows, known[1] + rows * Decimal(str(value))


def _exact(value: float | None) -> Decimal:
    """A sum of floats as people read it: their last digits are no news."""
    return Decimal(f"{value or 0:.12g}")
