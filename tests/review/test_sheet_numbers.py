"""Numbers as people type them and as programs of other countries turn them: clear ones are taken."""

from __future__ import annotations

from typing import Any

import pytest

from extract.problems import Problem
from review.sheet_cells import About, Doubtful, is_unchanged, read_cell, shown_in
from review.sheet_columns import SheetColumn, columns_of


def column(key: str = "slot.value") -> SheetColumn:
    return next(column for column in columns_of("figures") if column.key == key)


COUNT = About("1.030 đảng viên", "count")
SHARE = About("98,5%", "percent", "%")
LENGTH = About("12 km đường", "measure", "km")


@pytest.mark.parametrize(
    ("raw", "base", "about", "value"),
    [
        (1031.0, "1030", COUNT, "1031"),
        ("1031", "1030", COUNT, "1031"),
        ("1.031", "1030", COUNT, "1031"),
        (" 1 031 ", "1030", COUNT, "1031"),
        ("1.031.000", "1030", COUNT, "1031000"),
        ("-5", "1030", COUNT, "-5"),
        (99.5, "98.5", SHARE, "99.5"),
        ("99,5", "98.5", SHARE, "99.5"),
        (0.1 + 0.2, "98.5", About("0,3%", "percent", "%"), "0.3"),
        # What the sentence says is what may be written, whatever stood there.
        (1030.0, "1.03", COUNT, "1030"),
        (98.5, "985", SHARE, "98.5"),
        ("12,5", "12", LENGTH, "12.5"),
        # Or what the reviewer vouches for.
        (1.03, "1030", About("1.030 đảng viên", "count", sure=True), "1.03"),
        ("1,031", "1030", About("1.030 đảng viên", "count", sure=True), "1.031"),
        (12.5, "12", About("12 km đường", "measure", "km", sure=True), "12.5"),
    ],
)
def test_a_clear_number_is_taken(raw: Any, base: str, about: About, value: str) -> None:
    assert read_cell(column(), base, raw, about) == value


@pytest.mark.parametrize(
    ("raw", "base", "about", "code"),
    [
        (1.03, "1030", COUNT, "magnitude"),
        (1.031, "1030", COUNT, "fraction"),
        (10300.0, "1030", COUNT, "magnitude"),
        (103.0, "1030", COUNT, "magnitude"),
        ("1,030", "1030", COUNT, "magnitude"),
        ("1,031", "1030", COUNT, "comma"),
        (985.0, "98.5", SHARE, "magnitude"),
        (0.985, "98.5", SHARE, "magnitude"),
        (0.97, "98.5", SHARE, "fraction"),
        (12.5, "12", LENGTH, "fraction"),
        (1.25, None, About("", "count"), "fraction"),
        (True, "1030", COUNT, "turned"),
        ("#N/A", "1030", COUNT, "error_cell"),
    ],
)
def test_a_doubtful_number_is_asked_about(raw: Any, base: str | None, about: About, code: str) -> None:
    with pytest.raises(Doubtful) as doubt:
        read_cell(column(), base, raw, about)
    assert doubt.value.code == code


@pytest.mark.parametrize("raw", ["1.03", "1.030.5", "1,030.5", "l030", "12 người", "∞", "1e5", "5%"])
def test_what_is_no_number_in_vietnamese_is_refused(raw: str) -> None:
    with pytest.raises(Problem) as refused:
        read_cell(column(), "1030", raw, COUNT)
    assert refused.value.code == "no_number"


@pytest.mark.parametrize("raw", [1030.0, 1030, "1030", "1.030", " 1.030 "])
def test_the_number_that_was_there_is_no_change_however_it_is_kept(raw: Any) -> None:
    assert is_unchanged(column(), "1030", raw)


@pytest.mark.parametrize("value", ["12345678901234567", "0.1234567890123456789", "1200000000", "98.5", "0"])
def test_every_number_comes_back_as_it_went(value: str) -> None:
    assert is_unchanged(column(), value, shown_in(column(), value))


def test_a_number_of_many_digits_goes_as_words() -> None:
    assert shown_in(column(), "12345678901234567") == "12.345.678.901.234.567"


@pytest.mark.parametrize(("raw", "value"), [(2023.0, "2023"), ("2024-Q3", "2024-Q3")])
def test_a_period_may_have_become_a_number(raw: Any, value: str) -> None:
    assert read_cell(column("slot.period"), "2024", raw, COUNT) == value


@pytest.mark.parametrize("raw", [2024.5, True])
def test_words_that_became_something_else_are_told(raw: Any) -> None:
    with pytest.raises(Doubtful):
        read_cell(column("slot.noun"), "đảng viên", raw, COUNT)
