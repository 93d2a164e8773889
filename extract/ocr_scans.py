"""Which pages of a PDF are only pictures, and those pages read. Knows pypdfium2 and the letters test."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extract.pdf_page import Sheet, words_text

if TYPE_CHECKING:
    from extract.ocr_page import Recognised

_POINT = 72.0
_DPI = 200.0
# A page is drawn with at most so many pixels; a larger one more coarsely.
_MOST_PIXELS = 30_000_000
_COVERED = 0.7
# Letters under a picture with fewer marks than this share are no Vietnamese reading of it.
_MARKS = 0.10
_ENOUGH = 60
# Fewer letters are none.
FEW = 20
# A page under a picture this large, or drawn with so many shapes, holds text that nobody typed.
_PICTURE = 0.15
_DRAWN = 150


def unread(sheet: Sheet) -> bool:
    """Whether a page shows something but has next to no text (a scan, or letters drawn as shapes)."""
    shown = sheet.rules.image > _PICTURE or sheet.rules.paths > _DRAWN or sheet.rules.overfull
    return sheet.letters < FEW and shown


def needs_reading(sheet: Sheet) -> bool:
    """Whether a page shows text that its letters do not give: none, or a useless reading of its picture."""
    if unread(sheet):
        return True
    if sheet.rules.image <= _COVERED:
        return False
    from extract.letters import marked_share

    text = " ".join(words_text(row) for row in sheet.rows)
    letters = sum(map(str.isalpha, text))
    return letters >= _ENOUGH and marked_share(text) < _MARKS


def with_scans_read(pdf: Any, sheets: Sequence[Sheet], scans: dict[int, Recognised]) -> list[Sheet]:
    """The sheets, those that are only pictures read from them.

    `scans`: what was recognised before, by page number; what is recognised now is added. Nothing changes
    where Tesseract or its Vietnamese data is missing.
    """
    found = list(sheets)
    for page, scan in scans.items():
        found[page - 1] = replace(scan.sheet, fields=found[page - 1].fields)
    wanted = [s for s in found if s.width > 0 and s.recognised is None and needs_reading(s)]
    if not wanted:
        return found
    from extract.ocr_engine import ready
    from extract.ocr_pages import MOST_PAGES, read_pictures

    if not ready():
        return found
    for scan in read_pictures(_pictures(pdf, wanted[:MOST_PAGES])):
        if scan.sheet.letters or not scan.sheet.rules.image:
            scans[scan.sheet.page] = scan
    from extract.ocr_votes import with_votes

    scans.update(with_votes(scans))
    for page, scan in scans.items():
        found[page - 1] = replace(scan.sheet, fields=found[page - 1].fields)
    return found


def _pictures(pdf: Any, sheets: Sequence[Sheet]) -> Iterator[Any]:
    import numpy as np

    from extract.ocr_pages import Picture

    for sheet in sheets:
        inches = sheet.width * sheet.height / _POINT**2
        dpi = min(_DPI, math.sqrt(_MOST_PIXELS / max(inches, 1.0)))
        page = pdf[sheet.page - 1]
        try:
            bitmap = page.render(scale=dpi / _POINT, grayscale=True)
            try:
                grey = np.array(bitmap.to_numpy(), copy=True)
            finally:
                bitmap.close()
        finally:
            page.close()
        yield Picture(sheet.page, grey.reshape(grey.shape[:2]), dpi)
