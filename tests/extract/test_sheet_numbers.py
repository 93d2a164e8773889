"""Numbers as text, by their number formats."""

from __future__ import annotations

import pytest

from extract.sheet_numbers import amount_text, format_kind, number_text

AMOUNTS = [
    (15237170.0, "15237170"),
    (-3.0, "-3"),
    (119.6172249, "119.6172249"),
    (0.1 + 0.2, "0.3"),
    (1e-7, "0.0000001"),
    (123456789012.5, "123456789012"),
    (1e20, "100000000000000000000"),
    (0.125, "0,125"),
    (-129.125, "-129,125"),
    (1234.125, "1234.125"),
    (float("nan"), "#NUM!"),
]
KINDS = [
    ("General", "number"),
    ("#,##0.00", "number"),
    ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "number"),
    ('#,##0 "ngày"', "number"),
    ("[Red]0.0", "number"),
    ("0.0%", "percent"),
    ("dd/mm/yyyy", "date"),
    ("[$-1010000]d/m/yyyy;@", "date"),
    ("mm/yyyy", "date"),
    ("h:mm", "time"),
    ("[h]:mm", "time"),
    ("dd/mm/yyyy h:mm", "moment"),
]


@pytest.mark.parametrize(("value", "text"), AMOUNTS)
def test_amounts_are_written_out_and_never_look_like_thousands(value: float, text: str) -> None:
    assert amount_text(value) == text


@pytest.mark.parametrize(("code", "kind"), KINDS)
def test_a_format_says_what_a_number_is(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_days_count_from_the_epoch_of_the_workbook() -> None:
    assert number_text(45473, "dd/mm/yyyy") == "30/06/2024"
    assert number_text(45473 - 1462, "dd/mm/yyyy", since_1904=True) == "30/06/2024"
    assert number_text(45473, "mm/yyyy") == "06/2024"
    assert number_text(45473.3125, "dd/mm/yyyy h:mm") == "30/06/2024 07:30"
    assert number_text(1.25, "[h]:mm") == "30:00"


def test_an_amount_that_its_format_groups_is_no_year() -> None:
    assert number_text(2015, "#,##0") == "2.015"
    assert number_text(2015) == number_text(2015, "0") == "2015"
    assert number_text(12015, "#,##0") == "12015"


def test_what_is_no_day_stays_a_number() -> None:
    assert number_text(-5, "dd/mm/yyyy") == "-5"
    assert number_text(9e9, "dd/mm/yyyy") == "9000000000"
