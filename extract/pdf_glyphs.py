"""The letters of a PDF page from pypdfium2, as runs on baselines. Knows glyphs and fonts, not words.

Spaces that pdfium guesses are left out: fonts that lack letters break its guesses ("c ủa"), gaps do not.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

# pdfium writes a hyphen at the end of a line as one of these.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_MOST_GLYPHS = 200_000
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED_NAMES = ("italic", "oblique")
_FORCED_BOLD = 1 << 18
_STROKED_FILL = 2
# pdfium puts its own space in the place of one of the file behind a jump; it then stands this far (in
# letter sizes) before the next letter, while a space that is only a guess stands right at it.
_SWALLOWED = 0.12


class Glyph(NamedTuple):
    """One letter between `x0` and `x1`; `run` indexes the runs of its page."""

    x0: float
    x1: float
    char: str
    run: int


class Run(NamedTuple):
    """What letters shown by one operator share. `turned`: quarter turns clockwise of its direction."""

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
    """Letters of a page in the order of the file; spaces that the file holds are letters too."""

    glyphs: list[Glyph]
    runs: list[Run]
    letters: int = 0
    unmapped: int = 0


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page."""
    left, bottom, right, top = page.get_bbox()
    return Frame(page.get_rotation() // 90, left, bottom, right, top)


def read_glyphs(page: Any, frame: Frame, fonts: dict[int, tuple[bool, bool]]) -> Glyphs:
    """The letters of a page. `fonts` remembers bold and slanted by font between pages.

    Raises OverflowError for a page with too many letters.
    """
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        count = max(pdfium.FPDFText_CountChars(text.raw), 0)
        if count > _MOST_GLYPHS:
            raise OverflowError(f"{count} letters on one page")
        chars = _chars(pdfium, text.raw, count)
        boxes = _boxes(pdfium, text.raw, count)
        return _collect(_Reader(pdfium, text.raw, frame, fonts), chars, boxes)
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


def _boxes(pdfium: Any, text: Any, count: int) -> array[float]:
    """left, top, right, bottom of each glyph, one after the other."""
    boxes = (pdfium.FS_RECTF * count)()
    read: Callable[..., int] = pdfium.FPDFText_GetLooseCharBox
    for i in range(count):
        read(text, i, boxes[i])
    flat = array("f")
    flat.frombytes(bytes(boxes))
    return flat


class _Reader:
    """Asks pdfium about the run that a glyph belongs to."""

    def __init__(self, pdfium: Any, text: Any, frame: Frame, fonts: dict[int, tuple[bool, bool]]) -> None:
        self.pdfium, self.text, self.frame, self.fonts = pdfium, text, frame, fonts
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def object_at(self, index: int) -> tuple[int, Any]:
        """Address and handle of the text object of a glyph; 0 where pdfium made the glyph up."""
        handle = self.pdfium.FPDFText_GetTextObject(self.text, index)
        return (ctypes.addressof(handle.contents), handle) if handle else (0, None)

    def run_at(self, index: int, handle: Any) -> Run:
        pdfium = self.pdfium
        pdfium.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        pdfium.FPDFText_GetMatrix(self.text, index, self._matrix)
        m = self._matrix
        scale = math.hypot(m.c, m.d) or math.hypot(m.a, m.b) or 1.0
        size = abs(pdfium.FPDFText_GetFontSize(self.text, index) * scale) or 1.0
        turned = (round(math.atan2(-m.b, m.a) / (math.pi / 2)) + self.frame.turn) % 4
        x, y = self.frame.place(self._x.value, self._y.value)
        bold, slanted = self._font(handle)
        bold = bold or pdfium.FPDFTextObj_GetTextRenderMode(handle) == _STROKED_FILL
        return Run(_along(turned, x, y)[1], size, bold, slanted or abs(m.c) > 0.1 * abs(m.d) > 0, turned)

    def _font(self, handle: Any) -> tuple[bool, bool]:
        font = self.pdfium.FPDFTextObj_GetFont(handle)
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            size = self.pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.raw[: min(max(size - 1, 0), 256)].decode("latin-1").lower()
            flags = self.pdfium.FPDFFont_GetFlags(font)
            bold = any(n in name for n in _BOLD_NAMES) or bool(flags > 0 and flags & _FORCED_BOLD)
            self.fonts[key] = bold, any(n in name for n in _SLANTED_NAMES)
        return self.fonts[key]


def _along(turned: int, x: float, y: float) -> tuple[float, float]:
    """A point in the axes of a text that is turned: along it, and down from line to line."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turned]


def unturned(turned: int, x: float, y: float) -> tuple[float, float]:
    """The point on the page of a point along turned text."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]


def _collect(reader: _Reader, chars: list[str], boxes: array[float]) -> Glyphs:
    found = Glyphs([], [])
    glyphs, runs = found.glyphs, found.runs
    known, turned = -1, 0
    straight, left = reader.frame.turn == 0, reader.frame.left
    guessed: float | None = None
    for i, char in enumerate(chars):
        x0, x1 = boxes[4 * i], boxes[4 * i + 2]
        blank = char.isspace()
        if blank and x1 <= x0:
            guessed = x0 - left
            continue
        key, handle = reader.object_at(i)
        if not key:
            continue
        begins = key != known
        if begins:
            known = key
            runs.append(reader.run_at(i, handle))
            turned = runs[-1].turned
        if straight and not turned:
            x0, x1 = x0 - left, x1 - left
            if guessed is not None and not begins and x0 - guessed > _SWALLOWED * runs[-1].size:
                glyphs.append(Glyph(guessed, x0, " ", len(runs) - 1))
        else:
            x0, x1 = _turned_span(reader.frame, turned, boxes[4 * i : 4 * i + 4])
        guessed = None
        if not blank:
            found.letters += 1
            if char < " " or char > "\ud7ff":
                char = _HYPHENS.get(char, char)
                found.unmapped += char < " " or "\ue000" <= char <= "\uf8ff" or char == "\ufffd"
        glyphs.append(Glyph(x0, x1, char, len(runs) - 1))
    return found


def _turned_span(frame: Frame, turned: int, box: array[float]) -> tuple[float, float]:
    """Where a box begins and ends along its text, on a page or in a line that is turned."""
    a = _along(turned, *frame.place(box[0], box[1]))[0]
    b = _along(turned, *frame.place(box[2], box[3]))[0]
    return min(a, b), max(a, b)
