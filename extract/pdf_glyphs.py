"""The letters of a PDF page from pypdfium2, as runs on baselines. Knows glyphs and fonts, not words.

Spaces that pdfium guesses are left out: fonts that lack letters break its guesses ("c ủa"), gaps do not.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from extract.pdf_calls import address, calls
from extract.pdf_page import letters_in
from extract.pdf_runs import ASLANT, Frame, Run, RunReader, Stretch, along, bounded

# pdfium writes a hyphen at the end of a line as one of these.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_MOST_GLYPHS = 100_000
# pdfium puts its own space in the place of one of the file behind a jump; it then stands this far (in
# letter sizes) before the next letter, while a space that is only a guess stands right at it.
_SWALLOWED = 0.12
# A page with this share of its letters on their side, and more than a few, lies on its side.
_LYING = 0.7
_FEW_LYING = 60
# Letters that need no look each: no controls, odd spaces, combining marks, private codes.
_USUAL = re.compile("[ -~\xa1-\u02ff\u0370-\u167f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*")


class TooMuch(Exception):
    """The file holds more than we read."""


# One letter: where it begins and ends across, its character, and the index of its run. A plain tuple, since
# a page has thousands.
Glyph = tuple[float, float, str, int]


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
        return _collect(RunReader(pdfium, text.raw, frame, layered), chars, boxes)
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
    return flat if math.isfinite(sum(flat)) else array("f", map(bounded, flat))


def main_direction(found: Glyphs) -> int:
    """The quarter turns in which most letters of a page lie; 0 where most stand upright or none do."""
    if not any(run.turned for run in found.runs):
        return 0
    turns = Counter([found.runs[glyph[3]].turned for glyph in found.glyphs])
    turned, most = turns.most_common(1)[0] if turns else (0, 0)
    return turned if turned != ASLANT and most >= _LYING * turns.total() and most > _FEW_LYING else 0


def _collect(reader: RunReader, chars: list[str], boxes: array[float]) -> Glyphs:
    found = Glyphs([], [])
    stretches = list(reader.stretches(len(chars)))
    runs = reader.runs(stretches, boxes)
    if reader.frame.turn == 0 == reader.frame.left and all(
        run is not None and not run.turned for run in runs
    ):
        found.runs += filter(None, runs)
        if _collect_usual(found, stretches, chars, boxes):
            return found
        found.runs.clear()
    for (_, start, end), run in zip(stretches, runs, strict=True):
        if run is None:
            found.hidden += letters_in("".join(chars[start:end]))
        else:
            found.runs.append(run)
            _collect_run(reader.frame, found, chars[start:end], boxes[4 * start : 4 * end])
    return found


def _collect_run(frame: Frame, found: Glyphs, chars: list[str], boxes: array[float]) -> None:
    """Add the letters of the last run, given with their boxes."""
    index, run = len(found.runs) - 1, found.runs[-1]
    straight = frame.turn == 0 and run.turned == 0
    x0s, x1s = boxes[0::4], boxes[2::4]
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


def _collect_usual(
    found: Glyphs, stretches: Sequence[Stretch], chars: list[str], boxes: array[float]
) -> bool:
    """Add the letters of all runs of a straight page at once; False where some need a look each.

    A space without width is pdfium's own: it counts where the next letter stands far enough behind it.
    """
    whole = "".join(chars)
    texts = [whole[start:end] for _, start, end in stretches]
    text = "".join(texts)
    if not _USUAL.fullmatch(text):
        return False
    x0s, x1s = boxes[0::4], boxes[2::4]
    for index, (own, (_, start, end)) in enumerate(zip(texts, stretches, strict=True)):
        glyphs = list(zip(x0s[start:end], x1s[start:end], own, repeat(index)))
        if " " in own:
            _settle_spaces(glyphs, own, _SWALLOWED * found.runs[index].size)
        found.glyphs += glyphs
    found.letters = len(text) - text.count(" ")
    return True


def _settle_spaces(glyphs: list[Glyph], text: str, least: float) -> None:
    """Give the spaces of a run that have no width the room to the next letter, or take them out."""
    gone: list[int] = []
    at, last = text.find(" "), len(text) - 1
    while at >= 0:
        x0, x1, _, index = glyphs[at]
        if x1 <= x0:
            next_ = glyphs[at + 1] if at < last else (x0, x0, " ", index)
            if (next_[2] != " " or next_[1] > next_[0]) and next_[0] - x0 > least:
                glyphs[at] = (x0, next_[0], " ", index)
            else:
                gone.append(at)
        at = text.find(" ", at + 1)
    for at in reversed(gone):
        del glyphs[at]


def _turned_span(frame: Frame, turned: int, box: array[float]) -> tuple[float, float]:
    """Where a box begins and ends along its text, on a page or in a line that is turned."""
    a = along(turned, *frame.place(box[0], box[1]))[0]
    b = along(turned, *frame.place(box[2], box[3]))[0]
    return min(a, b), max(a, b)
