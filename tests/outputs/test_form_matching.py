"""Totals of two periods are compared over the same units."""

from __future__ import annotations

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.form_comparison import Earlier
from outputs.form_matching import match
from outputs.report_words import COMMON, form_words
from tests.outputs.reported import figure, report

A, B, C = "Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ"
FORM = Form(
    "f", "F", "party", "units", (Column("Kết nạp", "value", "Đảng viên", "ket-nap", unit="đảng viên"),)
)


def table(year: str, **values: str) -> Consolidated:
    """A year's sheet; units by letter."""
    names = {"a": A, "b": B, "c": C}
    return consolidate(
        FORM,
        year,
        gather(
            report(f"{year}{at}", names[at], figure(f"{year}{at}", "ket-nap", value), period=year)
            for at, value in values.items()
        ),
    )


def test_the_same_units_are_compared_by_their_totals() -> None:
    found = match(table("2024", a="6", b="4"), table("2023", a="5", b="3"), 0)
    assert found is not None and (found.now, found.then, found.both, found.same) == (10, 8, 2, True)


def test_of_different_units_those_with_both_periods_are_compared() -> None:
    found = match(table("2024", a="6", b="4"), table("2023", a="5", c="90"), 0)
    assert found is not None and (found.now, found.then, found.both, found.same) == (6, 5, 1, False)


def test_the_report_says_from_how_many_units_a_change_is() -> None:
    now, then = table("2024", a="6", b="4"), table("2023", a="5", c="90")
    words = form_words(now, [], [Earlier("Năm trước", then)])
    assert words["groups"][0]["sentences"] == [
        "Kết nạp: 10 đảng viên (theo 2/2 đơn vị); riêng 1 đơn vị có số liệu cả hai kỳ 6 đảng viên,"
        " tăng 1 (20%) so với năm trước."
    ]
    (row,) = words["rows"]
    assert (row["now"], row["before"], row["less"], row["percent"]) == ("10", "95", "1*", "120*")
    assert row["units"] == "2/2/1" and words["rows_note"] == COMMON


def test_no_percentage_is_given_where_no_unit_is_in_both() -> None:
    words = form_words(table("2024", b="4"), [], [Earlier("Năm trước", table("2023", a="5"))])
    assert "không so sánh được với năm trước" in words["groups"][0]["sentences"][0]
    assert (words["rows"][0]["less"], words["rows"][0]["percent"]) == ("...", "...")
