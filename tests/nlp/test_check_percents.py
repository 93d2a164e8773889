"""Percentages in running text."""

from __future__ import annotations

from typing import Any

from nlp.check_percents import text_percents
from nlp.records import Figure
from tests.nlp.documents import document, figure, verdicts


def found(text: str, *specs: dict[str, Any]) -> list[tuple[str, bool, str, str]]:
    """Checks of the text with these figures, each as the arguments of `figure`."""
    made = document(text)
    figures: list[Figure] = []
    for spec in specs:
        given = dict(spec)
        part = given.pop("part", None)
        if part is not None:
            given["part_of"] = figures[part].id
        figures.append(figure(made, given.pop("quote"), given.pop("value"), given.pop("noun", None), **given))
    return verdicts(text_percents(made, figures))


def percent(quote: str, value: str, **slots: Any) -> dict[str, Any]:
    return {"quote": quote, "value": value, "kind": "percent", "unit": "%", **slots}


def count(quote: str, value: str, noun: str, **slots: Any) -> dict[str, Any]:
    return {"quote": quote, "value": value, "noun": noun, **slots}


def ratio(quote: str, value: str, total: str, noun: str, **slots: Any) -> dict[str, Any]:
    return {"quote": quote, "value": value, "total": total, "noun": noun, "kind": "ratio", **slots}


def test_a_percentage_behind_a_ratio_follows_from_it() -> None:
    assert found(
        "Có 45/50 chi bộ, đạt 90%.", ratio("45/50 chi bộ", "45", "50", "chi bộ"), percent("90%", "90")
    ) == [("percent", True, "90", "45 + 50")]


def test_a_percentage_right_behind_a_ratio_that_it_does_not_follow_from_fails() -> None:
    assert found(
        "Gương nông dân ít: 4/22 cá nhân = 16%.",
        ratio("4/22 cá nhân", "4", "22", "cá nhân"),
        percent("16%", "16"),
    ) == [("percent", False, "16", "4 + 22")]


def test_a_percentage_of_a_plan_is_not_held_against_the_ratio_before_it() -> None:
    assert (
        found(
            "Có 45/50 chi bộ đăng ký, đạt 95% kế hoạch.",
            ratio("45/50 chi bộ", "45", "50", "chi bộ"),
            percent("95% kế hoạch", "95", noun="kế hoạch"),
        )
        == []
    )


def test_the_ratio_may_stand_in_a_bracket_behind_the_percentage() -> None:
    assert found(
        "Học tập đạt 99,16% (35.599/35.900 đồng chí).",
        percent("99,16%", "99.16"),
        ratio("35.599/35.900 đồng chí", "35599", "35900", "đồng chí"),
    ) == [("percent", True, "99.16", "35599 + 35900")]


def test_a_part_is_measured_by_its_total() -> None:
    assert found(
        "Có 728 hộ, trong đó 118 hộ nghèo (16,2%) và 74 hộ cận nghèo (chiếm 11,6%).",
        count("728 hộ", "728", "hộ"),
        count("118 hộ nghèo", "118", "hộ nghèo", part=0),
        percent("16,2%", "16.2", part=1),
        count("74 hộ cận nghèo", "74", "hộ cận nghèo", part=0),
        percent("11,6%", "11.6", part=3),
    ) == [("percent", True, "16.2", "118 + 728"), ("percent", False, "11.6", "74 + 728")]


def test_a_result_is_measured_by_the_plan_between_it_and_the_percentage() -> None:
    assert found(
        "Tiêm 1.482 trẻ/KH 2.115 trẻ đạt 70,1%.",
        count("1.482 trẻ", "1482", "trẻ"),
        count("2.115 trẻ", "2115", "trẻ", status="target"),
        percent("70,1%", "70.1"),
    ) == [("percent", True, "70.1", "1482 + 2115")]


def test_a_result_is_measured_by_the_plan_that_the_percentage_names() -> None:
    assert found(
        "Doanh thu 3.185 tỷ đồng, bằng 86% kế hoạch năm là 3.700 tỷ đồng.",
        count("3.185 tỷ đồng", "3185000000000", "doanh thu", kind="money", unit="đồng"),
        percent("86% kế hoạch năm", "86", noun="kế hoạch năm"),
        count("3.700 tỷ đồng", "3700000000000", "kế hoạch", kind="money", unit="đồng"),
    ) == [("percent", True, "86", "3185000000000 + 3700000000000")]


def test_a_percentage_beside_one_that_holds_is_of_the_same_base() -> None:
    assert found(
        "Đánh giá 120 em: tốt 31 em (25,8%), chưa đạt 5 em (5,2%).",
        count("120 em", "120", "em"),
        count("31 em", "31", "em"),
        percent("25,8%", "25.8", part=1),
        count("5 em", "5", "em"),
        percent("5,2%", "5.2", part=3),
    ) == [("percent", True, "25.8", "31 + 120"), ("percent", False, "5.2", "5 + 120")]


def test_changes_targets_and_approximations_are_not_checked() -> None:
    assert (
        found(
            "Có 45/50 chi bộ, tăng 10%, gần 90%, phấn đấu 95%.",
            ratio("45/50 chi bộ", "45", "50", "chi bộ"),
            percent("10%", "10", change="+"),
            percent("90%", "90", approx="~"),
            percent("95%", "95", status="target"),
        )
        == []
    )


def test_a_round_percentage_that_fits_a_far_number_by_chance_is_no_check() -> None:
    assert (
        found(
            "Toàn xã có 60 đoàn viên. Thôn có 30 xe máy. Hội viên dự họp đông; 50% hộ tham gia.",
            count("60 đoàn viên", "60", "đoàn viên"),
            count("30 xe máy", "30", "xe máy"),
            percent("50% hộ", "50", noun="hộ"),
        )
        == []
    )


def test_the_base_may_stand_behind_all_percentages_of_the_sentence() -> None:
    assert found(
        "Tốt 612 em (89,3%), khá 65 em (9,5%), đạt 8 em (1,2%) trên tổng số 685 học sinh.",
        count("612 em", "612", "em"),
        percent("89,3%", "89.3", part=0),
        count("65 em", "65", "em"),
        percent("9,5%", "9.5", part=2),
        count("8 em", "8", "em"),
        percent("1,2%", "1.2", part=4),
        count("685 học sinh", "685", "học sinh"),
    ) == [
        ("percent", True, "89.3", "612 + 685"),
        ("percent", True, "9.5", "65 + 685"),
        ("percent", True, "1.2", "8 + 685"),
    ]


def test_a_base_alone_in_the_bracket_behind_is_what_the_percentage_is_of() -> None:
    assert found(
        "Có 8.120 người tham gia, bao phủ 93,9% dân số (8.650 người).",
        count("8.120 người", "8120", "người"),
        percent("93,9% dân số", "93.9", noun="dân số"),
        count("8.650 người", "8650", "người"),
    ) == [("percent", True, "93.9", "8120 + 8650")]


def test_part_and_base_may_stand_in_the_bracket_behind_as_two_counts() -> None:
    assert found(
        "Đã có 78% hộ dân (1.638 hộ/2.100 hộ) dùng nước sạch.",
        percent("78% hộ dân", "78", noun="hộ dân"),
        count("1.638 hộ", "1638", "hộ"),
        count("2.100 hộ", "2100", "hộ"),
    ) == [("percent", True, "78", "1638 + 2100")]


def test_all_of_something_else_does_not_follow_from_the_ratio_before_it() -> None:
    assert (
        found(
            "Có 16/16 chi bộ có kế hoạch, 100% đảng viên ký cam kết.",
            ratio("16/16 chi bộ", "16", "16", "chi bộ"),
            percent("100% đảng viên", "100", noun="đảng viên"),
        )
        == []
    )


def test_nearly_all_of_something_else_is_no_slip_of_the_ratio_before_it() -> None:
    assert (
        found(
            "Có 16/16 chi bộ có kế hoạch, 98% đảng viên ký cam kết.",
            ratio("16/16 chi bộ", "16", "16", "chi bộ"),
            percent("98% đảng viên", "98", noun="đảng viên"),
        )
        == []
    )


def test_a_ratio_restated_by_a_planned_percentage_is_checked() -> None:
    assert found(
        "Kiểm tra 15/18 doanh nghiệp theo kế hoạch (83,3%).",
        ratio("15/18 doanh nghiệp", "15", "18", "doanh nghiệp"),
        percent("83,3%", "83.3", status="target", part=0),
    ) == [("percent", True, "83.3", "15 + 18")]


def test_the_target_beside_a_percentage_is_not_held_against_its_ratio() -> None:
    assert found(
        "Có 38.214/41.520 hộ đạt, tỷ lệ 92,04% (kế hoạch 92%).",
        ratio("38.214/41.520 hộ", "38214", "41520", "hộ"),
        percent("92,04%", "92.04"),
        percent("92%", "92", nth=1, status="target"),
    ) == [("percent", True, "92.04", "38214 + 41520")]


def test_a_total_with_a_percentage_of_something_else_is_still_a_base() -> None:
    assert found(
        "Dân quân 1.972 đồng chí, bằng 2,08% dân số; đảng viên có 436 đồng chí, đạt 22,1%.",
        count("1.972 đồng chí", "1972", "đồng chí"),
        percent("2,08% dân số", "2.08", noun="dân số"),
        count("436 đồng chí", "436", "đồng chí"),
        percent("22,1%", "22.1"),
    ) == [("percent", True, "22.1", "436 + 1972")]


def test_a_part_may_be_of_what_the_ratio_before_it_is_of() -> None:
    assert found(
        "Dùng điện 5.236/5.280 hộ, đạt 99,17%; dùng nước sạch 5.120 hộ, đạt 96,97%.",
        ratio("5.236/5.280 hộ", "5236", "5280", "hộ"),
        percent("99,17%", "99.17"),
        count("5.120 hộ", "5120", "hộ"),
        percent("96,97%", "96.97"),
    ) == [("percent", True, "99.17", "5236 + 5280"), ("percent", True, "96.97", "5120 + 5280")]
