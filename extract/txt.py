"""Plain text to a `Document`: paragraphs by line, headings by their numbering, tables as they are drawn."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.decoding import UNKNOWN, Decoded, decoded
from extract.document import BlockKind, Document, Grid, GridCell, Notice
from extract.headings import BY_OUTLINE, bulleted, ends_like_sentence, numbered_rank
from extract.joining import Piece, clean, joined
from extract.letters_runs import Letters, Run, with_letters
from extract.problems import FileProblem
from extract.txt_tables import Drawn, find_tables

_READER = "text"
# Other line ends of Unicode are letters in old encodings.
_ENDS = re.compile("\r\n?|[\n\x0b\x0c]")
# Lines of hard-wrapped text are no longer than this.
_WIDEST = 130
_NARROWEST = 40
# So many breaks inside sentences, and such a share of all lines, mean that the text is wrapped.
_CUTS, _CUT_SHARE = 3, 0.15
_LONGEST_HEADING = 150
_ROMAN_RANK = 3
# The sign for headings in text that is marked up by hand (Markdown).
_MARKED = re.compile(r"(#{1,6})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its number from 1, its text, the blanks before it, whether an empty line is above."""

    number: int
    text: str
    indent: int
    apart: bool


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a text file; raises FileProblem (corrupt) where they are no text.

    `place` of a block is the line where it begins, `line[7]`.
    """
    found = decoded(data)
    if found is None:
        raise FileProblem(
            "corrupt",
            "no_text",
            "Tệp không chứa văn bản đọc được; hãy nộp lại dạng .docx, .doc hoặc .pdf.",
        )
    return with_letters(lambda letters: _document(found, name, sha256, letters))


def _document(found: Decoded, name: str, sha256: str, letters: Letters | None) -> Document:
    lines = _ENDS.split(found.text) if found.encoding == UNKNOWN else found.text.splitlines()
    if letters is not None:
        lines = [letters.texts([Run("", line)])[0] for line in lines]
    pieces, grids = _laid_out(lines)
    text, blocks = joined(pieces)
    # Separators of empty cells are no text.
    said = text if text.strip() else ""
    warnings = _warnings(found)
    return Document(
        name,
        sha256,
        "text/plain",
        "txt",
        text,
        blocks,
        tuple(grids),
        warnings,
        status="ok_with_loss" if warnings else "ok" if said else "empty",
        starts=tuple(block.start for block in blocks),
    )


def _warnings(found: Decoded) -> tuple[Notice, ...]:
    warnings: list[Notice] = []
    if found.bad:
        warnings.append(
            Notice(
                "bad_bytes",
                "Một số chữ trong tệp bị hỏng; hãy đối chiếu với bản gốc hoặc nộp lại.",
                found.bad,
            )
        )
    return tuple(warnings)


def _laid_out(lines: Sequence[str]) -> tuple[list[Piece], list[Grid]]:
    """The pieces of all lines and the grids over those of tables."""
    tables = find_tables(lines)
    rows = _rows(lines, {number for drawn in tables for number in range(drawn.start, drawn.end)})
    width = max((len(row.text) + row.indent for row in rows), default=0)
    wrapped = _wrapped(rows, width)
    pieces: list[Piece] = []
    grids: list[Grid] = []
    at = 0
    for drawn in (*tables, None):
        end = len(lines) if drawn is None else drawn.start
        here = [row for row in rows if at < row.number <= end]
        paragraphs = _paragraphs(here, width) if wrapped else here
        pieces += [_piece(paragraphs, index) for index in range(len(paragraphs))]
        if drawn is not None:
            grids.append(_grid(drawn, pieces, len(grids)))
            at = drawn.end
    return pieces, grids


def _grid(drawn: Drawn, pieces: list[Piece], index: int) -> Grid:
    """The grid of a table, whose cells become pieces."""
    cells: list[GridCell] = []
    for cell in drawn.table.cells:
        text = "\n".join(run.text for element in cell.content for run in getattr(element, "runs", ()))
        cells.append(GridCell(cell.row, cell.col, cell.rowspan, cell.colspan, len(pieces)))
        place = f"line[{drawn.lines[cell.row] + 1}]"
        pieces.append(
            Piece("cell", text, table=index, row=cell.row, col=cell.col, place=place, reader=_READER)
        )
    return Grid(drawn.table.rows, drawn.table.cols, tuple(cells), ruled=drawn.table.ruled)


def _rows(lines: Sequence[str], drawn: Container[int]) -> list[_Row]:
    rows: list[_Row] = []
    apart = False
    for number, line in enumerate(lines):
        if number in drawn:
            apart = True
            continue
        shown = clean(line)
        if shown:
            blanks = line.expandtabs(8)
            rows.append(_Row(number + 1, shown, len(blanks) - len(blanks.lstrip()), apart))
        apart = not shown
    return rows


def _paragraphs(rows: list[_Row], width: int) -> list[_Row]:
    """Paragraphs, each as one row, of text that is wrapped at a width."""
    found = rows[:1]
    for before, row in pairwise(rows):
        if _goes_on(before, row, width):
            whole = f"{found[-1].text} {row.text}"
            found[-1] = _Row(found[-1].number, whole, found[-1].indent, found[-1].apart)
        else:
            found.append(row)
    return found


def _wrapped(rows: list[_Row], width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST:
        return False
    cuts = sum(
        not row.apart and row.text[0].islower() and not ends_like_sentence(before.text)
        for before, row in pairwise(rows)
    )
    return cuts >= _CUTS and cuts >= _CUT_SHARE * len(rows)


def _goes_on(before: _Row, row: _Row, width: int) -> bool:
    """Whether a line break was made only because the next word did not fit."""
    if row.apart or bulleted(row.text) or numbered_rank(row.text) or row.indent > before.indent + 1:
        return False
    word = row.text.split(maxsplit=1)[0]
    return before.indent + len(before.text) + 1 + len(word) > width


def _piece(rows: list[_Row], index: int) -> Piece:
    row = rows[index]
    place = f"line[{row.number}]"
    marked = _MARKED.match(row.text)
    if marked:
        text = row.text[marked.end() :]
        rank = numbered_rank(text) or BY_OUTLINE[len(marked[1])]
        return Piece("heading", text, rank, place=place, reader=_READER)
    rank = _heading_rank(row.text, [other.text for other in rows[max(index - 1, 0) : index + 2]])
    if rank:
        return Piece("heading", row.text, rank, place=place, reader=_READER)
    kind: BlockKind = "item" if bulleted(row.text) else "para"
    return Piece(kind, row.text, level=int(kind == "item"), place=place, reader=_READER)


def _heading_rank(text: str, around: list[str]) -> int:
    """Without type faces a short numbered line is a heading, unless it stands in a list of its kind."""
    rank = numbered_rank(text)
    if not rank or len(text) > _LONGEST_HEADING or ends_like_sentence(text) or text == around[-1]:
        return 0
    if text.isupper() or rank == _ROMAN_RANK:
        return rank
    return 0 if sum(numbered_rank(other) == rank for other in around) > 1 else rank
