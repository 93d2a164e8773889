"""Decisions: checked against the version that was seen, appended, undone, found again."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from outputs.store import Store, reading, writing
from outputs.store_chain import all_links, broken_links
from outputs.store_decisions import Change, Conflict, decide, effective, history, undo
from outputs.store_integrity import flaws
from outputs.store_reviews import Review, all_reviews, folded, reviews_of
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, TEXT, report

FIRST = report()["figures"][0]["id"]


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, report())
    return store


def put(store: Store, row: dict[str, Any], pipeline: str = "v1") -> None:
    with writing(store) as connection:
        save(connection, Reading(row, pipeline))


def change(field: str, new: Any, version: int | None = None, row: str = FIRST) -> Change:
    return Change(SHA, row, "figures", field, new, version)


def review(store: Store, row: str = FIRST) -> Review:
    with reading(store) as connection:
        return reviews_of(connection, SHA)[row]


def moved(row: dict[str, Any], by: int) -> dict[str, Any]:
    """The report with so many characters put in front of its text."""
    later = {**row, "text": "x" * (by - 1) + "\n" + row["text"]}
    for layer in ("figures", "units", "models", "cells"):
        later[layer] = [
            {
                **found,
                "start": found["start"] + by,
                "end": found["end"] + by,
                "id": found["id"].replace(f"f{found['start']}", f"f{found['start'] + by}"),
            }
            for found in row[layer]
        ]
    return later


def test_a_decision_is_kept_with_what_stood_there_before(filled: Store) -> None:
    decide(filled, [change("value", "1031", 0), change("state", "accepted", 0)], "an")
    value, state = history(filled, SHA, FIRST)
    assert (value["old"], value["new"], value["quote"], value["who"]) == (
        '"1030"',
        '"1031"',
        "1.030 đảng viên",
        "an",
    )
    assert (state["old"], state["new"], state["version"]) == (None, '"accepted"', 2)
    assert effective(report()["figures"][0], review(filled))["value"] == "1031"


def test_who_comes_too_late_is_told_what_stands_there(filled: Store) -> None:
    decide(filled, [change("value", "1031", 0)], "an")
    with pytest.raises(Conflict) as raised:
        decide(filled, [change("noun", "người", 0), change("value", "7", None)], "bình")
    (clash,) = raised.value.clashes
    assert (clash.value, clash.version) == ("đảng viên", 1)
    assert len(history(filled, SHA, FIRST)) == 1


def test_what_changes_nothing_is_no_decision(filled: Store) -> None:
    for _ in range(3):
        decide(filled, [change("value", "1030")], "an")
        decide(filled, [change("state", "accepted")], "an", "excel")
    assert len(history(filled, SHA, FIRST)) == 1


def test_one_decision_is_undone_and_the_others_stay(filled: Store) -> None:
    decide(filled, [change("value", "1031"), change("noun", "người")], "an")
    undo(filled, "an", seq=1)
    assert review(filled).slots == {"value": "1030", "noun": "người"}
    assert [link["undoes"] for link in history(filled, SHA, FIRST)] == [None, None, 1]


def test_a_batch_is_undone_together(filled: Store) -> None:
    ids = [row["id"] for row in report()["figures"]]
    decide(filled, [change("state", "accepted", row=id) for id in ids], "an", batch="b1")
    undo(filled, "an", batch="b1")
    assert {review(filled, id).state for id in ids} == {None}


def test_what_was_changed_since_is_not_undone(filled: Store) -> None:
    decide(filled, [change("value", "1031")], "an")
    decide(filled, [change("value", "1032")], "bình")
    with pytest.raises(Conflict):
        undo(filled, "an", seq=1)
    assert review(filled).slots == {"value": "1032"}


def test_a_row_can_be_added_and_taken_back(filled: Store) -> None:
    start = TEXT.index("Minh Tân")
    row = {"start": start, "end": start + 8, "text": "Minh Tân", "kind": "count", "value": "1"}
    decide(filled, [change("added", row, row="new-f1")], "an")
    assert review(filled, "new-f1").added and not list(flaws(filled))
    undo(filled, "an", seq=1)
    assert not review(filled, "new-f1").added


def test_reading_again_keeps_what_was_decided(filled: Store) -> None:
    decide(filled, [change("value", "1031")], "an")
    put(filled, report(), "v2")
    assert review(filled).slots == {"value": "1031"} and not review(filled).orphan


@pytest.mark.parametrize("by", [1, 40])
def test_decisions_follow_a_text_that_moved(filled: Store, by: int) -> None:
    decide(filled, [change("value", "1031")], "an")
    later = moved(report(), by)
    put(filled, later, "v2")
    id = later["figures"][0]["id"]
    assert review(filled, id).slots == {"value": "1031"}
    assert [link["field"] for link in history(filled, SHA, id)] == ["value", "moved"]
    undo(filled, "an", seq=1)
    assert review(filled, id).slots == {"value": "1030"}
    assert not list(flaws(filled))


def test_a_decision_whose_row_is_gone_is_listed_and_found_again_later(filled: Store) -> None:
    decide(filled, [change("value", "1031")], "an")
    put(filled, {**report(), "figures": []}, "v2")
    with reading(filled) as connection:
        assert [orphan.row for orphan in all_reviews(connection, orphans=True)] == [FIRST]
    assert not list(flaws(filled))
    put(filled, report(), "v3")
    assert not review(filled).orphan


def test_two_places_that_look_alike_are_not_guessed_at(filled: Store) -> None:
    decide(filled, [change("value", "1031")], "an")
    put(filled, {**moved(report(), 7), "text": f"{TEXT}\n{TEXT}"}, "v2")
    assert review(filled).orphan


def test_reviews_are_what_follows_from_the_decisions(filled: Store) -> None:
    decide(filled, [change("value", "1"), change("state", "rejected"), change("comment", "sai")], "an")
    decide(filled, [change("state", None)], "an")
    with reading(filled) as connection:
        assert folded(all_links(connection)) == {(SHA, FIRST): review(filled)}
        assert list(broken_links(connection)) == []


def test_many_reviewers_at_once_lose_nothing(filled: Store) -> None:
    def work(name: str) -> None:
        for number in range(10):
            decide(filled, [change("comment", f"{name} {number}")], name)

    threads = [threading.Thread(target=work, args=(f"người {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(filled) as connection:
        assert [link["seq"] for link in all_links(connection)] == list(range(1, 81))
    assert review(filled).version == 80 and not list(flaws(filled))
