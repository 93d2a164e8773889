"""Word (Office Open XML) to a `Document`."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from extract.document import Document, Grid, GridCell
from extract.headings import Look, bulleted, heading_rank, numbered_rank
from extract.joining import Piece, clean, joined

_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a Word file."""
    import docx
    from docx.table import Table

    pieces: list[Piece] = []
    grids: list[Grid] = []
    opened = False
    for element in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(element, Table):
            grids.append(_grid(element, len(grids), pieces))
            continue
        text = clean(element.text)
        if not text:
            continue
        bold = any(r.text.strip() for r in element.runs) and all(
            r.bold for r in element.runs if r.text.strip()
        )
        rank = heading_rank(text, Look(bold=bool(bold)), opened)
        opened = opened or bool(numbered_rank(text)) or len(text) > 200
        kind: Any = "heading" if rank else "item" if bulleted(text) else "para"
        pieces.append(Piece(kind, text, rank=rank, bold=bool(bold)))
    text, blocks = joined(pieces)
    starts = tuple(b.start for b in blocks)
    return Document(name, sha256, _MIME, "docx", text, blocks, tuple(grids), starts=starts)


def _grid(table: Any, index: int, pieces: list[Piece]) -> Grid:
    cells = []
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            cells.append(GridCell(r, c, 1, 1, len(pieces)))
            text = "\n".join(p.text for p in cell.paragraphs)
            pieces.append(Piece("cell", text, table=index, row=r, col=c))
    ruled = table.style is not None and table.style.name == "Table Grid"
    return Grid(len(table.rows), len(table.columns), tuple(cells), ruled=ruled)
