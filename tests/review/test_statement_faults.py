"""Decisions, undoing and imports of workbooks: whichever statement fails, all of it is done or nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from outputs.store import Store
from outputs.store_decisions import Change, decide, undo
from outputs.store_integrity import flaws
from tests.batch.test_store_faults import Failing
from tests.outputs.test_store_integrity import dump
from tests.review.workbooks import OTHER_SHA, bring_back, edited, exported, filled_file, ids, put


def _decided(store: Store) -> Callable[[], object]:
    changes = [Change(OTHER_SHA, row, "figures", "value", str(at)) for at, row in enumerate(ids()[:3], 50)]
    return lambda: decide(store, changes, "an", batch="b")


def _undone(store: Store) -> Callable[[], object]:
    _decided(store)()
    return lambda: undo(store, "an", batch="b")


def _imported(store: Store) -> Callable[[], object]:
    book = exported(store)
    for at, row in enumerate(ids()[:3:2], 70):
        book = edited(book, put("figures", row, **{"slot.value": at}))
    return lambda: bring_back(store, book)


@pytest.mark.parametrize("prepared", [_decided, _undone, _imported])
@pytest.mark.parametrize("what", ["before_cursor_execute", "commit"])
def test_all_of_it_is_done_or_nothing(
    tmp_path: Path, what: str, prepared: Callable[[Store], Callable[[], object]]
) -> None:
    with filled_file(tmp_path / "kho.db") as store:
        deed = prepared(store)
        before = dump(store)
        for number in itertools.count(1):
            failing = Failing(number)
            event.listen(store.engine, what, failing)
            try:
                deed()
            except OSError:
                assert dump(store) == before, number
                assert not list(flaws(store))
            finally:
                event.remove(store.engine, what, failing)
            if failing.left > 0:
                break
        assert number > 1 and dump(store) != before
        assert not list(flaws(store))
