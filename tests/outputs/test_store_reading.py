"""What was put into the store comes out again, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from outputs.contract import line, refused
from outputs.store import Store, reading, writing
from outputs.store_reading import read_report
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, TEXT, report


def put(store: Store, *reports: dict[str, Any], pipeline: str = "v1") -> None:
    for row in reports:
        with writing(store) as connection:
            save(connection, Reading(row, pipeline, 0.5))


def got(store: Store, sha256: str = SHA) -> dict[str, Any]:
    with reading(store) as connection:
        found = read_report(connection, sha256)
    assert found is not None
    return found


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    put(store, report())
    assert line(got(store)) == line(report())


def test_a_refused_file_comes_out_as_it_went_in(store: Store) -> None:
    row = refused("x.doc", "corrupt", "unreadable_content", "Tệp hỏng.", sha256="f" * 64, format="doc")
    put(store, row)
    assert line(got(store, "f" * 64)) == line(row)


def test_keys_that_the_tables_do_not_know_are_kept(store: Store) -> None:
    row = report(reading={"engine": "x"})
    row["figures"][0]["nghĩa"] = ["một", 2, None]
    row["meta"]["lĩnh vực"] = "kinh tế"
    put(store, row)
    assert got(store) == row


def test_grades_of_pages_are_kept(store: Store) -> None:
    put(store, report(grades=["A", "D"]))
    assert got(store)["grades"] == ["A", "D"]


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_letters_that_no_database_holds_are_replaced_one_by_one(store: Store, bad: str) -> None:
    put(store, report(text=TEXT.replace("K", bad, 1)))
    assert got(store)["text"] == TEXT.replace("K", "\ufffd", 1)


def test_reading_again_replaces_what_was_found(store: Store) -> None:
    put(store, report())
    better = report()
    better["figures"] = better["figures"][:1]
    put(store, better, pipeline="v2")
    assert got(store) == better


def test_absent_content_is_absent(store: Store) -> None:
    with reading(store) as connection:
        assert read_report(connection, "0" * 64) is None
