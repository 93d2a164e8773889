"""Syllables that a PDF file sets in pieces ("ĐIỀ U KHO ẢN"), put together by spelling. Knows no layout.

Files do so that lack some letters in one font and take them from another, with a space between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from extract.pdf_page import Sheet, Word
from extract.syllable_ranks import RANKS
from extract.syllables import is_syllable

_MOST_PIECES = 4
# The widest gap within a syllable, in letter sizes.
_GAP = 0.6
# A file that splits syllables does so all the time; one that does not has names and units that look so.
_LEAST, _LEAST_SHARE = 5, 0.01
_HEAD, _TAIL = re.compile(r"[(“\"'‘\[/-]*([^\W\d_]+)"), re.compile(r"([^\W\d_]+)[)”\"'’\].,;:!?…/-]*")


def rejoined(sheets: Sequence[Sheet]) -> tuple[list[Sheet], int]:
    """The pages with split syllables put together, and how many there were; as they are if there are few."""
    texts = {word.text for sheet in sheets for row in sheet.rows for word in row}
    pieces = frozenset(filter(_is_piece, texts))
    if len(pieces) < _LEAST:
        return list(sheets), 0
    rows = [row for sheet in sheets for row in sheet.rows]
    count = sum(len(_splits(row, pieces)) for row in rows)
    if count < max(_LEAST, _LEAST_SHARE * sum(map(len, rows))):
        return list(sheets), 0
    return [replace(s, rows=tuple(_joined(row, pieces) for row in s.rows)) for s in sheets], count


def _joined(row: tuple[Word, ...], pieces: AbstractSet[str]) -> tuple[Word, ...]:
    words: list[Word] = []
    at = 0
    for first, last in (*_splits(row, pieces), (len(row), len(row))):
        words += row[at:first]
        if first < last:
            text = "".join(word.text for word in row[first:last])
            end = row[last - 1]
            words.append(row[first]._replace(text=text, x1=end.x1, spaced=end.spaced))
        at = last
    return tuple(words)


def _splits(row: Sequence[Word], pieces: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where syllables in pieces begin and end in a row."""
    odd = [word.text in pieces for word in row]
    if True not in odd:
        return []
    found: list[tuple[int, int]] = []
    for at in range(len(row) - 1):
        if (odd[at] or odd[at + 1]) and (not found or found[-1][1] <= at):
            end = _end(row, at)
            if end:
                found.append((at, end))
    return found


def _end(row: Sequence[Word], at: int) -> int:
    """Behind the last piece of the syllable that begins at a word, 0 where none does in pieces."""
    pieces = [row[at].text]
    if len(pieces[0]) > 8:
        return 0
    found, broken = 0, _fragment(pieces[0], True, False)
    for end in range(at + 1, min(at + _MOST_PIECES, len(row))):
        before, word = row[end - 1], row[end]
        if (
            word.x0 - before.x1 > _GAP * word.size
            or len(word.text) > 8
            or not _goes_on(before.text, word.text)
        ):
            break
        pieces.append(word.text)
        broken = _fragment(word.text, False, True) or broken
        if broken and _known("".join(pieces)):
            found = end + 1
    return found


def _goes_on(before: str, behind: str) -> bool:
    """Whether letters follow letters, and no capital a small one."""
    return before[-1:].isalpha() and behind[:1].isalpha() and (behind[0].islower() or before.isupper())


@lru_cache(maxsize=1 << 14)
def _fragment(text: str, head: bool, tail: bool) -> bool:
    """Whether a word is no syllable, or none that texts have; marks may stand in front or behind."""
    found = (_HEAD if head else _TAIL).fullmatch(text)
    if found is None:
        return False
    letters = found.group(1)
    return not is_syllable(letters) if letters.isascii() else letters.lower() not in RANKS


@lru_cache(maxsize=1 << 14)
def _is_piece(text: str) -> bool:
    """Whether a word looks like a piece; abbreviations do not."""
    if text.isascii() and text.isupper() and len(text) > 1:
        return False
    return _fragment(text, True, False) or _fragment(text, False, True)


@lru_cache(maxsize=1 << 14)
def _known(text: str) -> bool:
    start = _HEAD.match(text)
    found = _TAIL.fullmatch(text, start.start(1)) if start else None
    return found is not None and found.group(1).lower() in RANKS
