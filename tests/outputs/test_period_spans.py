"""Periods nest, follow each other, and make up longer ones."""

from __future__ import annotations

import pytest

from outputs.period_spans import (
    ends_with,
    following,
    last_day,
    made_of,
    period_before,
    span,
    to_date,
    within,
    year_before,
)


@pytest.mark.parametrize(
    ("inner", "outer", "answer"),
    [
        ("2024-Q1", "2024-H1", True),
        ("2024-Q3", "2024-H1", False),
        ("2024-H1", "2024", True),
        ("2024-05", "2024-Q2", True),
        ("2024-9M", "2024", True),
        ("2024", "2024-9M", False),
        ("2023", "2020-2025", True),
        ("2026", "2020-2025", False),
        ("2024", "2024", True),
        ("2023-2024-HK1", "2023-2024", True),
        ("bao lâu", "2024", False),
    ],
)
def test_periods_lie_in_longer_ones(inner: str, outer: str, answer: bool) -> None:
    assert within(inner, outer) is answer


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("2024-06-30", "2024-H1"),
        ("2024-06-14", "2024-H1"),
        ("2024-12-14", "2024"),
        ("2024-07-05", "2024-H1"),
        ("2024-09-20", "2024-9M"),
        ("2024-06", "2024-Q2"),
    ],
)
def test_a_cut_off_day_closes_the_period_that_ends_about_it(day: str, period: str) -> None:
    assert ends_with(day, period)


def test_another_cut_off_does_not() -> None:
    assert not ends_with("2024-06-30", "2024-9M") and not ends_with("2024-13-01", "2024")


@pytest.mark.parametrize(
    ("code", "before"),
    [("2024", "2023"), ("2024-Q3", "2023-Q3"), ("2024-05", "2023-05"), ("2020-2025", None), ("x", None)],
)
def test_the_same_period_of_the_year_before(code: str, before: str | None) -> None:
    assert year_before(code) == before


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("2024-Q3", "2024-9M"),
        ("2024-Q1", "2024-Q1"),
        ("2024-Q2", "2024-H1"),
        ("2024-H2", "2024"),
        ("2024-05", "2024-5M"),
        ("2024-01", "2024-01"),
        ("2020-2025", None),
    ],
)
def test_cumulated_from_the_beginning_of_the_year(code: str, whole: str | None) -> None:
    assert to_date(code) == whole


def test_a_period_is_made_of_the_fewest_that_follow_each_other() -> None:
    known = {"2024-Q1", "2024-Q2", "2024-H1", "2024-Q3", "2024-Q4", "2024-07"}
    assert made_of("2024", known) == ("2024-H1", "2024-Q3", "2024-Q4")
    assert made_of("2024-9M", known) == ("2024-H1", "2024-Q3")


def test_periods_with_a_gap_or_an_overlap_make_none() -> None:
    assert made_of("2024", {"2024-Q1", "2024-Q3", "2024-Q4"}) is None
    assert made_of("2024-H1", {"2024-4M", "2024-Q2"}) is None
    assert made_of("2024", {"2024"}) is None


@pytest.mark.parametrize("code", ["2024-Q5", "2024-13", "2025-2020", "2024-13M", "", "2024-00", "2024-02-30"])
def test_what_is_no_period_has_no_months(code: str) -> None:
    assert span(code) is None


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2024", "2023"),
        ("2024-Q3", "2024-Q2"),
        ("2024-Q1", "2023-Q4"),
        ("2024-H1", "2023-H2"),
        ("2024-01", "2023-12"),
        ("2024-9M", None),
        ("2020-2025", None),
        ("quý", None),
    ],
)
def test_the_period_before_is_as_long(code: str, before: str | None) -> None:
    assert period_before(code) == before


@pytest.mark.parametrize(
    ("code", "next_"),
    [
        ("2024-Q1", "2024-Q2"),
        ("2024-Q4", "2025-Q1"),
        ("2024-H1", "2024-H2"),
        ("2024-12", "2025-01"),
        ("2024", "2025"),
        ("2024-9M", None),
        ("2020-2025", None),
    ],
)
def test_the_period_of_the_same_length_right_behind(code: str, next_: str | None) -> None:
    assert following(code) == next_


@pytest.mark.parametrize(
    ("code", "day"),
    [("2024-Q1", "2024-03-31"), ("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("x", None)],
)
def test_the_day_that_ends_a_period(code: str, day: str | None) -> None:
    assert last_day(code) == day
