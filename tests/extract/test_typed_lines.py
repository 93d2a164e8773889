"""Lines as people type them."""

from __future__ import annotations

import pytest

from extract.typed_lines import opens_body, typed_note_mark, unbroken

FULL = "Trong kỳ, cấp ủy các cấp đã triển khai đầy đủ các nội dung của"


def test_a_full_line_goes_on_below_in_lower_case() -> None:
    assert unbroken(f"{FULL}\nkế hoạch") == f"{FULL} kế hoạch"


def test_short_lines_capitals_and_ended_sentences_stay_lines() -> None:
    for text in ("Thôn 1\nthôn 2", f"{FULL}.\nkế hoạch", f"{FULL.upper()}\nnăm 2021"):
        assert unbroken(text) == text


@pytest.mark.parametrize(
    ("digits", "before", "text"),
    [("1", "theo quyết định", "¹"), ("2", "diện tích 20 km", "2"), ("2", "450 m", "2"), ("3", "10", "³")],
)
def test_a_raised_digit_stays_a_sign_unless_it_belongs_to_a_unit(digits: str, before: str, text: str) -> None:
    assert typed_note_mark(digits, before) == text


def test_the_body_opens_with_a_number_or_a_sentence() -> None:
    assert opens_body("I. KẾT QUẢ", True, False)
    assert opens_body(f"{FULL} kế hoạch năm 2021.", False, False)
    assert not opens_body("BÁO CÁO", True, True)
