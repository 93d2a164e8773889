"""Rises and falls against the earlier value beside them."""

from __future__ import annotations

import pytest

from tests.nlp.documents import verdicts
from tests.nlp.examples import read


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (
            "Khám 512.460 lượt, tăng 5,3% so với cùng kỳ (486.700 lượt).",
            ("percent", True, "5.3", "512460 + 486700"),
        ),
        (
            "Thu ngân sách đạt 120 tỷ đồng, tăng 25% so với cùng kỳ năm 2023 (100 tỷ đồng).",
            ("percent", False, "25", "120000000000 + 100000000000"),
        ),
        (
            "Kết nạp 45 đảng viên, tăng 6 đảng viên so với năm 2023 (40 đảng viên).",
            ("sum", False, "45", "40 + 6"),
        ),
        ("Xảy ra 12 vụ, giảm 3 vụ (20%) so với cùng kỳ năm trước (15 vụ).", ("sum", True, "15", "12 + 3")),
        ("Hộ nghèo giảm từ 45 hộ xuống còn 30 hộ (giảm 33,3%).", ("percent", True, "33.3", "30 + 45")),
        (
            "Thu nhập tăng từ 45 triệu đồng lên 54 triệu đồng (tăng 25%).",
            ("percent", False, "25", "54000000 + 45000000"),
        ),
    ],
)
def test_a_change_is_held_against_its_two_values(sentence: str, verdict: tuple[str, bool, str, str]) -> None:
    assert verdict in verdicts(read(sentence).checks)


@pytest.mark.parametrize(
    "sentence",
    [
        "Khám 512.460 lượt, tăng 5,3% so với cùng kỳ.",
        "Tỷ lệ hộ nghèo giảm từ 4,5% xuống còn 3% (giảm 1,5%).",
        "Thu 120 tỷ đồng, tăng 20% so với cùng kỳ; chi 100 tỷ đồng (trong đó đầu tư 40 tỷ đồng).",
        "Thu 120 tỷ đồng, tăng khoảng 30% so với cùng kỳ (100 tỷ đồng).",
    ],
)
def test_without_a_base_of_its_own_nothing_is_verified(sentence: str) -> None:
    assert not [check for check in read(sentence).checks if "change" in check.reasons]


def test_the_message_says_what_the_values_make() -> None:
    (check,) = read("Thu đạt 120 tỷ đồng, tăng 25% so với cùng kỳ năm 2023 (100 tỷ đồng).").checks
    assert check.message == ("Lệch: ghi “tăng 25%” nhưng từ 100.000 đến 120.000 triệu đồng là tăng 20%.")


def test_a_rise_that_is_a_fall_fails() -> None:
    (check,) = read("Kết nạp 36 đoàn viên, tăng 10% so với cùng kỳ (40 đoàn viên).").checks
    assert not check.ok and "giảm 10%" in check.message
