"""Numbers behind labels: which count, and which are names."""

from __future__ import annotations

import pytest

from nlp.unit_tokens import tokenise


def _counts(text: str) -> list[str]:
    tokens = tokenise(text, [(0, len(text))])
    return [tokens.raw[at] for at in sorted(tokens.counts)]


def test_labels_that_add_up_to_the_total_before_them_are_counted() -> None:
    assert _counts("có 75 tổ chức (đảng bộ 12, chi bộ 63)") == ["12", "63"]


def test_a_label_that_no_number_names_makes_its_neighbours_counts() -> None:
    assert _counts("phân theo loại: chi bộ 40, chi bộ cơ quan 11, dân quân 9.") == ["40", "11", "9"]


@pytest.mark.parametrize(
    ("text", "counts"),
    (
        ("bản Cợp mất 19 ha, bản Xa Ry 12.", ["12"]),
        ("(Chi bộ thôn Hoa Thám 3 đồng chí, Chi bộ thôn Nam Lạc 2)", ["2"]),
    ),
)
def test_a_label_behind_one_that_says_what_is_counted_leaves_the_noun_out(
    text: str, counts: list[str]
) -> None:
    assert _counts(text) == counts


@pytest.mark.parametrize(
    "text",
    (
        "Trường Tiểu học Cẩm Lạc 1 có 12 lớp, Trường Tiểu học Cẩm Lạc 2, Trường THCS Hòa Lạc có 9 lớp",
        "Thôn 3 có 5 hộ, thôn 5, thôn 7 có 9 hộ",
        "ở 3 thôn: thôn Nà Mạ 1, thôn Nà Lốc 2.",
        "tại thôn 3, thôn 5, khu 7.",
        "gồm tổ dân phố 4, khu phố 5, xóm 9.",
    ),
)
def test_numbered_neighbours_are_no_counts(text: str) -> None:
    assert _counts(text) == []


def test_a_count_joined_to_money_is_one() -> None:
    assert _counts("Đoàn Thanh niên 29 và 67,8 tỷ đồng") == ["29"]


def test_thousands_are_read_whole() -> None:
    assert _counts("1.500 người (nam 1.100, nữ 400)") == ["1.100", "400"]
