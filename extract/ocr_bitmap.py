"""The picture of a page made ready for reading: even light, straight lines, clean edges. Knows pixels only.

Pictures are arrays of grey, one byte a pixel, 255 white; dark ones are arrays of booleans.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Dark = NDArray[np.bool_]

# Degrees: pages lie aslant by up to so much, and less than this is straight.
_MOST_SLANT = 6.0
_COARSE, _FINE = 0.5, 0.05
_STRAIGHT = 0.04
_SKETCH = 900
_MOST_POINTS = 150_000
# Light that differs over the page by more than this is a photograph's.
_UNEVEN = 22.0
_TILE = 24
# Lonely dark pixels, as a share of all dark ones, from which a page is speckled.
_SPECKLED = 0.04
_EDGE = 0.06
_MOSTLY_DARK = 0.5
# How much better the rows of a turned page must part than its columns.
_TURNED = 1.2


@dataclass(frozen=True, slots=True)
class Upright:
    """A page ready for reading. `turned`: degrees clockwise that it was turned."""

    grey: Grey
    dark: Dark
    turned: float


def threshold(grey: Grey) -> int:
    """The grey that best parts ink from paper (Otsu, 1979)."""
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256).astype(np.float64)
    levels = np.arange(256.0)
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return int(np.argmax(np.nan_to_num(apart)))


def likely_turns(grey: Grey) -> tuple[int, int, int, int]:
    """Quarter turns clockwise that may set the page upright, the likeliest first.

    Whether lines run across or along tells from their gaps; which way is up only reading tells.
    """
    dark = grey <= threshold(grey)
    best = []
    for view in (dark, np.rot90(dark)):
        rows, cols, high = _points(view)
        angles = np.arange(-3.0, 3.1, 1.0)
        parting = max(_parting(rows, cols, high, float(a)) for a in angles)
        best.append(parting / max(len(rows), 1))
    return (1, 3, 0, 2) if best[1] > _TURNED * best[0] else (0, 2, 1, 3)


def upright(grey: Grey, turn: int = 0) -> Upright:
    """The page after `turn` quarter turns clockwise: evenly lit, level, without dark edges and speckles."""
    grey = _on_white(_evenly_lit(np.rot90(grey, -turn)))
    dark = grey <= threshold(grey)
    slant = _slant(dark)
    if abs(slant) > _STRAIGHT:
        grey = rotated(grey, slant)
        dark = grey <= threshold(grey)
    else:
        slant = 0.0
    grey, dark = _without_edges(grey, dark)
    if _speckled(dark):
        grey = _smoothed(grey)
        dark = grey <= threshold(grey)
    return Upright(np.ascontiguousarray(grey), np.ascontiguousarray(dark), 90.0 * turn + slant)


def rotated(grey: Grey, degrees: float) -> Grey:
    """The picture turned clockwise about its centre, its size kept."""
    from PIL import Image

    image = Image.fromarray(grey)
    return np.asarray(image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255))


def _evenly_lit(grey: Grey) -> Grey:
    """Shadows and the fall of light taken out, where there are any."""
    from PIL import Image, ImageFilter

    high, wide = grey.shape
    if min(high, wide) < 4 * _TILE:
        return grey
    small = Image.fromarray(grey).resize((wide // _TILE, high // _TILE), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    if np.asarray(paper, dtype=np.float32).std() < _UNEVEN / 2:
        return grey
    light = np.asarray(paper.resize((wide, high), Image.Resampling.BILINEAR), dtype=np.float32)
    even = grey * (245.0 / np.maximum(light, 40.0))
    return np.minimum(even, 255.0).astype(np.uint8)


def _on_white(grey: Grey) -> Grey:
    """The paper's grey made white, what is lighter too."""
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256)
    ink = threshold(grey)
    paper = ink + 1 + int(np.argmax(counts[ink + 1 :])) if ink < 255 else 255
    scale = np.minimum(np.arange(256) * (255.0 / max(paper - 2, 1)), 255.0).astype(np.uint8)
    white: Grey = scale[grey]
    return white


def _points(dark: Dark) -> tuple[NDArray[np.float32], NDArray[np.float32], int]:
    """Where ink is on a sketch of the page (row, column), and how high the sketch is."""
    step = max(1, max(dark.shape) // _SKETCH)
    sketch = dark[::step, ::step]
    edge_y, edge_x = (max(1, int(_EDGE / 2 * n)) for n in sketch.shape)
    inner = sketch[edge_y:-edge_y, edge_x:-edge_x]
    # The upper side of strokes says where lines lie; whole letters blur it.
    tops = inner[1:] & ~inner[:-1]
    rows, cols = np.nonzero(tops)
    if len(rows) > _MOST_POINTS:
        some = np.linspace(0, len(rows) - 1, _MOST_POINTS).astype(np.intp)
        rows, cols = rows[some], cols[some]
    return rows.astype(np.float32), cols.astype(np.float32), inner.shape[0]


def _parting(rows: NDArray[np.float32], cols: NDArray[np.float32], high: int, degrees: float) -> float:
    """How sharply lines part from each other when the page is sheared by an angle."""
    drop = cols * np.float32(np.tan(np.radians(degrees)))
    at = (rows - drop + cols.max(initial=0.0) * 0.12 + 2).astype(np.intp)
    profile = np.bincount(np.clip(at, 0, None), minlength=high).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def _slant(dark: Dark) -> float:
    """Degrees by which lines fall towards the right; 0 where too little is written."""
    rows, cols, high = _points(dark)
    if len(rows) < 50:
        return 0.0
    best = 0.0
    for reach, step in ((_MOST_SLANT, _COARSE), (_COARSE, _FINE)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = max(angles, key=lambda a: (_parting(rows, cols, high, float(a)), -abs(a)))
    return -float(best)


def _without_edges(grey: Grey, dark: Dark) -> tuple[Grey, Dark]:
    """Dark borders, that a scanner sees beyond the paper, made white."""
    keep = [_inner(dark, axis) for axis in (0, 1)]
    if all(low == 0 and high == dark.shape[axis] for axis, (low, high) in enumerate(keep)):
        return grey, dark
    (top, bottom), (left, right) = keep
    grey, dark = grey.copy(), dark.copy()
    inside = np.zeros(dark.shape, dtype=np.bool_)
    inside[top:bottom, left:right] = True
    grey[~inside] = 255
    dark[~inside] = False
    return grey, dark


def _inner(dark: Dark, axis: int) -> tuple[int, int]:
    """First and last row (axis 0) or column inside of the dark borders."""
    shares = dark.mean(axis=1 - axis)
    size = len(shares)
    reach = int(_EDGE * size)
    first = np.nonzero(shares[:reach] > _MOSTLY_DARK)[0]
    last = np.nonzero(shares[size - reach :] > _MOSTLY_DARK)[0]
    low = int(first[-1]) + 3 if len(first) else 0
    high = size - reach + int(last[0]) - 3 if len(last) else size
    return low, high


def _speckled(dark: Dark) -> bool:
    """Whether many dark pixels stand alone."""
    ink = int(dark.sum())
    if not ink:
        return False
    inner = dark[1:-1, 1:-1]
    near = dark[:-2, 1:-1] | dark[2:, 1:-1] | dark[1:-1, :-2] | dark[1:-1, 2:]
    return int((inner & ~near).sum()) > _SPECKLED * ink


def _smoothed(grey: Grey) -> Any:
    from PIL import Image, ImageFilter

    return np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))
