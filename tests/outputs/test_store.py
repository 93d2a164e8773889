"""Opening stores: their tables, and what the operator is told when they cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from extract.problems import SetupProblem
from outputs.store import Store, open_store, opened, reading, writing
from outputs.store_schema import HEAD, METADATA


def test_migrations_lead_to_the_tables_that_the_program_knows(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_migration_is_the_one_that_the_program_asks_for() -> None:
    from alembic.script import ScriptDirectory

    folder = Path(__file__).resolve().parents[2] / "outputs" / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_a_store_is_made_once_and_opened_again(url: str) -> None:
    for create in (True, False):
        with opened(url, create=create) as store, reading(store) as connection:
            assert connection.scalar(text("SELECT count(*) FROM reports")) == 0


def test_a_store_of_a_newer_program_is_left_alone(url: str) -> None:
    with opened(url, create=True) as store, writing(store) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SetupProblem, match="store_too_new"):
        open_store(url)


def test_decisions_can_neither_be_changed_nor_deleted(store: Store) -> None:
    values = "1, 'r', 'x', 'figures', 'value', 1, 'an', 't', '', 'web', 'p', 'h'"
    columns = "seq, report, row, layer, field, version, who, at, why, through, previous, hash"
    with writing(store) as connection:
        connection.execute(text(f"INSERT INTO decisions ({columns}) VALUES ({values})"))
    for statement in ("UPDATE decisions SET who = 'x'", "DELETE FROM decisions"):
        with pytest.raises(Exception, match="append-only"), writing(store) as connection:
            connection.execute(text(statement))


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    insert = "INSERT INTO runs (inbox, pipeline, started_at, state) VALUES ('a', 'v', 't', 'running')"
    with pytest.raises(RuntimeError), writing(store) as connection:
        connection.execute(text(insert))
        raise RuntimeError
    with reading(store) as connection:
        assert connection.scalar(text("SELECT count(*) FROM runs")) == 0


def test_a_store_that_is_missing_is_not_made_by_looking_at_it(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="no_store"):
        open_store(str(tmp_path / "kho.db"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "://"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(SetupProblem, match="bad_store"):
        open_store(url, create=True)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="store_is_folder"):
        open_store(str(tmp_path), create=True)


def test_another_file_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK" * 5000)
    with pytest.raises(SetupProblem, match="store_damaged"):
        open_store(str(tmp_path / "a.docx"))
    assert (tmp_path / "a.docx").read_bytes() == b"PK" * 5000


def test_a_store_on_a_network_folder_is_refused() -> None:
    with pytest.raises(SetupProblem, match="store_on_share"):
        open_store("//server/share/kho.db", create=True)


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(SetupProblem, match="no_server") as raised:
        open_store(f"postgresql://an:secret@/kho?host={tmp_path}")
    assert "secret" not in str(raised.value)


def test_a_store_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    path = str(tmp_path / "kho.db")
    open_store(path, create=True).engine.dispose()
    store = open_store(path)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(SetupProblem, match="store_not_writable"), writing(store) as connection:
        connection.execute(text("DELETE FROM runs"))
    store.engine.dispose()


def test_a_store_that_another_program_holds_for_too_long_says_so(tmp_path: Path) -> None:
    path = str(tmp_path / "kho.db")
    open_store(path, create=True).engine.dispose()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_store(path, patience=0.05)
    with pytest.raises(SetupProblem, match="store_busy") as raised, writing(store):
        pass
    assert "locked" not in raised.value.message
    other.close()
    store.engine.dispose()
