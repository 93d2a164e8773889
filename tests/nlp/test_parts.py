"""Which figure is part of which: words that open a breakdown, brackets, and sums that come out."""

from __future__ import annotations

import pytest

from nlp.part_arithmetic import same_noun
from nlp.parts import link
from tests.nlp.examples import read
from tests.nlp.lines import drafted


def _totals(text: str) -> list[int | None]:
    return link(text, drafted(text))


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("Kiểm tra 162 tổ chức đảng, trong đó có 15 đảng bộ", [None, 0]),
        ("Có 12 xã, gồm 5 xã đạt chuẩn và 7 xã chưa đạt", [None, 0, 0]),
        ("Kết nạp 41 đảng viên: nữ 15, dân tộc thiểu số 8", [None, 0, 0]),
        ("Tiếp nhận 25 đơn (có 4 đơn nặc danh)", [None, 0]),
        ("Kỷ luật 36 đảng viên (khiển trách 24, trong đó cấp ủy viên 3)", [None, 0, 1]),
        ("Khởi tố 12 vụ, 20 bị can, trong đó có 5 vụ ma túy, 7 bị can nữ", [None, None, 0, 1]),
        ("Có 45 xã, trong đó 30 xã đạt chuẩn (66,7%)", [None, 0, 1]),
        # A bracket breaks down what is told right in front of it.
        (
            "Khen 7 tập thể, 15 cá nhân; tặng quà 12 tập thể, cá nhân (5 tập thể, 7 cá nhân)",
            [None] * 3 + [2, 2],
        ),
        ("Thụ lý 52 vụ/71 bị can (cũ 11 vụ/16 bị can)", [None, None, 0, 1]),
    ],
)
def test_words_and_brackets_open_a_breakdown(text: str, totals: list[int | None]) -> None:
    assert _totals(text) == totals


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("Kiểm tra 20 tổ chức đảng: 12 tổ chức đảng cấp xã, 8 tổ chức đảng cấp huyện", [None, 0, 0]),
        ("Có 30 học sinh; 12 học sinh giỏi, 10 học sinh khá, 8 học sinh yếu", [None, 0, 0, 0]),
    ],
)
def test_numbers_that_add_up_to_the_one_before_are_its_parts(text: str, totals: list[int | None]) -> None:
    assert _totals(text) == totals


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm tra 162 tổ chức đảng, 195 đảng viên",
        "Kiểm tra 15 chi bộ, tăng 3 chi bộ so với cùng kỳ",
        "Tặng 10 phần quà trị giá 5 triệu đồng",
        "Có 5 lớp, trong đó có 12 lớp",
        "Phát hiện 21 ca (kế hoạch 18 ca)",
        # The marker is the verb of a subject of its own.
        "Huyện có 16 xã; mạng lưới y tế gồm 01 bệnh viện, 02 phòng khám",
        "Trường có 82 giáo viên. Chi bộ gồm 47 đảng viên",
    ],
)
def test_neighbours_changes_and_plans_are_no_parts(text: str) -> None:
    assert set(_totals(text)) == {None}


def test_behind_a_semicolon_nothing_is_added_to_parts_that_make_up_their_total() -> None:
    text = "Có 31 cán bộ gồm 3 cán bộ quản lý, 23 giáo viên, 5 nhân viên; chi bộ có 18 đảng viên"
    assert _totals(text) == [None, 0, 0, 0, None]


def test_a_breakdown_in_the_next_sentence_is_one_too() -> None:
    text = "Kiểm tra 20 tổ chức đảng.\nTrong đó có 12 tổ chức đảng."
    assert [part.part_of and part.part_of[-2:] for part in read(text).figures] == [None, "f9"]


@pytest.mark.parametrize(
    ("total", "part", "alike"),
    [
        ("đảng viên", "đảng viên", 3),
        ("tổ chức đảng", "tổ chức đảng cấp xã", 2),
        ("hộ nghèo", "hộ khá", 1),
        ("đảng viên", "chi bộ", 0),
        (None, "chi bộ", 0),
    ],
)
def test_nouns_are_alike_in_steps(total: str | None, part: str | None, alike: int) -> None:
    assert same_noun(total, part) == alike
