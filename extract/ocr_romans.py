"""Roman numerals on a scan by their upright strokes, which the engine miscounts: "Quý III" becomes "Quý II".

Knows the ink of words that look like Roman numerals, and nothing of what they number. One stroke alone is
left as it was read: it may as well be a digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.ocr_bitmap import Dark
from extract.ocr_words import Placed

# What upright strokes side by side are taken for, and numerals that end in some.
_STROKES = re.compile(r"[ILHl|]{1,4}")
_NUMERAL = re.compile(r"([VX]{0,3}?)I{1,4}")
_EDGES = re.compile(r"^([(\"“]*)(.*?)([).,:;/\"”-]*)$")
# Of the height of a word: the band between the feet and heads of its strokes.
_BAND = (0.22, 0.78)
# How much of the band an upright stroke fills, and how much ink there may be beside the strokes.
_FULL = 0.9
_BESIDE = 0.04
_MOST = 3
# Fewer pixels than this are too few to tell strokes apart.
_LEAST = 12


def counted(words: Sequence[Placed], dark: Dark) -> tuple[list[Placed], list[tuple[str, str]]]:
    """The words with Roman numerals of as many strokes as the ink has, and which were mended: old, new."""
    found = list(words)
    mended: list[tuple[str, str]] = []
    for index, placed in enumerate(words):
        text = _recounted(placed, dark)
        if text != placed.word.text:
            found[index] = replace(placed, word=placed.word._replace(text=text))
            mended.append((placed.word.text, text))
    return found, mended


def _recounted(placed: Placed, dark: Dark) -> str:
    text = placed.word.text
    edges = _EDGES.fullmatch(text)
    if edges is None:
        return text
    before, core, behind = edges.groups()
    if _STROKES.fullmatch(core):
        count, clean = _strokes(_ink(placed, dark, 0))
        return f"{before}{'I' * count}{behind}" if clean and 2 <= count <= _MOST else text
    numeral = _NUMERAL.fullmatch(core)
    if numeral is None or len(placed.seen.spans) != len(text):
        return text
    first = len(before) + len(numeral[1])
    count, _ = _strokes(_ink(placed, dark, placed.seen.spans[first - 1][1]))
    return f"{before}{numeral[1]}{'I' * count}{behind}" if 1 <= count <= _MOST else text


def _ink(placed: Placed, dark: Dark, left: int) -> NDArray[np.bool_]:
    """The ink of a word from `left` on, between the heads and feet of its letters."""
    seen = placed.seen
    top, foot = max(seen.y0, 0), min(placed.base, dark.shape[0])
    high = foot - top
    if high < _LEAST:
        return np.zeros((0, 0), dtype=np.bool_)
    low, up = (top + round(part * high) for part in _BAND)
    return dark[low:up, max(seen.x0, left, 0) : max(seen.x1, 0)]


def _strokes(ink: NDArray[np.bool_]) -> tuple[int, bool]:
    """How many upright strokes there are, and whether there is nothing else."""
    if ink.size == 0:
        return 0, False
    shares = ink.mean(axis=0)
    full = shares >= _FULL
    count = int(np.count_nonzero(full[1:] & ~full[:-1]) + full[0])
    near = full.copy()
    near[1:] |= full[:-1]
    near[:-1] |= full[1:]
    return count, bool(ink[:, ~near].mean() <= _BESIDE) if (~near).any() else True
