"""Single digit numerals, read and written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.numerals import numeral, plain, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("05", "5"),
        ("1.030", "1030"),
        ("98,5", "98.5"),
        ("10.050.000", "10050000"),
        ("1.234,56", "1234.56"),
        ("1,250,000", "1250000"),
        ("1.5", "1.5"),
        ("12\xa0345", "12345"),
        ("1 250 000", "1250000"),
        ("0,05", "0.05"),
    ],
)
def test_a_numeral_has_its_vietnamese_value(text: str, value: str) -> None:
    assert numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "a", "1.2.3", "1,2,3", "1.030.5", "1..5", "-5", "5%", "12a"])
def test_what_is_no_single_numeral_has_no_value(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("value", "as_plain", "as_written"),
    [
        ("1030", "1030", "1.030"),
        ("98.50", "98.5", "98,5"),
        ("1E+9", "1000000000", "1.000.000.000"),
        ("0.050", "0.05", "0,05"),
        ("-1234.5", "-1234.5", "-1.234,5"),
        ("0", "0", "0"),
        ("100", "100", "100"),
    ],
)
def test_a_value_is_written_plainly_for_programs_and_with_dots_for_people(
    value: str, as_plain: str, as_written: str
) -> None:
    assert plain(Decimal(value)) == as_plain
    assert written(Decimal(value)) == as_written
