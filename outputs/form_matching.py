"""A total of two periods over the same units, so that their difference is one of what was done.

Knows tables and the lines behind their totals; how it is told is not its business.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from outputs.claims import indicators
from outputs.consolidation import Consolidated
from outputs.known_values import is_additive


@dataclass(frozen=True, slots=True)
class Match:
    """`both`: how many units are behind the values `now` and `then`; 0 where these cannot be compared.

    `same`: they are all that are behind the totals.
    """

    now: Decimal
    then: Decimal
    both: int
    same: bool


def reporting(table: Consolidated, column: int) -> frozenset[str]:
    """Keys of the units with a value."""
    rows = zip(table.lines, table.cells, strict=True)
    return frozenset(line.unit.key for line, row in rows if row[column].value is not None)


def match(now: Consolidated, then: Consolidated, column: int) -> Match | None:
    """The totals where the same units are behind both; else the sums of those that are behind both.

    None where a period has no total.
    """
    totals = [table.totals[0].entries[column].value for table in (now, then)]
    a, b = totals
    if a is None or b is None:
        return None
    units = reporting(now, column)
    if units == reporting(then, column):
        return Match(a, b, len(units), True)
    behind = [_behind(table, column) for table in (now, then)]
    common = behind[0].keys() & behind[1].keys()
    if not common or not _is_sum(now, column):
        return Match(a, b, 0, False)
    sums = [sum((values[key] for key in common), Decimal()) for values in behind]
    return Match(sums[0], sums[1], len(common), False)


def _behind(table: Consolidated, column: int) -> dict[str, Decimal]:
    """The values that make up the total, by the key of their unit."""
    found = {}
    for at in table.totals[0].entries[column].lines:
        value = table.cells[at][column].value
        if value is not None:
            found[table.lines[at].unit.key] = value
    return found


def _is_sum(table: Consolidated, column: int) -> bool:
    of = table.form.columns[column]
    one = of.indicator or (of.of[0] if len(of.of) == 1 else "")
    return of.kind in ("value", "cumulative") and bool(one) and is_additive(indicators()[one])
