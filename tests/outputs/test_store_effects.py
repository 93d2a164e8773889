"""What accepting rows would do to the totals of indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from outputs.store import Store, reading, writing
from outputs.store_decisions import Change, decide
from outputs.store_effects import Effect, effects
from outputs.store_queue import Wanted
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, report


@pytest.fixture
def filled(store: Store) -> Store:
    made = report(cells=[], units=[], models=[])
    template = made["figures"][0]
    made["figures"] = [
        {**template, "id": f"f{at}", "value": value, "indicator": "a"}
        for at, value in enumerate(("5", "0.1", "0.2"))
    ]
    with writing(store) as connection:
        save(connection, Reading(made, "v1"))
    return store


def told(store: Store, wanted: Wanted | None = None) -> list[Effect]:
    with reading(store) as connection:
        return effects(connection, wanted or Wanted())


def test_the_total_before_and_after_is_told(filled: Store) -> None:
    decide(filled, [Change(SHA, "f0", "figures", "state", "accepted")], "an")
    assert told(filled) == [Effect("a", 2, Decimal("5"), Decimal("5.3"))]
    assert told(filled, Wanted(status="all")) == told(filled)


def test_values_and_indicators_that_people_set_count(filled: Store) -> None:
    decide(
        filled,
        [Change(SHA, "f0", "figures", "value", "7"), Change(SHA, "f1", "figures", "indicator", "b")],
        "an",
    )
    assert told(filled) == [
        Effect("a", 2, Decimal(0), Decimal("7.2")),
        Effect("b", 1, Decimal(0), Decimal("0.1")),
    ]


def test_what_is_in_no_total_has_no_effect(filled: Store) -> None:
    assert told(filled, Wanted("checks", status="all")) == []
