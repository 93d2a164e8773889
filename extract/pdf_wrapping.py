"""Where a line was broken because it was full, and how its text goes on. Knows widths, no layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.headings import bulleted
from extract.pdf_page import Word, words_text
from extract.syllables import is_syllable

_SPACE = 0.25
_OPENERS = "([{“‘«"
_HYPHENS = "-–"
_BREAKS_AFTER = _HYPHENS + "/"
_WORD_ENDS = ",;:.!?)”"
# Vowels that are no word of their own.
_NO_WORDS = "oiua"
# What may end a syllable and is nothing by itself.
_ENDINGS = frozenset(("c", "ch", "g", "h", "m", "n", "ng", "nh", "p", "t"))
_CUT_NUMBER = re.compile(r"\d[.,]$")


def tie(before: str, after: str) -> str:
    """What stands between the text of a full line and its continuation: a space or nothing."""
    if not before or not after:
        return ""
    if before[-1] in _OPENERS:
        return ""
    if len(before) > 1 and before[-1] in _BREAKS_AFTER and not before[-2].isspace() and after[0].isalnum():
        return ""
    return " "


def tied(lines: Sequence[str]) -> str:
    """Full lines and the line that ends them as one text."""
    text = ""
    for line in lines:
        text += tie(text, line) + line
    return text


def tie_overleaf(before: str, after: str) -> str:
    """What stands between the two parts of a cell that a page break cut: also words may be cut there."""
    head, tail = before.split()[-1], after.split()[0]
    if _CUT_NUMBER.search(head) and tail[0].isdigit():
        return ""
    return "" if head.isalpha() and tail in _ENDINGS else tie(before, after)


def width(words: Sequence[Word]) -> float:
    return words[-1].x1 - words[0].x0


def lead_width(words: Sequence[Word]) -> float:
    """Width of what had to fit on the line before: the first word with all that is glued to it, and dots."""
    end = 1
    while end < len(words) and (words[end].glued or not words[end].text.strip(".…")):
        end += 1
    return _breakable(words[0]) if end == 1 else words[end - 1].x1 - words[0].x0


def _breakable(word: Word) -> float:
    """A word may be broken behind a hyphen between letters: its first part had to fit."""
    for i, char in enumerate(word.text[1:-1], 1):
        if char in _HYPHENS and word.text[i - 1].isalnum() and word.text[i + 1].isalpha():
            return (word.x1 - word.x0) * (i + 1) / len(word.text)
    return word.x1 - word.x0


def space_width(size: float) -> float:
    return _SPACE * size


def cell_text(lines: Sequence[tuple[Word, ...]], room: float) -> str:
    """The text of a cell `room` points wide: full lines go on, other lines end a paragraph.

    Words that are wider than the cell were cut anywhere; their pieces are put together again.
    """
    text = words_text(lines[0])
    opening = lines[0]
    for above, below in pairwise(lines):
        said = words_text(below)
        between = "\n" if _next_item(opening, below, said) else _between(above, below, room)
        if between == "\n":
            opening = below
        text += between + said
    return text


def _next_item(opening: tuple[Word, ...], below: tuple[Word, ...], said: str) -> bool:
    """Whether a line opens the next item of the list that the paragraph above belongs to."""
    marked = opening[0].text == below[0].text and bulleted(said)
    return marked and abs(opening[0].x0 - below[0].x0) < 1.0


def _between(above: tuple[Word, ...], below: tuple[Word, ...], room: float) -> str:
    size = below[0].size
    head, first = above[-1], below[0]
    if width(above) + space_width(size) + lead_width(below) < room - 0.35 * size:
        return "\n"
    too_long = (head.x1 - head.x0) + (first.x1 - first.x0) > room
    if too_long and not head.spaced and _cut(above, first, room):
        return ""
    return tie(words_text(above), words_text(below))


def _cut(above: tuple[Word, ...], first: Word, room: float) -> bool:
    """Whether the last word was cut: inside a number, or because not one letter more had room."""
    head, tail = above[-1].text, first.text
    if head[-1] in _WORD_ENDS:
        return _CUT_NUMBER.search(head) is not None and tail[0].isdigit()
    if tail[0].isupper() and (not head[-1].isupper() or tail[1:2].islower()):
        return False
    if is_syllable(head) and is_syllable(tail) and tail not in _NO_WORDS:
        return False
    letter = (first.x1 - first.x0) / max(len(tail), 1)
    least = 2.0 if tail in _ENDINGS else 1.15
    return len(above) == 1 and room - width(above) < least * letter
