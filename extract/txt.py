"""Plain text to a `Document`: paragraphs by line, headings by their numbering. Tables are not parsed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extract.decoding import Decoded, decoded
from extract.document import BlockKind, Document, Notice
from extract.headings import bulleted, ends_like_sentence, numbered_rank
from extract.joining import Piece, clean, joined
from extract.problems import FileProblem

_READER = "text"
# Lines of hard-wrapped text are no longer than this.
_WIDEST = 130
_NARROWEST = 40
# So many breaks inside sentences, and such a share of all lines, mean that the text is wrapped.
_CUTS, _CUT_SHARE = 3, 0.15
_LONGEST_HEADING = 150
_ROMAN_RANK = 3


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
    paragraphs = _paragraphs(_rows(found.text))
    pieces = [_piece(paragraphs, index) for index in range(len(paragraphs))]
    text, blocks = joined(pieces)
    warnings = _warnings(found)
    return Document(
        name,
        sha256,
        "text/plain",
        "txt",
        text,
        blocks,
        warnings=warnings,
        status="ok_with_loss" if warnings else "ok" if text else "empty",
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


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    apart = False
    for number, line in enumerate(text.splitlines(), 1):
        shown = clean(line)
        if shown:
            blanks = line.expandtabs(8)
            rows.append(_Row(number, shown, len(blanks) - len(blanks.lstrip()), apart))
        apart = not shown
    return rows


def _paragraphs(rows: list[_Row]) -> list[_Row]:
    """Paragraphs, each as one row; lines of one paragraph are put together where the text is wrapped."""
    width = max((len(row.text) + row.indent for row in rows), default=0)
    if not _wrapped(rows, width):
        return rows
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
