"""Lines to paragraphs: whether a line goes on with the one above it, on its page or overleaf.

Judges by room at the end of the line, indents, distance and how lines are set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.headings import bulleted, ends_like_sentence, numbered_rank
from extract.pdf_layout import Margins, Strip
from extract.pdf_page import Line, all_bold, line_text
from extract.pdf_wrapping import lead_width, space_width, width

_SAME_EDGE = 3.0
_INDENT = 5.0
_DEEPEST_HANG = 75.0
_CENTRED = 4.0
_SAME_SIZE = 0.05
_WIDE = 0.45
_JUSTIFIED = 0.5
_ENOUGH = 6
# In line distances: beyond this a line stands apart; beyond the lower one it may.
_APART = 1.3
_LOOSE = 1.08


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the margins it stands between; `left` is its distance from the left margin."""

    line: Line
    margins: Margins
    strip: int

    @property
    def left(self) -> float:
        return self.line.x0 - self.margins.left


@dataclass(slots=True)
class Habits:
    """How a document sets its text: line distance in letter sizes, and indents that open paragraphs."""

    pitch: float = 1.2
    openings: list[float] = field(default_factory=list)


def margins_of(lines: Iterable[Line], page_width: float, fallback: Margins | None = None) -> Margins | None:
    """Margins from the lines of a page that are wide, None where too few are and no fallback is given."""
    wide = _different([line for line in lines if line.x1 - line.x0 > _WIDE * page_width])
    if len(wide) < 4:
        return fallback
    ends = Counter(round(line.x1) for line in wide)
    edge = max(ends, key=lambda e: ends[e - 1] + ends[e] + ends[e + 1])
    share = (ends[edge - 1] + ends[edge] + ends[edge + 1]) / len(wide)
    left = _supported(sorted(line.x0 for line in wide))
    beyond = sum(line.x1 > edge + _SAME_EDGE for line in wide) / len(wide)
    if len(wide) >= _ENOUGH and share >= _JUSTIFIED and beyond < 0.06:
        near = sorted(line.x1 for line in wide if abs(line.x1 - edge) <= 1.5)
        return Margins(left, near[len(near) // 2], True)
    return Margins(left, -_supported(sorted(-line.x1 for line in wide)))


def _different(lines: Sequence[Line]) -> list[Line]:
    """The lines without repetitions, which would make a margin of any line's end."""
    seen = {(*(w.text for w in line.words[-2:]), round(line.x1)): line for line in lines}
    return list(seen.values())


def _supported(ordered: Sequence[float]) -> float:
    """The first position that a second one stands next to."""
    for a, b in pairwise(ordered):
        if b - a <= _SAME_EDGE:
            return a
    return ordered[0]


def habits_of(strips: Sequence[Strip]) -> Habits:
    """The usual line distance, and the indents from which full lines fall back to the margin."""
    steps: Counter[float] = Counter()
    openings: Counter[int] = Counter()
    for strip in strips:
        for a, b in zip(strip.lines, strip.lines[1:], strict=False):
            step = (b.y - a.y) / max(a.size, 1.0)
            if 0.9 <= step <= 2.6 and abs(a.size - b.size) < 0.6:
                steps[round(step, 2)] += 1
            indent = a.x0 - strip.margins.left
            if (
                indent > _INDENT
                and not _in_the_middle(a, strip.margins)
                and b.x0 - a.x0 < -_INDENT
                and a.x1 > strip.margins.right - 2 * a.size
            ):
                openings[round(indent)] += 1
    pitch = max(steps, key=lambda s: sum(steps[t] for t in steps if abs(t - s) < 0.03)) if steps else 1.2
    return Habits(pitch, [float(indent) for indent in openings])


def goes_on(paragraph: Sequence[Placed], below: Placed, habits: Habits) -> bool:
    """Whether `below` belongs to the paragraph whose lines so far are given."""
    above = paragraph[-1]
    a, b = above.line, below.line
    if abs(a.size - b.size) > _SAME_SIZE * max(a.size, b.size) or _set_apart(a, b) or _led(a):
        return False
    loose = False
    if above.strip == below.strip:
        drop = (b.y - a.y) / max(a.size, 1.0)
        if drop > _APART * habits.pitch or drop <= 0:
            return False
        loose = drop > _LOOSE * habits.pitch + 0.05
    if not _same_middle(a, b) and all(_in_the_middle(p.line, p.margins) for p in paragraph):
        return False
    if _centred(a, b, above.margins):
        room = above.margins.right - above.margins.left
        if _opens(b) or (line_text(a).isupper() and not line_text(b).isupper()):
            return False
        return width(a.words) + _need(b) > room - 0.1 * a.size
    if not _full(paragraph, below):
        return False
    return _indents_agree(paragraph, below, habits, loose)


def _need(line: Line) -> float:
    return space_width(line.size) + lead_width(line.words)


def _set_apart(a: Line, b: Line) -> bool:
    """A bold line next to one that is not; a bold opening that runs on keeps its next word bold."""
    return a.words[-1].bold != b.words[0].bold and (all_bold(a.words) or all_bold(b.words))


def _led(line: Line) -> bool:
    """Whether dots lead to the end of the line, as in a list of contents or a form."""
    return any(mark in word.text for word in line.words[-2:] for mark in ("......", "………", "_____"))


def _centred(a: Line, b: Line, margins: Margins) -> bool:
    return _same_middle(a, b) and (abs(a.x0 - b.x0) > _SAME_EDGE or _in_the_middle(a, margins))


def _same_middle(a: Line, b: Line) -> bool:
    return abs((a.x0 + a.x1) / 2 - (b.x0 + b.x1) / 2) < _CENTRED


def _in_the_middle(line: Line, margins: Margins) -> bool:
    """Whether a line leaves the same room on both sides."""
    left, right = line.x0 - margins.left, margins.right - line.x1
    return min(left, right) > 1.5 * _INDENT and abs(left - right) < 2 * _CENTRED


def _opens(line: Line) -> bool:
    return _marked(line_text(line))


def _marked(text: str) -> bool:
    """Whether a text opens with a bullet or a number; `chương 9` within a sentence is none."""
    return bulleted(text) or (bool(numbered_rank(text)) and not (text[:2].isalpha() and text[0].islower()))


def _dashed_on(text: str) -> bool:
    """Whether a dash at the head of a line may stand between words: `- xã hội`, `- 500 nghìn đồng`."""
    return text[:2] in ("- ", "– ") and (text[2:3].islower() or text[2:3].isdigit())


def _full(paragraph: Sequence[Placed], below: Placed) -> bool:
    """Whether the last line had no room for the next word, or ends where its neighbours end."""
    above = paragraph[-1]
    a, b = above.line, below.line
    left, right, justified = above.margins
    long = a.x1 - a.x0 > 0.4 * (right - left)
    neighbours = [b, *(p.line for p in paragraph[-2:-1])]
    if long and any(abs(n.x1 - a.x1) <= 1.0 for n in neighbours):
        return True
    slack = right - a.x1
    if justified and slack > 3.5 and a.x0 - left < 0.4 * (right - left):
        return slack < _need(b) and not _stretched_elsewhere(paragraph, below)
    return slack < _need(b) + 0.12 * b.size


def _stretched_elsewhere(paragraph: Sequence[Placed], below: Placed) -> bool:
    """In justified text a line that stops short of the margin is the last of its paragraph."""
    lines = [p.line.x1 for p in paragraph[:-1]] + [below.line.x1]
    right = below.margins.right
    return any(abs(x1 - right) <= 1.5 for x1 in lines)


def _indents_agree(paragraph: Sequence[Placed], below: Placed, habits: Habits, loose: bool) -> bool:
    above = paragraph[-1]
    step = below.left - above.left
    text, before = line_text(below.line), line_text(above.line)
    marked = _marked(text)
    ended = ends_like_sentence(before)
    if len(paragraph) > 1:
        if abs(step) > _INDENT:
            return False
        if abs(paragraph[0].left - above.left) > _INDENT:
            return not (loose and ended and marked)
        return not (loose and ended) and not (marked and _new_item(text, ended, paragraph))
    if step < -_INDENT:
        return not (marked and ended)
    if step > _INDENT:
        return _opens(above.line) and not marked and step < _DEEPEST_HANG
    if marked and (ended or (_opens(above.line) and not _dashed_on(text))):
        return False
    if above.left > _INDENT and any(abs(above.left - o) <= _SAME_EDGE for o in habits.openings):
        return False
    return not (loose and ended)


def _new_item(text: str, ended: bool, paragraph: Sequence[Placed]) -> bool:
    """A mark at the margin opens an item behind a finished sentence or behind another such item."""
    if ended:
        return True
    first = paragraph[0]
    return _opens(first.line) and abs(first.left - paragraph[-1].left) <= _INDENT and not _dashed_on(text)
