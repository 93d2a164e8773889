"""The cells of drawn tables read from a picture, close together on a strip of paper without their lines.

Tesseract loses short figures that stand alone: cells of one word share lines with each other. Words of a
longer text would run together among such gaps: it keeps a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.document import BBox
from extract.ocr_bitmap import Dark, Grey
from extract.ocr_engine import BLOCK, SeenLine, SeenWord, recognised
from extract.pdf_grids import Lattice, cell_bbox

_POINT = 72.0
# In inches: room around and between cells on the strip, what parts two words, the white left at the sides
# of a cell, the tallest cell that goes on it (taller ones hold running text), the tallest line, how wide and
# high a strip may be.
_ROOM = 0.09
_GAP = 0.2
_SPACE = 0.04
_INSET = 0.01
_TALLEST = 2.4
_ONE_LINE = 0.27
_WIDEST = 7.5
_STRIP = 30.0
# Fewer dark pixels in a row or column than this are dust.
_DUST = 2


@dataclass(frozen=True, slots=True)
class _Patch:
    """A cell's ink: its box in the page's pixels, and its place on the strip. `single`: one word alone."""

    x0: int
    y0: int
    x1: int
    y1: int
    single: bool = False
    left: int = 0
    top: int = 0

    @property
    def high(self) -> int:
        return self.y1 - self.y0

    @property
    def wide(self) -> int:
        return self.x1 - self.x0


def read_cells(grey: Grey, dark: Dark, grid: Lattice, dpi: float) -> tuple[list[SeenLine], Grey]:
    """The lines in the cells of a grid (in points), and the picture without the cells that were read."""
    shelves: list[list[_Patch]] = []
    open_: list[_Patch] | None = None
    for index in range(len(grid.cells)):
        patch = _patch(dark, cell_bbox(grid, index), dpi)
        if patch is None:
            continue
        if not patch.single:
            shelves.append([patch])
        elif open_ is None or sum(p.wide + _GAP * dpi for p in open_) > _WIDEST * dpi:
            open_ = [patch]
            shelves.append(open_)
        else:
            open_.append(patch)
    left = grey.copy()
    lines: list[SeenLine] = []
    for strip, placed in _strips(grey, shelves, dpi):
        lines += _moved(recognised(strip, dpi, BLOCK), placed)
    for patch in (p for shelf in shelves for p in shelf):
        left[patch.y0 : patch.y1, patch.x0 : patch.x1] = 255
    return lines, left


def _patch(dark: Dark, box: BBox, dpi: float) -> _Patch | None:
    """Where the ink in a cell is, None where there is none or too much for the strip."""
    inset = max(2, round(_INSET * dpi))
    x0, y0, x1, y1 = (round(v * dpi / _POINT) for v in box)
    x0, y0, x1, y1 = max(x0 + inset, 0), max(y0 + inset, 0), x1 - inset, y1 - inset
    if x1 - x0 < 4 or y1 - y0 < 4 or y1 - y0 > _TALLEST * dpi:
        return None
    inside = dark[y0:y1, x0:x1]
    rows = np.flatnonzero(inside.sum(axis=1) >= _DUST)
    cols = np.flatnonzero(inside.sum(axis=0) >= _DUST)
    if not len(rows) or not len(cols):
        return None
    margin = 3
    single = rows[-1] - rows[0] <= _ONE_LINE * dpi and np.diff(cols).max(initial=0) <= _SPACE * dpi
    return _Patch(
        max(x0 + int(cols[0]) - margin, x0),
        max(y0 + int(rows[0]) - margin, y0),
        min(x0 + int(cols[-1]) + 1 + margin, x1),
        min(y0 + int(rows[-1]) + 1 + margin, y1),
        bool(single),
    )


def _strips(grey: Grey, shelves: Sequence[list[_Patch]], dpi: float) -> Iterator[tuple[Grey, list[_Patch]]]:
    room, gap = round(_ROOM * dpi), round(_GAP * dpi)
    placed: list[_Patch] = []
    top = room
    for shelf in shelves:
        if top > _STRIP * dpi:
            yield _drawn(grey, placed, room), placed
            placed, top = [], room
        high = max(p.high for p in shelf)
        left = room
        for patch in shelf:
            placed.append(replace(patch, left=left, top=top + (high - patch.high) // 2))
            left += patch.wide + gap
        top += high + room
    if placed:
        yield _drawn(grey, placed, room), placed


def _drawn(grey: Grey, placed: Sequence[_Patch], room: int) -> Grey:
    high = max(p.top + p.high for p in placed) + room
    wide = max(p.left + p.wide for p in placed) + room
    strip = np.full((high, wide), 255, dtype=np.uint8)
    for p in placed:
        strip[p.top : p.top + p.high, p.left : p.left + p.wide] = grey[p.y0 : p.y1, p.x0 : p.x1]
    return strip


def _moved(lines: Sequence[SeenLine], placed: Sequence[_Patch]) -> Iterator[SeenLine]:
    """Lines of a strip in their places on the page; a line over several cells falls apart."""
    for line in lines:
        own: dict[int, list[SeenWord]] = {}
        for word in line.words:
            for at, piece in _pieces(word, placed):
                own.setdefault(at, []).append(piece)
        for at, words in own.items():
            patch = placed[at]
            dx, dy = patch.x0 - patch.left, patch.y0 - patch.top
            moved = tuple(_shifted(w, dx, dy) for w in words)
            yield replace(line, words=moved, base=line.base + dy - line.slope * dx)


def _away(patch: _Patch, x: float, y: float) -> float:
    """How far a point of the strip is from a patch."""
    across = max(patch.left - x, x - patch.left - patch.wide, 0.0)
    return across + 4 * max(patch.top - y, y - patch.top - patch.high, 0.0)


def _pieces(word: SeenWord, placed: Sequence[_Patch]) -> Iterator[tuple[int, SeenWord]]:
    """A word by the patches that it lies on: letter by letter where it reaches over several."""
    y = (word.y0 + word.y1) / 2
    homes = [_nearest(placed, (a + b) / 2, y) for a, b in word.spans]
    if len(set(homes)) < 2:
        yield _nearest(placed, (word.x0 + word.x1) / 2, y), word
        return
    for home in dict.fromkeys(homes):
        own = [i for i, at in enumerate(homes) if at == home]
        spans = tuple(word.spans[i] for i in own)
        text = "".join(word.text[i] for i in own)
        letters = tuple(word.letters[i] for i in own)
        x0, x1 = spans[0][0], spans[-1][1]
        yield home, replace(word, text=text, x0=x0, x1=x1, letters=letters, spans=spans)


def _nearest(placed: Sequence[_Patch], x: float, y: float) -> int:
    return min(range(len(placed)), key=lambda i: _away(placed[i], x, y))


def _shifted(w: SeenWord, dx: int, dy: int) -> SeenWord:
    spans = tuple((a + dx, b + dx) for a, b in w.spans)
    return replace(w, x0=w.x0 + dx, x1=w.x1 + dx, y0=w.y0 + dy, y1=w.y1 + dy, spans=spans)
