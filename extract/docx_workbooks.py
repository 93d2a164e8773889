"""Excel workbooks that a Word file holds: their tables, placed where the object stands."""

from __future__ import annotations

import importlib
from dataclasses import replace

from extract.document import BlockKind, Document, Grid
from extract.docx_body import Walk
from extract.joining import Piece

_PARSERS = {"xlsx": "extract.xlsx", "xls": "extract.xls", "ods": "extract.ods"}
FORMATS = frozenset(_PARSERS)


def read_workbook(walk: Walk, format: str, data: bytes) -> bool:
    """Add the sheets of a workbook to what has been read; whether nothing of them is missing."""
    document: Document = importlib.import_module(_PARSERS[format]).parse(data, "", "")
    walk.counts["object"] += 1
    place = f"object[{walk.counts['object']}]"
    first, tables = len(walk.pieces), len(walk.grids)
    for block in document.blocks:
        # Names of sheets are no headings of the report.
        kind: BlockKind = "para" if block.kind == "heading" else block.kind
        walk.pieces.append(
            Piece(
                kind,
                document.text[block.start : block.end],
                level=block.level if kind == "item" else 0,
                table=None if block.table is None else block.table + tables,
                row=block.row,
                col=block.col,
                place=f"{place}/{block.place}",
                reader=block.reader,
                bold=block.bold,
            )
        )
    walk.grids += [_moved(grid, first, tables) for grid in document.tables]
    walk.tally.kept.append(document.text)
    walk.foreign_texts.append(document.text)
    return document.status not in ("partial", "ok_with_loss")


def _moved(grid: Grid, blocks: int, tables: int) -> Grid:
    """A grid behind so many other blocks and grids."""
    cells = tuple(replace(cell, block=cell.block + blocks) for cell in grid.cells)
    return replace(grid, cells=cells, inside=None if grid.inside is None else grid.inside + tables)
