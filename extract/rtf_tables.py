"""Tables of RTF while they are read: cells and rows as they close, at every depth. Knows no control words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.doc_rows import CellShape, RowShape
from extract.row_grids import Placed, Row, is_ruled, place_cells
from extract.story import Cell, Paragraph, Table

Element = Paragraph | Table
# Deeper tables are damage; what stands in them is kept at this depth.
DEEPEST = 12
_MOST_CELLS = 256
_SIDES = {b"t": 0, b"l": 1, b"b": 2, b"r": 3}
_TABLE_SIDES = {b"t": 0, b"l": 1, b"b": 2, b"r": 3, b"h": 4, b"v": 5}


@dataclass(slots=True)
class RowDraft:
    """A row definition while it is read. `line`: of table or cell, and its side, until its kind comes."""

    edges: list[int] = field(default_factory=list)
    cells: list[CellShape] = field(default_factory=list)
    cell: CellShape = field(default_factory=CellShape)
    table_lines: list[bool] = field(default_factory=lambda: [False] * 6)
    left: int = 0
    line: tuple[bool, int] | None = None

    def shape(self) -> RowShape | None:
        """The shape that has been described, None where no cells are."""
        if not self.cells:
            return None
        return RowShape((self.left, *self.edges), tuple(self.cells), tuple(self.table_lines))

    def close_cell(self, edge: int) -> None:
        """End the definition of a cell at its right edge (twips)."""
        if len(self.cells) < _MOST_CELLS:
            self.edges.append(edge)
            self.cells.append(self.cell)
        self.cell = CellShape()
        self.line = None

    def border(self, name: bytes) -> None:
        """Meet the word that names a side: clbrdrt, trbrdrh and the like."""
        table = name.startswith(b"tr")
        side = (_TABLE_SIDES if table else _SIDES).get(name[-1:])
        self.line = None if side is None else (table, side)

    def draw(self, drawn: bool) -> None:
        """Meet the kind of line of the side named last."""
        if self.line is None:
            return
        table, side = self.line
        if table:
            self.table_lines[side] = drawn
        else:
            self.cell.lines[side] = drawn


@dataclass(slots=True)
class _Open:
    rows: list[Row[Element]] = field(default_factory=list)
    cells: list[tuple[Element, ...]] = field(default_factory=list)
    content: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Shelf:
    """The content of one story as it comes: what is closed, and the tables that are open, outermost first."""

    content: list[Element] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def add(self, paragraph: Paragraph, depth: int) -> None:
        """Add a paragraph that stands in `depth` tables."""
        self._reach(depth)
        (self.open[-1].content if self.open else self.content).append(paragraph)

    def end_cell(self, depth: int) -> None:
        """Close the cell at a depth from 1."""
        self._reach(max(depth, 1))
        table = self.open[-1]
        table.cells.append(tuple(table.content))
        table.content = []

    def end_row(self, depth: int, shape: RowShape | None) -> None:
        """Close the row at a depth from 1; text behind its last cell mark makes a cell of its own."""
        self._reach(max(depth, 1))
        table = self.open[-1]
        if any(isinstance(element, Table) or element.runs for element in table.content):
            table.cells.append(tuple(table.content))
        if table.cells:
            table.rows.append(Row(tuple(table.cells), shape))
        table.cells, table.content = [], []

    def close(self) -> list[Element]:
        """Everything, with all tables closed."""
        self._reach(0)
        return self.content

    def _reach(self, depth: int) -> None:
        depth = min(depth, DEEPEST)
        while len(self.open) > depth:
            last = self.open.pop()
            inner = _table(last)
            if inner is not None:
                (self.open[-1].content if self.open else self.content).append(inner)
        while len(self.open) < depth:
            self.open.append(_Open())


def _table(found: _Open) -> Table | None:
    """The table that has been read; a row that was never closed is one all the same."""
    if found.content:
        found.cells.append(tuple(found.content))
    if found.cells:
        found.rows.append(Row(tuple(found.cells), None))
    if not found.rows:
        return None
    rows, cols, placed = place_cells(found.rows)
    return Table(rows, cols, tuple(_cells(placed)), is_ruled(found.rows))


def _cells(placed: Sequence[Placed[Element]]) -> list[Cell]:
    return [Cell(c.row, c.col, c.rowspan, c.colspan, tuple(c.content)) for c in placed]
