"""Records of one PDF page as geometry: words, lines, rules. Knows positions, not what they mean.

All lengths are points; positions count from the top left of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extract.document import BBox

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(NamedTuple):
    """Glyphs without a space between them, on the baseline `y`.

    `glued`: no space stands before it although it is set apart from its neighbour (a raised mark).
    `spaced`: a space of the file stands behind it. `raised`: smaller and higher than its line.
    `size`: of its largest glyph.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    slanted: bool
    glued: bool = False
    raised: bool = False
    spaced: bool = False


class Rule(NamedTuple):
    """A drawn straight line: at `at` across, from `start` to `end` along its direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one baseline from left to right; `page` counts from 1."""

    words: tuple[Word, ...]
    page: int
    x0: float
    x1: float
    y: float
    size: float

    @property
    def bbox(self) -> BBox:
        return (self.x0, self.y - 0.9 * self.size, self.x1, self.y + 0.25 * self.size)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is drawn on a page besides letters. `image`: share of the page under its largest image.

    `bands`: boxes filled with a colour other than white, as behind the head of a table.
    """

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    image: float = 0.0
    paths: int = 0
    overfull: bool = False
    bands: tuple[BBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `rows` of words by baseline, its rules, its size, and how many letters it holds.

    `letters`: glyphs that print something; `unmapped`: those of them without a known character; `hidden`:
    letters left out because the page does not show them. `lying`: the page was turned for its text to stand
    upright, and so are all positions. `fields`: what was typed into its fields and notes, or set aslant over
    it. `recognised`: 0 to 1, how sure the reading of its picture is, None where its text was typed.
    """

    page: int
    width: float
    height: float
    rows: tuple[tuple[Word, ...], ...]
    rules: Rules
    letters: int
    unmapped: int = 0
    fields: tuple[Line, ...] = ()
    hidden: int = 0
    lying: bool = False
    recognised: float | None = None


def line_of(words: tuple[Word, ...], page: int) -> Line:
    """The line of these words; at least one, from left to right."""
    flat = [w for w in words if not w.raised] or list(words)
    main = max(flat, key=lambda w: len(w.text))
    return Line(words, page, words[0].x0, max(w.x1 for w in words), main.y, main.size)


def words_text(words: tuple[Word, ...]) -> str:
    """The words with a space between them, except before glued ones.

    A raised digit behind a digit stays raised, so that no number grows by the mark of a note.
    """
    text = ""
    for word in words:
        if not word.glued:
            text += " " + word.text if text else word.text
        elif word.raised and text[-1:].isdigit():
            text += word.text.translate(_RAISED)
        else:
            text += word.text
    return text


def line_text(line: Line) -> str:
    return words_text(line.words)


def all_bold(words: tuple[Word, ...]) -> bool:
    """Whether every word that has letters or digits is set bold."""
    plain = [w for w in words if not w.bold]
    if not plain:
        return True
    return not any(c.isalnum() for w in plain for c in w.text) and any(w.bold for w in words)


def letters_in(text: str) -> int:
    """How many characters print something."""
    return sum(map(len, text.split()))
