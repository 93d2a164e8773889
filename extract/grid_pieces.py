"""Cells of one table as pieces, row by row. Knows no format; what a cell holds its reader says.

A cell is one piece, its paragraphs on lines of their own; tables and boxes inside a cell follow its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from extract.document import GridCell
from extract.joining import Piece
from extract.text_places import Spanning, place_of

_Inner = TypeVar("_Inner")


_Cell = TypeVar("_Cell", bound=Spanning)


def lay_cells(
    cells: Iterable[_Cell],
    pieces: list[Piece],
    at: tuple[int, str],
    reader: str,
    read: Callable[[_Cell], tuple[list[str], bool, list[_Inner]]],
    follow: Callable[[list[_Inner]], None],
) -> list[GridCell]:
    """Put a piece for each cell, in the order of rows, behind `pieces`; where each stands in the grid.

    `at`: index of the table, and the way to it. `read`: a cell's lines, whether all are bold, and what stands
    inside it; `follow` is handed the latter when the row is done.
    """
    index, place = at
    found: list[GridCell] = []
    waiting: list[_Inner] = []
    row = 0
    for cell in cells:
        if cell.row != row:
            follow(waiting)
            row, waiting = cell.row, []
        found.append(GridCell(cell.row, cell.col, cell.rowspan, cell.colspan, len(pieces)))
        lines, bold, inner = read(cell)
        pieces.append(
            Piece(
                "cell",
                "\n".join(lines),
                table=index,
                row=cell.row,
                col=cell.col,
                place=place_of(place, cell),
                reader=reader,
                bold=bold,
            )
        )
        waiting += inner
    follow(waiting)
    return found
