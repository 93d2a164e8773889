"""A second look at the figures of a scanned page: another reading, and the shapes of the ink itself.

Nothing is guessed: a figure is what one of the readings says, and where they differ it carries the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from extract.ocr_bitmap import Dark, Grey
from extract.ocr_engine import BLOCK, FIGURES, SeenWord, languages, recognised
from extract.ocr_rules import components
from extract.ocr_words import Placed

_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")
_PLAIN = re.compile(r"[\d.,]+")
_RUN = re.compile(r"\d[\d.,/]*\d|\d")
# What the second reading, which knows no Vietnamese, makes of digits among words.
_LOOKALIKES = str.maketrans("OolIS", "00115")
_EDGES = "()[]{};:,.\"'“”‘’…"
# A word without digits may be a misread figure where it is short and unsure.
_SHORT, _UNSURE = 4, 0.6
# How sure the second reading must be to replace letters by digits, and a whole word by digits.
_SURE, _VERY_SURE = 0.7, 0.85
# A digit that the engine was less sure of is doubtful, whatever else speaks for it.
_FAINT = 0.45
# In inches: distances on the strip.
_ROOM, _GAP, _WIDEST = 0.09, 0.22, 7.5
_MARGIN = 3
# In digit heights: what is a digit, what is a mark at the foot of the line, how far a comma hangs below it.
_TALL, _LOW, _WIDE, _HANGS = 0.75, 0.55, 1.05, 0.1


@dataclass(frozen=True, slots=True)
class _Crop:
    index: int
    word: SeenWord
    base: int


def checked(words: Sequence[Placed], grey: Grey, dark: Dark, dpi: float) -> list[Placed]:
    """The words, those with figures read again; what is doubtful says what else was read."""
    crops = [_Crop(i, p.seen, p.base) for i, p in enumerate(words) if _worth_a_look(p.seen)]
    found = list(words)
    second = _read_again(crops, grey, dpi) if crops and FIGURES in languages() else {}
    for crop in crops:
        placed = words[crop.index]
        text, doubt = _judged(placed, second.get(crop.index), dark)
        if doubt is not None or text != placed.word.text:
            found[crop.index] = replace(placed, word=placed.word._replace(text=text), doubt=doubt)
    return found


def _worth_a_look(word: SeenWord) -> bool:
    if any(c.isdigit() for c in word.text):
        return True
    return len(word.text.strip(_EDGES)) <= _SHORT and word.confidence < _UNSURE


def _judged(placed: Placed, other: SeenWord | None, dark: Dark) -> tuple[str, str | None]:
    """The text of a word and the doubt about it."""
    text = placed.word.text
    core = text.strip(_EDGES)
    weak = "" if _mixed(core) or _faint(placed.seen) else None
    run = _only_run(text)
    if other is None:
        return text, weak
    told = other.text.strip(_EDGES)
    if run is None or _mixed(core):
        numbers = _NUMBER.findall(core)
        if numbers and numbers in (_NUMBER.findall(told), _NUMBER.findall(told.translate(_LOOKALIKES))):
            return text, weak
        return _letters_or_digits(text, core, told, other.confidence)
    shape = _shape(placed, run.span(), dark)
    second = _only_run(told) or _only_run(told.translate(_LOOKALIKES))
    figure, doubt = _chosen(run[0], second[0] if second else None, shape, placed.seen, other)
    return text[: run.start()] + figure + text[run.end() :], weak if doubt is None else doubt or told


def _only_run(text: str) -> re.Match[str] | None:
    """The figure in a word, None where it holds none or several."""
    found = list(_RUN.finditer(text))
    return found[0] if len(found) == 1 else None


def _letters_or_digits(text: str, core: str, told: str, sure: float) -> tuple[str, str | None]:
    """A word that is not only digits to the first reading."""
    digits = any(c.isdigit() for c in core)
    if not _PLAIN.fullmatch(told):
        return text, told if digits and (_mixed(core) or _NUMBER.findall(told)) else None
    if sure >= (_SURE if digits and _mixed(core) else _VERY_SURE) and (_mixed(core) or not digits):
        return (text.replace(core, told) if core else told), core
    return text, told if digits else None


def _chosen(
    first: str, second: str | None, shape: str | None, seen: SeenWord, other: SeenWord
) -> tuple[str, str | None]:
    """Which reading of a figure stands, and the doubt: the one that the ink bears out, else the surer one.

    Nothing speaks against a figure that the ink bears out where both read the same digits.
    """
    same = second is not None and _digits(first) == _digits(second)
    # A stroke is as tall as a digit: only a mark at the foot tells anything of a figure with strokes.
    if shape is None or "?" in shape or ("/" in first and not set(shape) & {".", ","}):
        if first == second:
            return first, None
        weak = min(seen.letters, default=0.0) < _SURE
        better = second is not None and weak and other.confidence >= _VERY_SURE and not same
        return (second, first) if better and second is not None else (first, second or "")
    if _fits(first, shape):
        return first, None if same else second or ""
    if second is not None and _fits(second, shape):
        return second, first
    parted = _parted(first, shape) or (_parted(second, shape) if second else "")
    return (parted, first) if parted else (first, second if second and second != first else "")


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _mixed(core: str) -> bool:
    """Whether letters stand among digits as no unit or code has them: 4l, 9ó, L0I."""
    return bool(re.search(r"\d[lIOoóòÓSŠ§sBZz|!]|[lLIOoóòSŠ§sZz|!]\d", core)) and len(core) <= 6


def _faint(word: SeenWord) -> bool:
    sure = [c for letter, c in zip(word.text, word.letters, strict=False) if letter.isdigit()]
    return min(sure, default=1.0) < _FAINT


def _fits(text: str, shape: str) -> bool:
    """Whether a figure has its digits and marks where the ink has them; `?` is a mark of unclear kind."""
    text = text.strip(".,")
    shape = shape.strip(".,?")
    if len(text) != len(shape):
        return False
    return all(s == "0" if t.isdigit() else s in (t, "?") for t, s in zip(text, shape, strict=True))


def _parted(text: str, shape: str) -> str:
    """The digits of a figure with the marks that the ink shows between them; empty where these do not fit."""
    digits = [c for c in text if c.isdigit()]
    shape = shape.strip(".,?")
    # What is read is no mark fewer than before.
    if shape.count("0") != len(digits) or len(shape) < len(text.strip(".,/")):
        return ""
    left = iter(digits)
    return "".join(next(left) if s == "0" else s for s in shape)


def _shape(placed: Placed, run: tuple[int, int], dark: Dark) -> str | None:
    """The ink of a figure from left to right: 0 for a digit, the mark at its foot, ? for an unclear one.

    `run`: which letters of the word are the figure. None where the ink does not part into such.
    """
    w = placed.seen
    if len(w.spans) != len(placed.word.text):
        return None
    top, bottom = max(w.y0 - 1, 0), min(placed.base + max((w.y1 - w.y0) // 3, 3), dark.shape[0])
    inside = dark[top:bottom, max(w.x0 - 1, 0) : w.x1 + 1]
    left = max(w.x0 - 1, 0)
    low, high = w.spans[run[0]][0] - left - 2, w.spans[run[1] - 1][1] - left + 2
    boxes = sorted(b for b in components(inside) if b[4] > 3 and low <= (b[0] + b[2]) / 2 <= high)
    talls = [b for b in boxes if b[3] - b[1] > 0.5 * max(c[3] - c[1] for c in boxes)]
    if not talls:
        return None
    digit = median(b[3] - b[1] for b in talls)
    foot = median(b[3] for b in talls)
    found = ""
    for x0, y0, x1, y1, _ in boxes:
        if y1 - y0 >= _TALL * digit and abs(y1 - foot) <= 0.15 * digit:
            if x1 - x0 > _WIDE * digit:
                return None
            found += "0"
        elif y1 - y0 <= _LOW * digit and y0 > foot - 0.4 * digit:
            hangs = y1 - foot
            found += "," if hangs > _HANGS * digit else "." if hangs <= 0.04 * digit else "?"
        else:
            return None
    return found


def _read_again(crops: Sequence[_Crop], grey: Grey, dpi: float) -> dict[int, SeenWord]:
    """The second reading of each crop, by its index; none where the engine saw nothing there."""
    found: dict[int, SeenWord] = {}
    strip, places = _strip(crops, grey, dpi)
    for line in recognised(strip, dpi, BLOCK, FIGURES):
        for word in line.words:
            x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
            for index, (x0, y0, x1, y1) in places.items():
                if x0 - 4 <= x <= x1 + 4 and y0 - 4 <= y <= y1 + 4:
                    before = found.get(index)
                    found[index] = word if before is None else _together(before, word)
                    break
    return found


def _together(a: SeenWord, b: SeenWord) -> SeenWord:
    """Two pieces of one crop."""
    a, b = sorted((a, b), key=lambda w: w.x0)
    sure = min(a.confidence, b.confidence)
    letters, spans = a.letters + b.letters, a.spans + b.spans
    return replace(a, text=a.text + b.text, x1=b.x1, confidence=sure, letters=letters, spans=spans)


_Place = tuple[int, int, int, int]


def _strip(crops: Sequence[_Crop], grey: Grey, dpi: float) -> tuple[Grey, dict[int, _Place]]:
    """The crops on lines of white paper, on common baselines, and where each of them lies."""
    room, gap = round(_ROOM * dpi), round(_GAP * dpi)
    places: dict[int, _Place] = {}
    pieces: list[tuple[Grey, int, int]] = []
    top = room
    wide = 0
    for line in _shelves(crops, gap, round(_WIDEST * dpi)):
        over = max(c.base - c.word.y0 for c in line) + _MARGIN
        under = max(max(c.word.y1 - c.base, 0) for c in line) + _MARGIN
        left = room
        for c in line:
            y0, x0 = max(c.word.y0 - _MARGIN, 0), max(c.word.x0 - _MARGIN, 0)
            piece = grey[y0 : c.word.y1 + _MARGIN, x0 : c.word.x1 + _MARGIN]
            at = max(top + over - (c.base - y0), 0)
            pieces.append((piece, left, at))
            places[c.index] = (left, at, left + piece.shape[1], at + piece.shape[0])
            left += piece.shape[1] + gap
        wide = max(wide, left)
        top += over + under + room
    strip = np.full((top + room, wide + room), 255, dtype=np.uint8)
    for piece, x, y in pieces:
        rows, cols = min(piece.shape[0], strip.shape[0] - y), piece.shape[1]
        strip[y : y + rows, x : x + cols] = piece[:rows]
    return strip, places


def _shelves(crops: Sequence[_Crop], gap: int, widest: int) -> Iterator[list[_Crop]]:
    line: list[_Crop] = []
    wide = 0
    for crop in crops:
        more = crop.word.x1 - crop.word.x0 + gap
        if line and wide + more > widest:
            yield line
            line, wide = [], 0
        line.append(crop)
        wide += more
    if line:
        yield line
