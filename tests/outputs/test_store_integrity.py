"""What is altered behind the program's back is found; what is whole is not complained of."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from outputs.store import Store, opened, reading, writing
from outputs.store_decisions import Change, decide
from outputs.store_integrity import flaws
from outputs.store_ledger import entry_of, record
from outputs.store_schema import METADATA
from outputs.store_settling import settle
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, report

PAGE = 4096


def fill(store: Store) -> None:
    """A report with its line, a duplicate of it, and a decision."""
    row = {**report(grades=["A", "B", "C"]), "sha256": SHA}
    lines = [entry_of({**row, "file": name}, "in", size=9, mtime_ns=1) for name in ("a.docx", "b.docx")]
    with writing(store) as connection:
        save(connection, Reading(row, "v1", 1.0))
        record(connection, lines)
        settle(connection, "in")
    decide(store, [Change(SHA, row["figures"][0]["id"], "figures", "value", "1031")], "an")


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def codes(store: Store) -> set[str]:
    return {flaw.code for flaw in flaws(store)}


def test_a_whole_store_has_no_flaw(filled: Store) -> None:
    assert codes(filled) == set()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE figures SET value = '1031' WHERE value = '1030'", "altered_report"),
        ("UPDATE figures SET number = 7 WHERE value = '1030'", "altered_report"),
        ("UPDATE reports SET failing = 0", "altered_report"),
        ("UPDATE texts SET text = 'x'", "altered_report"),
        ("DELETE FROM texts", "no_text"),
        ("DELETE FROM cells", "altered_report"),
        ("DELETE FROM pages WHERE position = 2", "lost_pages"),
        ("UPDATE ledger SET size = 1 WHERE file = 'a.docx'", "altered_line"),
        ("DELETE FROM ledger WHERE file = 'a.docx'", "lost_original"),
        ("UPDATE reviews SET slots = '{}'", "altered_review"),
        ("DELETE FROM reviews", "altered_review"),
        ("UPDATE reviews SET orphan = (1 = 1)", "wrong_orphan"),
        ("UPDATE reports SET superseded_by = 'x'", "unsettled"),
    ],
)
def test_what_was_altered_is_named(filled: Store, statement: str, code: str) -> None:
    with writing(filled) as connection:
        connection.execute(text(statement))
    assert code in codes(filled)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET who = 'x'", "DELETE FROM decisions"])
def test_a_decision_that_was_altered_past_the_triggers_is_named(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "kho.db"
    with opened(str(path), create=True) as store:
        fill(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for trigger in ("decisions_no_update", "decisions_no_delete"):
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute(statement)
    with opened(str(path)) as store:
        assert codes(store) & {"broken_chain", "altered_review"}


def test_a_flipped_byte_changes_nothing_or_is_found(tmp_path: Path) -> None:
    """One byte in each page of the file, in turn; bench/store_faults.py does it for hundreds."""
    path, broken = tmp_path / "kho.db", tmp_path / "broken.db"
    with opened(str(path), create=True) as store:
        fill(store)
        whole = dump(store)
    pages = path.stat().st_size // PAGE
    chance = random.Random(1)
    for page in range(pages):
        at = copy_with_flip(path, broken, page, chance)
        assert found_or_unchanged(broken, whole), f"byte {at}"


def copy_with_flip(path: Path, broken: Path, page: int, chance: random.Random) -> int:
    """A copy of a store with one bit of a page turned, the file's head left alone; which byte it was."""
    shutil.copyfile(path, broken)
    with broken.open("r+b") as file:
        at = page * PAGE + chance.randrange(100 if page == 0 else 0, PAGE)
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ 1 << chance.randrange(8)]))
    return at


def found_or_unchanged(path: Path, whole: object) -> bool:
    from extract.problems import SetupProblem

    try:
        with opened(str(path)) as store:
            return bool(codes(store)) or dump(store) == whole
    except SetupProblem:
        return True


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    """Every row of every table."""
    with reading(store) as connection:
        return [
            sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        ]
