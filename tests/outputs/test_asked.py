"""Which claims a form can need."""

from __future__ import annotations

import pytest

from corpus.forms import Column, Form
from outputs.asked import asked

PLAIN = Column("A", "value", "G", "ket-nap")
FORM = Form("f", "F", "party", "units", (PLAIN,))


@pytest.mark.parametrize(
    ("period", "answer"),
    [("2024", True), ("2024-Q3", True), ("2024-08", True), ("2020-2025", True), ("2024-H1", False),
     ("2023", False), ("quý", False)],
)  # fmt: skip
def test_periods_that_overlap_are_needed(period: str, answer: bool) -> None:
    assert asked(FORM, ["2024-Q3"])("ket-nap", period) is answer


def test_other_indicators_are_not() -> None:
    assert not asked(FORM, ["2024"])("dang-vien", "2024")


def test_a_share_needs_what_it_is_made_of() -> None:
    share = Column("B", "ratio", "G", of=("ket-nap", "ket-nap-chi-tieu"))
    is_asked = asked(Form("f", "F", "party", "units", (share,)), ["2024-Q3"])
    assert is_asked("ket-nap-chi-tieu", "2024") and is_asked("ket-nap", "2024-Q1")


def test_a_change_needs_the_year_before_and_a_running_total_the_year_so_far() -> None:
    change, running = (Column("B", kind, "G", of=("ket-nap",)) for kind in ("change", "cumulative"))
    assert asked(Form("f", "F", "party", "units", (change,)), ["2024-Q3"])("ket-nap", "2023-Q3")
    assert asked(Form("f", "F", "party", "units", (running,)), ["2024-Q3"])("ket-nap", "2024-Q1")


def test_a_register_needs_none() -> None:
    assert not asked(Form("f", "F", "party", "models", (PLAIN,)), ["2024"])("ket-nap", "2024")
