#!/usr/bin/env python3
"""Draws the sheets of the workbook into docs/images, from a real run on corpus/samples.

    scripts/write_pictures.py

Needs LibreOffice, poppler-utils (pdftoppm, pdftotext) and Pillow, which the program itself does not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images"
MOST_BYTES = 250_000
DPI, COLOURS, MARGIN = 125, 96, 12
# Pixels of the first column that a row's line crosses, and how bright paper is.
_ACROSS, _WHITE = (4, 30), 245


@dataclass(frozen=True, slots=True)
class Picture:
    """`sheet`: the page's heading. `holds`: words that tell which of its pages. `height`: share of it."""

    name: str
    sheet: str
    holds: str
    height: float


PICTURES = (
    Picture("bao-cao", "Báo cáo", "", 0.62),
    Picture("so-lieu", "Số liệu", "chỉ tiêu 04", 0.55),
    Picture("kiem-tra", "Kiểm tra", "Lệch", 0.52),
    Picture("mo-hinh", "Mô hình", "", 0.5),
    Picture("bang", "Bảng", "", 0.45),
)


def main() -> None:
    """The command line."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = [sys.executable, str(ROOT / "cli.py"), "run", str(ROOT / "corpus" / "samples"), "--out", name]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        office = ["soffice", f"-env:UserInstallation=file://{name}/profile", "--headless"]
        convert = ["--convert-to", "pdf", "--outdir", name, str(folder / "tonghop.xlsx")]
        # Numbers as a Vietnamese Excel shows them.
        vietnamese = {**os.environ, "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"}
        subprocess.run([*office, *convert], check=True, capture_output=True, timeout=180, env=vietnamese)
        pdf = folder / "tonghop.pdf"
        texts = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
        pages = texts.stdout.decode("utf-8").split("\f")
        for picture in PICTURES:
            path = TARGET / f"{picture.name}.png"
            _drawn(pdf, _page(pages, picture), picture.height).save(path, optimize=True)
            size = path.stat().st_size
            print(f"{path.relative_to(ROOT)}: {size // 1000} KB")
            if size > MOST_BYTES:
                raise SystemExit(f"{path.name} is over {MOST_BYTES // 1000} KB; crop it further")


def _page(pages: list[str], picture: Picture) -> int:
    """The number of the first page that shows the sheet and holds the words, from 1."""
    for number, text in enumerate(pages, 1):
        heading = next((line for line in text.splitlines() if line.strip()), "")
        # Words of a drawn page may be torn apart, or broken at the end of a line.
        holds = "".join(picture.holds.split()) in "".join(text.split())
        if heading.rstrip().endswith(picture.sheet) and holds:
            return number
    raise SystemExit(f"no page of {picture.sheet} holds {picture.holds!r}")


def _drawn(pdf: Path, page: int, height: float) -> Any:
    """The upper part of the page down to the end of a row, without its white margins, in few colours."""
    from PIL import Image, ImageChops

    name = pdf.parent / f"page-{page}"
    draw = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*draw, str(pdf), str(name)], check=True)
    whole = Image.open(name.with_suffix(".png")).convert("RGB")
    # Above lies the running head.
    part = whole.crop((0, whole.height // 18, whole.width, int(whole.height * height)))
    box = ImageChops.difference(part, Image.new("RGB", part.size, "white")).getbbox()
    assert box is not None
    part = part.crop((box[0], box[1], box[2], _last_line(part, box)))
    framed = Image.new("RGB", (part.width + 2 * MARGIN, part.height + 2 * MARGIN), "white")
    framed.paste(part, (MARGIN, MARGIN))
    return framed.quantize(COLOURS)


def _last_line(part: Any, box: tuple[int, int, int, int]) -> int:
    """Where the last drawn line across the first column ends, as the crop's lower edge."""
    left, top, _, bottom = box
    for y in range(bottom - 1, top, -1):
        if all(max(part.getpixel((left + x, y))) < _WHITE for x in range(*_ACROSS)):
            return y + 1
    return bottom


if __name__ == "__main__":
    main()
