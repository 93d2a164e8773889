"""Which columns of a table may add up to which."""

from __future__ import annotations

from nlp.table_splits import Split, likely_splits, second_splits
from tests.nlp.documents import document, drawn, table_checks_in, tables_in, verdicts


def _named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    (table,) = tables_in(document("Kết quả:", drawn(text)))
    added = table.of_role("data")
    return [
        (table.columns[split.total].name, tuple(table.columns[part].name for part in split.parts))
        for split in likely_splits(table.columns, added)
        if split.named
    ]


def test_a_total_under_a_heading_is_made_up_of_its_sisters() -> None:
    text = """
        TT | Đơn vị | Thụ lý | < | < | Giải quyết
        ^ | ^ | Tổng | Cũ | Mới | ^
        1 | Hình sự | 45 | 5 | 40 | 42
    """
    assert _named(text) == [("Thụ lý / Tổng", ("Thụ lý / Cũ", "Thụ lý / Mới"))]


def test_a_heading_that_divides_makes_up_the_column_before_it() -> None:
    text = """
        TT | Đơn vị | Số hộ | Chia theo | <
        ^ | ^ | ^ | Nghèo | Khá
        1 | Thôn Đông | 25 | 5 | 20
    """
    assert ("Số hộ", ("Chia theo / Nghèo", "Chia theo / Khá")) in _named(text)


def test_further_breakdowns_stand_behind_the_first() -> None:
    known = [Split(0, (1, 2), True)]
    assert second_splits(known, [0, 1, 2, 4, 5]) == [Split(0, (4, 5), False)]


def test_a_total_may_have_two_breakdowns_with_percentages_between() -> None:
    text = """
        TT | Nội dung | Thụ lý | < | < | Đã giải quyết | Tỷ lệ (%) | Còn lại
        ^ | ^ | Tổng | Cũ | Mới | ^ | ^ | ^
        1 | Hình sự | 45 | 5 | 40 | 42 | 93,3 | 3
        2 | Dân sự | 120 | 30 | 90 | 100 | 83,3 | 20
        3 | Hành chính | 14 | 4 | 10 | 13 | 92,9 | 1
    """
    sums = [v[2:] for v in verdicts(table_checks_in("Kết quả:", drawn(text))) if v[0] == "sum"]
    assert ("120", "30 + 90") in sums
    assert ("120", "100 + 20") in sums


def test_a_dash_leaves_one_part_to_be_checked() -> None:
    text = """
        TT | Nội dung | Tổng số | Cũ | Mới
        1 | Hình sự | 45 | 5 | 40
        2 | Dân sự | 120 | 30 | 90
        3 | Hành chính | 5 | - | 4
    """
    sums = [v[1:] for v in verdicts(table_checks_in("Kết quả:", drawn(text)))]
    assert (False, "5", "4") in sums


def test_a_dash_leaves_one_line_to_be_checked() -> None:
    text = """
        TT | Nội dung | Ngân sách | Nguồn khác
        1 | Chi đầu tư | 100 | 25
        2 | Chi thường xuyên | 85 | -
        | Cộng | 185 | 26
    """
    assert verdicts(table_checks_in("Kết quả:", drawn(text))) == [
        ("sum", True, "185", "100 + 85"),
        ("sum", False, "26", "25"),
    ]


def test_a_total_over_unknown_cells_is_not_judged() -> None:
    text = """
        TT | Đơn vị | Tổng | Nam | Nữ
        1 | Xã Tân Lập | 50 | 30 | 20
        2 | Xã Hòa Bình | 40 | … | …
        3 | Xã Yên Sơn | 30 | 18 | 12
        | Tổng | 120 | 48 | 32
    """
    assert all(ok for _, ok, _, _ in verdicts(table_checks_in("Kết quả:", drawn(text))))


def test_the_year_at_the_right_end_adds_up_its_quarters() -> None:
    text = """
        Nội dung | Quý I | Quý II | Quý III | Quý IV | Cả năm
        Kết nạp đảng viên | 12 | 15 | 9 | 20 | 56
        Giám sát | 2 | 4 | 4 | 3 | 14
    """
    assert verdicts(table_checks_in("Kết quả:", drawn(text))) == [
        ("sum", True, "56", "12 + 15 + 9 + 20"),
        ("sum", False, "14", "2 + 4 + 4 + 3"),
    ]


def test_stocks_and_flows_are_no_breakdown() -> None:
    text = """
        STT | Chỉ tiêu | Số đầu kỳ | Tăng trong kỳ | Giảm trong kỳ | Số cuối kỳ
        1 | Đoàn viên | 520 | 45 | 30 | 535
        2 | Hội viên | 1.200 | 80 | 60 | 1.220
    """
    assert table_checks_in("Kết quả:", drawn(text)) == ()
