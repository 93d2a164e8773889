"""How many lines a text takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outputs.text_width import lines_needed


def test_a_short_text_takes_one_line() -> None:
    assert lines_needed("162 tổ chức đảng", 54) == 1


def test_a_long_sentence_takes_about_as_many_lines_as_it_is_wide() -> None:
    sentence = "Đảng ủy xã kiểm tra đối với 162 tổ chức đảng và 195 đảng viên, giám sát 64 tổ chức. " * 3
    assert 3 <= lines_needed(sentence.strip(), 54) <= 5


def test_line_breaks_count() -> None:
    assert lines_needed("a\nb\nc", 54) == 3


def test_a_word_longer_than_the_column_is_broken() -> None:
    assert lines_needed("x" * 300, 20) > 5


def test_narrow_letters_take_less_room() -> None:
    assert lines_needed("i " * 100, 20) < lines_needed("m " * 100, 20)


@given(st.text(max_size=300), st.floats(3, 120))
def test_any_text_takes_at_least_one_line_and_no_more_than_its_characters(text: str, width: float) -> None:
    assert 1 <= lines_needed(text, width) <= 1 + 2 * len(text)
