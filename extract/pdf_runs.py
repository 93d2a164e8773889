"""The text objects of a PDF page: where each begins, in which size, weight and direction. Knows no
letters.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat, zip_longest
from typing import Any, NamedTuple

from extract.pdf_calls import address, calls

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED_NAMES = ("italic", "oblique")
_FORCED_BOLD = 1 << 18
_STROKED_FILL = 2
_STRIDE = 8
# Ways of showing letters that leave nothing to see, and a height (points) that nobody can read.
_UNSEEN = (3, 7)
_TINY = 0.6
ASLANT = -1
_ASLANT_FROM = 0.17
_FARTHEST = 1e6

# Size, bold, slanted, and quarter turns.
_Way = tuple[float, bool, bool, int]
# A text object by its address, and where its glyphs begin and end.
Stretch = tuple[int, int, int]


class Run(NamedTuple):
    """What letters shown by one operator share.

    `turned`: quarter turns clockwise of its direction, ASLANT for all between.
    """

    y: float
    size: float
    bold: bool
    slanted: bool
    turned: int


@dataclass(frozen=True, slots=True)
class Frame:
    """From PDF user space to points from the top left of the page as shown."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page as shown."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page."""
    left, bottom, right, top = page.get_bbox()
    return Frame(page.get_rotation() // 90, left, bottom, right, top)


class RunReader:
    """Asks pdfium about the run that a glyph belongs to."""

    def __init__(self, pdfium: Any, text: Any, frame: Frame, layered: bool) -> None:
        self.pdfium, self.frame, self.layered = pdfium, frame, layered
        self.text, self.ask = address(text), calls()
        # Bold and slanted by the font's address, which is sure only while the page is open.
        self._fonts: dict[int, tuple[bool, bool]] = {}
        # What runs of one font, size and direction share.
        self._ways: dict[tuple[float, float, float, float, float, int, int], _Way] = {}

    def stretches(self, count: int) -> Iterator[Stretch]:
        """Text objects, where their glyphs begin and end; what pdfium made up belongs to none.

        Looks at one in a stride first, since asking for every glyph costs more than all the rest.
        """
        ask, text = self.ask.text_object, self.text
        samples = list(map(ask, repeat(text), range(0, count, _STRIDE)))
        open_, start = 0, 0
        for i, (key, next_) in enumerate(zip_longest(samples, samples[1:])):
            first = i * _STRIDE
            if key and key == next_:
                looked: Iterable[int] = (key,)
            else:
                looked = map(ask, repeat(text), range(first, min(first + _STRIDE, count)))
            for at, own in enumerate(looked, first):
                if own != open_:
                    if open_:
                        yield open_, start, at
                    open_, start = own, at
        if open_:
            yield open_, start, count

    def runs(self, stretches: Sequence[Stretch], boxes: array[float]) -> list[Run | None]:
        """The run of each text object; None where the page does not show it."""
        ask, text, count = self.ask, self.text, len(stretches)
        handles, starts = [s[0] for s in stretches], [s[1] for s in stretches]
        places, matrices = array("d", bytes(16 * count)), array("f", bytes(24 * count))
        at, end = places.buffer_info()[0], places.buffer_info()[0] + 16 * count
        deque(map(ask.origin, repeat(text), starts, range(at, end, 16), range(at + 8, end + 8, 16)), maxlen=0)
        at = matrices.buffer_info()[0]
        deque(map(ask.matrix, repeat(text), starts, range(at, at + 24 * count, 24)), maxlen=0)
        sizes = map(ask.font_size, repeat(text), starts)
        modes, fonts = list(map(ask.render_mode, handles)), map(ask.font, handles)
        keys = zip(*(matrices[k::6] for k in range(4)), sizes, modes, fonts, strict=True)
        ways, place = self._ways, self.frame.place
        if not math.isfinite(sum(places)) or max(map(abs, places), default=0.0) >= _FARTHEST:
            places = array("d", map(bounded, places))
        unseen = self._unseen(stretches, boxes, modes)
        found: list[Run | None] = []
        for i, (key, x, y) in enumerate(zip(keys, places[0::2], places[1::2], strict=True)):
            if i in unseen:
                found.append(None)
                continue
            way = ways.get(key)
            if way is None:
                way = ways[key] = self._way(*key)
            x, y = place(x, y)
            found.append(Run(along(way[3], x, y)[1] if way[3] else y, *way))
        return found

    def _unseen(self, stretches: Sequence[Stretch], boxes: array[float], modes: Sequence[int]) -> set[int]:
        """Which text objects the page does not show."""
        found: set[int] = set()
        if not self.layered:
            heights = [boxes[4 * start + 1] - boxes[4 * start + 3] for _, start, _ in stretches]
            found = {i for i, mode in enumerate(modes) if mode in _UNSEEN or -_TINY < heights[i] < _TINY}
        if not _all_inside(self.frame, boxes):
            sides = (boxes[4 * start : 4 * end] for _, start, end in stretches)
            found |= {i for i, own in enumerate(sides) if _outside(self.frame, own)}
        return found

    def _way(self, a: float, b: float, c: float, d: float, size: float, mode: int, font: int) -> _Way:
        """What a run is set in: size, bold, slanted, and the quarter turns of its direction."""
        scale = math.hypot(c, d) or math.hypot(a, b) or 1.0
        bold, slanted = self._font(font)
        return (
            bounded(abs(size * scale)) or 1.0,
            bold or mode == _STROKED_FILL,
            slanted or abs(c) > 0.1 * abs(d) > 0,
            _quarter_turns(a, b, self.frame.turn),
        )

    def _font(self, font: int) -> tuple[bool, bool]:
        if not font:
            return False, False
        if font not in self._fonts:
            pdfium = self.pdfium
            known = ctypes.cast(font, pdfium.FPDF_FONT)
            buffer = ctypes.create_string_buffer(256)
            size = pdfium.FPDFFont_GetBaseFontName(known, buffer, 256)
            name = buffer.raw[: min(max(size - 1, 0), 256)].decode("latin-1").lower()
            flags = pdfium.FPDFFont_GetFlags(known)
            bold = any(n in name for n in _BOLD_NAMES) or bool(flags > 0 and flags & _FORCED_BOLD)
            self._fonts[font] = bold, any(n in name for n in _SLANTED_NAMES)
        return self._fonts[font]


def _all_inside(frame: Frame, boxes: array[float]) -> bool:
    """Whether all letters of a page stand on the part of it that is shown, or begin or end there."""
    if not boxes:
        return True
    within = frame.left <= min(boxes[0::4]) and max(boxes[0::4]) <= frame.right
    return within and frame.bottom <= min(boxes[3::4]) and max(boxes[3::4]) <= frame.top


def _outside(frame: Frame, boxes: array[float]) -> bool:
    """Whether a run lies beside the part of the page that is shown, as a whole."""
    left, top, right, bottom = boxes[0], boxes[1], boxes[-2], boxes[-1]
    if frame.left <= left <= frame.right and frame.bottom <= bottom <= frame.top:
        return False
    xs, ys = (left, boxes[2], right, boxes[-4]), (top, boxes[3], bottom, boxes[-3])
    beside = max(xs) <= frame.left or min(xs) >= frame.right
    return beside or max(ys) <= frame.bottom or min(ys) >= frame.top


def bounded(value: float) -> float:
    """Positions that broken files give as infinite or no number lie at the origin."""
    return value if -_FARTHEST < value < _FARTHEST else 0.0


def _quarter_turns(a: float, b: float, turn: int) -> int:
    """From the direction of a text in user space and the page's own turn."""
    if b == 0 < a:
        return turn % 4
    turns = math.atan2(-bounded(b), bounded(a)) / (math.pi / 2)
    whole = round(turns)
    return ASLANT if abs(turns - whole) > _ASLANT_FROM else (whole + turn) % 4


def along(turned: int, x: float, y: float) -> tuple[float, float]:
    """A point in the axes of a text that is turned: along it, and down from line to line."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turned]


def unturned(turned: int, x: float, y: float) -> tuple[float, float]:
    """The point on the page of a point along turned text."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]
