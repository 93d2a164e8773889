"""Spellings of one title come together; other titles stay apart."""

from __future__ import annotations

import pytest

from nlp.variants import same_titles


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thắp sáng đường quê", "thắp sáng đường quê"),
        ("Sạch nhà, đẹp ngõ", "Sạch nhà - đẹp ngõ"),
        ("Xây dựng đời sống văn hóa", "Xây dựng đời sống văn hoá"),
        ("Gia đình 5 không, 3 sạch", "Gia đình năm không ba sạch"),
        ("Thap sang duong que", "Thắp sáng đường quê"),
        ("Tổ tiết kiệm và vay vốn", "Tổ tiết kiệm, vay vốn"),
        ("Tiếng kẻng an ninh", "Tiếng kẻng an nihn"),
        ("Cả nước chung tay vì người nghèo", "Cả nước chung tay vì người nghèo – Không để ai ở lại"),
    ],
)
def test_spellings_of_one_title_come_together(first: str, second: str) -> None:
    found = same_titles([first, second])
    assert found[first] == found[second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thắp sáng đường quê", "Thắp sáng đường thôn"),
        ("Dân vận khéo", "Dân vận khéo trong trồng na"),
        ("Chi bộ 4 tốt", "Chi bộ 5 tốt"),
        ("Nhà sạch, vườn đẹp", "Nhà sạch, vườn đẹp, ngõ xanh"),
        ("Tuyến đường không rác", "Tuyến đường hai rác"),
        ("Camera an ninh", "Camera nhân dân"),
    ],
)
def test_a_word_that_differs_makes_another_title(first: str, second: str) -> None:
    found = same_titles([first, second])
    assert found[first] != found[second]


def test_the_usual_spelling_stands_for_the_group() -> None:
    found = same_titles(["hũ gạo tình thương", "Hũ gạo tình thương", "Hũ gạo tình thương"])
    assert set(found.values()) == {"Hũ gạo tình thương"}


def test_spellings_come_together_over_a_third() -> None:
    titles = ["Tiếng kẻng an ninh", "Tiếng kẻng an nihn", "TIẾNG KẺNG AN NINH"]
    assert len(set(same_titles(titles).values())) == 1


def test_signs_alone_are_a_title_of_their_own() -> None:
    assert same_titles(["***", "Sạch nhà"]) == {"***": "***", "Sạch nhà": "Sạch nhà"}
    assert same_titles([]) == {}


def test_many_titles_are_merged_in_linear_time() -> None:
    titles = [f"Mô hình tự quản số {number} của thôn" for number in range(20_000)]
    assert len(set(same_titles(titles).values())) == 20_000
