"""The cells of one table by line and column, as checks read them. Knows values and units, no sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import fold
from nlp.records import Cell
from nlp.table_words import is_unsummed, says_percent
from nlp.tables import Table

_PERCENT = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Values:
    """`cells`: by (line, column). `steps`: by the same key what the last stated decimal is worth, 0 without.

    `places`: stated decimal digits. `gaps`: where something unknown or words stand instead of an amount;
    `dashes`: where a dash says that there is none.
    """

    table: Table
    cells: Mapping[tuple[int, int], Cell]
    steps: Mapping[tuple[int, int], Decimal]
    places: Mapping[tuple[int, int], int]
    gaps: frozenset[tuple[int, int]]
    dashes: frozenset[tuple[int, int]] = frozenset()

    def value(self, line: int, col: int) -> Decimal | None:
        """The value of a cell in its unit, or None."""
        cell = self.cells.get((line, col))
        return None if cell is None else cell.value


def table_values(table: Table, cells: Mapping[tuple[int, int, int], Cell]) -> Values:
    """The cells of a table, found by the (grid, row, column) where they stand."""
    found: dict[tuple[int, int], Cell] = {}
    steps: dict[tuple[int, int], Decimal] = {}
    places: dict[tuple[int, int], int] = {}
    gaps: set[tuple[int, int]] = set()
    dashes: set[tuple[int, int]] = set()
    for number, line in enumerate(table.lines):
        for col, spot in enumerate(line.spots):
            if spot is None or line.section or table.columns[col].role != "data":
                continue
            cell = cells.get((spot.grid, spot.row, spot.col))
            if cell is not None and spot.col == col:
                found[number, col] = cell
                amount = spot.cell.amounts[0]
                factor = abs(cell.value / amount.value) if amount.value else Decimal(1)
                places[number, col] = amount.places
                steps[number, col] = factor.scaleb(-amount.places) if amount.places else Decimal(0)
            elif spot.kind in ("unknown", "text"):
                gaps.add((number, col))
            elif spot.kind == "dash":
                dashes.add((number, col))
    return Values(table, found, steps, places, frozenset(gaps), frozenset(dashes))


def filled_columns(values: Values) -> list[int]:
    """Columns that hold cells, from left to right."""
    return sorted({col for _, col in values.cells})


def percent_columns(values: Values) -> list[int]:
    """Columns whose header says that they hold percentages."""
    columns = values.table.columns
    return [
        col
        for col in filled_columns(values)
        if says_percent(columns[col].levels[-1:])
        or (says_percent(columns[col].levels) and _all_percent(values, col))
        or (_all_percent(values, col) and not values.table.of_role("measure"))
    ]


def added_columns(values: Values) -> list[int]:
    """Columns whose amounts can be added up: no percentages, rates, averages or ranks."""
    columns = values.table.columns
    percent = percent_columns(values)
    return [
        col
        for col in filled_columns(values)
        if col not in percent and not is_unsummed(columns[col].levels) and not _is_rate(values, col)
    ]


def is_added_line(values: Values, line: int) -> bool:
    """Whether a line's amounts are no percentages, rates or averages by its label."""
    label = fold(values.table.lines[line].label)
    return not is_unsummed([label]) and "%" not in label


def measure_of(values: Values, line: int) -> str:
    """What stands in the line's unit column, folded."""
    texts = []
    for col in values.table.of_role("measure"):
        spot = values.table.lines[line].spots[col]
        texts.append("" if spot is None else fold(spot.text))
    return " ".join(texts)


def _all_percent(values: Values, col: int) -> bool:
    units = [cell.unit for (_, at), cell in values.cells.items() if at == col]
    return bool(units) and all(unit in _PERCENT for unit in units)


def _is_rate(values: Values, col: int) -> bool:
    units = [cell.unit or "" for (_, at), cell in values.cells.items() if at == col]
    return sum("/" in unit or unit in _PERCENT for unit in units) * 2 > len(units)
