"""Rows of a ruled table between which no line is drawn: found by figures on common baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.pdf_grids import Lattice
from extract.pdf_gutters import is_figure
from extract.pdf_page import Word

Row = tuple[Word, ...]

# So many lines of nothing but figures, in so many columns or more, are rows of their own.
_LEAST_LINES = 3
_LEAST_COLUMNS = 2
_SAME_LINE = 0.4


def with_rows_split(grid: Lattice, lines: Mapping[int, Sequence[Row]]) -> Lattice | None:
    """The grid with further rows where columns hold figures below each other; None where there are none.

    `lines`: the lines of text in each cell.
    """
    cols, rows = len(grid.xs) - 1, len(grid.ys) - 1
    ys = [grid.ys[0]]
    for row in range(rows):
        own = [i for i, cell in enumerate(grid.cells) if cell[0] == row]
        if len(own) == cols and all(grid.cells[i][2] == 1 for i in own):
            ys += _cuts([lines.get(i, ()) for i in own])
        ys.append(grid.ys[row + 1])
    return None if len(ys) == rows + 1 else _stretched(grid, ys)


def _cuts(cells: Sequence[Sequence[Row]]) -> list[float]:
    """The heights between the rows that stand in one drawn row, none where it is one."""
    stacks = [own for own in cells if len(own) >= _LEAST_LINES and all(map(is_figure, own))]
    if len(stacks) < _LEAST_COLUMNS:
        return []
    first = stacks[0]
    size = first[0][0].size
    heights = [line[0].y for line in first]
    for own in stacks[1:]:
        if len(own) != len(first) or any(
            abs(line[0].y - y) > _SAME_LINE * size for line, y in zip(own, heights, strict=True)
        ):
            return []
    # A label of several lines begins at the height of its figures.
    return [y - 0.95 * size for y in heights[1:]]


def _stretched(grid: Lattice, ys: list[float]) -> Lattice:
    """The same columns over more rows; what spans a row that was split spans its parts."""
    place = {y: i for i, y in enumerate(ys)}
    cells, owner = [], [0] * ((len(ys) - 1) * (len(grid.xs) - 1))
    for row, col, rowspan, colspan in grid.cells:
        first, end = place[grid.ys[row]], place[grid.ys[row + rowspan]]
        parts = [(at, 1) for at in range(first, end)] if rowspan == 1 else [(first, end - first)]
        cells += [(at, col, height, colspan) for at, height in parts]
    cells.sort()
    cols = len(grid.xs) - 1
    for index, (row, col, rowspan, colspan) in enumerate(cells):
        for r in range(row, row + rowspan):
            owner[r * cols + col : r * cols + col + colspan] = [index] * colspan
    return Lattice(grid.xs, tuple(ys), tuple(cells), tuple(owner), grid.clear)
