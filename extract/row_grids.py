"""The grid of a table whose rows tell the edges of their cells, as in Word and RTF. Knows no text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Generic, TypeVar

from extract.doc_rows import CellShape, RowShape, is_drawn

# Edges of rows that differ by less than this many twips (1/20 point) are one edge drawn by hand.
_SAME_EDGE = 60
_GOES_ON = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One row as written: the content of each cell, and its shape where the file tells."""

    cells: tuple[tuple[T, ...], ...]
    shape: RowShape | None


@dataclass(slots=True)
class Placed(Generic[T]):
    """A cell on the grid with all that stands in it."""

    row: int
    col: int
    rowspan: int
    colspan: int
    content: list[T] = field(default_factory=list)


def is_ruled(rows: Sequence[Row[T]]) -> bool:
    """Whether lines run around most cells."""
    drawn = [is_drawn(row.shape, n) for row in rows if row.shape for n in range(len(row.shape.cells))]
    return any(drawn) and 2 * sum(drawn) >= len(drawn)


def place_cells(rows: Sequence[Row[T]]) -> tuple[int, int, list[Placed[T]]]:
    """Rows and columns of the grid, and its cells by row and column; no two cover the same place."""
    edges = _edges_of_rows(rows)
    columns = _columns(edges)
    grid: list[Placed[T]] = []
    above: dict[int, Placed[T]] = {}
    for number, (row, own) in enumerate(zip(rows, edges, strict=True)):
        here: dict[int, Placed[T]] = {}
        for cell, goes_on in _cells(number, row, [_column(columns, edge) for edge in own]):
            upper = above.get(cell.col)
            if goes_on and upper is not None and upper.colspan == cell.colspan:
                upper.rowspan = number - upper.row + 1
                upper.content += cell.content
                here[cell.col] = upper
            else:
                grid.append(cell)
                here[cell.col] = cell
        above = here
    width = max((cell.col + cell.colspan for cell in grid), default=1)
    return len(rows), width, grid


def _cells(number: int, row: Row[T], places: Sequence[int]) -> list[tuple[Placed[T], bool]]:
    """The cells of a row, those that are merged as one, and whether each goes on from the cell above.

    `places`: first columns of the cells, and the column after the last. Files differ in which flag opens a
    merge and which goes on: the flag that comes first opens it. What has no width of its own joins the
    cell before it.
    """
    found: list[tuple[Placed[T], bool]] = []
    opening = end = 0
    for content, shape, first, last in zip(row.cells, _shapes(row), places, places[1:], strict=False):
        joins = first == last or (opening and shape.across and shape.across != opening)
        if joins and found:
            cell = found[-1][0]
            cell.content += content
            end = max(end, last)
            cell.colspan = end - cell.col
            continue
        opening = shape.across and (opening or shape.across)
        first = max(first, end)
        end = max(last, first + 1)
        found.append((Placed(number, first, 1, end - first, list(content)), shape.below == _GOES_ON))
    return found


def _shapes(row: Row[T]) -> Iterator[CellShape]:
    """The shape of each cell of a row, and of those that the file does not describe."""
    yield from row.shape.cells if row.shape else ()
    yield from repeat(CellShape())


def _edges_of_rows(rows: Sequence[Row[T]]) -> list[list[int]]:
    """Edges of the cells of each row, as many as cells and one, rising."""
    found: list[list[int]] = []
    known = {len(r.cells): list(r.shape.edges) for r in rows if r.shape and _sound(r.shape.edges)}
    for row in rows:
        count = len(row.cells)
        edges = list(row.shape.edges) if row.shape and _sound(row.shape.edges) else []
        if not edges:
            # A row that lost its shape has the one of another row with as many cells.
            edges = known.get(count, [])
        while len(edges) <= count:
            edges.append(edges[-1] + 20 * _SAME_EDGE if edges else 0)
        found.append(edges[: count + 1])
    return found


def _sound(edges: Sequence[int]) -> bool:
    return all(a <= b for a, b in pairwise(edges))


def _columns(edges: Sequence[Sequence[int]]) -> list[int]:
    """Where the columns of the grid start, and the end of the last: edges of all rows, near ones as one."""
    for tolerance in (_SAME_EDGE, 0):
        columns: list[int] = []
        for edge in sorted({edge for row in edges for edge in row}):
            if not columns or edge - columns[-1] > tolerance:
                columns.append(edge)
        if all(_apart(row, columns) for row in edges):
            break
    return columns


def _apart(row: Sequence[int], columns: Sequence[int]) -> bool:
    return all(_column(columns, a) < _column(columns, b) for a, b in pairwise(row))


def _column(columns: Sequence[int], edge: int) -> int:
    return bisect_right(columns, edge) - 1
