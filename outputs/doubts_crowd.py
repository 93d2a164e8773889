"""Values that stand out among those of like units, and units that repeat another's, by statistics.

Knows columns of numbers; what a number means is not its business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import comb
from statistics import median

from nlp.numerals import written
from outputs.consolidation import Consolidated, Doubt

# Robust standard deviations from the median (docs/consolidation.md says what was measured): communes differ
# in size by a factor of three or four, which stays below; a slip by a digit goes far beyond.
_FAR = 6
# Of fewer units the median deviation says nothing.
_FEW = 8
_MAD = 0.6745
# How often chance alone may name a copy in a whole sheet.
_CHANCE = 0.01


def outliers(table: Consolidated) -> Iterator[Doubt]:
    """Values far from those of other units of the same level, by median and median deviation."""
    levels = {line.unit.level: None for line in table.lines}
    for column in range(len(table.form.columns)):
        for level in levels:
            places = [at for at, line in enumerate(table.lines) if line.unit.level == level]
            values = [(at, v) for at in places if (v := table.cells[at][column].value) is not None]
            if len(values) < _FEW:
                continue
            middle, spread = _middle([float(value) for _, value in values])
            for at, value in values:
                if spread and abs(float(value) - middle) * _MAD / spread > _FAR:
                    yield _far(table, at, column, value, middle)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """Median and median deviation, of which a tenth of the median, and one, are the least."""
    middle = median(values)
    return middle, max(median(abs(value - middle) for value in values), abs(middle) * 0.1, 1.0)


def _far(table: Consolidated, at: int, column: int, value: Decimal, middle: float) -> Doubt:
    usual = written(Decimal(str(round(middle, 2))))
    times = f", gấp {written(Decimal(str(round(float(value) / middle, 1))))} lần" if middle > 0 else ""
    what = f"Ghi {written(value)}{times if value > middle else ''}; các đơn vị cùng cấp thường khoảng {usual}"
    sources = table.cells[at][column].sources
    return Doubt("outlier", what, table.lines[at].name, at, column, sources[0] if sources else None)


def copies(table: Consolidated) -> Iterator[Doubt]:
    """Two units with so many equal values that chance does not explain them.

    How rare an equal value is says its own column: "2" is common among prizes, "4.591" listeners are not.
    """
    columns = [at for at, column in enumerate(table.form.columns) if column.kind == "value"]
    equal = {at: _chance([row[at].value for row in table.cells]) for at in columns}
    same: dict[tuple[int, int], list[int]] = {}
    for at in columns:
        holders: dict[Decimal, list[int]] = {}
        for number, row in enumerate(table.cells):
            if (value := row[at].value) is not None:
                holders.setdefault(value, []).append(number)
        for numbers in holders.values():
            # A value that many have is a usual one.
            for place, number in enumerate(numbers if len(numbers) <= 5 else ()):
                for other in numbers[place + 1 :]:
                    same.setdefault((number, other), []).append(at)
    pairs = len(table.lines) * (len(table.lines) - 1) / 2
    for (number, other), shared in sorted(same.items()):
        expected = pairs
        for at in shared:
            expected *= equal[at]
        if expected >= _CHANCE:
            continue
        both = sum(
            None not in (table.cells[number][at].value, table.cells[other][at].value) for at in columns
        )
        expected *= comb(both, len(shared))
        if expected < _CHANCE and number not in (table.lines[other].above, other):
            what = f"{len(shared)}/{both} số liệu giống hệt của {table.lines[number].name}"
            yield Doubt("copied", what, table.lines[other].name, other)


def _chance(values: Sequence[Decimal | None]) -> float:
    """How probable it is that two units have the same value in a column."""
    stated = [value for value in values if value is not None]
    pairs = len(stated) * (len(stated) - 1)
    alike = sum(count * (count - 1) for count in Counter(stated).values())
    # One pair alike in few units may itself be the copy.
    return max(alike, 2) / pairs if pairs else 1.0
