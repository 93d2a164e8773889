"""Where recognised words stand in the document: how sure each block is, and which figures are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.document import BBox, Block, Document, Notice, Unsure
from extract.ocr_page import Recognised
from extract.ocr_words import Placed
from extract.pdf_page import Word

READER = "tesseract"
# The first doubtful figures are named in the notice.
_NAMED = 12
# A word further than this behind the place where it is expected is another one, in characters.
_FARTHEST = 400


def marked(document: Document, scans: Mapping[int, Recognised]) -> Document:
    """The document with sureness and reader on the blocks of recognised pages, and with its doubts."""
    blocks = list(document.blocks)
    doubts: list[Unsure] = []
    for index, words in _by_block(document.blocks, scans).items():
        block = blocks[index]
        letters = sum(len(p.word.text) for p in words)
        sure = sum(p.seen.confidence * len(p.word.text) for p in words) / letters
        blocks[index] = replace(block, confidence=round(sure, 3), reader=READER)
        doubts += _doubts(document.text, block, words)
    doubts.sort(key=lambda d: d.start)
    warnings = document.warnings + _repairs(scans) + _notices(document.text, doubts)
    return replace(document, blocks=tuple(blocks), unsure=tuple(doubts), warnings=warnings)


def _by_block(blocks: Sequence[Block], scans: Mapping[int, Recognised]) -> dict[int, list[Placed]]:
    """The recognised words of each block, as they follow each other in it.

    A word in no block of its page ends the one that began on the page before.
    """
    found: dict[int, list[Placed]] = {}
    for page in sorted(scans):
        own = [i for i, b in enumerate(blocks) if b.page == page and b.bbox is not None]
        before = [
            i for i, b in enumerate(blocks) if b.page is not None and b.page < page and b.kind != "footer"
        ]
        placed = {id(p.word): p for p in scans[page].words}
        for word in (w for row in scans[page].sheet.rows for w in row):
            home = _home(word, own, blocks)
            if home is None and before:
                home = before[-1]
            if home is not None and id(word) in placed:
                found.setdefault(home, []).append(placed[id(word)])
    return found


def _home(word: Word, own: Sequence[int], blocks: Sequence[Block]) -> int | None:
    """The smallest block of the page around the middle of a word."""
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
    around = [i for i in own if _holds(blocks[i].bbox, x, y)]
    return min(around, key=lambda i: _area(blocks[i].bbox), default=None)


def _holds(box: BBox | None, x: float, y: float) -> bool:
    return box is not None and box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _area(box: BBox | None) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0


def _doubts(text: str, block: Block, words: Iterable[Placed]) -> list[Unsure]:
    """The doubtful words of a block by their places in the text."""
    found: list[Unsure] = []
    at = block.start
    for placed in words:
        said = placed.word.text
        start = text.find(said, at, min(block.end, at + _FARTHEST))
        if start < 0:
            # A word that lost its hyphen, or stands earlier: the rest is looked for from here again.
            start = text.find(said, block.start, block.end) if placed.doubt is not None else -1
            if start < 0:
                continue
        else:
            at = start + len(said)
        if placed.doubt is not None:
            found.append(Unsure(start, start + len(said), placed.doubt))
    return found


def _repairs(scans: Mapping[int, Recognised]) -> tuple[Notice, ...]:
    mended = [words for page in sorted(scans) for words in scans[page].mended]
    if not mended:
        return ()
    named = ", ".join(f"“{old}” thành “{new}”" for old, new in list(dict.fromkeys(mended))[:_NAMED])
    return (
        Notice(
            "mended_marks",
            f"Đã sửa {len(mended)} chữ nhận dạng từ ảnh "
            f"(dấu theo các chỗ khác trong văn bản, số La Mã theo nét mực): {named}.",
            len(mended),
        ),
    )


def _notices(text: str, doubts: Sequence[Unsure]) -> tuple[Notice, ...]:
    if not doubts:
        return ()
    named = ", ".join(f"“{text[d.start : d.end]}”" for d in doubts[:_NAMED])
    more = f" và {len(doubts) - _NAMED} chỗ khác" if len(doubts) > _NAMED else ""
    return (
        Notice(
            "doubtful_digits",
            f"Máy đọc chưa chắc chữ số ở {len(doubts)} chỗ trong ảnh: {named}{more}; "
            "hãy đối chiếu với bản gốc.",
            len(doubts),
        ),
    )
