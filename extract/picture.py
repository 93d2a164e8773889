"""Photographs and scans (PNG, JPEG, TIFF of several pages, BMP, GIF, WebP) to a `Document`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extract import ocr_engine
from extract.document import Document
from extract.ocr_pages import MOST_PAGES, Picture, read_pictures
from extract.pdf import document_of
from extract.pdf_leaves import Reading, lay_out
from extract.pdf_page import Rules, Sheet
from extract.problems import FileProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_POINT = 72.0
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_MOST_PIXELS = 100_000_000
# Pictures are read at about this many pixels an inch, and hold at most so many then.
_DPI, _COARSEST, _FINEST = 200.0, 70.0, 2_400.0
_LARGEST = 30_000_000
# A4 in inches: what a picture shows that does not tell its size.
_WIDE, _HIGH = 8.27, 11.69


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a picture.

    Raises FileProblem: corrupt, or too_big (over 100 million pixels a page, or 300 pages).
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Its budget of pixels is ours to hold.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_KINDS) as image:
                return _document(image, name, sha256)
    except Image.DecompressionBombError as error:
        raise _too_big() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise FileProblem(
            "corrupt",
            "unreadable_picture",
            "Tệp ảnh bị hỏng hoặc tải về chưa đủ nên không đọc được; hãy quét hoặc chụp lại rồi nộp lại.",
        ) from error


def _too_big() -> FileProblem:
    return FileProblem(
        "too_big",
        "picture_too_big",
        "Ảnh quá lớn để đọc; hãy quét lại ở độ phân giải 200-300 dpi, mỗi tệp dưới 300 trang, rồi nộp lại.",
    )


def _document(image: Image, name: str, sha256: str) -> Document:
    # Frames of other kinds are a moving picture, which shows one page.
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MOST_PAGES:
        raise _too_big()
    reading = Reading([_blank(number) for number in range(1, count + 1)])
    pictures = _pictures(image, count)
    if ocr_engine.ready():
        for scan in read_pictures(pictures):
            reading.scans[scan.sheet.page] = scan
        from extract.ocr_votes import with_votes

        reading.scans = with_votes(reading.scans)
        for page, scan in reading.scans.items():
            reading.sheets[page - 1] = scan.sheet
    else:
        for _ in pictures:
            pass
    lay_out(reading, b"")
    return document_of(reading, name, sha256, f"image/{(image.format or '').lower()}", "picture")


def _blank(number: int) -> Sheet:
    """A page that shows something nobody has read."""
    return Sheet(number, _WIDE * _POINT, _HIGH * _POINT, (), Rules(image=1.0), 0)


def _pictures(image: Image, count: int) -> Iterator[Picture]:
    for index in range(count):
        if count > 1:
            image.seek(index)
        if image.width * image.height > _MOST_PIXELS:
            raise _too_big()
        yield _picture(image, index + 1)


def _picture(image: Image, number: int) -> Picture:
    """One frame in grey, as it is meant to be seen, with about as many pixels an inch as reading needs."""
    import numpy as np
    from PIL import Image as Pillow
    from PIL import ImageOps

    dpi = resolution(image)
    shown: Any = ImageOps.exif_transpose(image)
    if shown.mode in ("RGBA", "LA", "PA") or "transparency" in shown.info:
        shown = shown.convert("RGBA")
        paper = Pillow.new("RGBA", shown.size, "white")
        shown = Pillow.alpha_composite(paper, shown)
    grey = shown.convert("L")
    scale = min(_DPI / dpi, (_LARGEST / (grey.width * grey.height)) ** 0.5)
    if not 0.8 < scale < 1.25:
        size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
        grey = grey.resize(size, Pillow.Resampling.LANCZOS)
        dpi *= scale
    return Picture(number, np.array(grey), dpi)


def resolution(image: Image) -> float:
    """Pixels an inch: what the file says, where that makes a page of it; else as if it showed A4."""
    told = image.info.get("dpi", (0.0, 0.0))
    wide, high = image.size
    try:
        dpi = float(told[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if (
        _COARSEST < dpi < _FINEST
        and min(wide, high) / dpi > 3.0
        and max(wide, high) / dpi < 24.0
        and dpi != 72
    ):
        return dpi
    guess = min(min(wide, high) / _WIDE, max(wide, high) / _HIGH)
    return min(max(guess, _COARSEST), _FINEST)
