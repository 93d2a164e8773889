"""Columns of percentages that two other columns, or a column and its total line, bear out.

Knows values and where they stand; says nothing about them in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nlp.table_outline import is_total_line
from nlp.table_values import Values, filled_columns, percent_columns
from nlp.table_words import opens_with

_SAMPLE = 40
_MOST_COLUMNS = 40
_GIVE_UP = 4
_HALF = Decimal("0.5")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TablePercent:
    """A stated percentage with part and base, places as (line, column).

    `change`: it says by how much the part differs from the base.
    """

    stated: Place
    part: Place
    base: Place
    ok: bool
    change: bool = False


@dataclass(frozen=True, slots=True)
class _Relation:
    """`part`, `base`: columns. `line`: of the base, or None where it stands in the percentage's own line."""

    part: int
    base: int
    line: int | None = None
    change: bool = False


@cache
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def follows(percent: Decimal, places: int, part: Decimal, base: Decimal) -> bool:
    """Whether a percentage holds: within half a unit of its last digit, one unit where that is a decimal."""
    if not base:
        return False
    return abs(percent - part * 100 / base) <= (_step(places) if places else _HALF)


def column_percents(values: Values) -> Iterator[TablePercent]:
    """The percentages of each column for which a relation holds in most lines."""
    percents = percent_columns(values)
    operands = [col for col in filled_columns(values) if col not in percents]
    if not percents or len(operands) > _MOST_COLUMNS:
        return
    lines = [i for i, line in enumerate(values.table.lines) if not line.section]
    for col in percents:
        relation = _relation(values, col, operands, lines)
        if relation is not None:
            found = (_at(values, relation, col, line) for line in lines)
            yield from (one for one in found if one is not None)


def _relation(values: Values, col: int, operands: Sequence[int], lines: Sequence[int]) -> _Relation | None:
    """The relation that holds in most lines; of equals the one whose columns stand nearest."""
    best: _Relation | None = None
    rank = (0, 0, 0)
    for relation in _relations(values, col, operands, lines):
        right, wrong, telling = _tally(values, relation, col, lines)
        alone = len(operands) == 2 and not relation.change and relation.line is None
        enough = telling > 1 and right >= wrong
        enough |= telling == 1 and not wrong and (alone or _is_plan(values, relation))
        enough |= alone and _is_plan(values, relation) and right > 0 and right >= wrong
        near = -abs(relation.part - col) - abs(relation.base - col) - 3 * relation.change
        if (enough and (telling, right - wrong, near) > rank) or (enough and best is None):
            best, rank = relation, (telling, right - wrong, near)
    return best


def _relations(
    values: Values, col: int, operands: Sequence[int], lines: Sequence[int]
) -> Iterator[_Relation]:
    for part in operands:
        for base in operands:
            if part != base:
                yield _Relation(part, base)
                yield _Relation(part, base, change=True)
    totals = [i for i in lines if is_total_line(values.table.lines[i])]
    for line in dict.fromkeys((*totals[:1], *totals[1:][-1:], *lines[:1])):
        yield from (_Relation(part, part, line) for part in operands)


def _tally(values: Values, relation: _Relation, col: int, lines: Sequence[int]) -> tuple[int, int, int]:
    """How many lines hold, how many do not, and how many of the first prove something."""
    right = wrong = telling = 0
    for line in lines[:_SAMPLE]:
        one = _at(values, relation, col, line)
        if one is None:
            continue
        if not one.ok:
            wrong += 1
            if wrong >= _GIVE_UP and not telling:
                break
            continue
        right += 1
        telling += values.cells[one.part].value not in (0, values.cells[one.base].value)
    return right, wrong, telling


def _at(values: Values, relation: _Relation, col: int, line: int) -> TablePercent | None:
    base_at = (line if relation.line is None else relation.line, relation.base)
    stated, part, base = (values.cells.get(place) for place in ((line, col), (line, relation.part), base_at))
    if stated is None or part is None or base is None or not base.value or part.unit != base.unit:
        return None
    value = part.value - base.value if relation.change else part.value
    ok = follows(stated.value, values.places[line, col], value, base.value)
    return TablePercent((line, col), (line, relation.part), base_at, ok, relation.change)


def _is_plan(values: Values, relation: _Relation) -> bool:
    return any(opens_with(level, "plans") for level in values.table.columns[relation.base].levels)
