"""Where an office's own form holds its heads, its units and its empty cells. Knows layout, no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from nlp.cell_units import column_scale, is_counted, stated_scale
from outputs.fill_across import layout_across
from outputs.fill_grids import FOOT, NAMED, NOTES, ORDER, TOTAL, Grid, Head, Layout, Row, is_code

# Heads over the names of units; "Đơn vị tính" is over measures.
_UNITS = re.compile(
    r"(?:tên )?(?:các )?(?:cơ quan, )?(?:đơn vị(?! tính| đo)|địa phương|địa bàn|xã|phường|đảng bộ|chi bộ|"
    r"tổ chức đảng|cấp ủy|huyện|trường|cơ quan|tên tổ chức)\b"
)
_DEEP, _BLANKS = 40, 3


def layouts(grids: Sequence[Grid]) -> list[Layout]:
    """The tables that have a column of units under a head, or units side by side; at most one a sheet."""
    return [found for grid in grids if (found := layout_across(grid) or _layout(grid)) is not None]


def _layout(grid: Grid) -> Layout | None:
    found = [_table(grid, top, at) for top, at in _anchors(grid)]
    full = [table for table in found if table.heads and table.rows]
    return max(full, key=lambda table: len(table.rows), default=None)


def _anchors(grid: Grid) -> list[tuple[int, int]]:
    """Where heads over names of units stand: in the first rows, with other heads beside them."""
    return [
        (row, column)
        for row, cells in enumerate(grid.cells[:_DEEP])
        for column, text in enumerate(cells)
        if _UNITS.match(fold(text)) and len(text) < 60 and len(set(filter(None, cells))) > 2
    ]


def _table(grid: Grid, top: int, at: int) -> Layout:
    first = _first_line(grid, top, at)
    heads = tuple(_heads(grid, top, first, at))
    return Layout(grid.name, heads, tuple(_rows(grid, first, at, [head.at for head in heads])))


def _first_line(grid: Grid, top: int, at: int) -> int:
    """The row behind the head, whose lowest level may be lower than the cell over the names."""
    bottom = top
    for upper, left, lower, right in grid.merged:
        if upper <= top <= lower and left <= at <= right:
            bottom = max(bottom, lower)
    row = bottom + 1
    while row < len(grid.cells) and (is_code(grid.cells[row]) or not grid.cells[row][at]):
        if not any(grid.cells[row]) and row > bottom + 1:
            break
        row += 1
    return row


def _heads(grid: Grid, top: int, first: int, units: int) -> list[Head]:
    above = next((scale for row in grid.cells[:top] for text in row if (scale := stated_scale(text))), None)
    found = []
    width = max(len(row) for row in grid.cells[top:first])
    for column in range(width):
        levels = [row[column] for row in grid.cells[top:first] if column < len(row) and not is_code(row)]
        levels = list(dict.fromkeys(filter(None, levels)))
        if column == units or not levels or ORDER.fullmatch(fold(levels[0])) or NOTES.match(fold(levels[0])):
            continue
        if grid.cells[top][column] == grid.cells[top][units] and len(levels) == 1:
            # The head over the units is as wide as two columns.
            continue
        own = column_scale(levels)
        found.append(Head(column, tuple(levels), own or (None if is_counted(levels) else above)))
    return found


def _rows(grid: Grid, first: int, at: int, columns: Sequence[int]) -> list[Row]:
    found: list[Row] = []
    blanks = 0
    for number in range(first, len(grid.cells)):
        cells = grid.cells[number]
        name = cells[at] if at < len(cells) else ""
        if any(FOOT.match(fold(text)) for text in cells if text):
            break
        blanks = 0 if name else blanks + 1
        if blanks >= _BLANKS:
            break
        # A line that is one cell from side to side is a heading of those below.
        across = columns and all(column < len(cells) and cells[column] == name for column in columns)
        if name and NAMED.search(name) and not across:
            found.append(Row(number, name, bool(TOTAL.match(fold(name)))))
    return found
