"""What checks say of the rows they speak of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nlp.check_records import Term, list_check, percent_check, sum_check
from nlp.checks import with_checks
from nlp.records import Check, Figure
from outputs.wording import codes
from tests.nlp.documents import document, figure


def term(value: str, name: str = "", group: str = "") -> Term:
    return Term(f"x-f{value}", Decimal(value), name, group)


def rows() -> list[Figure]:
    made = document("Có 30 hộ, gồm 20 hộ và 10 hộ.")
    return [
        figure(made, quote, value, "hộ", confidence=0.8, reasons=("number",))
        for quote, value in (("30 hộ", "30"), ("20 hộ", "20"), ("10 hộ", "10"))
    ]


def check(ok: bool, *figures: Figure, kind: str = "sum") -> Check:
    ids = tuple(figure.id for figure in figures)
    return Check(f"{ids[0]}-{kind}-{ok}", kind, ok, Decimal(30), (), ids, "")  # type: ignore[arg-type]


def test_a_sum_that_agrees_vouches_for_total_and_parts() -> None:
    figures = rows()
    found, _ = with_checks(figures, (), [check(True, *figures)])
    assert [(row.confidence > 0.8, row.reasons[-1]) for row in found] == [(True, "sum-agrees")] * 3


def test_a_sum_that_fails_lowers_them_however_sure_the_reader_was() -> None:
    figures = rows()
    found, _ = with_checks(figures, (), [check(False, *figures)])
    assert [(row.confidence < 0.5, row.reasons[-1]) for row in found] == [(True, "check-fails")] * 3


def test_a_row_that_more_checks_vouch_for_than_fail_is_doubted_less() -> None:
    figures = rows()
    failing = check(False, *figures)
    others = [check(True, figures[0], kind=kind) for kind in ("percent", "list")]
    found, _ = with_checks(figures, (), [failing, *others])
    assert found[1].confidence < found[0].confidence < 0.8


def test_a_row_without_checks_stays_as_it_is() -> None:
    figures = rows()
    assert with_checks(figures, (), [])[0] == tuple(figures)


def test_a_row_knows_its_checks() -> None:
    figures = rows()
    one = check(True, *figures[:2])
    found, _ = with_checks(figures, (), [one])
    assert [row.checks for row in found] == [(one.id,), (one.id,), ()]


def _stated(*figures: Figure, ok: bool = True) -> Check:
    return replace(check(ok, *figures), reasons=("stated-parts",))


def test_the_parts_of_a_sum_that_agrees_are_part_of_its_total() -> None:
    figures = rows()
    found, _ = with_checks(figures, (), [_stated(*figures)])
    assert [row.part_of for row in found] == [None, figures[0].id, figures[0].id]


def test_the_parts_of_a_sum_that_fails_stay_as_they_were_read() -> None:
    figures = rows()
    found, _ = with_checks(figures, (), [_stated(*figures, ok=False)])
    assert [row.part_of for row in found] == [None, None, None]


def test_a_total_is_no_part_of_its_part() -> None:
    total, first, second = rows()
    figures = [replace(total, part_of=first.id), first, second]
    found, _ = with_checks(figures, (), [_stated(*figures)])
    assert [row.part_of for row in found] == [None, total.id, total.id]


def test_the_parts_that_close_the_gap_are_named_by_their_group() -> None:
    parts = [term("1030"), term("4", group="cấp tỉnh"), term("5", group="cấp tỉnh")]
    made = sum_check(term("1030", "tổng"), parts, "stated-parts")
    assert made.message == (
        "Lệch: tổng ghi 1.030 nhưng các phần cộng lại là 1.039 (1.030 + 4 + 5), nhiều hơn 9; "
        "bỏ phần cấp tỉnh (4 + 5) thì khớp."
    )


@pytest.mark.parametrize(
    ("total", "parts", "words"),
    [
        ("30", ["20", "10", "5"], "nhiều hơn 5; bỏ c (5) thì khớp"),
        ("30", ["20", "10", "2", "3"], "nhiều hơn 5; bỏ c (2) và d (3) thì khớp"),
        ("312", ["200", "121"], "nhiều hơn 9; có thể 321 bị viết đảo chữ số"),
        ("321", ["200", "112"], "ít hơn 9; có thể 312 bị viết đảo chữ số"),
        ("40", ["20", "10"], "ít hơn 10."),
        ("45", ["20", "11", "7"], "ít hơn 7; có thể c (7) đã được tính hai lần"),
        ("40", ["20", "18", "1"], "ít hơn 1."),
    ],
)
def test_a_failing_sum_says_what_closes_the_gap(total: str, parts: list[str], words: str) -> None:
    terms = [term(value, name) for value, name in zip(parts, "abcd", strict=False)]
    assert words in sum_check(term(total, "tổng"), terms, "stated-parts").message


def test_large_money_is_told_in_millions() -> None:
    made = sum_check(term("11840000000", "tiền phạt"), [term("10960000000"), term("880000000")], "x", "đồng")
    assert made.message == "Khớp: tiền phạt ghi 11.840 triệu đồng, bằng 10.960 + 880."


def test_a_long_sum_is_told_shortly_and_its_gap_is_sought_in_single_parts_only() -> None:
    parts = [term(str(n), f"dòng {n}") for n in range(1, 400)]
    made = sum_check(term("79797", "tổng"), parts, "table-total")
    assert len(made.message) < 250
    assert "bỏ dòng 3 (3) thì khớp" in made.message


def test_a_percentage_that_fails_says_what_it_should_be() -> None:
    made = percent_check(term("16", "“16%”"), term("4", "cá nhân"), term("22", "cá nhân"), False, "ratio")
    assert made.message == "Lệch: ghi “16%” nhưng 4/22 cá nhân là 18,18%, lệch 2,18 điểm phần trăm."


def test_a_percentage_names_what_it_divides_by_what() -> None:
    made = percent_check(term("96", "“96%”"), term("24", "tin"), term("25", "tin báo"), True, "ratio")
    assert made.message == "Khớp: ghi “96%”, bằng 24/25 (tin trên tin báo)."


def test_money_of_a_percentage_has_its_unit_once() -> None:
    made = percent_check(term("50", "“50%”"), term("2000000"), term("4000000"), True, "ratio", "đồng")
    assert made.message == "Khớp: ghi “50%”, bằng 2/4 triệu đồng."


def test_a_failing_sum_is_told_in_the_words_of_the_report() -> None:
    parts = [term("18", "“khiển trách 18”"), term("6", "“06 đồng chí”")]
    made = sum_check(term("27", "“27 đảng viên”"), parts, "stated-parts")
    assert made.message == (
        "Lệch: ghi “27 đảng viên” nhưng các phần cộng lại là 24 (khiển trách 18 + 06 đồng chí), ít hơn 3."
    )


def test_a_total_whose_words_do_not_show_its_number_is_told_with_it() -> None:
    made = sum_check(term("6", "“sáu vụ”"), [term("4"), term("2")], "stated-parts")
    assert made.message == "Khớp: “sáu vụ” ghi 6, bằng 4 + 2."


def test_a_list_that_fails_says_what_it_names() -> None:
    made = list_check(term("3", "“03 xã”"), [term("1", "xã A"), term("1", "xã B")], "names")
    assert made.message == "Lệch: ghi “03 xã” nhưng kể ra 2 (xã A, xã B), thiếu 1."


def test_every_reason_of_cells_and_checks_has_words() -> None:
    from nlp.cells import WORTH

    used = {
        *WORTH,
        *("sum-agrees", "check-agrees", "check-fails", "stated-parts", "complement", "ratio"),
        *("part-of-total", "base-nearby", "names", "items-below", "lines-below"),
        *("table-total", "table-columns", "table-percent", "table-change", "rounded"),
    }
    assert used <= codes("reason").keys()
