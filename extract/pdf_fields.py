"""Text that lies over a PDF page: filled form fields, typed notes, words set aslant."""

from __future__ import annotations

import ctypes
from typing import Any

from extract.pdf_page import Line, Word, line_of
from extract.pdf_runs import Frame

_MOST = 2_000
_LONGEST = 20_000
_SIZE = 12.0


def read_fields(page: Any, frame: Frame, number: int) -> list[Line]:
    """What was typed into fields and free notes of page `number`, one line each, in the order of the file."""
    import pypdfium2.raw as pdfium

    found: list[Line] = []
    keys = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
    for i in range(min(max(pdfium.FPDFPage_GetAnnotCount(page.raw), 0), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not note:
            continue
        try:
            key = keys.get(pdfium.FPDFAnnot_GetSubtype(note))
            text = _value(pdfium, note, key) if key else ""
            if text:
                found.append(_line(pdfium, note, text, frame, number))
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return found


def floating(text: str, number: int) -> Line:
    """The line of a text over page `number` whose place does not matter."""
    return line_of((Word(text, 0.0, 0.0, 0.0, _SIZE, False, False),), number)


def _value(pdfium: Any, note: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
    text = bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _line(pdfium: Any, note: Any, text: str, frame: Frame, number: int) -> Line:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, box)
    x0, y0 = frame.place(box.left, box.top)
    x1, y1 = frame.place(box.right, box.bottom)
    word = Word(text, min(x0, x1), max(x0, x1), max(y0, y1), _SIZE, False, False)
    return line_of((word,), number)
