"""Columns of percentages in tables."""

from __future__ import annotations

from tests.nlp.documents import drawn, table_checks_in, verdicts


def found(text: str) -> list[tuple[str, bool, str, str]]:
    return verdicts(table_checks_in("Kết quả:", drawn(text)))


def messages(text: str) -> list[str]:
    return [check.message for check in table_checks_in("Kết quả:", drawn(text)) if not check.ok]


def test_a_percentage_column_follows_from_result_and_plan() -> None:
    table = """
        Chỉ tiêu | ĐVT | Kế hoạch | Kết quả | Tỷ lệ (%)
        Kết nạp | người | 40 | 43 | 107,5
        Thu phí | nghìn đồng | 1.530 | 1.530 | 100
        Đường hoa | m | 300 | 240 | 85
    """
    assert found(table) == [
        ("percent", True, "107.5", "43 + 40"),
        ("percent", True, "100", "1530000 + 1530000"),
        ("percent", False, "85", "240 + 300"),
    ]


def test_a_percentage_holds_within_half_a_unit_of_its_last_digit() -> None:
    table = """
        Chỉ tiêu | Kế hoạch | Kết quả | Đạt (%)
        A | 800 | 501 | 62
        B | 800 | 500 | 62
        C | 300 | 100 | 33,4
        D | 300 | 100 | 33,5
    """
    assert [ok for _, ok, _, _ in found(table)] == [False, True, True, False]


def test_a_share_column_follows_from_the_total_line() -> None:
    table = """
        Cấp | Tổng số | Tỷ lệ (%)
        Tổng số | 36 | 100
        Huyện | 4 | 11,1
        Cơ sở | 32 | 88,9
    """
    assert [check for check in found(table) if check[0] == "percent"] == [
        ("percent", True, "100", "36 + 36"),
        ("percent", True, "11.1", "4 + 36"),
        ("percent", True, "88.9", "32 + 36"),
    ]


def test_a_column_of_changes_follows_from_two_periods() -> None:
    table = """
        Chỉ tiêu | 6 tháng 2023 | 6 tháng 2024 | So sánh (%)
        Vụ phạm pháp | 40 | 30 | -25
        Đối tượng | 60 | 66 | +10
        Bị thương | 20 | 15 | -25,0
    """
    assert [check[:3] for check in found(table)] == [
        ("percent", True, "-25"),
        ("percent", True, "10"),
        ("percent", True, "-25"),
    ]


def test_percentages_that_follow_from_nothing_here_are_left_alone() -> None:
    table = """
        TT | Cụm | Đoàn viên | Chuyên cần (%)
        1 | Cụm 1 | 148 | 93,4
        2 | Cụm 2 | 121 | 88,7
        3 | Cụm 3 | 97 | 91
    """
    assert found(table) == []


def test_a_failing_percentage_says_what_it_should_be() -> None:
    table = """
        Chỉ tiêu | Kế hoạch | Kết quả | Tỷ lệ (%)
        Kết nạp | 40 | 30 | 75
        Họp | 12 | 9 | 75
        Đường hoa | 300 | 240 | 85
    """
    assert messages(table) == [
        "Lệch: Bảng 1, dòng “Đường hoa”, cột “Tỷ lệ (%)” ghi 85% nhưng 240/300 "
        "(cột “Kết quả” trên cột “Kế hoạch”) là 80%, lệch 5 điểm phần trăm."
    ]
