"""Tesseract: where it is, whether it reads Vietnamese, and what it sees in one picture. Knows no pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.ocr_bitmap import Grey

# Vietnamese reads the page; English, which comes with Tesseract, is the second opinion on figures.
LANGUAGE, FIGURES = "vie", "eng"
# Layouts that Tesseract offers (--psm): find columns and blocks; one column of any sizes; one even block.
PAGE, COLUMN, BLOCK = 3, 4, 6
_WINDOWS = ("Tesseract-OCR", "tesseract.exe")
_SECONDS = 120.0
_LINE = re.compile(r"class='ocr_(?:line|header|caption|textfloat)' id='[^']*' title=\"([^\"]*)\"")
_WORD = re.compile(r"class='ocrx_word' id='[^']*' title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'")
_LETTER = re.compile(r"class='ocrx_cinfo' title='x_bboxes (\d+) (\d+) (\d+) (\d+); x_conf ([\d.]+)'>([^<]*)<")
_PARTS = re.compile(f"{_LINE.pattern}|{_WORD.pattern}|{_LETTER.pattern}")
_BASELINE = re.compile(r"baseline (-?[\d.e-]+) (-?[\d.]+)")
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}


class EngineFailed(Exception):
    """Tesseract gave no answer for a picture."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word: its box in pixels, and how sure the engine is of it and of each letter, 0 to 1.

    `spans`: the beginning and end across of each letter.
    """

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    confidence: float
    letters: tuple[float, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words from left to right. The baseline is at `base` + `slope` * x; `size`: height of its letters."""

    words: tuple[SeenWord, ...]
    base: float
    slope: float
    size: float


@cache
def program() -> str | None:
    """The path of Tesseract, None where it is not installed."""
    found = shutil.which("tesseract")
    if found or sys.platform != "win32":
        return found
    for root in ("PROGRAMFILES", "LOCALAPPDATA"):
        folder = os.environ.get(root)
        path = Path(folder, *_WINDOWS) if folder else None
        if path is not None and path.is_file():
            return str(path)
    return None


@cache
def languages() -> frozenset[str]:
    """The languages that the installed Tesseract has data for; empty where it is missing."""
    path = program()
    if path is None:
        return frozenset()
    try:
        told = _run([path, "--list-langs"], b"", 30.0)
    except EngineFailed:
        return frozenset()
    return frozenset(told.split()[-64:])


def ready() -> bool:
    """Whether Vietnamese can be read from pictures on this machine."""
    return LANGUAGE in languages()


def recognised(grey: Grey, dpi: float, layout: int, language: str = LANGUAGE) -> list[SeenLine]:
    """The lines of a picture, in the engine's reading order.

    Raises EngineFailed where Tesseract is missing, fails, or takes over two minutes.
    """
    path = program()
    if path is None:
        raise EngineFailed("not installed")
    high, wide = grey.shape
    picture = b"P5 %d %d 255\n" % (wide, high) + grey.tobytes()
    command = [path, "-", "-", "-l", language, "--dpi", str(round(dpi)), "--psm", str(layout)]
    command += ["-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1"]
    return _lines(_run(command, picture, _SECONDS))


def _run(command: list[str], given: bytes, seconds: float) -> str:
    # One thread each: pages are read side by side, and more threads cost more than they give.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=True,
            timeout=seconds,
            env=environment,
            creationflags=hidden,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineFailed(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def _lines(hocr: str) -> list[SeenLine]:
    lines: list[SeenLine] = []
    title = ""
    words: list[SeenWord] = []
    box: tuple[int, int, int, int] | None = None
    sure = 0.0
    letters: list[tuple[str, float, tuple[int, int]]] = []

    def close_word() -> None:
        text = "".join(letter for letter, _, _ in letters)
        if box is not None and text.strip():
            sures = tuple(c for letter, c, _ in letters for _ in letter)
            spans = tuple(span for letter, _, span in letters for _ in letter)
            words.append(SeenWord(text, *box, sure, sures, spans))

    for found in _PARTS.finditer(hocr):
        if found[1] is not None:
            close_word()
            lines += _line(title, words)
            title, words, box, letters = found[1], [], None, []
        elif found[2] is not None:
            close_word()
            box = (int(found[2]), int(found[3]), int(found[4]), int(found[5]))
            sure, letters = int(found[6]) / 100, []
        else:
            letter = _ENTITIES.get(found[12], found[12])
            letters.append((letter, float(found[11]) / 100, (int(found[7]), int(found[9]))))
    close_word()
    return lines + _line(title, words)


def _line(title: str, words: list[SeenWord]) -> list[SeenLine]:
    """The line that a title of hOCR describes, none where it holds no words."""
    place, size = _BOX.search(title), _SIZE.search(title)
    if not words or place is None:
        return []
    left, bottom = int(place[1]), int(place[4])
    base = _BASELINE.search(title)
    slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    high = float(size[1]) if size else float(bottom - int(place[2]))
    return [SeenLine(tuple(words), bottom + offset - slope * left, slope, high)]
