"""Scans for tests: pages drawn with a font of the machine, aslant and grainy where a test wants it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.ocr_engine import ready

DPI = 200
WIDTH, HEIGHT = 1654, 2339
LEFT, SIZE, PITCH = 200, 36, 58
_FOLDERS = ("/usr/share/fonts", "C:/Windows/Fonts", "/Library/Fonts", "/System/Library/Fonts")
_NAMES = ("DejaVuSerif", "times", "Times New Roman")
_BOLD = ("-Bold", "bd", " Bold")


def _font_file(bold: bool) -> Path | None:
    for name in _NAMES:
        for ending in _BOLD if bold else ("", "-Regular"):
            for folder in _FOLDERS:
                found = next(Path(folder).rglob(f"{name}{ending}.ttf"), None)
                if found is not None:
                    return found
    return None


FONT, FONT_BOLD = _font_file(False), _font_file(True)
needs_engine = pytest.mark.skipif(
    not ready() or FONT is None or FONT_BOLD is None,
    reason="needs Tesseract with Vietnamese (tesseract-ocr-vie) and a serif font of the system",
)


class Scan:
    """A page to draw on; positions are pixels from the top left, `y` is a baseline."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        from PIL import Image, ImageDraw

        self.image = Image.new("L", (width, height), 250)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: int = SIZE, bold: bool = False) -> None:
        from PIL import ImageFont

        font = ImageFont.truetype(str(FONT_BOLD if bold else FONT), size)
        self._draw.text((x, y), text, font=font, fill=20, anchor="ls")

    def lines(self, y: float, *lines: str, x: float = LEFT) -> float:
        """One line of text below the other; returns the next baseline."""
        for line in lines:
            self.text(x, y, line)
            y += PITCH
        return y

    def grid(self, xs: Sequence[int], ys: Sequence[int]) -> None:
        for x in xs:
            self._draw.line((x, ys[0], x, ys[-1]), fill=30, width=3)
        for y in ys:
            self._draw.line((xs[0], y, xs[-1], y), fill=30, width=3)

    def table(self, xs: Sequence[int], y: int, *rows: Sequence[str], high: int = 64) -> int:
        """A ruled table with one line a row; returns where it ends."""
        self.grid(xs, [y + high * i for i in range(len(rows) + 1)])
        for i, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                self.text(x + 16, y + high * i + 46, text)
        return y + high * len(rows)

    def grainy(self, degrees: float = 0.0) -> None:
        """Turn the page aslant and blur it as a scanner does."""
        from PIL import Image, ImageFilter

        turned = self.image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=250)
        self.image = turned.filter(ImageFilter.GaussianBlur(0.7))


def as_file(kind: str, *scans: Scan) -> bytes:
    """The pages as a PDF, PNG, JPEG or TIFF file."""
    out = io.BytesIO()
    first, *rest = [scan.image for scan in scans]
    more: dict[str, Any] = {"save_all": True, "append_images": rest} if kind in ("PDF", "TIFF") else {}
    if kind == "PDF":
        more["resolution"] = DPI
    first.save(out, kind, **({"dpi": (DPI, DPI)} if kind != "PDF" else {}), **more)
    return out.getvalue()
