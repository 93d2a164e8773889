"""Which lines are headings, by their numbering and how they are set. Knows office numbering, no format.

Ranks order the numberings: Phần 1, A. 2, I. 3, 1. 4, 1.1. 5, 1.1.1. 6, a) 8, unnumbered lines 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONG = 180
_SHORT = 110
_PART = re.compile(r"(?i)(?:phần|chương)\s+(?:thứ\s+)?(?:[ivxl]+|\d+|nhất|hai|ba|tư|năm|sáu)\b")
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?:\s*[.)/:]|\s*[-–]\s)\s*(?=\S)")
_CAPITAL = re.compile(r"[A-HK]\s*[.)/]\s*(?=[^\W\d_]{2})")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?:[.)/]\s*|\s+)(?=[“\"'(]?[^\W\d_])")
_NUMBER = re.compile(r"\d{1,2}(?:\s*[.)/]\s*|\s*[-–]\s)(?=[“\"'(]?[^\W\d_])")
_LETTER = re.compile(r"[a-zđ](?:[.)]|\s*[)/])\s*(?=\S)")
_BULLET = re.compile(r"(?:[-–—+*•●○■▪◦‣⁃✓✔➢·]|o(?=\s))\s*(?=\S)")
_SENTENCE_END = (".", ";", ":", ",", "?", "!", "…")

UNNUMBERED = 9
BY_OUTLINE = {1: 3, 2: 4, 3: 5, 4: 6, 5: 7, 6: 8, 7: 8, 8: 8, 9: 8}


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. `outline`: level 1 to 9 from its style, 0 none. `placed`: centred or right."""

    bold: bool = False
    slanted: bool = False
    outline: int = 0
    placed: bool = False


def numbered_rank(text: str) -> int:
    """The rank of the number that opens a line, 0 where none does."""
    if _PART.match(text):
        return 1
    if _ROMAN.match(text):
        return 3
    if _CAPITAL.match(text):
        return 2
    decimal = _DECIMAL.match(text)
    if decimal:
        return min(4 + decimal.group(1).count("."), 7)
    if _NUMBER.match(text):
        return 4
    return 8 if _LETTER.match(text) else 0


def bulleted(text: str) -> bool:
    """Whether a line opens with the mark of a list item."""
    return _BULLET.match(text) is not None


def ends_like_sentence(text: str) -> bool:
    """Whether a line ends as running text does."""
    return text.rstrip("”\"’')] ").endswith(_SENTENCE_END)


def heading_rank(text: str, look: Look, opened: bool) -> int:
    """The rank of a heading, 0 for other text.

    `opened`: running text or a numbered heading stands above, so that bold lines are no longer the
    letter head and title.
    """
    rank = numbered_rank(text)
    titled = look.placed and not opened and not rank
    if look.outline and len(text) <= 2 * _LONG and not titled:
        return rank or BY_OUTLINE[min(look.outline, 9)]
    if rank and (look.bold or look.slanted):
        return rank if len(text) <= (_SHORT if ends_like_sentence(text) else _LONG) else 0
    if rank and _plain_heading(text, rank):
        return rank
    if look.bold and opened and not rank and not look.placed and not bulleted(text):
        if text.isupper() and len(text) <= _SHORT:
            return 3 if not ends_like_sentence(text) else UNNUMBERED
        return UNNUMBERED if len(text) <= _SHORT and not text.endswith((".", ";", ",")) else 0
    return 0


def _plain_heading(text: str, rank: int) -> bool:
    """A short line numbered like "II. PHÒNG DỊCH" or "Phần thứ nhất" is a heading in any type face."""
    if len(text) > _SHORT or ends_like_sentence(text) or ":" in text:
        return False
    return rank in (1, 3) or (rank < UNNUMBERED and text.isupper())
