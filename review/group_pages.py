"""One indicator over all units: every value with its sentence, those far from the others first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from outputs.store import reading
from outputs.store_groups import Member, groups, members, whole_rows
from outputs.store_queue import checks_of
from outputs.wording import in_words
from review.api import Letters, store_of
from review.fields import number_words
from review.outliers import Standing, standings
from review.pages import page

router = APIRouter(include_in_schema=False)
_MOST = 150
_WIDE, _HIGH, _EDGE = 1000, 64, 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a group and where its value stands among those of its period and measure."""

    row: Member
    value: float
    standing: Standing

    @property
    def note(self) -> str | None:
        """How far it is from the others, in words; None where it is among them."""
        if not self.standing.far:
            return None
        middle = self.standing.middle
        words = number_words(f"{middle:.10g}")
        if self.row.now["unit"] == "%" or middle == 0 or self.value * middle <= 0:
            return f"lệch xa các đơn vị khác (giữa: {words})"
        times = max(self.value / middle, middle / self.value)
        how = "gấp" if self.value > middle else "kém"
        shown = number_words(f"{times:.1f}" if times < 10 else f"{times:.0f}")
        return f"{how} {shown} lần mức giữa ({words})"


@router.get("/groups")
def group_page(request: Request, indicator: Letters = None, period: Letters = None) -> Response:
    """The indicators, or one of them over all units. `period`: of one period alone."""
    with reading(store_of(request)) as connection:
        if not indicator:
            return page(request, "groups.html", groups=groups(connection))
        found = members(connection, indicator)
        periods = sorted({one.now["period"] for one in found if one.now["period"]}, reverse=True)
        ranked = placed([one for one in found if not period or one.now["period"] == period])
        first = ranked[:_MOST]
        rows = whole_rows(connection, [one.row for one in first])
        checks = checks_of(connection, rows)
    return page(
        request,
        "group.html",
        name=in_words("indicator", indicator),
        indicator=indicator,
        period=period,
        periods={code: in_words("period", code) for code in periods},
        rows=rows,
        notes={(one.row.report, one.row.row): one.note for one in first},
        number=len(ranked),
        far=sum(one.standing.far for one in ranked),
        dots=dots(first),
        wide=_WIDE,
        high=_HIGH,
        checks=checks,
        whole=number_words(f"{sum(one.value for one in ranked):.15g}"),
    )


def placed(rows: Sequence[Member]) -> list[Placed]:
    """Rows with a number, those that stand farthest from the others of their period and measure first."""
    together: dict[tuple[Any, ...], list[tuple[Member, float]]] = {}
    for row in rows:
        now = row.now
        value = float(now["value"]) if now["value"] is not None else math.nan
        if math.isfinite(value):
            apart = now["period"], now["unit"], now["status"], now["change"]
            together.setdefault(apart, []).append((row, value))
    found = []
    for apart, alike in together.items():
        stood = standings([value for _, value in alike], shares=apart[1] == "%")
        found += [Placed(row, value, standing) for (row, value), standing in zip(alike, stood, strict=True)]
    return sorted(found, key=lambda one: (-abs(one.standing.score), one.row.unit, one.row.row))


def dots(found: Sequence[Placed]) -> list[dict[str, Any]]:
    """Where each value stands on a line from the least to the most, by its order of size."""
    if len(found) < 2:
        return []
    sizes = [math.copysign(math.log10(1 + abs(one.value)), one.value) for one in found]
    low, high = min(sizes), max(sizes)
    wide = (high - low) or 1.0
    return [
        {
            "x": round(_EDGE + (_WIDE - 2 * _EDGE) * (size - low) / wide, 1),
            "y": 14 + at % 5 * 7,
            "far": one.standing.far,
            "row": one.row.row,
            "words": f"{one.row.unit}: {number_words(str(one.row.now['value']))}",
        }
        for at, (one, size) in enumerate(zip(found, sizes, strict=True))
    ]
