"""Patterns that are searched by first letters find what looking back at every place finds."""

from __future__ import annotations

import re

import pytest

from nlp.word_search import any_of

WORDS = ["năm", "nửa", "ba", r"bảy\s+mươi", "b"]


@pytest.mark.parametrize(
    "text",
    ["năm", "xnăm nửa", "ba bảy  mươi b", "baba ba-ba", "-năm 5 a5 55", "", "bảy mươi.năm/b"],
)
@pytest.mark.parametrize("barred", [r"\w", r"[\w/.\-]"])
@pytest.mark.parametrize("digits", [None, "", r"\s"])
def test_it_finds_what_looking_back_finds(text: str, barred: str, digits: str | None) -> None:
    tried = "|".join([*([] if digits is None else [rf"\d(?={digits})"]), *WORDS])
    plain = rf"(?<!{barred})(?:{tried})"
    assert _spans(any_of(WORDS, barred, digits), text) == _spans(plain, text)


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]
