"""Periods that hold for a paragraph or for the items of a list, and plans that are of a year."""

from __future__ import annotations

import pytest

from nlp.period_lists import list_periods
from nlp.periods import periods
from nlp.records import Figure
from tests.nlp.documents import document
from tests.nlp.examples import read


def _figure(text: str, value: int) -> Figure:
    return next(figure for figure in read(text).figures if figure.value == value)


def test_items_take_the_period_of_their_lead_in() -> None:
    made = document("6 tháng cuối năm 2024, xã tập trung:", "- Kết nạp 4 đảng viên.", "Xã có 9 thôn.")
    assert list_periods(made, range(3), 2024, None) == {1: "2024-H2"}


def test_items_take_nothing_from_a_paragraph_that_leads_to_none() -> None:
    made = document("Năm 2024 đã qua.", "- Kết nạp 4 đảng viên.")
    assert list_periods(made, range(2), 2024, None) == {}


def test_a_programme_carried_out_in_a_year_dates_the_paragraph() -> None:
    text = "Thực hiện Chương trình giảm nghèo năm 2023: hỗ trợ 27 dự án. Cấp 64 thẻ bảo hiểm y tế."
    assert _figure(text, 64).period == "2023"


@pytest.mark.parametrize(
    ("text", "reported", "code"),
    [
        ("Trong tháng", "2025-10M", "2025-10"),
        ("trong quý", "2025-9M", "2025-Q3"),
        ("Cả năm", "2025", "2025"),
        ("thực hiện Kết luận (2021-2024)", "2024", "2021-2024"),
        ("Mùa khô 2024 - 2025", "2025", "2024-2025"),
        ("Lũy kế từ đầu năm 6.118 hội viên", "2025-Q3", "2025-9M"),
    ],
)
def test_periods_that_hang_on_the_report(text: str, reported: str, code: str) -> None:
    found = periods(text, 0, len(text), 2025, reported)
    assert [period.code for period in found] == [code]


@pytest.mark.parametrize("text", ["Bác Hồ (1890-1969)", "trong quý"])
def test_years_of_lives_and_quarters_of_half_a_year_are_none(text: str) -> None:
    assert periods(text, 0, len(text), 2025, "2025-4M") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thu đạt 86% kế hoạch năm là 3.700 lượt khách.", 3700),
        ("Biên chế được phân bổ 41 người, có mặt 37 người.", 41),
        ("Định mức 15 kg gạo mỗi tháng.", 15),
    ],
)
def test_allotments_and_the_plan_itself_are_targets(text: str, value: int) -> None:
    assert _figure(text, value).status == "target"


def test_what_was_done_with_an_allotment_is_no_target() -> None:
    assert _figure("Biên chế được phân bổ 41 người, có mặt 37 người.", 37).status is None


def test_only_the_sentence_that_leads_in_dates_the_items() -> None:
    made = document("Năm 2024 thụ lý 12 vụ. Cụ thể:", "- Án dân sự 5 vụ.")
    assert list_periods(made, range(2), 2024, None) == {}


def test_items_below_targets_of_a_year_are_of_that_year() -> None:
    made = document("Chỉ tiêu chủ yếu đến năm 2030:", "- Có 20 sản phẩm.")
    assert list_periods(made, range(2), 2025, None) == {1: "2030"}
