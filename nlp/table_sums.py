"""Sums in a table that its numbers bear out: total lines over lines, total columns over columns.

Knows values and where they stand; says nothing about them in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.table_outline import Breakdown, breakdowns, is_total_line
from nlp.table_splits import Split, likely_splits, second_splits
from nlp.table_values import Values, added_columns, is_added_line, measure_of
from nlp.table_words import opens_with

_SAMPLE = 60
_CLOSE = Decimal("0.3")
_WORTH_ADDING = 10
_MOST_COLUMNS = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TableSum:
    """One total with its parts, places as (line, column). `along`: "lines" or "columns" are added up.

    `named`: header or label says that it is a total. `ok`: it holds, decimals within their rounding.
    """

    total: Place
    parts: tuple[Place, ...]
    along: str
    named: bool
    ok: bool


def line_sums(values: Values) -> Iterator[TableSum]:
    """Total lines: each added column of each breakdown that the numbers bear out."""
    columns = added_columns(values)
    tried = [_best(values, choices, columns) for choices in breakdowns(values.table)]
    kinds: dict[str, list[int]] = {}
    for breakdown, found in tried:
        tally = kinds.setdefault(breakdown.kind, [0, 0])
        tally[0] += sum(s.ok and _tells(values, s) for s in found)
        tally[1] += sum(not s.ok for s in found)
    for breakdown, found in tried:
        right, wrong = kinds[breakdown.kind]
        if breakdown.named:
            if any(s.ok for s in found) or _are_close(values, found):
                yield from found
        elif right > wrong or (right and right == wrong and _are_close(values, found)):
            yield from found


def column_sums(values: Values) -> Iterator[TableSum]:
    """Total columns: each line of each split of a column that the numbers bear out."""
    columns = added_columns(values)
    if len(columns) < 3 or len(columns) > _MOST_COLUMNS:
        return
    lines = [i for i in range(len(values.table.lines)) if is_added_line(values, i)]
    chosen: dict[int, list[Split]] = {}
    _choose(values, chosen, likely_splits(values.table.columns, columns), lines)
    known = [split for splits in chosen.values() for split in splits]
    _choose(values, chosen, second_splits(known, columns), lines)
    for splits in chosen.values():
        for split in splits:
            found = (_in_line(values, split, line) for line in lines)
            yield from (one for one in found if one is not None)


def _choose(
    values: Values, chosen: dict[int, list[Split]], tried: Sequence[Split], lines: Sequence[int]
) -> None:
    """Add the splits that the numbers bear out; a column counts towards one split of its total only."""
    rated = [(split, _evidence(values, split, lines)) for split in tried]
    rated = [(split, score) for split, score in rated if score > 0]
    rated.sort(key=lambda pair: (-pair[0].named, -pair[1], -len(pair[0].parts)))
    for split, _ in rated:
        others = chosen.setdefault(split.total, [])
        if all(not set(split.parts) & set(other.parts) for other in others) and not _mirrors(chosen, split):
            others.append(split)


def _best(
    values: Values, choices: Sequence[Breakdown], columns: Sequence[int]
) -> tuple[Breakdown, list[TableSum]]:
    """The choice that holds in most columns, the first of equals."""
    best: tuple[Breakdown, list[TableSum]] | None = None
    most = (-1, 0)
    for choice in choices:
        found = [s for col in columns if (s := _in_column(values, choice, col)) is not None]
        rank = (sum(s.ok and _tells(values, s) for s in found), -sum(not s.ok for s in found))
        if best is None or rank > most:
            best, most = (choice, found), rank
    return best or (choices[0], [])


def _in_column(values: Values, breakdown: Breakdown, col: int) -> TableSum | None:
    total = values.cells.get((breakdown.total, col))
    if total is None or any((line, col) in values.gaps for line in breakdown.parts):
        return None
    places = tuple((line, col) for line in breakdown.parts if (line, col) in values.cells)
    parts = [values.cells[place] for place in places]
    stated = len(places) + sum((line, col) in values.dashes for line in breakdown.parts)
    if not parts or stated < 2 or any(part.unit != total.unit for part in parts):
        return None
    written = measure_of(values, breakdown.total)
    if any(measure_of(values, line) != written for line, _ in places):
        return None
    place = (breakdown.total, col)
    ok = _holds(values, place, places)
    return TableSum(place, places, "lines", breakdown.named, ok)


def _in_line(values: Values, split: Split, line: int) -> TableSum | None:
    total = values.cells.get((line, split.total))
    if total is None or any((line, col) in values.gaps for col in split.parts):
        return None
    if is_total_line(values.table.lines[line]) and any(col in split.parts for _, col in values.gaps):
        return None
    places = tuple((line, col) for col in split.parts if (line, col) in values.cells)
    parts = [values.cells[place] for place in places]
    # A dash says that a part is none: the one beside it is checked alone.
    stated = len(places) + sum((line, col) in values.dashes for col in split.parts)
    if not parts or stated < 2 or any(part.unit != total.unit for part in parts):
        return None
    ok = _holds(values, (line, split.total), places)
    return TableSum((line, split.total), places, "columns", split.named, ok)


def _holds(values: Values, total: Place, parts: Sequence[Place]) -> bool:
    """Whole numbers add up exactly; each rounded one may be half a unit of its last digit off."""
    made = sum((values.cells[place].value for place in parts), Decimal(0))
    gap = abs(made - values.cells[total].value)
    if not gap:
        return True
    step = max(values.steps[place] for place in (total, *parts))
    return gap <= step * min(Decimal(len(parts)) / 2, Decimal(2))


def _tells(values: Values, one: TableSum) -> bool:
    """Whether a sum that holds proves something: two parts and more that are not zero."""
    filled = sum(values.cells[place].value != 0 for place in one.parts)
    return filled > 1 or (filled == 1 and one.named)


def _are_close(values: Values, found: Sequence[TableSum]) -> bool:
    """Whether a named total that never comes out still is near its parts in most columns."""
    near = 0
    for one in found:
        total = values.cells[one.total].value
        made = sum((values.cells[place].value for place in one.parts), Decimal(0))
        near += abs(made - total) <= max(abs(total) * _CLOSE, Decimal(1))
    return near * 2 > len(found)


def _evidence(values: Values, split: Split, lines: Sequence[int]) -> int:
    """How many lines bear a split out; 0 where they are too few or too many break it."""
    found = [one for line in lines[:_SAMPLE] if (one := _in_line(values, split, line)) is not None]
    right = [one for one in found if one.ok and _tells(values, one)]
    wrong = sum(not one.ok for one in found)
    if split.named:
        enough = (len(right) >= wrong and bool(right)) or (len(found) < 3 and _are_close(values, found))
        return len(right) * 2 + 1 if enough and found else 0
    if _flows(values, split):
        return 0
    strong = sum(values.cells[one.total].value >= _WORTH_ADDING for one in right)
    enough = (strong > 1 or len(right) > 3) and len(right) * 2 >= wrong * 3
    return len(right) * 2 if enough else 0


def _flows(values: Values, split: Split) -> bool:
    """Whether stocks and flows stand among the columns; what is left over may be the last part."""
    leaves = [values.table.columns[col].leaf for col in (split.total, *split.parts)]
    if opens_with(leaves[-1], "left_over"):
        del leaves[-1]
    return any(opens_with(leaf, "flows") or opens_with(leaf, "left_over") for leaf in leaves)


def _mirrors(chosen: dict[int, list[Split]], split: Split) -> bool:
    """a = b + c leaves no room for b = a + c of negative numbers, nor for the same columns twice."""
    return any(
        split.total in other.parts and total in split.parts
        for total, others in chosen.items()
        for other in others
    )
