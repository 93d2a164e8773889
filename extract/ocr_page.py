"""One picture of a page to the geometry that PDF pages give: rows of words and drawn lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.ocr_bitmap import Dark, Grey, Upright, likely_turns, upright
from extract.ocr_cells import read_cells
from extract.ocr_digits import checked
from extract.ocr_engine import PAGE, SeenLine, recognised
from extract.ocr_romans import counted
from extract.ocr_rules import Strokes, strokes_of, without_strokes
from extract.ocr_words import Placed, placed_words, rows_of
from extract.pdf_grids import lattices
from extract.pdf_page import Rule, Rules, Sheet, letters_in

_POINT = 72.0
# A reading less sure than this may be of a page on its side or head.
_POOR = 0.6
_LETTERS = 20
# One less sure than this is of a picture without text.
_NONE = 0.4
# Less ink than this share of the page is none.
_BLANK = 0.003


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from its picture. `sheet`: its geometry, in the page set upright; `words` as the engine
    saw them; `confidence`: 0 to 1 over its letters; `turned`: degrees clockwise it was turned for reading;
    `mended`: words as they were read and as they stand now.
    """

    sheet: Sheet
    words: tuple[Placed, ...]
    confidence: float
    turned: float
    mended: tuple[tuple[str, str], ...] = ()


def read_page(grey: Grey, dpi: float, page: int) -> Recognised:
    """Read the picture of page `page` (from 1). Raises EngineFailed."""
    best: Recognised | None = None
    for turn in likely_turns(grey):
        found = _read(upright(grey, turn), dpi, page)
        if best is None or found.confidence * found.sheet.letters > best.confidence * best.sheet.letters:
            best = found
        if (best.confidence >= _POOR and best.sheet.letters >= _LETTERS) or not found.sheet.rules.image:
            break
    assert best is not None
    return best if best.confidence >= _NONE else _nothing(best)


def _nothing(found: Recognised) -> Recognised:
    """The page without what was made out of its picture."""
    return replace(found, sheet=replace(found.sheet, rows=(), letters=0), words=(), mended=())


def _read(page: Upright, dpi: float, number: int) -> Recognised:
    strokes = strokes_of(page.dark, dpi)
    rules = _rules(strokes, page.dark, dpi)
    grey = without_strokes(page.grey, page.dark, strokes)
    dark = page.dark & ~strokes.ink
    lines = _lines(grey, dark, rules, dpi)
    words, mended = counted(checked(placed_words(lines, dark, dpi), grey, dark, dpi), dark)
    letters = sum(letters_in(p.word.text) for p in words)
    sure = sum(p.seen.confidence * len(p.word.text) for p in words) / max(letters, 1)
    high, wide = page.grey.shape
    k = _POINT / dpi
    sheet = Sheet(number, wide * k, high * k, rows_of(words), rules, letters, recognised=sure)
    return Recognised(sheet, tuple(words), sure, page.turned, tuple(mended))


def _rules(strokes: Strokes, dark: Dark, dpi: float) -> Rules:
    k = _POINT / dpi
    across = tuple(Rule((s.y0 + s.y1) / 2 * k, s.x0 * k, s.x1 * k) for s in strokes.across)
    down = tuple(Rule((s.x0 + s.x1) / 2 * k, s.y0 * k, s.y1 * k) for s in strokes.down)
    return Rules(across, down, image=float(dark.mean() > _BLANK))


def _lines(grey: Grey, dark: Dark, rules: Rules, dpi: float) -> list[SeenLine]:
    lines: list[SeenLine] = []
    for grid in lattices(rules):
        found, grey = read_cells(grey, dark, grid, dpi)
        dark = dark & (grey < 255)
        lines += found
    return lines + recognised(grey, dpi, PAGE)
