"""Periods as reports write them, and the codes they get."""

from __future__ import annotations

import pytest

from nlp.period_codes import cumulative, previous, span_of_days
from nlp.periods import periods

WRITTEN = [
    ("6 tháng đầu năm 2024", "2024-H1"),
    ("Sáu tháng đầu năm 2024", "2024-H1"),
    ("6 tháng cuối năm 2024", "2024-H2"),
    ("3 tháng đầu năm 2024", "2024-Q1"),
    ("quý I/2024", "2024-Q1"),
    ("Quý 1 năm 2024", "2024-Q1"),
    ("quý IV-2024", "2024-Q4"),
    ("năm 2023", "2023"),
    ("12 tháng năm 2023", "2023"),
    ("giai đoạn 2016 - 2021", "2016-2021"),
    ("nhiệm kỳ 2020-2025", "2020-2025"),
    ("từ năm 2016 đến năm 2021", "2016-2021"),
    ("trong 3 năm 2021-2024", "2021-2024"),
    ("tháng 5/2024", "2024-05"),
    ("tháng 5 năm 2024", "2024-05"),
    ("9 tháng năm 2025", "2025-9M"),
    ("chín tháng đầu năm 2025", "2025-9M"),
    ("11 tháng năm 2025", "2025-11M"),
    ("năm học 2023-2024", "2023-2024"),
    ("học kỳ I năm học 2024-2025", "2024-2025-HK1"),
    ("tính đến ngày 30/6/2022", "2022-06-30"),
    ("đến hết ngày 31/5/2024", "2024-05-31"),
    ("ngày 20 tháng 02 năm 2024", "2024-02-20"),
    ("từ ngày 15/12/2023 đến ngày 14/6/2024", "2024-H1"),
    ("từ 15/8/2025 đến 14/9/2025", "2025-09"),
    ("vụ Đông Xuân 2025 - 2026", "2025-2026"),
]


@pytest.mark.parametrize(("text", "code"), WRITTEN)
def test_a_period_with_its_year_is_read_whole(text: str, code: str) -> None:
    found = periods(text, 0, len(text), None)
    assert [(p.code, text[p.start : p.end]) for p in found] == [(code, text)]


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("Trong kỳ, xã cấp 12 giấy phép", "2024-H1", "2024-H1"),
        ("Trong tháng có 3 vụ", "2024-05", "2024-05"),
        ("9 tháng, Chi bộ họp đủ", "2025-09", "2025-9M"),
        ("từ đầu năm đến nay", "2025-09", "2025-9M"),
        ("quý II có 4 cuộc", "2024-Q1", "2024-Q2"),
        ("năm trước đạt 12 hộ", "2024", "2023"),
        ("cùng kỳ năm trước", "2024-H1", "2023-H1"),
        ("so với cùng kỳ năm 2022", "2024-9M", "2022-9M"),
        ("tháng trước", "2025-01", "2024-12"),
        ("Học kỳ II", "2024-2025-HK1", "2024-2025-HK2"),
    ],
)
def test_what_is_left_unsaid_comes_from_the_report(text: str, default: str, code: str) -> None:
    assert [p.code for p in periods(text, 0, len(text), None, default)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "tạm giữ trong thời hạn 06 tháng",
        "đợt 19/5 có 3 đồng chí",
        "3.540/3.600 đảng viên",
        "25/25 chi bộ",
        "trẻ 36 tháng tuổi",
        "thu nhập 58 triệu đồng/năm",
        "14/19 tiêu chí",
        "xảy ra 12 vụ tai nạn",
        "nhiệm vụ trong kỳ tới",
    ],
)
def test_lengths_of_time_fractions_and_awards_are_no_periods(text: str) -> None:
    assert periods(text, 0, len(text), 2024, "2024-H1") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("tăng 5 vụ so với cùng kỳ năm 2023", "compared"),
        ("giảm so với cuối năm 2023", "compared"),
        ("theo Kế hoạch số 15-KH/HU, ngày 15/01/2024", "cited"),
        ("hoàn thành trước ngày 15/12/2024", "deadline"),
        ("Ngày 15/12/2024 tổ chức hội nghị", "stated"),
    ],
)
def test_the_role_of_a_period_is_told_apart(text: str, role: str) -> None:
    assert [p.role for p in periods(text, 0, len(text), None)] == [role]


@pytest.mark.parametrize("text", ["giảm 3 vụ so với năm 2022", "12 vụ năm 2022", "12 vụ trong năm 2022"])
def test_cases_of_a_year_are_no_season_of_crops(text: str) -> None:
    (found,) = periods(text, 0, len(text), None)
    assert (found.code, "vụ" in text[found.start : found.end]) == ("2022", False)


def test_only_the_given_stretch_is_read() -> None:
    text = "năm 2022 và năm 2023"
    assert [p.code for p in periods(text, 9, len(text), None)] == ["2023"]


def test_a_missing_year_without_any_help_gives_nothing() -> None:
    assert periods("6 tháng đầu năm", 0, 15, None) == []


def test_codes_are_counted_forward_and_back() -> None:
    assert cumulative("2025-Q3") == "2025-9M"
    assert previous("2023-2024-HK1", 1) == "2022-2023-HK1"
    assert span_of_days("2024-04-01", "2024-06-30") == "2024-Q2"
