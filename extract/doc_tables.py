"""Tables of a Word file: which paragraphs stand in which cell, and the grid of cells. Knows no blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from extract.doc_paragraphs import Paragraph
from extract.doc_rows import CellShape, RowShape, is_drawn, row_shape

# Edges of rows that differ by less than this many twips (1/20 point) are one edge drawn by hand.
_SAME_EDGE = 60
_CELL_MARK = "\x07"
_GOES_ON = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written: the content of each cell, and its shape where the file tells."""

    cells: tuple[tuple[Paragraph | Table, ...], ...]
    shape: RowShape | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order; cells may hold tables."""

    rows: tuple[Row, ...]


@dataclass(slots=True)
class Placed:
    """A cell on the grid with all that stands in it."""

    row: int
    col: int
    rowspan: int
    colspan: int
    content: list[Paragraph | Table] = field(default_factory=list)


def with_tables(paragraphs: Iterable[Paragraph], old: bool = False) -> Iterator[Paragraph | Table]:
    """Paragraphs in order, those of a table gathered into it."""
    gathered: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.look.depth:
            gathered.append(paragraph)
            continue
        if gathered:
            yield _table(gathered, 0, 1, old)[0]
            gathered = []
        yield paragraph
    if gathered:
        yield _table(gathered, 0, 1, old)[0]


def _table(paragraphs: Sequence[Paragraph], at: int, depth: int, old: bool) -> tuple[Table, int]:
    """The table of a depth that starts at a paragraph, and the place of the paragraph after it."""
    rows: list[Row] = []
    cells: list[tuple[Paragraph | Table, ...]] = []
    content: list[Paragraph | Table] = []
    while at < len(paragraphs) and paragraphs[at].look.depth >= depth:
        paragraph = paragraphs[at]
        if paragraph.look.depth > depth:
            inner, at = _table(paragraphs, at, depth + 1, old)
            content.append(inner)
            continue
        at += 1
        row_end = paragraph.look.row_end
        if not row_end or paragraph.runs:
            content.append(paragraph)
        if content and (row_end or _ends_cell(paragraph, depth)):
            cells.append(tuple(content))
            content = []
        if row_end and not (paragraph.end_deleted and not any(map(_has_text, cells))):
            rows.append(Row(tuple(cells), row_shape(paragraph.look.row, old)))
        if row_end:
            cells = []
    if content:
        cells.append(tuple(content))
    if cells:
        rows.append(Row(tuple(cells), None))
    return Table(tuple(rows)), at


def _has_text(content: tuple[Paragraph | Table, ...]) -> bool:
    return any(isinstance(element, Table) or bool(element.runs) for element in content)


def _ends_cell(paragraph: Paragraph, depth: int) -> bool:
    return paragraph.mark == _CELL_MARK if depth == 1 else paragraph.look.cell_end


def is_ruled(table: Table) -> bool:
    """Whether lines run around most cells."""
    drawn = [is_drawn(row.shape, n) for row in table.rows if row.shape for n in range(len(row.shape.cells))]
    return any(drawn) and 2 * sum(drawn) >= len(drawn)


def place_cells(table: Table) -> tuple[int, int, list[Placed]]:
    """Rows and columns of the grid, and its cells by row and column; no two cover the same place."""
    edges = _edges_of_rows(table)
    columns = _columns(edges)
    grid: list[Placed] = []
    above: dict[int, Placed] = {}
    for number, (row, own) in enumerate(zip(table.rows, edges, strict=True)):
        here: dict[int, Placed] = {}
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
    return len(table.rows), width, grid


def _cells(number: int, row: Row, places: Sequence[int]) -> list[tuple[Placed, bool]]:
    """The cells of a row, those that are merged as one, and whether each goes on from the cell above.

    `places`: first columns of the cells, and the column after the last. Files differ in which flag opens a
    merge and which goes on: the flag that comes first opens it. What has no width of its own joins the
    cell before it.
    """
    found: list[tuple[Placed, bool]] = []
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


def _shapes(row: Row) -> Iterator[CellShape]:
    """The shape of each cell of a row, and of those that the file does not describe."""
    yield from row.shape.cells if row.shape else ()
    yield from repeat(CellShape())


def _edges_of_rows(table: Table) -> list[list[int]]:
    """Edges of the cells of each row, as many as cells and one, rising."""
    found: list[list[int]] = []
    known = {len(r.cells): list(r.shape.edges) for r in table.rows if r.shape and _sound(r.shape.edges)}
    for row in table.rows:
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
