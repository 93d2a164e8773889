"""The grid of a table as rows of spots, its spans filled in. Knows no headers and no values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document
from nlp.cell_text import CellText, is_english, read_cell
from nlp.zones import is_layout


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the file, at its top left position in its grid; it fills each position that it spans."""

    grid: int
    row: int
    col: int
    block: int
    cell: CellText

    @property
    def text(self) -> str:
        """What stands in the cell, white space squeezed."""
        return self.cell.text

    @property
    def kind(self) -> str:
        """What the cell's text is: amount, text, date, dash, unknown or empty."""
        return self.cell.kind


SpotRow = tuple[Spot | None, ...]


def data_grids(document: Document) -> list[int]:
    """Indexes of the grids that do more than place text."""
    return [
        index
        for index, grid in enumerate(document.tables)
        if grid.cells and grid.cols > 1 and not is_layout(document, index)
    ]


def spot_rows(document: Document, index: int) -> list[SpotRow]:
    """The rows of a grid; a position that no cell covers is None."""
    grid = document.tables[index]
    texts = [document.text[document.blocks[c.block].start : document.blocks[c.block].end] for c in grid.cells]
    english = is_english([text.strip() for text in texts if "," in text and len(text) < 24])
    matrix: list[list[Spot | None]] = [[None] * grid.cols for _ in range(grid.rows)]
    for cell in grid.cells:
        block = document.blocks[cell.block]
        content = read_cell(document.text, block.start, block.end, english)
        spot = Spot(index, cell.row, cell.col, cell.block, content)
        for row in range(cell.row, min(cell.row + cell.rowspan, grid.rows)):
            matrix[row][cell.col : cell.col + cell.colspan] = [spot] * (
                min(cell.col + cell.colspan, grid.cols) - cell.col
            )
    return [tuple(row) for row in matrix if any(spot is not None and spot.text for spot in row)]


def follows_directly(document: Document, before: int, index: int) -> bool:
    """Whether only page headers, footers and empty blocks part two grids of as many columns."""
    first, second = document.tables[before], document.tables[index]
    if first.cols != second.cols or first.inside != second.inside:
        return False
    last = max(cell.block for cell in first.cells)
    start = min(cell.block for cell in second.cells)
    return all(
        b.kind in ("header", "footer", "footnote") or not document.text[b.start : b.end].strip()
        for b in document.blocks[last + 1 : start]
    )


def said(row: SpotRow) -> list[str]:
    """The texts of a row by position, empty where nothing stands."""
    return ["" if spot is None else spot.text for spot in row]


def distinct(row: SpotRow) -> list[Spot]:
    """The cells of a row that say something, each once; a text repeated over merged columns counts once."""
    found: list[Spot] = []
    for spot in row:
        if spot is None or not spot.text:
            continue
        repeats = bool(found) and (found[-1] is spot or (found[-1].text == spot.text and spot.kind == "text"))
        if not repeats:
            found.append(spot)
    return found


def is_spanning(row: SpotRow) -> bool:
    """Whether one text stands alone in the row, over all of it or in front of nothing."""
    spots = distinct(row)
    return len(spots) == 1 and spots[0].kind == "text" and len(row) > 1


def same_row(first: SpotRow, second: Sequence[Spot | None]) -> bool:
    """Whether two rows say the same: a header repeated on the next page."""
    return [text.lower() for text in said(first)] == ["" if s is None else s.text.lower() for s in second]
