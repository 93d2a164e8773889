"""Which rows of a sheet are tables and which are lines of text around them. Knows no file format.

Where lines are drawn they tell; elsewhere rows of three cells, or of two with a number, make a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.sheet_cells import Sheet, SheetCell, text_of

_NUMERAL = re.compile(r"[-+(]?\s*\d[\d.,\s]*\)?\s*%?")
_WIDE = 3
_FEWEST_ROWS = 2
# So many lines of a section's name may stand between rows of a table.
_SECTION_LINES = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of each row that has some, by row; `order`: these rows from top to bottom."""

    cells: Mapping[int, Sequence[SheetCell]]
    order: Sequence[int]

    def at(self, row: int) -> Sequence[SheetCell]:
        """The cells of a row, none where it has none."""
        return self.cells.get(row, ())

    def within(self, top: int, bottom: int) -> Sequence[int]:
        """The rows from `top` to `bottom` that have cells."""
        return self.order[bisect_left(self.order, top) : bisect_right(self.order, bottom)]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `top` to `bottom` of a sheet: a table, or lines of text."""

    top: int
    bottom: int
    table: bool
    ruled: bool = False


def rows_of(sheet: Sheet) -> Rows:
    """The cells by row, rows and cells in order."""
    rows: dict[int, list[SheetCell]] = {}
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.col)):
        rows.setdefault(cell.row, []).append(cell)
    return Rows(rows, list(rows))


def bands(sheet: Sheet, rows: Rows) -> list[Band]:
    """The sheet from top to bottom, each row with text in one band."""
    ruled = sorted(sheet.ruled_rows)
    drawn = [row for row in ruled if row in rows.cells]
    tables = _ruled_tables(rows, ruled) if len(drawn) >= _FEWEST_ROWS else _open_tables(rows)
    return list(_all_bands(rows, tables))


def _all_bands(rows: Rows, tables: Sequence[Band]) -> Iterator[Band]:
    """Tables with a band for each line between them."""
    waiting = deque(tables)
    for row in rows.order:
        while waiting and waiting[0].bottom < row:
            yield waiting.popleft()
        if not waiting or row < waiting[0].top:
            yield Band(row, row, False)
    yield from waiting


def _ruled_tables(rows: Rows, ruled: Sequence[int]) -> list[Band]:
    found: list[Band] = []
    for top, bottom in _spans(ruled):
        if not rows.within(top, bottom):
            continue
        top, bottom = _reach_up(rows, top), _reach_down(rows, top, bottom)
        own = rows.within(top, bottom)
        if found and top <= found[-1].bottom + 1:
            found[-1] = Band(found[-1].top, bottom, True, True)
        else:
            found.append(Band(own[0], bottom, True, True))
    return [band for band in found if _is_table(rows, band)]


def _spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = before = None
    for number in numbers:
        if before is None or number > before + 1:
            if first is not None and before is not None:
                yield first, before
            first = number
        before = number
    if first is not None and before is not None:
        yield first, before


def _reach_up(rows: Rows, top: int) -> int:
    """A header above the first line that is drawn."""
    while len(rows.at(top - 1)) >= _WIDE:
        top -= 1
    return top


def _reach_down(rows: Rows, top: int, bottom: int) -> int:
    """Rows of amounts below the last line that is drawn, with the names of sections between them."""
    width = len({cell.col for row in rows.within(top, bottom) for cell in rows.at(row)})
    row, lines = bottom + 1, 0
    while (cells := rows.at(row)) and lines <= _SECTION_LINES:
        if _has_amount(cells) or len(cells) > max(width // 2, _WIDE):
            bottom, lines = row, 0
        else:
            lines += 1
        row += 1
    return bottom


def _is_table(rows: Rows, band: Band) -> bool:
    """Whether a ruled band is more than a frame around text."""
    own = [rows.at(row) for row in rows.within(band.top, band.bottom)]
    return sum(len(cells) > 1 for cells in own) >= _FEWEST_ROWS


def _open_tables(rows: Rows) -> list[Band]:
    """Tables of a sheet without lines, told by the number of cells in its rows."""
    found: list[Band] = []
    for chunk in _spans(rows.order):
        own = range(chunk[0], chunk[1] + 1)
        core = [row for row in own if _is_core(rows.at(row))]
        if not core:
            continue
        top, bottom = core[0], core[-1]
        if _has_amount(rows.at(top)) and top - 1 in own and len(rows.at(top - 1)) > 1:
            top -= 1
        amounts = any(_has_amount(rows.at(row)) for row in core)
        if found and top - found[-1].bottom <= _SECTION_LINES and _has_amount(rows.at(core[0])):
            found[-1] = Band(found[-1].top, bottom, True)
        elif amounts or bottom > top:
            found.append(Band(top, bottom, True))
    return [band for band in found if _is_table(rows, band) and _speaks_of_more(rows, band)]


def _speaks_of_more(rows: Rows, band: Band) -> bool:
    """Whether an open band is more than signatures side by side: amounts, or as many cells in each row."""
    own = [rows.at(row) for row in rows.within(band.top, band.bottom)]
    return any(map(_has_amount, own)) or len({len(cells) for cells in own}) == 1


def _is_core(cells: Sequence[SheetCell]) -> bool:
    return len(cells) >= _WIDE or _has_amount(cells)


def _has_amount(cells: Sequence[SheetCell]) -> bool:
    """Whether a number stands behind something else."""
    return any(cell.number or _NUMERAL.fullmatch(text_of(cell.runs).strip()) for cell in cells[1:])
