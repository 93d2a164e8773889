"""Tables of a Word file: which paragraphs stand in which cell. Knows no blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.doc_paragraphs import Paragraph
from extract.doc_rows import row_shape
from extract.row_grids import Row

_CELL_MARK = "\x07"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order; cells may hold tables."""

    rows: tuple[Row[Paragraph | Table], ...]


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
    rows: list[Row[Paragraph | Table]] = []
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
