"""The grid of a table whose cells say how far they span, as in HTML and ODF. Knows no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.story import Cell, Paragraph, Story, Table

# Tables of reports are far smaller; what a file claims beyond is clipped.
_MOST_COLUMNS = 300
_MOST_ROWS = 20_000
_MOST_POSITIONS = 400_000


@dataclass(slots=True)
class _Placed:
    row: int
    col: int
    rowspan: int
    colspan: int
    content: list[Paragraph | Table]


@dataclass(slots=True)
class SpanGrid:
    """A table that grows row by row; `next_row` comes before the cells of each row.

    `drawn`: how many cells have lines around them.
    """

    rows: int = 0
    drawn: int = 0
    _col: int = 0
    _cells: list[_Placed] = field(default_factory=list)
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def next_row(self) -> None:
        """Begin a row."""
        self.rows += 1
        self._col = 0

    def skip(self) -> None:
        """Pass a position that another cell covers, or nobody."""
        self._col += 1

    def add(self, content: Story, rowspan: int = 1, colspan: int = 1, drawn: bool = False) -> None:
        """Place a cell at the next free position of the row."""
        row = max(self.rows - 1, 0)
        while (row, self._col) in self._taken:
            self._col += 1
        if self._col >= _MOST_COLUMNS or self.rows > _MOST_ROWS:
            self._overflow(content)
            return
        width = 1
        while width < min(colspan, _MOST_COLUMNS - self._col) and (row, self._col + width) not in self._taken:
            width += 1
        height = max(1, min(rowspan, _MOST_ROWS))
        if height * width + len(self._taken) > _MOST_POSITIONS:
            height = 1
        for below in range(row, row + height):
            self._taken.update((below, col) for col in range(self._col, self._col + width))
        self._cells.append(_Placed(row, self._col, height, width, list(content)))
        # What it covers is passed by the cell that follows, or named by the file as covered.
        self._col += 1
        self.drawn += drawn

    def _overflow(self, content: Story) -> None:
        """Text beyond the widest table stays in the last cell."""
        if self._cells and has_text(content):
            self._cells[-1].content.extend(content)

    def table(self, ruled: bool | None = None) -> Table | None:
        """The table, None without cells; `ruled` None asks the lines of the cells."""
        if not self._cells:
            return None
        for cell in self._cells:
            cell.rowspan = min(cell.rowspan, self.rows - cell.row)
        if ruled is None:
            ruled = 2 * self.drawn >= len(self._cells)
        cols = max(cell.col + cell.colspan for cell in self._cells)
        cells = (Cell(c.row, c.col, c.rowspan, c.colspan, tuple(c.content)) for c in self._cells)
        return Table(self.rows, cols, tuple(cells), ruled)


def has_text(content: Sequence[Paragraph | Table]) -> bool:
    """Whether a story says anything at all."""
    return any(
        isinstance(element, Table) or bool(element.boxes) or any(run.text.strip() for run in element.runs)
        for element in content
    )
