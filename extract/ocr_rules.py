"""Straight lines drawn on the picture of a page: found, and taken out so that letters stand free.

Knows runs of dark pixels; all lengths here are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.ocr_bitmap import Dark, Grey

# In inches: what is a line across and down, how long a line down must be to stand alone (large letters have
# shorter strokes), and the thickest line.
_ACROSS, _DOWN, _ALONE = 0.33, 0.18, 0.3
_THICK = 0.05
# The share of a run that must be dark: scanned lines have holes.
_SOLID = 0.93
_SLIM = 6.0
_MOST_RUNS = 200_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line: its box in pixels, right and bottom exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Strokes:
    """The lines of a page across and down, and where their ink is."""

    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    ink: Dark


def strokes_of(dark: Dark, dpi: float) -> Strokes:
    """The straight lines of a level page."""
    across, ink = _found(dark, round(_ACROSS * dpi), _THICK * dpi)
    down, ink_down = _found(np.ascontiguousarray(dark.T), round(_DOWN * dpi), _THICK * dpi)
    turned = [Stroke(s.y0, s.x0, s.y1, s.x1) for s in down]
    ink_down = np.ascontiguousarray(ink_down.T)
    kept = [s for s in turned if s.y1 - s.y0 >= _ALONE * dpi or _hung(s, across, 0.03 * dpi)]
    for stroke in turned:
        if stroke not in kept:
            ink_down[stroke.y0 : stroke.y1, stroke.x0 : stroke.x1] = False
    return Strokes(across, tuple(kept), ink | ink_down)


def _hung(stroke: Stroke, across: Sequence[Stroke], near: float) -> bool:
    """Whether a short line down runs from one line across to another."""
    meets = [a for a in across if a.x0 - near <= stroke.x0 and stroke.x1 <= a.x1 + near]
    return all(any(a.y0 - near <= end <= a.y1 + near for a in meets) for end in (stroke.y0, stroke.y1))


def without_strokes(grey: Grey, dark: Dark, strokes: Strokes) -> Grey:
    """The picture with its lines made white, but for letters that cross them."""
    ink = strokes.ink.copy()
    # The soft edge of a line is grey and goes with it.
    for axis in (0, 1):
        for step in (1, -1):
            ink |= np.roll(ink, step, axis)
    for stroke in strokes.across:
        _spare(ink, dark, stroke)
    return np.where(ink, np.uint8(255), grey)


def _spare(ink: Dark, dark: Dark, stroke: Stroke) -> None:
    """Keep the ink of a line across where a letter goes through it: dark above and below."""
    top, bottom = max(stroke.y0 - 3, 0), min(stroke.y1 + 2, dark.shape[0] - 1)
    columns = slice(stroke.x0, stroke.x1)
    through = dark[top, columns] & dark[bottom, columns] & ~ink[top, columns] & ~ink[bottom, columns]
    ink[top : bottom + 1, columns] &= ~through


def _found(dark: Dark, least: int, thick: float) -> tuple[tuple[Stroke, ...], Dark]:
    """Lines across of at least this length, and their ink."""
    mask = _runs_over(dark, least)
    strokes = []
    ink = np.zeros_like(dark)
    for x0, y0, x1, y1, area in components(mask):
        height = area / (x1 - x0)
        if height <= thick and x1 - x0 >= max(least, _SLIM * height):
            strokes.append(Stroke(x0, y0, x1, y1))
            ink[y0:y1, x0:x1] |= mask[y0:y1, x0:x1]
    return tuple(strokes), ink & (dark | _beside(dark))


def _beside(dark: Dark) -> Dark:
    """Pixels above or below dark ones."""
    near = np.zeros_like(dark)
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    return near


def _runs_over(dark: Dark, least: int) -> Dark:
    """Pixels within windows across of `least` pixels that are nearly all dark, a row up or down counted."""
    thickened = dark | _beside(dark)
    # Rows with less ink than a window wants hold none: that is the white between lines of text.
    rows = np.flatnonzero(np.count_nonzero(thickened, axis=1) >= _SOLID * least)
    sums = np.zeros((len(rows), dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(thickened[rows], axis=1, out=sums[:, 1:], dtype=np.int32)
    solid = sums[:, least:] - sums[:, :-least] >= _SOLID * least
    steps = np.zeros((len(rows), dark.shape[1] + 1), dtype=np.int32)
    steps[:, : solid.shape[1]] += solid
    steps[:, least : least + solid.shape[1]] -= solid
    inside = np.zeros_like(dark)
    inside[rows] = np.cumsum(steps, axis=1, dtype=np.int32)[:, :-1] > 0
    inside &= thickened
    return inside


def components(mask: Dark) -> Iterator[tuple[int, int, int, int, int]]:
    """Boxes (x0, y0, x1, y1) of runs that touch from row to row, and how many pixels they hold."""
    rows, starts, ends = (values.tolist() for values in _runs(mask))
    if len(rows) > _MOST_RUNS:
        return
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    above = 0
    for i, row in enumerate(rows):
        while rows[above] < row - 1 or (rows[above] == row - 1 and ends[above] <= starts[i]):
            above += 1
        j = above
        while rows[j] == row - 1 and starts[j] < ends[i]:
            parent[root(i)] = root(j)
            j += 1
    members: dict[int, list[int]] = {}
    for i in range(len(rows)):
        members.setdefault(root(i), []).append(i)
    for own in members.values():
        x0, x1 = min(starts[i] for i in own), max(ends[i] for i in own)
        yield x0, rows[own[0]], x1, rows[own[-1]] + 1, sum(ends[i] - starts[i] for i in own)


def _runs(mask: Dark) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Row, start and end of each run of marked pixels, from top to bottom and left to right."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    return rows, starts, ends
