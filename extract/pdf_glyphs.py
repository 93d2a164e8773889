"""The letters of a PDF page from pypdfium2, as runs on baselines. Knows glyphs and fonts, not words.

Spaces that pdfium guesses are left out: fonts that lack letters break its guesses ("c ủa"), gaps do not.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat, zip_longest
from operator import sub
from typing import Any, NamedTuple

from extract.pdf_calls import address, calls

# pdfium writes a hyphen at the end of a line as one of these.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_MOST_GLYPHS = 100_000
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED_NAMES = ("italic", "oblique")
_FORCED_BOLD = 1 << 18
_STROKED_FILL = 2
# pdfium puts its own space in the place of one of the file behind a jump; it then stands this far (in
# letter sizes) before the next letter, while a space that is only a guess stands right at it.
_SWALLOWED = 0.12
_STRIDE = 8
# Ways of showing letters that leave nothing to see, and a height (points) that nobody can read.
_UNSEEN = (3, 7)
_TINY = 0.6
# Letters that need no look each: no controls, odd spaces, combining marks, private codes.
_USUAL = re.compile("[ -~\xa1-\u02ff\u0370-\u167f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*")
ASLANT = -1
_ASLANT_FROM = 0.17
_FARTHEST = 1e6


class TooMuch(Exception):
    """The file holds more than we read."""


# One letter: where it begins and ends across, its character, and the index of its run. A plain tuple, since
# a page has thousands.
Glyph = tuple[float, float, str, int]


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


@dataclass(slots=True)
class Glyphs:
    """Letters of a page in the order of the file; spaces that the file holds are letters too.

    `hidden`: how many letters were left out because the page does not show them.
    """

    glyphs: list[Glyph]
    runs: list[Run]
    letters: int = 0
    unmapped: int = 0
    hidden: int = 0


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page."""
    left, bottom, right, top = page.get_bbox()
    return Frame(page.get_rotation() // 90, left, bottom, right, top)


def read_glyphs(page: Any, frame: Frame, layered: bool = False) -> Glyphs:
    """The letters of a page. Raises TooMuch where there are over 100,000.

    `layered`: the page is a picture, and invisible letters under it are what a machine read from it.
    Elsewhere letters that the page does not show are left out and counted.
    """
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        count = max(pdfium.FPDFText_CountChars(text.raw), 0)
        if count > _MOST_GLYPHS:
            raise TooMuch(f"{count} letters on one page")
        chars = _chars(pdfium, text.raw, count)
        boxes = _boxes(text.raw, count)
        return _collect(_Reader(pdfium, text.raw, frame, layered), chars, boxes)
    finally:
        text.close()


def _chars(pdfium: Any, text: Any, count: int) -> list[str]:
    """One character a glyph; the bulk call serves where it answers one unit for each."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    found = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(found) == count:
        return list(found)
    codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(count)]
    return [chr(c) if 0 < c < 0x110000 else "\ufffd" for c in codes]


def _boxes(text: Any, count: int) -> array[float]:
    """left, top, right, bottom of each glyph, one after the other."""
    flat = array("f", bytes(16 * count))
    start = flat.buffer_info()[0]
    places = range(start, start + 16 * count, 16)
    deque(map(calls().loose_box, repeat(address(text)), range(count), places), maxlen=0)
    return flat if math.isfinite(sum(flat)) else array("f", map(_bounded, flat))


def _bounded(value: float) -> float:
    """Positions that broken files give as infinite or no number lie at the origin."""
    return value if -_FARTHEST < value < _FARTHEST else 0.0


class _Reader:
    """Asks pdfium about the run that a glyph belongs to."""

    def __init__(self, pdfium: Any, text: Any, frame: Frame, layered: bool) -> None:
        self.pdfium, self.text, self.frame, self.layered = pdfium, text, frame, layered
        # Bold and slanted by the font's address, which is sure only while the page is open.
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def stretches(self, count: int) -> Iterator[tuple[int, int]]:
        """Where glyphs of one text object begin and end; what pdfium made up belongs to none.

        Looks at one in a stride first, since asking for every glyph costs more than all the rest.
        """
        ask, text = calls().text_object, address(self.text)
        samples = list(map(ask, repeat(text), range(0, count, _STRIDE)))
        keys: list[int] = []
        for i, (key, next_) in enumerate(zip_longest(samples, samples[1:])):
            span = range(i * _STRIDE, min((i + 1) * _STRIDE, count))
            keys += [key] * len(span) if key and key == next_ else map(ask, repeat(text), span)
        at = 0
        for key, same in groupby(keys):
            length = sum(1 for _ in same)
            if key:
                yield at, at + length
            at += length

    def run_at(self, index: int, box: Sequence[float]) -> Run | None:
        """The run of a glyph with this box; None where the page does not show it."""
        pdfium = self.pdfium
        handle = pdfium.FPDFText_GetTextObject(self.text, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        if not self.layered and (mode in _UNSEEN or abs(box[3] - box[1]) < _TINY):
            return None
        pdfium.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        pdfium.FPDFText_GetMatrix(self.text, index, self._matrix)
        m = self._matrix
        scale = math.hypot(m.c, m.d) or math.hypot(m.a, m.b) or 1.0
        size = _bounded(abs(pdfium.FPDFText_GetFontSize(self.text, index) * scale)) or 1.0
        turned = _quarter_turns(m.a, m.b, self.frame.turn)
        x, y = self.frame.place(_bounded(self._x.value), _bounded(self._y.value))
        bold, slanted = self._font(handle)
        bold = bold or mode == _STROKED_FILL
        return Run(_along(turned, x, y)[1], size, bold, slanted or abs(m.c) > 0.1 * abs(m.d) > 0, turned)

    def _font(self, handle: Any) -> tuple[bool, bool]:
        font = self.pdfium.FPDFTextObj_GetFont(handle)
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            size = self.pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.raw[: min(max(size - 1, 0), 256)].decode("latin-1").lower()
            flags = self.pdfium.FPDFFont_GetFlags(font)
            bold = any(n in name for n in _BOLD_NAMES) or bool(flags > 0 and flags & _FORCED_BOLD)
            self._fonts[key] = bold, any(n in name for n in _SLANTED_NAMES)
        return self._fonts[key]


def _quarter_turns(a: float, b: float, turn: int) -> int:
    """From the direction of a text in user space and the page's own turn."""
    turns = math.atan2(-_bounded(b), _bounded(a)) / (math.pi / 2)
    whole = round(turns)
    return ASLANT if abs(turns - whole) > _ASLANT_FROM else (whole + turn) % 4


def _along(turned: int, x: float, y: float) -> tuple[float, float]:
    """A point in the axes of a text that is turned: along it, and down from line to line."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turned]


def unturned(turned: int, x: float, y: float) -> tuple[float, float]:
    """The point on the page of a point along turned text."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]


def _collect(reader: _Reader, chars: list[str], boxes: array[float]) -> Glyphs:
    found = Glyphs([], [])
    for start, end in reader.stretches(len(chars)):
        own = boxes[4 * start : 4 * end]
        run = None if _outside(reader.frame, own) else reader.run_at(start, own)
        if run is None:
            found.hidden += len("".join("".join(chars[start:end]).split()))
        else:
            found.runs.append(run)
            _collect_run(reader.frame, found, chars[start:end], own)
    return found


def _outside(frame: Frame, boxes: array[float]) -> bool:
    """Whether a run lies beside the part of the page that is shown, as a whole."""
    left, top, right, bottom = boxes[0], boxes[1], boxes[-2], boxes[-1]
    if frame.left <= left <= frame.right and frame.bottom <= bottom <= frame.top:
        return False
    xs, ys = (left, boxes[2], right, boxes[-4]), (top, boxes[3], bottom, boxes[-3])
    beside = max(xs) <= frame.left or min(xs) >= frame.right
    return beside or max(ys) <= frame.bottom or min(ys) >= frame.top


def _collect_run(frame: Frame, found: Glyphs, chars: list[str], boxes: array[float]) -> None:
    """Add the letters of the last run, given with their boxes."""
    index, run = len(found.runs) - 1, found.runs[-1]
    straight = frame.turn == 0 and run.turned == 0
    x0s, x1s, text = boxes[0::4], boxes[2::4], "".join(chars)
    if straight and frame.left == 0 and _USUAL.fullmatch(text) and min(map(sub, x1s, x0s)) > 0:
        found.glyphs += zip(x0s, x1s, text, repeat(index))
        found.letters += len(text) - text.count(" ")
        return
    glyphs, first = found.glyphs, len(found.glyphs)
    left, least = frame.left, _SWALLOWED * run.size
    guessed: float | None = None
    for i, (char, x0, x1) in enumerate(zip(chars, x0s, x1s, strict=True)):
        if char <= " " or char.isspace():
            if x1 <= x0:
                guessed = x0 - left
                continue
            char = char if char in _HYPHENS else " "
        if straight:
            x0, x1 = x0 - left, x1 - left
            if guessed is not None:
                if x0 - guessed > least:
                    glyphs.append((guessed, x0, " ", index))
                guessed = None
        else:
            x0, x1 = _turned_span(frame, run.turned, boxes[4 * i : 4 * i + 4])
        if char < " " or char > "\ud7ff":
            char = _HYPHENS.get(char, char)
            found.unmapped += char < " " or "\ue000" <= char <= "\uf8ff" or char == "\ufffd"
        glyphs.append((x0, x1, char, index))
    # Marks count with their letters, since text is composed.
    found.letters += sum([g[2] != " " and not "\u0300" <= g[2] <= "\u036f" for g in glyphs[first:]])


def _turned_span(frame: Frame, turned: int, box: array[float]) -> tuple[float, float]:
    """Where a box begins and ends along its text, on a page or in a line that is turned."""
    a = _along(turned, *frame.place(box[0], box[1]))[0]
    b = _along(turned, *frame.place(box[2], box[3]))[0]
    return min(a, b), max(a, b)
