"""A process of its own that draws one page of a PDF or picture, or says where words stand on it.

Reads one JSON line, writes one answer and ends: what a damaged file does to it ends nothing else.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

# Pixels a point; less for sheets larger than paper is.
_SCALE = 2.0
_MOST_PIXELS = 8_000_000
_POINT = 72
_MEMORY, _SECONDS = 2 << 30, 60


def main() -> None:
    """Answer what stands on the standard input."""
    _bound()
    asked = json.loads(sys.stdin.buffer.readline())
    answer = {"sizes": _sizes, "draw": _draw, "places": _places}[asked["do"]](asked)
    sys.stdout.buffer.write(answer)


def _bound() -> None:
    """No more memory and time than a page can need, where the system can hold us to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _sizes(asked: dict[str, Any]) -> bytes:
    """[[width, height] of every page in points]."""
    if asked["format"] == "picture":
        return json.dumps([_points(image) for image in _frames(asked["path"])]).encode()
    pdf = _pdf(asked["path"])
    return json.dumps([list(pdf.get_page_size(number)) for number in range(len(pdf))]).encode()


def _draw(asked: dict[str, Any]) -> bytes:
    """The page as PNG, in shades of grey where it has no colour."""
    if asked["format"] == "picture":
        image = next(frame for at, frame in enumerate(_frames(asked["path"]), 1) if at == asked["page"])
        width, height = _points(image)
        scale = _scale(width, height)
        drawn = image.convert("RGB").resize((max(1, round(width * scale)), max(1, round(height * scale))))
    else:
        page = _pdf(asked["path"])[asked["page"] - 1]
        drawn = page.render(scale=_scale(*page.get_size())).to_pil().convert("RGB")
    colours = drawn.convert("HSV").getchannel("S").getextrema()
    made = BytesIO()
    (drawn if colours[1] > 32 else drawn.convert("L")).save(made, "PNG", compress_level=4)
    return made.getvalue()


def _scale(width: float, height: float) -> float:
    return float(min(_SCALE, (_MOST_PIXELS / max(width * height, 1)) ** 0.5))


def _places(asked: dict[str, Any]) -> bytes:
    """Id -> boxes [x, y, width, height] in points from the upper left, of words that the page has as text."""
    if asked["format"] == "picture":
        return b"{}"
    page = _pdf(asked["path"])[asked["page"] - 1]
    text, height = page.get_textpage(), page.get_height()
    written, at = _letters(text)
    found: dict[str, list[list[float]]] = {}
    for wanted in asked["rows"]:
        span = _span(written, wanted["before"], wanted["quote"])
        if span is not None:
            boxes = [text.get_charbox(place) for place in dict.fromkeys(at[slice(*span)])]
            found[wanted["id"]] = [
                [left, height - top, right - left, top - bottom] for left, bottom, right, top in _lines(boxes)
            ]
    return json.dumps(found).encode()


def _letters(text: Any) -> tuple[str, list[int]]:
    """The page's letters without spaces, composed, and for each the number of its sign on the page."""
    from pypdfium2 import raw

    signs = []
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, place)
        sign = chr(code) if 0 < code <= sys.maxunicode else ""
        if sign.strip() and sign.isprintable():
            signs.append((text.get_charbox(place, loose=True), sign, place))
    clusters: list[tuple[str, int]] = []
    for _, sign, place in _in_reading_order(signs):
        if combining(sign) and clusters:
            clusters[-1] = normalize("NFC", clusters[-1][0] + sign), clusters[-1][1]
        else:
            clusters.append((normalize("NFKC", sign), place))
    return "".join(sign for sign, _ in clusters), [place for sign, place in clusters for _ in sign]


def _in_reading_order(signs: Sequence[tuple[Any, str, int]]) -> list[tuple[Any, str, int]]:
    """Line by line from the left: files write letters of one font after those of another."""
    lines: list[tuple[float, list[tuple[Any, str, int]]]] = []
    for sign in sorted(signs, key=lambda sign: -(sign[0][1] + sign[0][3])):
        _, bottom, _, top = sign[0]
        middle = (bottom + top) / 2
        if lines and abs(lines[-1][0] - middle) < (top - bottom) / 2:
            lines[-1][1].append(sign)
        else:
            lines.append((middle, [sign]))
    return [sign for _, line in lines for sign in sorted(line, key=lambda sign: float(sign[0][0]))]


def _span(written: str, before: str, quote: str) -> tuple[int, int] | None:
    """Where the quote stands among the letters, spaces left out; None where that is not certain."""
    mention = "".join(quote.split())
    for length in (40, 12):
        around = "".join(before.split())[-length:]
        at = written.find(around + mention)
        if mention and at >= 0 and written.find(around + mention, at + 1) < 0:
            return at + len(around), at + len(around) + len(mention)
    at = written.find(mention) if mention else -1
    return (at, at + len(mention)) if at >= 0 and written.find(mention, at + 1) < 0 else None


def _lines(boxes: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """One box around the letters of each line."""
    found: list[tuple[float, float, float, float]] = []
    for left, bottom, right, top in boxes:
        if found and bottom < found[-1][3] and top > found[-1][1] and left >= found[-1][0] - 1:
            a, b, c, d = found[-1]
            found[-1] = min(a, left), min(b, bottom), max(c, right), max(d, top)
        else:
            found.append((left, bottom, right, top))
    return found


def _pdf(path: str) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(path)


def _frames(path: str) -> Any:
    from PIL import Image, ImageOps, ImageSequence

    warnings.simplefilter("ignore")
    with Image.open(path, formats=("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")) as image:
        for frame in ImageSequence.Iterator(image) if image.format == "TIFF" else [image]:
            yield ImageOps.exif_transpose(frame)


def _points(image: Any) -> tuple[float, float]:
    from extract.picture import resolution

    dpi = resolution(image)
    return image.width * _POINT / dpi, image.height * _POINT / dpi


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
