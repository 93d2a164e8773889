"""Which lines of a table may add up to which."""

from __future__ import annotations

import pytest

from nlp.table_outline import breakdowns, is_total_line
from nlp.tables import Line
from tests.nlp.documents import document, drawn, tables_in


def _found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The first choice of each breakdown by the labels of its lines."""
    (table,) = tables_in(document("Kết quả:", drawn(text)))
    return [
        (table.lines[c[0].total].label, tuple(table.lines[part].label for part in c[0].parts))
        for c in breakdowns(table)
    ]


@pytest.mark.parametrize(
    "label", ["Cộng", "Tổng số", "TỔNG CỘNG (I+II)", "Cộng cụm 1", "Toàn huyện", "Tổng", "Cả năm"]
)
def test_a_label_that_says_total_makes_a_total_line(label: str) -> None:
    assert is_total_line(Line((), label))


@pytest.mark.parametrize("label", ["Tổng số hộ nghèo", "Xã Cộng Hòa", "Tổng diện tích gieo trồng cả năm", ""])
def test_a_label_that_names_a_thing_makes_none(label: str) -> None:
    assert not is_total_line(Line((), label))


def test_lines_below_roman_numerals_are_their_parts() -> None:
    text = """
        TT | Nội dung | Số tiền
        I | Chi thường xuyên | 150
        1 | Lương | 120
        2 | Chi khác | 30
        II | Chi hoạt động | 50
        1 | Hội nghị | 35
        2 | Khen thưởng | 15
        | Tổng cộng | 200
    """
    assert _found(text) == [
        ("Chi thường xuyên", ("Lương", "Chi khác")),
        ("Chi hoạt động", ("Hội nghị", "Khen thưởng")),
        ("Tổng cộng", ("Chi thường xuyên", "Chi hoạt động")),
    ]


def test_a_dash_before_a_label_says_more_than_the_number_of_its_line() -> None:
    text = """
        Chỉ tiêu | Mã số | Số lượng
        Đảng viên | 01 | 650
        - Nam | 02 | 420
        - Nữ | 03 | 230
    """
    assert _found(text) == [("Đảng viên", ("- Nam", "- Nữ"))]


def test_a_heading_without_amounts_divides_the_total_above_it() -> None:
    text = """
        Chỉ tiêu | Mã số | Số lượng
        Tổng số đảng viên | 01 | 650
        Trong đó: Nữ | 02 | 212
        Chia theo trình độ | |
        - Tiểu học | 03 | 25
        - Trung học | 04 | 625
    """
    assert ("Tổng số đảng viên", ("- Tiểu học", "- Trung học")) in _found(text)


def test_totals_of_clusters_make_up_the_last_total() -> None:
    text = """
        TT | Đơn vị | Số hộ
        1 | Thôn Đông | 120
        2 | Thôn Đoài | 110
        | Cộng cụm 1 | 230
        3 | Thôn Thượng | 90
        4 | Thôn Hạ | 85
        | Cộng cụm 2 | 175
        | Tổng cộng | 405
    """
    (table,) = tables_in(document("Kết quả:", drawn(text)))
    last = breakdowns(table)[-1]
    labels = [tuple(table.lines[part].label for part in choice.parts) for choice in last]
    assert ("Cộng cụm 1", "Cộng cụm 2") in labels
    assert ("Thôn Đông", "Thôn Đoài", "Thôn Thượng", "Thôn Hạ") in labels
