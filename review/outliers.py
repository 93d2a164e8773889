"""Values that stand far from the others of their group, told by median and spread. Knows numbers only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# Fewer values have no middle to speak of.
_FEWEST = 5
# The usual bound for scores made of median and median deviation, and the factor that makes them comparable
# with standard deviations (Iglewicz and Hoaglin).
_BOUND, _FACTOR = 3.5, 0.6745
# Values that all agree must not make each small difference an outlier: a tenth, or a point of a percentage.
_LEAST_SPREAD = {"size": math.log10(1.1), "share": 1.0}


@dataclass(frozen=True, slots=True)
class Standing:
    """`score`: distance from the middle in spreads, with its sign; 0 where there are too few to say.

    `middle`: the median of the group.
    """

    score: float
    middle: float

    @property
    def far(self) -> bool:
        """Whether it should be looked at."""
        return abs(self.score) > _BOUND


def standings(values: Sequence[float], *, shares: bool = False) -> list[Standing]:
    """One for each value. `shares`: percentages, compared by difference; else sizes, compared by ratio."""
    if len(values) < _FEWEST:
        middle = median(values) if values else 0.0
        return [Standing(0.0, middle) for _ in values]
    scaled = list(values) if shares else [math.copysign(math.log10(1 + abs(v)), v) for v in values]
    middle, shown = median(scaled), median(values)
    spread = max(median(abs(v - middle) for v in scaled), _LEAST_SPREAD["share" if shares else "size"])
    return [Standing(_FACTOR * (v - middle) / spread, shown) for v in scaled]
