"""What people type where Word has means of its own: broken lines, raised note marks. Knows no format."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.headings import ends_like_sentence, numbered_rank
from extract.symbols import raised

# A line at least this long may be broken for its looks.
_FULL_LINE = 60
_NOTE_SIGN = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
# After these a raised digit belongs to the unit, which offices also type as m2; behind a digit it would make
# another number of it.
_POWER = re.compile(r"(?:^|[\W\d_])[dckhµm]?m$")


def opens_body(text: str, bold: bool, placed: bool) -> bool:
    """Whether the letter head and title are over at this line."""
    if numbered_rank(text):
        return True
    return not bold and not placed and len(text) > 80 and ends_like_sentence(text)


def unbroken(text: str) -> str:
    """The text with a space for each line break that cuts a sentence: full line before, lower case after."""
    lines = text.split("\n")
    whole = lines[0]
    for before, line in pairwise(lines):
        cut = len(before) >= _FULL_LINE and line[:1].islower() and not before.isupper()
        whole += " " if cut and not ends_like_sentence(before) else "\n"
        whole += line
    return whole


def typed_note_mark(text: str, before: str) -> str:
    """A superscript as text: a digit that marks a note or a power is not to be read as part of a number."""
    return raised(text) if _NOTE_SIGN.fullmatch(text) and not _POWER.search(before) else text
