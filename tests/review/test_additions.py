"""Rows that people add out of words of the text."""

from __future__ import annotations

from typing import Any

import pytest

from extract.problems import Problem
from outputs.store import Store, reading, writing
from outputs.store_decisions import undo
from outputs.store_export import exported_file
from outputs.store_ledger import Entry
from outputs.store_queue import report_rows
from outputs.store_writing import Reading, save
from outputs.tables import add_report, empty_rows, frames
from review.additions import Addition, add_row
from review.api import head_of
from tests.outputs.made import SHA, TEXT, report

START = TEXT.index("98,5%")


def addition(layer: str = "figures", **fields: str | None) -> Addition:
    return Addition(SHA, layer, START, START + 5, fields, vietnamese=True)


@pytest.fixture
def filled(store: Store) -> Store:
    with writing(store) as connection:
        save(connection, Reading(report(), "v1"))
    return store


def rows(store: Store, layer: str) -> list[dict[str, Any]]:
    with reading(store) as connection:
        return [row.now for row in report_rows(connection, head_of(connection, SHA))[layer]]


def test_a_row_is_added_where_its_words_stand(filled: Store) -> None:
    id, batch = add_row(filled, addition(value="98,5", unit="%"), "an")
    added = next(row for row in rows(filled, "figures") if row["id"] == id)
    assert (added["text"], added["value"], added["kind"]) == ("98,5%", "98.5", "percent")
    undo(filled, "an", batch=batch)
    assert id not in [row["id"] for row in rows(filled, "figures")]


@pytest.mark.parametrize(
    ("layer", "fields"), [("figures", {"value": "98,5"}), ("units", {"name": "Xã A"}), ("models", {})]
)
def test_an_added_row_goes_into_the_tables(filled: Store, layer: str, fields: dict[str, str | None]) -> None:
    add_row(filled, addition(layer, **fields), "an")
    with reading(filled) as connection:
        row = exported_file(connection, Entry("", "a.docx", "ok", sha256=SHA))
    made = empty_rows()
    add_report(made, row)
    assert "98,5%" in list(frames(made)[layer]["text"])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (addition(), "empty_value"),
        (addition(value="tám"), "no_number"),
        (addition("cells", value="1"), "no_layer"),
        (Addition(SHA, "units", 5, 5, {"name": "x"}), "no_place"),
        (Addition(SHA, "units", 0, 99999, {"name": "x"}), "no_place"),
        (Addition("none", "units", 0, 3, {"name": "x"}), "no_place"),
    ],
)
def test_what_cannot_be_a_row_is_refused(filled: Store, asked: Addition, code: str) -> None:
    with pytest.raises(Problem) as told:
        add_row(filled, asked, "an")
    assert told.value.code == code


def test_the_same_words_are_added_once(filled: Store) -> None:
    add_row(filled, addition(value="98,5"), "an")
    with pytest.raises(Problem) as told:
        add_row(filled, addition(value="98,5"), "an")
    assert told.value.code == "already_added"
