"""What speaks for breakdowns in running text, on whole sentences read by the pipeline."""

from __future__ import annotations

import pytest

from nlp.pipeline import analyse
from tests.nlp.documents import document, verdicts

Verdict = tuple[str, bool, str, str]


def _sums(*lines: str) -> list[Verdict]:
    found = verdicts(analyse(document(*lines)).checks)
    return [verdict for verdict in found if verdict[0] == "sum"]


def test_one_total_may_be_broken_down_twice_in_a_row() -> None:
    assert _sums(
        "Tổng số cán bộ: 86 người; trong đó: biên chế 62 người, hợp đồng 24 người; "
        "thạc sĩ 12 người, đại học 58 người, cao đẳng 10 người, trung cấp 6 người."
    ) == [("sum", True, "86", "62 + 24"), ("sum", True, "86", "12 + 58 + 10 + 6")]


def test_men_and_women_are_all_there_are() -> None:
    assert _sums("Tổng số 640 đoàn viên, trong đó nam 352, nữ 298.") == [("sum", False, "640", "352 + 298")]


def test_bullets_that_open_with_numbers_break_down_the_line_above() -> None:
    assert _sums(
        "Toàn huyện có 43 tổ chức cơ sở đảng, gồm:",
        "- 15 đảng bộ xã, thị trấn;",
        "- 8 đảng bộ cơ quan, doanh nghiệp;",
        "- 20 chi bộ cơ sở trực thuộc.",
    ) == [("sum", True, "43", "15 + 8 + 20")]


def test_money_behind_what_was_spent_on_each_thing_adds_it_up() -> None:
    assert _sums(
        "Khám bệnh cho 350 lượt người, trị giá 70 triệu đồng; tặng 100 phần quà trị giá 50 triệu đồng; "
        "tổng trị giá 120 triệu đồng."
    ) == [("sum", True, "120000000", "70000000 + 50000000")]


def test_grades_of_a_number_that_stands_behind_them_make_it_up() -> None:
    assert _sums("Tốt 612 em (89,3%), khá 65 em (9,5%), đạt 8 em (1,2%) trên tổng số 685 học sinh.") == [
        ("sum", True, "685", "612 + 65 + 8")
    ]


def test_the_last_item_of_a_list_may_add_up_the_items_above_it() -> None:
    assert _sums(
        "Nguồn lực gồm:",
        "- Ngân sách tỉnh: 9.640 triệu đồng;",
        "- Doanh nghiệp: 1.310 triệu đồng;",
        "- Nhân dân: 3.400 triệu đồng;",
        "- Tổng cộng: 14.350 triệu đồng.",
    ) == [("sum", True, "14350000000", "9640000000 + 1310000000 + 3400000000")]


def test_a_bracket_behind_a_graded_count_breaks_it_down() -> None:
    assert ("sum", True, "45", "39 + 6") in _sums(
        "Kiểm tra 286 lượt cơ sở, có 241 lượt đạt, 45 lượt không đạt (nhắc nhở 39, phạt 6)."
    )


def test_trong_do_at_the_end_of_a_sentence_reaches_over_another_count() -> None:
    assert _sums(
        "Đảng bộ gồm 36 tổ chức cơ sở đảng với 1.274 đảng viên; trong đó 33 chi bộ và 3 đảng bộ cơ sở."
    ) == [("sum", True, "36", "33 + 3")]


def test_parts_that_are_opened_anew_do_not_go_on_with_what_stands_before_them() -> None:
    assert ("sum", True, "409", "287 + 122") in _sums(
        "Đã khởi công 409 căn, hoàn thành 356 căn; trong số khởi công có 287 căn xây mới và 122 căn sửa chữa."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban hành 156 văn bản, gồm 45 quyết định, 62 kế hoạch, 38 báo cáo và nhiều văn bản khác.",
        "Giải ngân 41 tỷ 680 triệu đồng, trong đó hộ nghèo vay 12,09 tỷ đồng; thu nợ 29,75 tỷ đồng.",
        "Đánh giá cuối năm: 11 chi hội xuất sắc, 9 chi hội tốt, 2 chi hội hoàn thành nhiệm vụ.",
        "Thôn 1 có 25 hộ nghèo, thôn 2 có 12 hộ nghèo, thôn 3 có 13 hộ nghèo, thôn 4 có 9 hộ nghèo.",
        "Toàn Đảng bộ có 1.245 đảng viên, trong đó có 412 đảng viên nữ, 87 đảng viên dân tộc thiểu số.",
        "Xã có 2.100 hộ với 8.650 nhân khẩu, trong đó có 120 hộ nghèo và 85 hộ cận nghèo.",
        "Tuyên truyền 24 buổi, 14 tin bài, 10 phóng sự.",
        "Trồng mới 10 ha chè, 6 ha cam, 4 ha bưởi; chăm sóc 20 ha.",
        "Tặng 30 Giấy khen, 15 Bằng khen, 45 kỷ niệm chương.",
        "Đại hội có 150 đại biểu, trong đó có 60 đại biểu nữ, 30 đại biểu trẻ tuổi, 45 đại biểu lần đầu dự.",
        "Kết nạp 45 hội viên mới, nâng tổng số hội viên lên 1.045 hội viên.",
        "Vận động 120 triệu đồng xây 2 căn nhà, mỗi căn 60 triệu đồng; sửa chữa 3 căn.",
    ],
)
def test_numbers_that_make_nothing_up_are_no_sum(sentence: str) -> None:
    assert _sums(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (
            "Toàn huyện có 48 chi bộ, gồm 20 chi bộ nông thôn, 15 chi bộ cơ quan, 11 chi bộ trường học.",
            (False, "48", "20 + 15 + 11"),
        ),
        (
            "Có 12.450 ha rừng, trong đó rừng tự nhiên 9.820 ha, rừng trồng 2.620 ha.",
            (False, "12450", "9820 + 2620"),
        ),
        (
            "Thi hành kỷ luật 27 đảng viên: khiển trách 18, cảnh cáo 6, khai trừ 2.",
            (False, "27", "18 + 6 + 2"),
        ),
        (
            "Tổng kinh phí 1.250 triệu đồng (ngân sách 750 triệu đồng; xã hội hóa 450 triệu đồng).",
            (False, "1250000000", "750000000 + 450000000"),
        ),
    ],
)
def test_a_breakdown_meant_to_be_full_that_misses_its_total_fails(
    sentence: str, verdict: tuple[bool, str, str]
) -> None:
    assert [found[1:] for found in _sums(sentence)] == [verdict]
