"""The order in which rows are looked at, and pages of it."""

from __future__ import annotations

from typing import Any

import pytest

from extract.problems import Problem
from outputs.store import Store, reading, writing
from outputs.store_decisions import Change, decide, undo
from outputs.store_integrity import flaws
from outputs.store_priority import line_up, weigh
from outputs.store_queue import Wanted, progress, queue_count, queue_page, row_versions
from outputs.store_settling import none_waits
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
        ({"least": 0.9}, 1),
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


def test_filters_go_by_what_people_set(filled: Store) -> None:
    changes = (("f1", "indicator", "b"), ("f2", "indicator", None), ("f0", "period", "2023"))
    (*_, last) = decide(filled, [Change(SHA, row, "figures", name, new) for row, name, new in changes], "an")
    assert order(filled, Wanted(indicator="a")) == []
    assert order(filled, Wanted(indicator="b")) == ["f1"]
    assert order(filled, Wanted(period="2023")) == ["f0"]
    undo(filled, "an", seq=last["seq"])
    assert order(filled, Wanted(period="2023")) == []


def test_a_report_read_anew_is_found_by_what_people_set(filled: Store) -> None:
    decide(filled, [Change(SHA, "f1", "figures", "indicator", "b")], "an")
    again = figures(("900", 0.6, "a", False), ("900", 0.6, "a", False))
    with writing(filled) as connection:
        save(connection, Reading(again, "v2"))
    assert order(filled, Wanted(indicator="b")) == ["f1"]
    assert order(filled, Wanted(indicator="a")) == ["f0"]


def added(filled: Store, id: str = "p1", **slots: Any) -> int:
    row = {"id": id, "start": 0, "end": 7, "text": "Kết quả", "value": "5", "indicator": "c", **slots}
    made = decide(
        filled,
        [Change(SHA, id, "figures", "added", row), Change(SHA, id, "figures", "state", "accepted")],
        "an",
    )
    return int(made[0]["seq"])


def test_rows_that_people_added_are_found_and_counted(filled: Store) -> None:
    seq = added(filled)
    added(filled, "p2", indicator="d")
    for wanted in (Wanted(status="accepted"), Wanted(status="all", text="Kết quả")):
        assert order(filled, wanted) == ["p2", "p1"]
        with reading(filled) as connection:
            assert queue_count(connection, wanted) == 2
            assert {row for _, row, _ in row_versions(connection, wanted)} == {"p1", "p2"}
    with reading(filled) as connection:
        (found,) = queue_page(connection, Wanted(status="all", indicator="c"))
        assert found.now["value"] == "5"
        assert found.sentence[1] == "Kết quả"
        assert progress(connection, Wanted()) == {"none": 4, "accepted": 2}
    undo(filled, "an", seq=seq)
    assert order(filled, Wanted(status="all", indicator="c")) == []
    assert list(flaws(filled)) == []


def test_an_added_row_stays_when_its_report_is_read_anew(filled: Store) -> None:
    added(filled)
    with writing(filled) as connection:
        save(connection, Reading(figures(("900", 0.6, "a", False)), "v2"))
    assert order(filled, Wanted(status="accepted")) == ["p1"]


def test_reports_that_wait_come_into_the_order_together(filled: Store) -> None:
    whole = order(filled)
    other = {**figures(("5", 0.1, "a", False)), "sha256": "f" * 64, "file": "b.docx"}
    with writing(filled) as connection:
        save(connection, Reading(other, "v1"), wait=True)
    assert order(filled) == whole
    # Waiting is no fault: it is on the list of what is to be done.
    assert list(flaws(filled)) == []
    none_waits(filled)
    assert len(order(filled)) == len(whole) + 1
    with reading(filled) as connection:
        assert queue_count(connection, Wanted(report="f" * 64)) == 1
    with writing(filled) as connection:
        line_up(connection)
    assert len(order(filled)) == len(whole) + 1


def test_rows_that_come_late_weigh_as_if_they_had_been_there(filled: Store) -> None:
    other = {**figures(("700", 0.2, "a", False)), "sha256": "f" * 64, "file": "b.docx"}
    with writing(filled) as connection:
        save(connection, Reading(other, "v1"), wait=True)
        line_up(connection)
        (before,) = queue_page(connection, Wanted(report="f" * 64))
        weigh(connection)
        assert queue_page(connection, Wanted(report="f" * 64)) == [before]


def test_a_row_that_the_queue_has_lost_is_a_flaw(filled: Store) -> None:
    with writing(filled) as connection:
        connection.exec_driver_sql("DELETE FROM queue WHERE layer = 'figures' AND position = 2")
    assert [flaw.code for flaw in flaws(filled)] == ["lost_in_queue"]
