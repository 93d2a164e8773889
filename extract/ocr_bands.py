"""The lines of ink in a cell of a picture, with the baselines of their letters. Knows pixels only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.ocr_bitmap import Dark
from extract.ocr_rules import components

Box = tuple[int, int, int, int]

# In inches: the tallest line; what is lower is no letter.
ONE_LINE = 0.27
_LETTER = 0.04
# Fewer dark pixels than this are dust.
_DUST = 4
# In parts of the usual letter: the least height of those that tell where lines are.
_TALL = 0.85
# A mark is at most this part of its height above its letter.
_CLOSE = 0.4
# So many pixels further is the letter over a mark as likely its own.
_UNDER = 0.5
# Marks this near to each other, in pixels, stand on one letter.
_TOUCHES = 1
# Letters of a line stand beside each other with at least this part of the lower one.
_BESIDE = 0.5
# Fewer of the letters than this end on the baseline or above it.
_FEET = 0.4
# How far a baseline may be from where the others have it, in parts of their distance.
_OFF = 0.3


@dataclass(frozen=True, slots=True)
class Band:
    """A line of ink: its box with the ends left out, its pieces, and the first row below its letters."""

    box: Box
    pieces: tuple[Box, ...]
    base: int


def bands(dark: Dark, dpi: float) -> list[Band]:
    """The lines from top to bottom; one band of everything where they do not part; none without ink."""
    pieces = [(x0, y0, x1, y1) for x0, y0, x1, y1, area in components(dark) if area >= _DUST]
    if not pieces:
        return []
    letters = [p for p in pieces if _high(p) >= _LETTER * dpi and not _crowns(p, pieces)] or pieces
    least = _TALL * median(map(_high, letters))
    tall = [p for p in letters if _high(p) >= least]
    lines = _lines(tall)
    if len(lines) > 1 and any(_reach(line) > ONE_LINE * dpi for line in lines):
        lines = [tall]
    bases = _bases([[p[3] for p in line] for line in lines])
    _add_marks([p for p in pieces if p not in set(tall)], lines)
    return [Band(_around(own), tuple(own), base) for own, base in zip(lines, bases, strict=True)]


def _high(box: Box) -> int:
    return box[3] - box[1]


def _crowns(mark: Box, pieces: Sequence[Box]) -> bool:
    """Whether a piece is a mark on a letter: close above something at least as high."""
    x0, _, x1, y1 = mark
    near = y1 + _CLOSE * _high(mark)
    return any(b[0] < x1 and x0 < b[2] and y1 <= b[1] <= near and _high(b) >= _high(mark) for b in pieces)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _reach(boxes: Sequence[Box]) -> int:
    return _high(_around(boxes))


def _lines(tall: Sequence[Box]) -> list[list[Box]]:
    """Letters by lines: those beside each other are of one."""
    lines: list[list[Box]] = []
    for box in sorted(tall, key=lambda b: b[1] + b[3]):
        if lines and any(_beside(box, other) for other in lines[-1]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _beside(a: Box, b: Box) -> bool:
    return min(a[3], b[3]) - max(a[1], b[1]) >= _BESIDE * min(_high(a), _high(b))


def _add_marks(marks: Sequence[Box], lines: list[list[Box]]) -> None:
    """Marks and low letters put to the lines, the nearest first; what stands on one goes with it."""
    if len(lines) == 1:
        lines[0] += marks
        return
    groups = _groups(marks)
    letters = [(b, i) for i, line in enumerate(lines) for b in line]
    nearest = {k: min((_apart(group, [b]), i) for b, i in letters) for k, group in enumerate(groups)}
    while nearest:
        group = min(nearest, key=nearest.__getitem__)
        home = nearest.pop(group)[1]
        lines[home] += groups[group]
        for other, before in nearest.items():
            nearest[other] = min(before, (_apart(groups[other], groups[group]), home))


def _apart(some: Sequence[Box], others: Sequence[Box]) -> float:
    return min(_away(a, b) for a in some for b in others)


def _groups(marks: Sequence[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = []
    for mark in marks:
        near = [g for g in groups if any(_away(mark, other) <= _TOUCHES for other in g)]
        groups = [g for g in groups if g not in near] + [[mark, *(b for g in near for b in g)]]
    return groups


def _away(mark: Box, letter: Box) -> float:
    """How far a mark is from a letter; marks mostly stand above theirs."""
    across = max(mark[0] - letter[2], letter[0] - mark[2], 0)
    over, under = letter[1] - mark[3], mark[1] - letter[3] + _UNDER
    return across + max(over, under if mark[1] > letter[3] else 0, 0) * (1.0 if across == 0 else 2.0)


def _bases(bottoms: Sequence[Sequence[int]]) -> list[int]:
    """The baseline of each line: where most letters end, and as far from the others as lines are."""
    seen = [sorted(own)[int(_FEET * len(own))] for own in bottoms]
    if len(seen) < 3:
        return seen
    pitch = median(b - a for a, b in pairwise(seen))
    found = []
    for i, base in enumerate(seen):
        expected = round(median(b + (i - j) * pitch for j, b in enumerate(seen)))
        found.append(expected if abs(expected - base) <= _OFF * pitch else base)
    return found
