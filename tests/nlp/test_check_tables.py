"""Sums of tables."""

from __future__ import annotations

from tests.nlp.documents import drawn, table_checks_in, verdicts


def found(text: str) -> list[tuple[str, bool, str, str]]:
    return verdicts(table_checks_in("Kết quả:", drawn(text)))


def messages(text: str) -> list[str]:
    return [check.message for check in table_checks_in("Kết quả:", drawn(text)) if not check.ok]


def test_a_total_line_at_the_end_adds_up_the_lines_above_it() -> None:
    table = """
        TT | Đơn vị | Số vụ | Số người
        1 | Khối A | 6 | 3
        2 | Khối B | 5 | 2
        | Cộng | 11 | 6
    """
    assert found(table) == [("sum", True, "11", "6 + 5"), ("sum", False, "6", "3 + 2")]


def test_a_total_line_at_the_top_adds_up_the_lines_below_it() -> None:
    table = """
        Đơn vị | Số vụ
        Tổng số | 18
        Khối A | 6
        Khối B | 5
        Khối C | 7
    """
    assert found(table) == [("sum", True, "18", "6 + 5 + 7")]


def test_two_total_lines_each_add_up_their_own_lines() -> None:
    table = """
        TT | Khoản | Số tiền
        1 | Hội phí | 20
        2 | Ủng hộ | 30
        | Cộng thu | 50
        3 | Thăm hỏi | 15
        4 | Họp | 25
        | Cộng chi | 40
    """
    assert found(table) == [("sum", True, "50", "20 + 30"), ("sum", True, "40", "15 + 25")]


def test_a_grand_total_adds_up_the_totals_of_the_sections() -> None:
    table = """
        TT | Đơn vị | Số mô hình
        I. KHỐI XÃ | < | <
        1 | Xã A | 5
        2 | Xã B | 4
        | Cộng I | 9
        II. KHỐI CƠ QUAN | < | <
        1 | Cơ quan C | 3
        2 | Cơ quan D | 2
        | Cộng II | 5
        | Tổng cộng (I+II) | 14
    """
    assert found(table)[-1] == ("sum", True, "14", "9 + 5")


def test_groups_add_up_their_lines_and_the_total_adds_up_the_groups() -> None:
    table = """
        STT | Chỉ tiêu | Kế hoạch | Thực hiện
        I | Khối xã | 120 | 90
        1 | Xã A | 70 | 50
        2 | Xã B | 50 | 40
        II | Cơ quan | 30 | 12
        1 | Cơ quan C | 10 | 4
        2 | Cơ quan D | 20 | 8
        | Tổng cộng | 150 | 102
    """
    assert ("sum", True, "120", "70 + 50") in found(table)
    assert ("sum", True, "12", "4 + 8") in found(table)
    assert ("sum", True, "102", "90 + 12") in found(table)


def test_lines_with_a_dash_are_parts_only_where_they_come_out() -> None:
    table = """
        Chỉ tiêu | Số lượng
        Tổng số hội viên | 450
        - Nam | 200
        - Nữ | 250
        Số đoàn viên | 90
        - Nữ | 40
        - Dân tộc thiểu số | 12
    """
    assert found(table) == [("sum", True, "450", "200 + 250")]


def test_rates_averages_ranks_and_percentages_are_not_added_up() -> None:
    table = """
        TT | Đơn vị | Năng suất (tạ/ha) | Điểm bình quân | Xếp hạng | Tỷ lệ (%)
        1 | Khối A | 60 | 9,5 | 1 | 90
        2 | Khối B | 50 | 9 | 2 | 80
        | Cộng | 55 | 9,2 | 3 | 85
    """
    assert found(table) == []


def test_lines_of_different_units_are_not_added_up() -> None:
    table = """
        Chỉ tiêu | ĐVT | Kết quả
        Tổng số | ha | 30
        Diện tích lúa | ha | 10
        Sản lượng | tấn | 20
    """
    assert found(table) == []


def test_a_dash_adds_nothing_and_an_ellipsis_leaves_the_sum_open() -> None:
    table = """
        TT | Đơn vị | Số vụ | Số người
        1 | Khối A | 6 | 3
        2 | Khối B | - | …
        3 | Khối C | 5 | 2
        | Cộng | 11 | 9
    """
    assert found(table) == [("sum", True, "11", "6 + 5")]


def test_rounded_decimals_may_miss_by_their_rounding() -> None:
    table = """
        TT | Đơn vị | Diện tích (ha)
        1 | Khối A | 10,4
        2 | Khối B | 20,3
        3 | Khối C | 5,1
        | Cộng | 35,9
    """
    (check,) = table_checks_in(drawn(table))
    assert check.ok
    assert "rounded" in check.reasons


def test_a_total_column_adds_up_the_columns_of_its_breakdown() -> None:
    table = """
        TT | Đơn vị | Tổng | Chia theo lĩnh vực | < | Nhân rộng
        ^ | ^ | ^ | Kinh tế | Văn hóa | ^
        1 | Khối A | 64 | 41 | 23 | 12
        2 | Khối B | 58 | 30 | 28 | 9
        3 | Khối C | 52 | 17 | 36 | 8
    """
    assert found(table) == [
        ("sum", True, "64", "41 + 23"),
        ("sum", True, "58", "30 + 28"),
        ("sum", False, "52", "17 + 36"),
    ]


def test_a_total_under_a_heading_adds_up_its_sisters() -> None:
    table = """
        TT | Khối | Số trẻ | < | < | Suy dinh dưỡng
        ^ | ^ | Tổng | Nam | Nữ | ^
        1 | Nhà trẻ | 62 | 33 | 29 | 2
        2 | Mẫu giáo | 104 | 51 | 53 | 4
    """
    assert found(table) == [("sum", True, "62", "33 + 29"), ("sum", True, "104", "51 + 53")]


def test_a_total_in_the_last_column_adds_up_the_columns_before_it() -> None:
    table = """
        Khối | Tập thể | Cá nhân | Cộng
        Xã | 9 | 13 | 22
        Cơ quan | 4 | 5 | 9
    """
    assert found(table) == [("sum", True, "22", "9 + 13"), ("sum", True, "9", "4 + 5")]


def test_a_column_without_the_word_is_a_total_where_most_lines_bear_it_out() -> None:
    table = """
        Lớp | Sĩ số | Tốt | < | Khá | < | Đạt | <
        ^ | ^ | SL | % | SL | % | SL | %
        6A | 40 | 20 | 50 | 15 | 37,5 | 5 | 12,5
        6B | 50 | 20 | 40 | 20 | 40 | 10 | 20
        6C | 30 | 15 | 50 | 12 | 40 | 4 | 13,3
    """
    sums = [check for check in found(table) if check[0] == "sum"]
    assert sums == [
        ("sum", True, "40", "20 + 15 + 5"),
        ("sum", True, "50", "20 + 20 + 10"),
        ("sum", False, "30", "15 + 12 + 4"),
    ]


def test_two_breakdowns_of_one_total_are_both_checked() -> None:
    table = """
        Đơn vị | Tổng số | Giới tính | < | Độ tuổi | <
        ^ | ^ | Nam | Nữ | Dưới 30 | Từ 30
        Chi bộ 1 | 30 | 18 | 12 | 8 | 22
        Chi bộ 2 | 25 | 10 | 15 | 5 | 20
    """
    assert found(table)[:2] == [("sum", True, "30", "18 + 12"), ("sum", True, "30", "8 + 22")]


def test_the_same_subheading_is_added_up_over_its_headings() -> None:
    table = """
        Đơn vị | Tổng số | < | Ma túy | < | Cờ bạc | <
        ^ | Vụ | Người | Vụ | Người | Vụ | Người
        Xã A | 5 | 9 | 3 | 4 | 2 | 5
        Xã B | 17 | 32 | 4 | 14 | 13 | 18
    """
    assert ("sum", True, "17", "4 + 13") in found(table)
    assert ("sum", True, "32", "14 + 18") in found(table)


def test_columns_of_trong_do_that_do_not_come_out_are_no_breakdown() -> None:
    table = """
        TT | Đơn vị | Đảng viên | Trong đó | < | So cùng kỳ (+/-)
        ^ | ^ | ^ | Nữ | Dân tộc | ^
        1 | Khối A | 120 | 40 | 12 | +5
        2 | Khối B | 95 | 31 | 8 | -3
        3 | Khối C | 60 | 22 | 9 | 0
    """
    assert found(table) == []


def test_stocks_and_flows_are_no_total_of_parts() -> None:
    table = """
        Thôn | Hộ nghèo | < | <
        ^ | Đầu năm | Thoát nghèo | Cuối năm
        Thôn 1 | 72 | 19 | 53
        Thôn 2 | 61 | 12 | 49
        Thôn 3 | 88 | 25 | 63
    """
    assert found(table) == []


def test_a_failing_sum_says_where_by_how_much_and_what_closes_the_gap() -> None:
    table = """
        TT | Đơn vị | Số vụ
        1 | Khối A | 412
        2 | Khối B | 1.386
        3 | Khối C | 18
        | Cộng | 1.798
    """
    assert messages(table) == [
        "Lệch: Bảng 1, cột “Số vụ”, dòng “Cộng” ghi 1.798 nhưng các phần cộng lại là 1.816 "
        "(412 + 1.386 + 18), nhiều hơn 18; bỏ dòng “Khối C” (18) thì khớp."
    ]


def test_a_failing_sum_tells_of_digits_that_changed_places() -> None:
    table = """
        TT | Hợp tác xã | Sản lượng (tấn)
        1 | Khối A | 1.830,7
        2 | Khối B | 907,6
        | Cộng | 2.783,3
    """
    assert messages(table)[0].endswith("ít hơn 45 tấn; có thể 2.738,3 tấn bị viết đảo chữ số.")


def test_the_rows_of_a_check_begin_with_its_total() -> None:
    (check,) = table_checks_in(drawn("Đơn vị | Số vụ\nKhối A | 6\nKhối B | 5\nCộng | 11"))
    assert len(check.rows) == 3
    assert check.id.startswith(check.rows[0])


def test_a_long_table_is_read_in_reasonable_steps() -> None:
    lines = "\n".join(f"{n} | Thôn {n} | {n + 7} | {n} | 7" for n in range(1, 400))
    totals = (sum(n + 7 for n in range(1, 400)), sum(range(1, 400)), 7 * 399)
    table = f"TT | Đơn vị | Tổng | Nam | Nữ\n{lines}\n| Cộng | {totals[0]} | {totals[1]} | {totals[2]}"
    checks = table_checks_in(drawn(table))
    assert len(checks) == 3 + 400
    assert all(check.ok for check in checks)
