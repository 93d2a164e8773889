"""Documents and figures built by hand, as readers would build them: lines of text, tables drawn with bars.

Knows the records and nothing of any file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.document import Block, BlockKind, Document, Grid, GridCell
from nlp.cells import find_cells
from nlp.checks import find_checks
from nlp.records import Cell, Check, Evidence, Figure, row_id
from nlp.tables import Table, read_tables
from nlp.zones import find_zones

_HASH = "0123456789abcdef" * 4
_LEFT, _ABOVE = "<", "^"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as text: one line a row, `|` between cells, `<`, `^` where a cell spans."""

    rows: tuple[tuple[str, ...], ...]


def drawn(text: str) -> Drawn:
    """The table drawn in `text`; every row has the same number of cells."""
    rows = tuple(
        tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines() if line.strip()
    )
    assert len({len(row) for row in rows}) == 1, "rows of different lengths"
    return Drawn(rows)


def document(*parts: str | Drawn, name: str = "bao_cao.docx") -> Document:
    """A document of these lines and tables; a line that opens with a dash is an item of a list."""
    text = ""
    blocks: list[Block] = []
    grids: list[Grid] = []
    for part in parts:
        lines = _lines(part) if isinstance(part, str) else _cells(part, len(blocks), grids)
        for kind, content, cell in lines:
            beside = cell is not None and blocks and blocks[-1].row == cell.row and cell.col > 0
            text += ("\t" if beside else "\n") * bool(blocks)
            start = len(text)
            text += content
            place = (len(grids) - 1, cell.row, cell.col) if cell is not None else (None, None, None)
            blocks.append(Block(kind, start, len(text), level=1, table=place[0], row=place[1], col=place[2]))
    starts = tuple(block.start for block in blocks)
    return Document(name, _HASH, "", "docx", text, tuple(blocks), tuple(grids), starts=starts)


def tables_in(made: Document) -> tuple[Table, ...]:
    """The data tables of a document, the whole of it taken for the body."""
    return read_tables(made, frozenset(range(len(made.blocks))))


def cells_in(*parts: str | Drawn) -> tuple[Cell, ...]:
    """The numeric cells of a document of these lines and tables."""
    made = document(*parts)
    return find_cells(made, tables_in(made))


def table_checks_in(*parts: str | Drawn) -> tuple[Check, ...]:
    """The checks of the tables of a document of these lines and tables."""
    made = document(*parts)
    tables = tables_in(made)
    return find_checks(made, tables, (), (), (), find_cells(made, tables))


def zoned(*parts: str | Drawn) -> tuple[Table, ...]:
    """The data tables of a document, its head and foot told apart as in a report."""
    made = document(*parts)
    return read_tables(made, frozenset(find_zones(made).body))


def figure(
    made: Document, quote: str, value: str, noun: str | None = None, nth: int = 1, **slots: Any
) -> Figure:
    """The figure that stands as `quote`, for the `nth` time, in the document; `slots` as in `Figure`."""
    start = -1
    for _ in range(nth):
        start = made.text.index(quote, start + 1)
    evidence = Evidence(start, start + len(quote), quote)
    for name in ("total", "value_max"):
        if name in slots:
            slots[name] = Decimal(slots[name])
    kind = slots.pop("kind", "count")
    return Figure(row_id(_HASH, "f", start), evidence, kind, Decimal(value), noun=noun, **slots)


def verdicts(checks: Sequence[Check]) -> list[tuple[str, bool, str, str]]:
    """Checks as (kind, ok, total, parts), numbers written plainly, parts joined by " + "."""
    return [
        (check.kind, check.ok, _plain(check.total), " + ".join(_plain(part) for part in check.parts))
        for check in checks
    ]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _lines(part: str) -> Iterator[tuple[BlockKind, str, None]]:
    for line in part.splitlines():
        if line.strip():
            yield ("item" if line.startswith(("-", "+")) else "para"), line.strip(), None


def _cells(table: Drawn, first: int, grids: list[Grid]) -> list[tuple[BlockKind, str, GridCell]]:
    rows = table.rows
    found: list[tuple[BlockKind, str, GridCell]] = []
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            if text in (_LEFT, _ABOVE):
                continue
            colspan = 1
            while col + colspan < len(cells) and cells[col + colspan] == _LEFT:
                colspan += 1
            rowspan = 1
            while row + rowspan < len(rows) and rows[row + rowspan][col] == _ABOVE:
                rowspan += 1
            found.append(("cell", text, GridCell(row, col, rowspan, colspan, first + len(found))))
    grids.append(Grid(len(rows), len(rows[0]), tuple(cell for _, _, cell in found), ruled=True))
    return found
