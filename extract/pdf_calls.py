"""The calls of pdfium that are made for every letter, with plain numbers for pointers. Knows no PDF.

What pypdfium2 offers makes an object of each pointer and of each argument, which takes longer than the call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


class Calls(NamedTuple):
    """Pointers are addresses, 0 for none; what a call fills in is given by its address."""

    text_object: Callable[[int, int], int]
    loose_box: Callable[[int, int, int], int]
    origin: Callable[[int, int, int, int], int]
    matrix: Callable[[int, int, int], int]
    font_size: Callable[[int, int], float]
    render_mode: Callable[[int], int]
    font: Callable[[int], int]
    count_objects: Callable[[int], int]
    page_object: Callable[[int, int], int]
    object_type: Callable[[int], int]


@cache
def calls() -> Calls:
    """The calls, made on first use."""
    import pypdfium2.raw as pdfium

    def call(function: Any, result: Any, *arguments: Any) -> Any:
        place = ctypes.cast(function, _POINTER).value or 0
        return ctypes.PYFUNCTYPE(result, *arguments)(place)

    return Calls(
        call(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, _POINTER, _INT),
        call(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER),
        call(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER),
        call(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER),
        call(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT),
        call(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER),
        call(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t, _POINTER),
        call(pdfium.FPDFPage_CountObjects, _INT, _POINTER),
        call(pdfium.FPDFPage_GetObject, ctypes.c_size_t, _POINTER, _INT),
        call(pdfium.FPDFPageObj_GetType, _INT, _POINTER),
    )


def address(handle: Any) -> int:
    """Where the thing of a pypdfium2 handle lies."""
    return ctypes.addressof(handle.contents)
