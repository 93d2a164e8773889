"""Contract objects out of a store carry what people decided, and who did."""

from __future__ import annotations

from typing import Any

import pytest

from outputs.store import Store, reading
from outputs.store_decisions import decide, undo
from outputs.store_export import exported_file
from outputs.store_ledger import Entry
from tests.outputs.made import SHA, report
from tests.outputs.test_store_decisions import FIRST, change, put


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, report())
    return store


def _figure(store: Store, *, reviewed: bool = True) -> dict[str, Any]:
    with reading(store) as connection:
        row = exported_file(connection, Entry("in", "a.docx", "ok", sha256=SHA), reviewed=reviewed)
    return next(figure for figure in row["figures"] if figure["id"] == FIRST)


def test_a_row_that_nobody_saw_names_nobody(filled: Store) -> None:
    assert "reviewed" not in _figure(filled)


@pytest.mark.parametrize(("field", "new"), [("state", "accepted"), ("value", "1031")])
def test_a_row_names_who_accepted_or_changed_it(filled: Store, field: str, new: str) -> None:
    decide(filled, [change(field, new)], "an")
    assert _figure(filled)["reviewed"] == "an"
    assert "reviewed" not in _figure(filled, reviewed=False)


def test_the_last_who_decided_is_named(filled: Store) -> None:
    decide(filled, [change("value", "1031")], "an")
    decide(filled, [change("state", "accepted")], "bình")
    assert _figure(filled)["reviewed"] == "bình"


def test_what_was_put_off_or_taken_back_is_not_reviewed(filled: Store) -> None:
    decide(filled, [change("state", "postponed")], "an")
    assert "reviewed" not in _figure(filled)
    undo(filled, "an", seq=1)
    decide(filled, [change("value", "1031")], "an")
    undo(filled, "an", seq=3)
    assert "reviewed" not in _figure(filled)
