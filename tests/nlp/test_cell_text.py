"""What stands in one cell of a table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.cell_text import CellText, is_english, read_cell


def cell(text: str, english: bool = False) -> CellText:
    return read_cell(text, 0, len(text), english)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("05", "5"),
        ("1.030", "1030"),
        ("98,5", "98.5"),
        ("1.234.567,5", "1234567.5"),
        ("-7,3", "-7.3"),
        ("−20", "-20"),
        ("– 4", "-4"),
        ("+5", "5"),
        ("↓3", "-3"),
        ("(12)", "12"),
        ("45%", "45"),
        ("1 234", "1234"),
        ("12 345,6", "12345.6"),
        ("≥ 90", "90"),
        ("240*", "240"),
        ("15.", "15"),
        ("0", "0"),
    ],
)
def test_a_numeral_alone_is_an_amount(text: str, value: str) -> None:
    assert [amount.value for amount in cell(text).amounts] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("-", "dash"),
        ("–", "dash"),
        ("x", "dash"),
        ("…", "unknown"),
        ("...", "unknown"),
        ("15/6/2024", "date"),
        ("06/2024", "date"),
        ("2021-2025", "date"),
        ("0912.345.678", "text"),
        ("001085012345", "text"),
        ("12 hộ", "text"),
        ("500.000đ", "text"),
        ("Xã A", "text"),
        ("“”", "text"),
    ],
)
def test_what_is_no_amount_has_a_kind_of_its_own(text: str, kind: str) -> None:
    assert (cell(text).kind, cell(text).amounts) == (kind, ())


def test_a_ratio_is_its_numerator_and_keeps_its_denominator() -> None:
    (amount,) = cell("45/50").amounts
    assert (amount.value, amount.total) == (Decimal(45), Decimal(50))


def test_a_range_is_its_lower_end() -> None:
    assert [amount.value for amount in cell("5 - 10").amounts] == [Decimal(5)]


def test_a_percentage_in_brackets_is_an_amount_of_its_own() -> None:
    count, share = cell("45 (90%)").amounts
    assert (count.value, count.percent, share.value, share.percent) == (Decimal(45), "", Decimal(90), "%")


def test_the_offsets_of_an_amount_take_in_sign_and_percent_and_leave_brackets_out() -> None:
    text = "ô: ( -7,3% )"
    (amount,) = read_cell(text, 3, len(text)).amounts
    assert text[amount.start : amount.end] == "-7,3%"


def test_stated_decimals_are_counted() -> None:
    assert [cell(text).amounts[0].places for text in ("12", "12,0", "1.234", "1.234,25")] == [0, 1, 0, 2]


def test_only_bare_digits_can_be_a_year() -> None:
    assert [cell(text).amounts[0].bare_year for text in ("2021", "2.021", "1021", "-2021")] == [
        True,
        False,
        False,
        False,
    ]


def test_commas_part_thousands_where_some_numeral_can_be_read_no_other_way() -> None:
    assert is_english(["1,234", "12,500,000"])
    assert not is_english(["1,234", "98,5"])
    assert [a.value for a in cell("1,234", english=True).amounts] == [Decimal(1234)]
    assert [a.value for a in cell("98.5", english=True).amounts] == [Decimal("98.5")]
