"""Ruled tables of a page with their texts, and tables that go on over a page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extract.document import BBox
from extract.pdf_grids import Lattice, cell_at, cell_bbox
from extract.pdf_layout import Table, TableCell
from extract.pdf_page import Word, all_bold
from extract.pdf_rows import with_rows_split
from extract.pdf_wrapping import cell_text, tie_overleaf

_SAME_EDGE = 4.0
_MIRRORED = 60.0
_WIDEST_PAD = 8.0
_SELDOM = 0.05
_PRINTS = re.compile(r"\w")
_FIGURE = re.compile(r"[-+]?[\d.,/% ]+")

Row = tuple[Word, ...]


def fill_tables(grids: Sequence[Lattice], rows: Sequence[Row], page: int) -> tuple[list[Table], list[Row]]:
    """The tables of these grids, and the rows of words that stand in none of them.

    A word belongs to the smallest grid around it, so that a table inside a cell keeps its own text.
    """
    if not grids:
        return [], list(rows)
    inside: list[list[dict[int, list[Word]]]] = [[] for _ in grids]
    outside: list[Row] = []
    for row in rows:
        rest: list[Word] = []
        found: dict[int, dict[int, list[Word]]] = {}
        for word in row:
            place = _place(grids, word)
            if place is None:
                rest.append(word)
            else:
                found.setdefault(place[0], {}).setdefault(place[1], []).append(word)
        for index, cells in found.items():
            inside[index].append(cells)
        if rest:
            outside.append(tuple(rest))
    tables = [_table(grid, inside[i], page, _around(grids, i)) for i, grid in enumerate(grids)]
    return [t for t in tables if any(c.text for c in t.cells)], outside


def _place(grids: Sequence[Lattice], word: Word) -> tuple[int, int] | None:
    x, y = (word.x0 + word.x1) / 2, word.y - 0.35 * word.size
    for index, grid in enumerate(grids):
        cell = cell_at(grid, x, y)
        if cell is not None:
            return index, cell
    return None


def _around(grids: Sequence[Lattice], index: int) -> BBox | None:
    """The cell of a larger grid that holds this whole grid."""
    left, top, right, bottom = grids[index].bbox
    for outer in grids[index + 1 :]:
        cell = cell_at(outer, (left + right) / 2, (top + bottom) / 2)
        if cell is not None:
            return cell_bbox(outer, cell)
    return None


def _table(grid: Lattice, rows: list[dict[int, list[Word]]], page: int, inside: BBox | None) -> Table:
    lines: dict[int, list[Row]] = {}
    for row in rows:
        for cell, words in row.items():
            lines.setdefault(cell, []).append(tuple(words))
    pad = _padding(grid, lines)
    if any(len(own) > 1 for own in lines.values()):
        split = with_rows_split(grid, lines)
        if split is not None:
            return _table(split, [_placed_anew(split, row) for row in rows], page, inside)
    cells = []
    for index, (row_, col, rowspan, colspan) in enumerate(grid.cells):
        box = cell_bbox(grid, index)
        own = lines.get(index, [])
        text = cell_text(own, box[2] - box[0] - 2 * pad) if own else ""
        bold = bool(own) and all(all_bold(line) for line in own)
        cells.append(TableCell(row_, col, rowspan, colspan, text, page, box, bold))
    return Table(page, grid.bbox, len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), True, grid.xs, inside)


def _placed_anew(grid: Lattice, row: dict[int, list[Word]]) -> dict[int, list[Word]]:
    """The words of a line by the cells of a grid that covers them all."""
    found: dict[int, list[Word]] = {}
    for word in (word for words in row.values() for word in words):
        place = _place([grid], word)
        if place is not None:
            found.setdefault(place[1], []).append(word)
    return found


def _padding(grid: Lattice, lines: dict[int, list[Row]]) -> float:
    """The least distance of a text from the left side of its cell, 0.5 to 8 points."""
    gaps = [line[0].x0 - cell_bbox(grid, cell)[0] for cell, own in lines.items() for line in own]
    return min(max(min(gaps, default=_WIDEST_PAD), 0.5), _WIDEST_PAD)


def continues_table(upper: Table, lower: Table) -> bool:
    """Whether `lower`, first on its page, goes on with `upper`, last on the page before."""
    if lower.page <= upper.page or upper.ruled != lower.ruled or len(upper.xs) != len(lower.xs):
        return False
    if not upper.xs:
        return False
    shift = lower.xs[0] - upper.xs[0]
    return abs(shift) <= _MIRRORED and all(
        abs(b - a - shift) <= _SAME_EDGE for a, b in zip(upper.xs, lower.xs, strict=True)
    )


def with_continuation(upper: Table, lower: Table) -> tuple[Table, int]:
    """Both parts as one table, and how many characters of a repeated head were left out."""
    repeated = _repeated_head(upper, lower)
    dropped = sum(len(c.text) for c in lower.cells if c.row < repeated)
    rest = [replace(c, row=c.row - repeated) for c in lower.cells if c.row >= repeated]
    cells = list(upper.cells)
    shift = upper.rows
    if rest and _splits_row(upper, rest):
        cells = _grown(cells, [c for c in rest if c.row == 0], upper.rows - 1)
        rest = [replace(c, row=c.row - 1) for c in rest if c.row > 0]
        repeated += 1
    cells += [replace(c, row=c.row + shift) for c in rest]
    rows = shift + lower.rows - repeated
    return replace(upper, rows=rows, cells=tuple(sorted(cells, key=lambda c: (c.row, c.col)))), dropped


def _by_row(table: Table) -> list[list[TableCell]]:
    grouped = {row: list(cells) for row, cells in groupby(table.cells, key=lambda c: c.row)}
    return [grouped.get(row, []) for row in range(table.rows)]


def _repeated_head(upper: Table, lower: Table) -> int:
    """How many rows at the top of both parts say the same; never all rows, nor one that says nothing."""
    count = 0
    for above, below in zip(_by_row(upper), _by_row(lower)[:-1], strict=False):
        if _said(above) != _said(below) or any(c.row + c.rowspan > lower.rows - 1 for c in below):
            break
        count += 1
    texts = [c.text for c in lower.cells if c.row < count]
    return count if any(_PRINTS.search(t) for t in texts) else 0


def _said(row: list[TableCell]) -> list[tuple[int, str]]:
    return [(c.col, c.text) for c in row]


def _splits_row(upper: Table, rest: list[TableCell]) -> bool:
    """Whether the first row of the lower part goes on with the last row of the upper part.

    Then it says nothing of its own: text stands only below text set alike, and cells are empty that no
    whole row of the table leaves empty.
    """
    first = {c.col: c for c in rest if c.row == 0}
    last = {c.col: c for c in upper.cells if c.row + c.rowspan == upper.rows}
    if set(first) != set(last) or any(c.rowspan > 1 for c in first.values()):
        return False
    spoken = [col for col, cell in first.items() if cell.text]
    silent = [col for col, cell in first.items() if not cell.text and last[col].text]
    if not spoken or not silent or any(not _may_go_on(last[c], first[c]) for c in spoken):
        return False
    if not first[min(spoken)].text[0].isupper() and not all(_FIGURE.fullmatch(first[c].text) for c in spoken):
        return True
    whole = [c for c in (*upper.cells, *rest) if c.col in silent and c not in first.values()]
    return sum(not c.text for c in whole) <= _SELDOM * len(whole)


def _may_go_on(upper: TableCell, lower: TableCell) -> bool:
    """Text set alike, of which not both parts are figures; marks alone have no weight to tell, as (%)."""
    if not upper.text or (upper.bold != lower.bold and any(c.isalnum() for c in lower.text)):
        return False
    return not (_FIGURE.fullmatch(upper.text) and _FIGURE.fullmatch(lower.text))


def _grown(cells: list[TableCell], more: list[TableCell], row: int) -> list[TableCell]:
    """The last row's cells with the text that goes on overleaf."""
    tails = {c.col: c.text for c in more if c.text}
    grown = []
    for cell in cells:
        if cell.row + cell.rowspan - 1 == row and cell.col in tails:
            tail = tails[cell.col]
            cell = replace(cell, text=cell.text + tie_overleaf(cell.text, tail) + tail)
        grown.append(cell)
    return grown
