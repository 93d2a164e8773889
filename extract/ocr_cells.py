"""The cells of drawn tables read from a picture, close together on a strip of paper without their lines.

Tesseract loses short figures that stand alone: cells of one word share lines with each other. The lines of a
cell with more words follow each other on a line of their own, as words do, so that none stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.document import BBox
from extract.ocr_bands import ONE_LINE, Box, bands
from extract.ocr_bitmap import Dark, Grey
from extract.ocr_engine import BLOCK, SeenLine, SeenWord, recognised
from extract.pdf_grids import Lattice, cell_bbox

_POINT = 72.0
# In inches: room around cells on the strip, between cells and between the lines of one, what parts two words,
# the white left at the sides of a cell, the tallest cell that goes on it (taller ones hold running text), how
# wide and high a strip may be.
_ROOM = 0.09
_GAP = 0.2
_NEXT = 0.02
_SPACE = 0.03
_INSET = 0.01
_TALLEST = 2.4
_WIDEST = 7.5
_STRIP = 30.0
_MARGIN = 3
# Fewer dark pixels in a column than this are dust.
_DUST = 2
# A word lies on a patch with at least this part of its height.
_REACH = 0.25


@dataclass(frozen=True, slots=True)
class _Patch:
    """A line of a cell: its box and baseline in the page's pixels, and its place on the strip.

    `others`: ink in the box that belongs to other lines.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    base: int
    others: tuple[Box, ...] = ()
    left: int = 0
    top: int = 0

    @property
    def high(self) -> int:
        return self.y1 - self.y0

    @property
    def wide(self) -> int:
        return self.x1 - self.x0


@dataclass(slots=True)
class _Shelf:
    """Patches on a line of the strip, so many pixels apart."""

    gap: int
    patches: list[_Patch]


def read_cells(grey: Grey, dark: Dark, grid: Lattice, dpi: float) -> tuple[list[SeenLine], Grey]:
    """The lines in the cells of a grid (in points), and the picture without the cells that were read."""
    shelves: list[_Shelf] = []
    open_: _Shelf | None = None
    left = grey.copy()
    for index in range(len(grid.cells)):
        patches = _patches(dark, cell_bbox(grid, index), dpi)
        for p in patches:
            left[p.y0 : p.y1, p.x0 : p.x1] = 255
        if _one_word(dark, patches, dpi):
            if open_ is None or _wide(open_) > _WIDEST * dpi:
                open_ = _Shelf(round(_GAP * dpi), [])
                shelves.append(open_)
            open_.patches += patches
        elif patches:
            shelves += _unfolded(patches, dpi)
    lines: list[SeenLine] = []
    for strip, placed in _strips(grey, shelves, dpi):
        lines += _moved(recognised(strip, dpi, BLOCK), placed)
    return lines, left


def _patches(dark: Dark, box: BBox, dpi: float) -> list[_Patch]:
    """The lines of ink in a cell; none where there is no ink, or too much for the strip."""
    inset = max(2, round(_INSET * dpi))
    x0, y0, x1, y1 = (round(v * dpi / _POINT) for v in box)
    x0, y0, x1, y1 = max(x0 + inset, 0), max(y0 + inset, 0), x1 - inset, y1 - inset
    if x1 - x0 < 4 or y1 - y0 < 4 or y1 - y0 > _TALLEST * dpi:
        return []
    found = bands(dark[y0:y1, x0:x1], dpi)
    patches = []
    for band in found:
        left, top, right, bottom = band.box
        others = tuple(_shift(p, x0, y0) for other in found if other is not band for p in other.pieces)
        patches.append(
            _Patch(
                x0 + max(left - _MARGIN, 0),
                y0 + max(top - _MARGIN, 0),
                min(x0 + right + _MARGIN, x1),
                min(y0 + bottom + _MARGIN, y1),
                y0 + band.base,
                others,
            )
        )
    return patches


def _shift(box: Box, x: int, y: int) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _one_word(dark: Dark, patches: Sequence[_Patch], dpi: float) -> bool:
    if len(patches) != 1:
        return False
    p = patches[0]
    cols = np.flatnonzero(dark[p.y0 : p.y1, p.x0 : p.x1].sum(axis=0) >= _DUST)
    return bool(p.high <= ONE_LINE * dpi + 2 * _MARGIN and np.diff(cols).max(initial=0) <= _SPACE * dpi)


def _wide(shelf: _Shelf) -> int:
    return sum(p.wide + shelf.gap for p in shelf.patches)


def _unfolded(patches: Sequence[_Patch], dpi: float) -> list[_Shelf]:
    """The lines of a cell behind each other, on as many shelves as they need."""
    shelves = [_Shelf(round(_NEXT * dpi), [])]
    for patch in patches:
        if shelves[-1].patches and _wide(shelves[-1]) + patch.wide > _WIDEST * dpi:
            shelves.append(_Shelf(shelves[-1].gap, []))
        shelves[-1].patches.append(patch)
    return shelves


def _strips(grey: Grey, shelves: Sequence[_Shelf], dpi: float) -> Iterator[tuple[Grey, list[_Patch]]]:
    room = round(_ROOM * dpi)
    placed: list[_Patch] = []
    top = room
    for shelf in shelves:
        if top > _STRIP * dpi:
            yield _drawn(grey, placed, room), placed
            placed, top = [], room
        over = max(p.base - p.y0 for p in shelf.patches)
        under = max(p.y1 - p.base for p in shelf.patches)
        left = room
        for patch in shelf.patches:
            placed.append(replace(patch, left=left, top=top + over - (patch.base - patch.y0)))
            left += patch.wide + shelf.gap
        top += over + under + room
    if placed:
        yield _drawn(grey, placed, room), placed


def _drawn(grey: Grey, placed: Sequence[_Patch], room: int) -> Grey:
    high = max(p.top + p.high for p in placed) + room
    wide = max(p.left + p.wide for p in placed) + room
    strip = np.full((high, wide), 255, dtype=np.uint8)
    for p in placed:
        strip[p.top : p.top + p.high, p.left : p.left + p.wide] = _alone(grey, p)
    return strip


def _alone(grey: Grey, patch: _Patch) -> Grey:
    """The picture of a line without the feet and marks of its neighbours."""
    found = grey[patch.y0 : patch.y1, patch.x0 : patch.x1].copy()
    for x0, y0, x1, y1 in patch.others:
        top, left = max(y0 - 1 - patch.y0, 0), max(x0 - 1 - patch.x0, 0)
        found[top : max(y1 + 1 - patch.y0, 0), left : max(x1 + 1 - patch.x0, 0)] = 255
    return found


def _moved(lines: Sequence[SeenLine], placed: Sequence[_Patch]) -> Iterator[SeenLine]:
    """Lines of a strip in their places on the page; a line over several cells falls apart."""
    for line in lines:
        own: dict[int, list[SeenWord]] = {}
        before, last = "", -1
        for word in line.words:
            for at, piece in _pieces(word, placed):
                # A lone g behind a line's end, which is no diameter.
                cut = piece.text == "ø" and before.endswith("n") and at != last
                own.setdefault(at, []).append(replace(piece, text="g") if cut else piece)
                before, last = piece.text, at
        for at, words in own.items():
            patch = placed[at]
            dx, dy = patch.x0 - patch.left, patch.y0 - patch.top
            moved = tuple(_shifted(w, dx, dy) for w in _to_edges(words, patch))
            yield replace(line, words=moved, base=line.base + dy - line.slope * dx)


def _to_edges(words: list[SeenWord], patch: _Patch) -> list[SeenWord]:
    """Words that end where the ink of their line does, which the engine places by the eye."""
    left, right = patch.left + _MARGIN, patch.left + patch.wide - _MARGIN
    first, last = words[0], words[-1]
    if first.x0 < last.x1 and left < first.x1 and last.x0 < right:
        words[0] = replace(first, x0=left)
        words[-1] = replace(words[-1], x1=right)
    return words


def _away(patch: _Patch, x: float, y: float) -> float:
    """How far a point of the strip is from a patch."""
    across = max(patch.left - x, x - patch.left - patch.wide, 0.0)
    return across + 4 * max(patch.top - y, y - patch.top - patch.high, 0.0)


def _pieces(word: SeenWord, placed: Sequence[_Patch]) -> Iterator[tuple[int, SeenWord]]:
    """A word by the patches that it lies on: letter by letter where it reaches over several."""
    reached = [at for at, p in enumerate(placed) if _reaches(word, p)]
    if len(reached) < 2:
        yield _nearest(placed, range(len(placed)), (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2), word
        return
    homes = _homes(word, sorted(reached, key=lambda at: placed[at].left), placed)
    for home in dict.fromkeys(homes):
        own = [i for i, at in enumerate(homes) if at == home]
        spans = tuple(word.spans[i] for i in own)
        text = "".join(word.text[i] for i in own)
        letters = tuple(word.letters[i] for i in own)
        x0, x1 = spans[0][0], spans[-1][1]
        yield home, replace(word, text=text, x0=x0, x1=x1, letters=letters, spans=spans)


def _homes(word: SeenWord, among: Sequence[int], placed: Sequence[_Patch]) -> list[int]:
    """The patch of each letter, in the order of the letters: their boxes may lie over each other."""
    y = (word.y0 + word.y1) / 2
    best: list[tuple[float, list[int]]] = [(0.0, []) for _ in among]
    for a, b in word.spans:
        before = best
        best = []
        for j, at in enumerate(among):
            cost, homes = min(before[: j + 1], key=lambda found: found[0])
            best.append((cost + _away(placed[at], (a + b) / 2, y), [*homes, at]))
    return min(best, key=lambda found: found[0])[1]


def _reaches(word: SeenWord, patch: _Patch) -> bool:
    """Whether a word lies on a patch with more than the edge of its box."""
    if not patch.top <= (word.y0 + word.y1) / 2 <= patch.top + patch.high:
        return False
    shared = min(word.x1, patch.left + patch.wide) - max(word.x0, patch.left)
    return shared >= min(_REACH * patch.high, 0.8 * patch.wide)


def _nearest(placed: Sequence[_Patch], among: Iterable[int], x: float, y: float) -> int:
    return min(among, key=lambda i: _away(placed[i], x, y))


def _shifted(w: SeenWord, dx: int, dy: int) -> SeenWord:
    spans = tuple((a + dx, b + dx) for a, b in w.spans)
    return replace(w, x0=w.x0 + dx, x1=w.x1 + dx, y0=w.y0 + dy, y1=w.y1 + dy, spans=spans)
