"""The Document: one canonical text with blocks and table grids laid over it.

Knows nothing of file formats or of Vietnamese; every reader fills these records.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "para", "item", "cell", "header", "footer", "footnote", "box"]
ReadStatus = Literal["ok", "ok_with_loss", "partial", "empty"]
BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader noticed: stable English code, one Vietnamese sentence, how often."""

    code: str
    message: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why page `page` (from 1) has not the best grade: stable English code, one Vietnamese sentence."""

    page: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Figures that the reading of a picture is not sure of: code points in `Document.text`.

    `read`: what another reading says, empty where nothing else was read.
    """

    start: int
    end: int
    read: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Document.text` with its place in the file.

    `start`, `end`: code points. `page` counts from 1 where the format has pages. `bbox`: points
    from the page's top left (x0, top, x1, bottom). `level`: heading depth or list depth from 1.
    `path`: texts of the headings above. `table`, `row`, `col` index `Document.tables` and its grid
    from 0. `place`: the way back in formats without pages, such as `body/p[12]`. `reader`: the
    engine. `confidence`: 0 to 1 from OCR, else None. `bold`: the whole block is set bold.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    bbox: BBox | None = None
    level: int = 0
    path: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    col: int | None = None
    place: str = ""
    reader: str = ""
    confidence: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid at its top left position; `block` indexes `Document.blocks`."""

    row: int
    col: int
    rowspan: int
    colspan: int
    block: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `rows` x `cols` positions, each covered by at most one cell.

    `ruled` says whether lines are drawn around cells (None: the format does not tell).
    A grid inside a cell of another names it in `inside` (index of the outer table).
    """

    rows: int
    cols: int
    cells: tuple[GridCell, ...]
    page: int | None = None
    bbox: BBox | None = None
    ruled: bool | None = None
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A word whose letters were repaired, each time it stood there in this way.

    `original`: its characters as the file has them, written in `encoding` (tcvn3, vni, viscii, vps, cp1258,
    utf-8; eth for that letter alone) and taken for the code page `page`. `repaired`: the word in the text.
    """

    encoding: str
    page: str
    original: str
    repaired: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found in one file.

    `text` is NFC, joined once, and the one coordinate system: blocks stand in it in reading order,
    separated by a newline, cells of one table row by a tab. `format`: docx, pdf, doc, txt.
    `pages` counts pages where the format has them. `coverage`: text kept / text present, 0 to 1.
    `grades`: one letter A to D a page; `doubts`: why, in the order of pages. `repairs`: the words whose
    letters are not those of the file. `unsure`: figures of scanned pages, in the order of the text.
    """

    name: str
    sha256: str
    mime: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Grid, ...] = ()
    warnings: tuple[Notice, ...] = ()
    status: ReadStatus = "ok"
    pages: int | None = None
    coverage: float = 1.0
    grades: tuple[str, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unsure: tuple[Unsure, ...] = ()


def block_at(document: Document, offset: int) -> Block | None:
    """The block whose span holds `offset`, or None between blocks."""
    index = block_index(document.starts or tuple(b.start for b in document.blocks), offset)
    if index is None:
        return None
    block = document.blocks[index]
    return block if block.start <= offset < block.end else None


def block_index(starts: Sequence[int], offset: int) -> int | None:
    """Index of the last block that starts at or before `offset`, or None before the first."""
    index = bisect_right(starts, offset) - 1
    return index if index >= 0 else None
