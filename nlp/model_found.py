"""What the layers of the title reader hand on: a title in the text, and what stands above a sentence.

Knows no words and no quotes.
"""

from __future__ import annotations

from dataclasses import dataclass

MARKS = "“”„\"‘’'«»"
UPPER = "A-ZĐ" + "".join(chr(c) for c in range(0xC0, 0x1EF9) if chr(c).isalpha() and chr(c).isupper())
_TRIM = " \u00a0.,;:-–…"


@dataclass(frozen=True, slots=True)
class Found:
    """A title in the text: `start`, `end` without marks; `outer`: where the mention with its marks ends."""

    start: int
    end: int
    outer: int
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a sentence: the kinds in force, and whether a list of titles was opened.

    `quoting`: the sentence or item before opened with a title in quotes.
    """

    kinds: tuple[str, ...] = ()
    listing: bool = False
    label: bool = False
    quoting: bool = False


def skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \u00a0:":
        start += 1
    return start


def trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return end
