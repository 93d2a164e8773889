"""Values whose period their own phrase settles, and times that no number is of."""

from __future__ import annotations

import pytest

from nlp.periods import periods
from tests.nlp.examples import read


def _period(text: str, value: str) -> str | None:
    return next(f.period for f in read(text).figures if str(f.value) == value)


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("Năm 2025, hộ nghèo giảm từ 6% năm 2024 xuống còn 4%.", "6", "2024"),
        ("Năm 2025, hộ nghèo giảm từ 6% năm 2024 xuống còn 4%.", "4", "2025"),
        ("Năm 2025 có 30 bài báo, so với 18 bài của năm 2024.", "18", "2024"),
        ("Năm 2025 xử lý 9 vụ; so với năm 2024 (12 vụ) giảm 3 vụ.", "12", "2024"),
        ("Thu 5 tỷ đồng năm 2023, 6 tỷ đồng năm 2024.", "5000000000", "2023"),
        ("Đến 31/10/2025 nợ quá hạn 0,07%; cùng kỳ năm 2024 0,12%.", "0.12", "2024-10-31"),
        ("Năm 2025 có 43 mô hình (năm 2024: 40 mô hình), trong đó 12 mô hình mới.", "12", "2025"),
    ],
)
def test_a_value_has_the_time_that_its_phrase_says(text: str, value: str, period: str) -> None:
    assert _period(text, value) == period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("từ tháng 01 đến hết tháng 9 năm 2025", "2025-9M"),
        ("từ quý I - quý II năm 2025", "2025-H1"),
        ("Cả năm 9.845 ha", "2025"),
        ("trong năm 12 vụ", "2025"),
    ],
)
def test_ranges_and_years_before_numbers_are_read(text: str, code: str) -> None:
    assert [p.code for p in periods(text, 0, len(text), 2025, "2025")] == [code]


@pytest.mark.parametrize("text", ["trong năm năm qua", "mỗi quý 1 lần", "hàng tháng 2 buổi"])
def test_lengths_and_how_often_are_no_periods(text: str) -> None:
    assert periods(text, 0, len(text), 2025, "2025") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("thành lập năm 2012", "cited"),
        ("chuyển sang năm sau", "cited"),
        ("quý trước chuyển qua", "cited"),
        ("ngay từ đầu năm", "cited"),
        ("Từ ngày 01/7/2025, xã có", "since"),
        ("mở từ tháng 3 nay", "since"),
        ("từ tháng 3 đến tháng 8", "stated"),
    ],
)
def test_moments_are_told_from_periods(text: str, role: str) -> None:
    assert periods(text, 0, len(text), 2025, "2025-Q2")[0].role == role
