"""Roman numerals of a scan by the strokes of their ink."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ocr_bitmap import Dark
from extract.ocr_engine import SeenWord
from extract.ocr_romans import counted
from extract.ocr_words import Placed
from extract.pdf_page import Word

_HIGH, _WIDE = 30, 16


def _drawn(letters: str) -> Dark:
    """Letters in ink: upright strokes with heads and feet, crossbars, slanting strokes."""
    dark = np.zeros((_HIGH + 10, _WIDE * len(letters) + 10), dtype=np.bool_)
    for number, letter in enumerate(letters):
        left = _WIDE * number
        if letter in "IH":
            for stem in (left + 6,) if letter == "I" else (left + 3, left + 11):
                dark[:_HIGH, stem : stem + 4] = True
                dark[:2, stem - 3 : stem + 7] = dark[_HIGH - 2 : _HIGH, stem - 3 : stem + 7] = True
        if letter == "H":
            dark[_HIGH // 2 - 2 : _HIGH // 2 + 2, left + 3 : left + 14] = True
        for y in range(_HIGH if letter in "VX" else 0):
            there = y * 10 // _HIGH
            for x in (there, 10 - there) if letter == "X" else (there // 2, 10 - there // 2):
                dark[y, left + x : left + x + 4] = True
        if letter == ".":
            dark[_HIGH - 3 : _HIGH, left + 2 : left + 5] = True
    return dark


def _read(said: str, drawn: str) -> tuple[str, list[tuple[str, str]]]:
    dark = _drawn(drawn)
    wide = _WIDE * len(drawn)
    spans = tuple((_WIDE * i, _WIDE * i + _WIDE - 2) for i in range(len(said)))
    seen = SeenWord(said, 0, 0, wide, _HIGH, 0.9, (0.9,) * len(said), spans)
    word = Word(said, 0.0, float(wide), float(_HIGH), 12.0, False, False)
    words, mended = counted([Placed(word, seen, _HIGH)], dark)
    return words[0].word.text, mended


@pytest.mark.parametrize(
    ("said", "drawn", "meant"),
    [("II", "III", "III"), ("HI.", "III.", "III."), ("H.", "II.", "II."), ("IIII", "III", "III")],
)
def test_upright_strokes_side_by_side_are_counted(said: str, drawn: str, meant: str) -> None:
    assert _read(said, drawn) == (meant, [(said, meant)])


@pytest.mark.parametrize(("said", "drawn"), [("XII", "XIII"), ("VII", "VIII"), ("VI.", "VII.")])
def test_strokes_behind_slanting_letters_are_counted(said: str, drawn: str) -> None:
    assert _read(said, drawn)[0] == drawn


@pytest.mark.parametrize("said", ["I", "II", "III", "XIII", "VI", "XV", "VIII."])
def test_what_was_read_rightly_stays(said: str) -> None:
    assert _read(said, said) == (said, [])


@pytest.mark.parametrize(
    ("said", "drawn"), [("H", "H"), ("L", "I"), ("11", "II"), ("HII", "HII"), ("năm", "III")]
)
def test_letters_digits_and_single_strokes_stay(said: str, drawn: str) -> None:
    assert _read(said, drawn) == (said, [])


def test_nothing_is_made_of_a_speck() -> None:
    seen = SeenWord("II", 0, 0, 8, 6, 0.9, (0.9, 0.9), ((0, 4), (4, 8)))
    word = Word("II", 0.0, 8.0, 6.0, 12.0, False, False)
    words, mended = counted([Placed(word, seen, 6)], np.ones((10, 10), dtype=np.bool_))
    assert (words[0].word.text, mended) == ("II", [])
