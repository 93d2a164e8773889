"""A year out of its quarters: what is done adds up, what there is stays, who is counted again counts once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.catalogue import catalogue
from corpus.forms import Column, Form
from outputs.claims import Gathered, gather, indicators
from outputs.consolidation import Consolidated, consolidate
from outputs.doubts import find_doubts
from outputs.form_book import highest_note
from tests.outputs.reported import figure, report

UNIT = "Đảng ủy xã Minh Tân"
QUARTERS = ("7", "9", "8", "5")


def year(indicator: str, **own: str) -> tuple[Consolidated, Gathered]:
    """The year of a unit that reported four quarters, and also what `own` says of other periods."""
    said = {f"2024-Q{at}": value for at, value in enumerate(QUARTERS, 1)} | own
    reports = [
        report(
            code,
            UNIT,
            figure(f"f{code}", indicator, value, kind=indicators()[indicator].kinds[0]),
            period=code,
        )
        for code, value in said.items()
    ]
    form = Form("f", "F", "party", "units", (Column("Cột", "value", "", indicator),))
    gathered = gather(reports)
    return consolidate(form, "2024", gathered), gathered


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("hoi-nghi-hoc-tap", 29),
        ("dang-vien-ky-luat", 29),
        ("dang-vien-hoc-tap", 9),
        ("cam-ket-neu-guong", 9),
        ("to-chuc-dang-xuat-sac", 9),
        ("dang-vien", 5),
        ("mo-hinh-hoc-bac", 5),
        ("ty-le-ho-ngheo", 5),
        ("ty-le-dang-vien-hoc-tap", None),
    ],
)
def test_a_year_comes_of_its_quarters_by_what_is_counted(indicator: str, value: int | None) -> None:
    found, _ = year(indicator)
    assert found.cells[0][0].value == value


def test_the_sheet_says_where_the_highest_period_stands_for_the_year() -> None:
    assert highest_note(year("dang-vien-hoc-tap")[0]).startswith(" Cột 1: ")
    assert highest_note(year("hoi-nghi-hoc-tap")[0]) == ""


def test_a_stated_year_is_held_against_its_quarters_by_the_same_rule() -> None:
    """Of people counted again a year of 9 agrees with its quarters, one of 8 is less than the second."""
    for own, kinds in (("9", []), ("8", ["periods"])):
        found, gathered = year("dang-vien-hoc-tap", **{"2024": own})
        assert found.cells[0][0].value == Decimal(own)
        assert [doubt.kind for doubt in find_doubts(found, gathered)] == kinds


def test_shares_and_averages_never_add_up() -> None:
    assert not [
        e.id for e in catalogue() if e.measure == "%" and (e.periods == "sum" or e.aggregation == "sum")
    ]


def test_a_single_quarter_is_no_report_of_the_year() -> None:
    """At least so many have studied, yet the unit's year is still missing."""
    form = Form("f", "F", "party", "units", (Column("Cột", "value", "", "dang-vien-hoc-tap"),))
    one = report("a", UNIT, figure("1", "dang-vien-hoc-tap", "7"), period="2024-Q1")
    found = consolidate(form, "2024", gather([one]))
    assert (found.cells[0][0].value, found.came) == (7, 0)
