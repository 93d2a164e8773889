"""Sums in running text."""

from __future__ import annotations

from typing import Any

from extract.document import Document
from nlp.check_sums import text_sums
from nlp.records import Check, Figure
from tests.nlp.documents import document, figure, verdicts

Specs = tuple[str, str, str | None]


def figures(made: Document, *specs: Specs, linked: bool = False, **slots: Any) -> list[Figure]:
    """Figures in the order given; `linked` makes all behind the first parts of it."""
    found = [figure(made, quote, value, noun, **slots) for quote, value, noun in specs]
    if not linked:
        return found
    return [found[0]] + [
        figure(made, quote, value, noun, part_of=found[0].id, **slots) for quote, value, noun in specs[1:]
    ]


def sums(text: str, *specs: Specs, linked: bool = False, **slots: Any) -> list[tuple[str, bool, str, str]]:
    made = document(text)
    return verdicts(text_sums(made, figures(made, *specs, linked=linked, **slots)))


def test_linked_parts_that_come_out_are_a_sum() -> None:
    assert sums(
        "Kiểm tra 162 tổ chức đảng, trong đó huyện 18 tổ chức đảng, cơ sở 144 tổ chức đảng.",
        ("162 tổ chức đảng", "162", "tổ chức đảng"),
        ("18 tổ chức đảng", "18", "tổ chức đảng"),
        ("144 tổ chức đảng", "144", "tổ chức đảng"),
        linked=True,
    ) == [("sum", True, "162", "18 + 144")]


def test_parts_in_a_bracket_need_no_link() -> None:
    assert sums(
        "Kỷ luật 11 đảng viên (khiển trách 6, cảnh cáo 3, cách chức 2).",
        ("11 đảng viên", "11", "đảng viên"),
        ("khiển trách 6", "6", "đảng viên"),
        ("cảnh cáo 3", "3", "đảng viên"),
        ("cách chức 2", "2", "đảng viên"),
    ) == [("sum", True, "11", "6 + 3 + 2")]


def test_two_breakdowns_of_one_total_are_told_apart() -> None:
    found = sums(
        "Đoàn viên: 26 (nam 14, nữ 12); dân tộc: Tày 15, Nùng 9, Kinh 2.",
        ("Đoàn viên: 26", "26", "đoàn viên"),
        ("nam 14", "14", "nam"),
        ("nữ 12", "12", "nữ"),
        ("Tày 15", "15", "tày"),
        ("Nùng 9", "9", "nùng"),
        ("Kinh 2", "2", "kinh"),
        linked=True,
    )
    assert sorted(found) == [("sum", True, "26", "14 + 12"), ("sum", True, "26", "15 + 9 + 2")]


def test_parts_of_parts_do_not_count_towards_the_whole() -> None:
    found = sums(
        "Thụ lý 63 tin. Đã giải quyết 54 tin: khởi tố 39 tin, trả 12 tin, đình chỉ 3 tin; còn 9 tin.",
        ("63 tin", "63", "tin"),
        ("54 tin", "54", "tin"),
        ("39 tin", "39", "tin"),
        ("12 tin", "12", "tin"),
        ("3 tin", "3", "tin"),
        ("9 tin", "9", "tin"),
    )
    assert sorted(found) == [("sum", True, "54", "39 + 12 + 3"), ("sum", True, "63", "54 + 9")]


def test_a_breakdown_that_was_meant_to_be_full_and_nearly_is_fails() -> None:
    assert sums(
        "Ban hành 11 văn bản (gồm kế hoạch: 4; công văn: 5; hướng dẫn: 1).",
        ("11 văn bản", "11", "văn bản"),
        ("kế hoạch: 4", "4", "kế hoạch"),
        ("công văn: 5", "5", "công văn"),
        ("hướng dẫn: 1", "1", "hướng dẫn"),
        linked=True,
    ) == [("sum", False, "11", "4 + 5 + 1")]


def test_trong_do_may_leave_parts_out() -> None:
    assert (
        sums(
            "Có 142 hộ, trong đó 3 hộ nghèo, 5 hộ cận nghèo.",
            ("142 hộ", "142", "hộ"),
            ("3 hộ nghèo", "3", "hộ nghèo"),
            ("5 hộ cận nghèo", "5", "hộ cận nghèo"),
            linked=True,
        )
        == []
    )


def test_traits_that_overlap_make_up_no_whole() -> None:
    assert (
        sums(
            "Có 61 hội viên (nữ 4; dân tộc thiểu số 27; đảng viên 34).",
            ("61 hội viên", "61", "hội viên"),
            ("nữ 4", "4", "nữ"),
            ("dân tộc thiểu số 27", "27", "dân tộc thiểu số"),
            ("đảng viên 34", "34", "đảng viên"),
            linked=True,
        )
        == []
    )


def test_a_total_that_is_approximate_is_not_checked() -> None:
    made = document("Khoảng 60 người, gồm nam 40 người, nữ 22 người.")
    total = figure(made, "60 người", "60", "người", approx="~")
    parts = [
        figure(made, "40 người", "40", "người", part_of=total.id),
        figure(made, "22 người", "22", "người", part_of=total.id),
    ]
    assert text_sums(made, [total, *parts]) == []


def test_differences_and_percentages_are_no_parts() -> None:
    made = document("Có 24 vụ: tăng 4 vụ (20%), hình sự 16 vụ, hành chính 8 vụ.")
    found = text_sums(
        made,
        [
            figure(made, "24 vụ", "24", "vụ"),
            figure(made, "4 vụ", "4", "vụ", nth=2, change="+"),
            figure(made, "20%", "20", kind="percent", unit="%"),
            figure(made, "16 vụ", "16", "vụ"),
            figure(made, "8 vụ", "8", "vụ"),
        ],
    )
    assert verdicts(found) == [("sum", True, "24", "16 + 8")]


def test_a_total_behind_an_equals_sign_adds_up_what_stands_before_it() -> None:
    assert sums(
        "Huyện 60 triệu đồng, xã 50 triệu đồng, hội viên 40 triệu đồng = 150 triệu đồng.",
        ("60 triệu đồng", "60000000", None),
        ("50 triệu đồng", "50000000", None),
        ("40 triệu đồng", "40000000", None),
        ("150 triệu đồng", "150000000", None),
        kind="money",
        unit="đồng",
    ) == [("sum", True, "150000000", "60000000 + 50000000 + 40000000")]


def test_money_of_the_items_below_makes_up_the_total() -> None:
    made = document("Tổng trị giá 31 triệu đồng:\n- Đường hoa 18 triệu đồng\n- Sân bóng 13 triệu đồng")
    found = text_sums(
        made,
        [
            figure(made, quote, value, kind="money", unit="đồng")
            for quote, value in (
                ("31 triệu đồng", "31000000"),
                ("18 triệu đồng", "18000000"),
                ("13 triệu đồng", "13000000"),
            )
        ],
    )
    assert verdicts(found) == [("sum", True, "31000000", "18000000 + 13000000")]


def test_bare_numbers_in_the_bracket_behind_a_measure_are_in_its_unit() -> None:
    made = document("Chuyển mục đích 4,87ha (đất nông thôn 3,9; đất đô thị 0,97).")
    found = text_sums(
        made,
        [
            figure(made, "4,87ha", "4.87", kind="measure", unit="ha"),
            figure(made, "đất nông thôn 3,9", "3.9", "đất nông thôn"),
            figure(made, "đất đô thị 0,97", "0.97", "đất đô thị"),
        ],
    )
    assert verdicts(found) == [("sum", True, "4.87", "3.9 + 0.97")]


def test_what_a_ratio_leaves_out_makes_up_its_denominator() -> None:
    made = document("Đã kiểm kê 71/94 hộ, còn 23 hộ.")
    found = text_sums(
        made,
        [
            figure(made, "71/94 hộ", "71", "hộ", kind="ratio", total="94"),
            figure(made, "23 hộ", "23", "hộ"),
        ],
    )
    assert verdicts(found) == [("sum", True, "94", "71 + 23")]


def test_the_denominators_of_a_breakdown_make_up_the_total() -> None:
    made = document("Thụ lý 642 vụ. Chia ra: dân sự 201/330 vụ, hôn nhân 224/270 vụ, hình sự 31/42 vụ.")
    found = text_sums(
        made,
        [
            figure(made, "642 vụ", "642", "vụ"),
            figure(made, "201/330 vụ", "201", "vụ", kind="ratio", total="330"),
            figure(made, "224/270 vụ", "224", "vụ", kind="ratio", total="270"),
            figure(made, "31/42 vụ", "31", "vụ", kind="ratio", total="42"),
        ],
    )
    assert ("sum", True, "642", "330 + 270 + 42") in verdicts(found)


def test_figures_that_add_up_by_chance_are_no_sum() -> None:
    assert (
        sums(
            "Có 41 người dự. Thôn có 26 hộ, 15 xe.",
            ("41 người", "41", "người"),
            ("26 hộ", "26", "hộ"),
            ("15 xe", "15", "xe"),
        )
        == []
    )


def test_a_list_cut_in_the_middle_is_no_breakdown() -> None:
    assert (
        sums(
            "Có 9 đảng viên vi phạm. Nội dung: đất đai 6, tài chính 3, dân số 4.",
            ("9 đảng viên", "9", "đảng viên"),
            ("đất đai 6", "6", "đất đai"),
            ("tài chính 3", "3", "tài chính"),
            ("dân số 4", "4", "dân số"),
        )
        == []
    )


def leading_committee() -> Check:
    made = document(
        "Toàn huyện có 1.030 tập thể, cá nhân đăng ký, trong đó cấp cơ sở 474 tập thể và 320 cá nhân; "
        "cấp huyện 112 tập thể, 124 cá nhân; cấp tỉnh 4 tập thể, 5 cá nhân."
    )
    total = figure(made, "1.030 tập thể, cá nhân", "1030", "tập thể, cá nhân", level="toàn huyện")
    parts = [
        figure(made, quote, quote.split()[0], quote.split(" ", 1)[1], level=level, part_of=total.id)
        for quote, level in (
            ("474 tập thể", "cấp cơ sở"),
            ("320 cá nhân", "cấp cơ sở"),
            ("112 tập thể", "cấp huyện"),
            ("124 cá nhân", "cấp huyện"),
            ("4 tập thể", "cấp tỉnh"),
            ("5 cá nhân", "cấp tỉnh"),
        )
    ]
    parts[4] = figure(made, "4 tập thể, 5", "4", "tập thể", level="cấp tỉnh", part_of=total.id)
    (check,) = text_sums(made, [total, *parts])
    return check


def test_levels_that_exceed_their_total_fail_and_the_level_that_closes_the_gap_is_named() -> None:
    check = leading_committee()
    assert not check.ok
    assert "1.039" in check.message
    assert "nhiều hơn 9; bỏ phần cấp tỉnh (4 + 5) thì khớp" in check.message


def test_the_next_items_of_a_list_are_no_parts_of_its_first() -> None:
    assert (
        sums(
            "Cuối năm có 11 chi hội xuất sắc, 9 chi hội tốt, 2 chi hội khá.",
            ("11 chi hội", "11", "chi hội"),
            ("9 chi hội", "9", "chi hội"),
            ("2 chi hội", "2", "chi hội"),
        )
        == []
    )


def test_people_are_counted_on_under_another_word() -> None:
    assert sums(
        "Thi hành kỷ luật 11 đảng viên, hình thức khiển trách 7 đ/c, cảnh cáo 3 đ/c, khai trừ 1 đ/c.",
        ("11 đảng viên", "11", "đảng viên"),
        ("7 đ/c", "7", "đ/c"),
        ("3 đ/c", "3", "đ/c"),
        ("1 đ/c", "1", "đ/c"),
    ) == [("sum", True, "11", "7 + 3 + 1")]
