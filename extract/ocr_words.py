"""What Tesseract saw on a page as the words and rows that PDF pages are made of. Knows positions and ink."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extract.ocr_bitmap import Dark
from extract.ocr_engine import SeenLine, SeenWord
from extract.pdf_page import Word

_POINT = 72.0
# What Tesseract calls the size of a line, in parts of the letter size; it varies with the letters of a line,
# so that lines of nearly the usual size have it.
_SIZE = 0.92
_USUAL = 0.24
_SAME_ROW = 0.4
# Strokes this much wider than usual are bold; words with few letters are judged with their neighbours.
_BOLD = 1.22
_APART = 1.0
# Marks without a letter or digit that are less sure than this are dust.
_DUST = 0.7
# Letters lower than this part of their line's size are none: the smallest have two fifths of it.
_LOW = 0.3
_MARKS = frozenset("-–—•*+.,:;()[]/%\"“”‘’'!?=<>…&")


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of the page in points, and what the engine saw there.

    `base`: its baseline in pixels. `doubt`: what else was read, None where nothing speaks against its digits.
    """

    word: Word
    seen: SeenWord
    base: int
    doubt: str | None = None


def placed_words(lines: Iterable[SeenLine], dark: Dark, dpi: float) -> list[Placed]:
    """The words of a page that are no dust, with sizes and weights."""
    kept = [(line, words) for line in lines if (words := [w for w in line.words if _prints(w, line.size)])]
    if not kept:
        return []
    usual = _usual_size(kept)
    starts = dark.copy()
    starts[:, 1:] &= ~dark[:, :-1]
    widths = {id(w): _stroke(dark, starts, w) for _, words in kept for w in words}
    normal = _usual_stroke(kept, widths)
    k = _POINT / dpi
    found: list[Placed] = []
    for line, words in kept:
        size = usual if abs(line.size - usual) <= _USUAL * usual else line.size
        for part in _parts(words, size):
            bold = _weight(part, widths) > _BOLD * normal * max(size / usual, 0.8)
            for w in part:
                y = line.base + line.slope * (w.x0 + w.x1) / 2
                text = _spelt(unicodedata.normalize("NFC", w.text))
                word = Word(text, w.x0 * k, w.x1 * k, y * k, round(size * k * _SIZE, 1), bold, False)
                found.append(Placed(word, w, round(y)))
    return found


def rows_of(words: Sequence[Placed]) -> tuple[tuple[Word, ...], ...]:
    """Words by baseline from top to bottom, in each row from left to right."""
    rows: list[list[Word]] = []
    base = 0.0
    for word in sorted((p.word for p in words), key=lambda w: w.y):
        if rows and word.y - base <= _SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
            base = word.y
    return tuple(tuple(sorted(row, key=lambda w: w.x0)) for row in rows)


def _spelt(text: str) -> str:
    """Letters that Vietnamese has not, as those that look like them: Eth, and a crossed o after n."""
    if "Ð" in text:
        text = text.replace("ĐÐ", "Đ").replace("ÐĐ", "Đ").replace("Ð", "Đ")
    return text.replace("nø", "ng")


def _prints(word: SeenWord, size: float) -> bool:
    """Whether a word is no dust; what has digits never is."""
    if any(c.isdigit() for c in word.text):
        return True
    if any(c.isalpha() for c in word.text):
        return word.y1 - word.y0 >= _LOW * size
    return word.confidence >= _DUST and all(c in _MARKS for c in word.text)


def _usual_size(lines: Sequence[tuple[SeenLine, list[SeenWord]]]) -> float:
    """The line size that most letters have."""
    sizes = sorted((line.size, sum(len(w.text) for w in words)) for line, words in lines)
    half = sum(n for _, n in sizes) / 2
    for size, letters in sizes:
        half -= letters
        if half <= 0:
            return size
    return sizes[-1][0]


def _stroke(dark: Dark, starts: Dark, w: SeenWord) -> float:
    """How wide strokes are in a word's box: dark pixels for each run of them across."""
    box = slice(max(w.y0, 0), max(w.y1, 0)), slice(max(w.x0, 0), max(w.x1, 0))
    runs = np.count_nonzero(starts[box])
    return np.count_nonzero(dark[box]) / runs if runs else 0.0


def _usual_stroke(lines: Sequence[tuple[SeenLine, list[SeenWord]]], widths: dict[int, float]) -> float:
    every = sorted(widths[id(w)] for _, words in lines for w in words for _ in w.text)
    return every[len(every) // 2] or 1.0


def _weight(words: Sequence[SeenWord], widths: dict[int, float]) -> float:
    letters = sum(len(w.text) for w in words)
    return sum(widths[id(w)] * len(w.text) for w in words) / letters


def _parts(words: list[SeenWord], size: float) -> list[list[SeenWord]]:
    """A line cut at its wide gaps: what stands side by side may be set differently."""
    parts: list[list[SeenWord]] = [[words[0]]]
    for before, word in itertools.pairwise(words):
        if word.x0 - before.x1 > _APART * size:
            parts.append([])
        parts[-1].append(word)
    return parts
