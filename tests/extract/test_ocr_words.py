"""What Tesseract saw on a page as words: which of it is dust."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ocr_engine import SeenLine, SeenWord
from extract.ocr_words import placed_words

_SIZE = 40


def _seen(text: str, left: int, high: int) -> SeenWord:
    wide = 20 * len(text)
    spans = tuple((left + 20 * i, left + 20 * i + 18) for i in range(len(text)))
    return SeenWord(text, left, 100 - high, left + wide, 100, 0.9, (0.9,) * len(text), spans)


def _kept(*words: SeenWord) -> list[str]:
    line = SeenLine(words, 100.0, 0.0, float(_SIZE))
    return [p.word.text for p in placed_words([line], np.ones((120, 400), dtype=np.bool_), 200.0)]


@pytest.mark.parametrize(("text", "high"), [("m", 8), ("eo", 11)])
def test_letters_much_lower_than_their_line_are_dust(text: str, high: int) -> None:
    assert _kept(_seen("năm", 0, 24), _seen(text, 100, high)) == ["năm"]


@pytest.mark.parametrize(("text", "high"), [("m", 17), ("1", 8), ("-", 4)])
def test_small_letters_digits_and_marks_are_kept(text: str, high: int) -> None:
    assert _kept(_seen("năm", 0, 24), _seen(text, 100, high)) == ["năm", text]
