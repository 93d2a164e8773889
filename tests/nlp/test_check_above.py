"""Tables against the total that the line above them states."""

from __future__ import annotations

from nlp.cells import find_cells
from nlp.check_above import stated_above
from nlp.checks import find_checks
from nlp.records import Check, Figure
from tests.nlp.documents import Drawn, document, drawn, figure, tables_in, verdicts

GRADES = drawn(
    """
    Xếp loại | Số lượng | Tỷ lệ %
    Xuất sắc | 7 | 19,4
    Tốt | 25 | 69,4
    Hoàn thành | 4 | 11,1
    """
)


def _checks(line: str, quote: str, value: str, table: Drawn, approx: str | None = None) -> tuple[Check, ...]:
    made = document(line, table)
    tables = tables_in(made)
    total = figure(made, quote, value, approx=approx)
    return find_checks(made, tables, (total,), (), (), find_cells(made, tables))


def test_a_column_is_added_up_to_the_total_above_its_table() -> None:
    found = _checks("Đã xếp loại 36 đảng viên như biểu sau:", "36 đảng viên", "36", GRADES)
    assert ("sum", True, "36", "7 + 25 + 4") in verdicts(found)
    assert "Bảng 1, cột “Số lượng”" in next(c.message for c in found if c.kind == "sum")


def test_percentages_are_measured_by_the_total_above_their_table() -> None:
    found = _checks("Đã xếp loại 36 đảng viên như biểu sau:", "36 đảng viên", "36", GRADES)
    assert [v for v in verdicts(found) if v[0] == "percent"] == [
        ("percent", True, "19.4", "7 + 36"),
        ("percent", True, "69.4", "25 + 36"),
        ("percent", True, "11.1", "4 + 36"),
    ]


def test_a_percentage_that_alone_does_not_fit_the_total_above_fails() -> None:
    table = drawn(
        """
        Xếp loại | Số lượng | Tỷ lệ %
        Xuất sắc | 7 | 19,4
        Tốt | 20 | 55,6
        Khá | 5 | 18,9
        Hoàn thành | 4 | 11,1
        """
    )
    found = _checks("Đã xếp loại 36 đảng viên như sau:", "36 đảng viên", "36", table)
    assert [v for v in verdicts(found) if not v[1]] == [("percent", False, "18.9", "5 + 36")]


def test_a_total_above_that_the_column_misses_says_nothing() -> None:
    found = _checks("Trong kỳ có 40 cuộc kiểm tra. Kết quả:", "40 cuộc kiểm tra", "40", GRADES)
    assert found == ()


def test_an_approximate_total_above_is_no_total() -> None:
    assert _checks("Đã xếp loại gần 36 đảng viên:", "36 đảng viên", "36", GRADES, approx="~") == ()


def test_a_table_with_a_total_line_is_measured_by_that() -> None:
    table = drawn(
        """
        Xếp loại | Số lượng | Tỷ lệ %
        Xuất sắc | 7 | 19,4
        Tốt | 29 | 80,6
        Cộng | 36 | 100
        """
    )
    found = _checks("Đã xếp loại 36 đảng viên như biểu sau:", "36 đảng viên", "36", table)
    assert not any("f" in row.split("-")[-1] for check in found for row in check.rows)


def test_a_caption_may_stand_between_the_total_and_its_table() -> None:
    line = "Đã xếp loại 36 đảng viên, cụ thể:"
    made = document(line, "Biểu 01: Kết quả xếp loại", "Đơn vị tính: người", GRADES)
    total = figure(made, "36 đảng viên", "36")
    assert stated_above(made, tables_in(made)[0], [total]) == [total]


def test_only_the_nearest_line_with_figures_states_totals() -> None:
    made = document("Có 36 đảng viên.", "Họp 12 kỳ trong năm.", GRADES)
    far, near = figure(made, "36 đảng viên", "36"), figure(made, "12 kỳ", "12")
    found: list[Figure] = stated_above(made, tables_in(made)[0], [far, near])
    assert found == [near]
