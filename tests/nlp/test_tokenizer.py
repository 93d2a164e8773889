"""Tokens that never move: every offset of the source is kept."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.tokenizer import OffsetTokenizer

TOKENIZE = OffsetTokenizer(spacy.blank("xx").vocab)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("kiểm tra 162tổ chức", ["kiểm", "tra", "162", "tổ", "chức"]),
        ("79,8ha (98,5%)", ["79", ",", "8", "ha", "(", "98", ",", "5", "%", ")"]),
        ("Số 05-CT/TW", ["Số", "05", "-", "CT", "/", "TW"]),
        ("a  b\n\tc", ["a", " ", "b", "\n\t", "c"]),
        ("", []),
    ],
)
def test_syllables_digits_and_marks_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == tokens


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_text_comes_back_unchanged_with_its_offsets(text: str) -> None:
    doc = TOKENIZE(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_letters_that_a_tagger_would_rewrite_stay() -> None:
    assert TOKENIZE("Hoà Bình, Uỷ ban").text == "Hoà Bình, Uỷ ban"
