"""Where each line, total and column of a consolidated sheet stands in its workbook. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nlp.numerals import written
from outputs.consolidation import Consolidated
from outputs.form_heads import column_widths, head_rows, is_upright
from outputs.form_page import padded

MAIN = "Biểu tổng hợp"
LEFT = 2
# Characters of the column of numbers of lines, and of that of names: at least, at most.
_NUMBERS, _NARROW, _WIDE = 5.0, 30.0, 46.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows and columns from 0. `widths`: of all columns, with empty ones that heading and foot need."""

    top: int
    totals: int
    lines: int
    end: int
    widths: tuple[float, ...]

    def line(self, line: int, column: int) -> tuple[int, int]:
        """Row and column of a unit's cell."""
        return self.lines + line, LEFT + column

    def total(self, total: int, column: int) -> tuple[int, int]:
        """Row and column of a total's cell."""
        return self.totals + total, LEFT + column


def layout(table: Consolidated, top: int = 7) -> Layout:
    """The places of a table whose heads begin in row `top`."""
    columns = table.form.columns
    totals = top + head_rows(columns)
    lines = totals + len(table.totals)
    longest = max((len(line.name) for line in table.lines), default=0)
    most = _NARROW + 4 if is_upright(columns) else _WIDE
    first = (_NUMBERS, min(max(_NARROW, float(longest)), most))
    widths = (*first, *column_widths(columns, _longest(table), sum(first)))
    return Layout(top, totals, lines, lines + len(table.lines), tuple(padded(widths)))


def names(cells: tuple[int, int]) -> str:
    """The address of a cell as people read it: C12."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(*cells))


def reference(sheet: str, cell: tuple[int, int]) -> str:
    """The cell of another sheet as formulas name it."""
    return f"'{sheet}'!{names(cell)}"


def _longest(table: Consolidated) -> list[int]:
    """Characters of the longest number of each column."""
    found = [1] * len(table.form.columns)
    for row in (*(total.entries for total in table.totals), *table.cells):
        for at, entry in enumerate(row):
            if entry.value is not None:
                found[at] = max(found[at], len(_shown(entry.value)))
    return found


def _shown(value: Decimal) -> str:
    """The number with no more decimals than cells show."""
    return written(value if value == value.to_integral_value() else round(value, 3))
