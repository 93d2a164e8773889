"""Pieces of a report joined once into the canonical text, with blocks and grids over it. Knows no format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import BBox, Block, BlockKind
from extract.symbols import unsymboled

# C0 and C1 controls, lone surrogates, noncharacters, the byte order mark; tab and newline stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A soft hyphen says where a word may be broken; zero-width space, joiners and marks print nothing.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")
_EDGES = re.compile(r"[^\S\n]*\n[^\S\n]*")
# Most text needs no repair: ASCII, the letters of Vietnamese, dashes and quotes.
_PLAIN = re.compile(
    r"[ -~\u00c0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
    r"\u1ea0-\u1ef9\u2013\u2018-\u201d]*"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it is placed: its text as read, and what `Block` says of it.

    `table`, `row`, `col` are set for cells only; cells of one row stand together. `rank`: depth of a
    heading in the numbering of reports (see `headings`), 0 for everything else; `level` and `path`
    of the block follow from it.
    """

    kind: BlockKind
    text: str
    rank: int = 0
    level: int = 0
    page: int | None = None
    bbox: BBox | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    place: str = ""
    reader: str = ""
    confidence: float | None = None
    bold: bool = False


def clean(text: str) -> str:
    """NFC without controls and invisible marks; line ends are newlines, lines carry no outer space."""
    if _PLAIN.fullmatch(text):
        return text.strip()
    text = _NEWLINE.sub("\n", text)
    text = _INVISIBLE.sub("", _FORBIDDEN.sub("", text))
    return unicodedata.normalize("NFC", unsymboled(_EDGES.sub("\n", text))).strip()


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks, one a piece in the same order (so that indexes of pieces index blocks).

    A newline separates blocks, a tab the cells of one table row. Give no piece for what is empty,
    except for empty cells.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    above: list[tuple[int, str]] = []
    at = 0
    before: Piece | None = None
    for piece in pieces:
        text = clean(piece.text)
        if before is not None:
            parts.append("\t" if _same_row(before, piece) else "\n")
            at += 1
        level = piece.level
        if piece.rank:
            while above and above[-1][0] >= piece.rank:
                above.pop()
            level = len(above) + 1
        path = tuple(heading for _, heading in above)
        blocks.append(_block(piece, at, at + len(text), level, path))
        if piece.rank:
            above.append((piece.rank, text))
        parts.append(text)
        at += len(text)
        before = piece
    return "".join(parts), tuple(blocks)


def _same_row(before: Piece, piece: Piece) -> bool:
    return piece.table is not None and piece.table == before.table and piece.row == before.row


def _block(piece: Piece, start: int, end: int, level: int, path: tuple[str, ...]) -> Block:
    flowing = piece.kind not in ("header", "footer", "footnote")
    return Block(
        piece.kind,
        start,
        end,
        page=piece.page,
        bbox=piece.bbox,
        level=level,
        path=path if flowing else (),
        table=piece.table,
        row=piece.row,
        col=piece.col,
        place=piece.place,
        reader=piece.reader,
        confidence=piece.confidence,
        bold=piece.bold,
    )
