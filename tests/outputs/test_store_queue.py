"""The order in which rows are looked at, and pages of it."""

from __future__ import annotations

from typing import Any

import pytest

from extract.problems import Problem
from outputs.store import Store, reading, writing
from outputs.store_decisions import Change, decide, undo
from outputs.store_priority import weigh
from outputs.store_queue import Wanted, progress, queue_count, queue_page, row_versions
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, report

ALL = Wanted(status="all")


def figures(*rows: tuple[str, float, str | None, bool]) -> dict[str, Any]:
    """A report with a figure for each (value, confidence, indicator, failing)."""
    made = report(units=[], models=[], cells=[])
    template = made["figures"][0]
    made["figures"] = [
        {**template, "id": f"f{at}", "value": value, "confidence": confidence, "indicator": indicator}
        for at, (value, confidence, indicator, _) in enumerate(rows)
    ]
    failing = [f"f{at}" for at, row in enumerate(rows) if row[3]]
    made["checks"] = [{**made["checks"][1], "rows": failing}]
    return made


@pytest.fixture
def filled(store: Store) -> Store:
    rows = (
        ("5", 0.9, None, False),
        ("900", 0.6, "a", False),
        ("3", 0.3, "a", False),
        ("7", 0.95, None, True),
    )
    with writing(store) as connection:
        save(connection, Reading(figures(*rows), "v1"))
        weigh(connection)
    return store


def order(store: Store, wanted: Wanted = ALL) -> list[str]:
    with reading(store) as connection:
        return [row.review.row for row in queue_page(connection, wanted)]


def test_contradicted_rows_come_first_then_heavy_doubt_then_the_least_sure(filled: Store) -> None:
    assert order(filled) == ["f3", "f1", "f2", "f0"]


def test_pages_by_key_are_the_whole_list(filled: Store) -> None:
    found: list[str] = []
    with reading(filled) as connection:
        key = None
        while rows := queue_page(connection, ALL, after=key, limit=1):
            found.append(rows[0].review.row)
            key = rows[0].key
    assert found == order(filled)


def test_a_decision_takes_a_row_out_and_its_undo_brings_it_back(filled: Store) -> None:
    (made,) = decide(filled, [Change(SHA, "f1", "figures", "state", "accepted")], "an")
    assert order(filled, Wanted()) == ["f3", "f2", "f0"]
    assert order(filled, Wanted(status="accepted")) == ["f1"]
    with reading(filled) as connection:
        assert progress(connection, Wanted()) == {"none": 3, "accepted": 1}
    undo(filled, "an", seq=made["seq"])
    assert order(filled, Wanted()) == order(filled)


def test_a_report_read_anew_keeps_what_was_decided(filled: Store) -> None:
    decide(filled, [Change(SHA, "f1", "figures", "state", "postponed")], "an")
    with writing(filled) as connection:
        save(connection, Reading(figures(("900", 0.6, "a", False), ("900", 0.6, "a", False)), "v2"))
    assert order(filled, Wanted(status="postponed")) == ["f1"]
    with reading(filled) as connection:
        assert queue_count(connection, ALL) == 2


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"indicator": "a"}, 2),
        ({"confidence": 0.6}, 2),
        ({"check": "failing"}, 1),
        ({"report": SHA}, 4),
        ({"report": "other"}, 0),
        ({"unit": "Huyện ủy X", "period": "2024-H1"}, 4),
        ({"text": "1.030"}, 4),
        ({"text": "%"}, 0),
    ],
)
def test_filters_count_and_list_the_same_rows(filled: Store, asked: dict[str, Any], count: int) -> None:
    wanted = Wanted(status="all", **asked)
    with reading(filled) as connection:
        assert queue_count(connection, wanted) == len(row_versions(connection, wanted)) == count
    assert len(order(filled, wanted)) == count


def test_a_key_that_is_none_is_refused(filled: Store) -> None:
    with reading(filled) as connection, pytest.raises(Problem):
        queue_page(connection, ALL, after="x")


def test_weights_are_as_new_however_often_they_are_worked_out(filled: Store) -> None:
    before = order(filled)
    with writing(filled) as connection:
        weigh(connection)
    assert order(filled) == before
