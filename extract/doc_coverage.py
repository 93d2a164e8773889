"""How much of the text in a Word file was kept, and what is said about the rest. Knows no blocks."""

from __future__ import annotations

import re

from extract import docx_coverage
from extract.doc_body import Walk
from extract.doc_notes import boxes, page_parts
from extract.doc_text import whole
from extract.document import Notice

_WORKBOOK = re.compile(r"\x13\s*(?:EMBED|LINK)\s+Excel", re.IGNORECASE)
_PICTURES = "\x01\x08"
_STORIES = ("main", "footnotes", "endnotes", "boxes")
_DAMAGED = (
    "Phần định dạng của tệp bị hỏng nên có thể mất bảng biểu; "
    "hãy mở bằng Word, lưu lại thành .docx rồi nộp lại."
)


def coverage(walk: Walk, text: str, repeated: str) -> float:
    """Text kept / text in the stories that are read, 0 to 1; what is left out on purpose counts as kept."""
    return docx_coverage.coverage(_present(walk), "".join(walk.tally.kept), text, walk.tally, repeated)


def notices(walk: Walk, text: str, covered: float) -> tuple[list[Notice], bool]:
    """What the submitter or reviewer should know, and whether something may be lost."""
    chars = walk.word.text.chars
    walk.tally.workbooks = len(_WORKBOOK.findall(chars))
    walk.tally.pictures = sum(map(chars.count, _PICTURES)) - len(boxes(walk.word.streams, walk.word.fib))
    found, lossy = docx_coverage.notices(walk.tally, text, covered, missing=0, mended=False)
    # A zero is no character of any text: what stood there is lost.
    if walk.word.damaged or "\0" in chars[: sum(walk.word.fib.lengths)]:
        return [Notice("formatting_damaged", _DAMAGED), *found], True
    return found, lossy


def _present(walk: Walk) -> str:
    """The characters of all stories, counted without the walk: page parts without the rules above notes."""
    word = walk.word
    spans = [word.fib.story(name) for name in _STORIES]
    spans += [span for _, span in page_parts(word.streams, word.fib)]
    return whole("\n".join(word.text.chars[start:end] for start, end in spans))
