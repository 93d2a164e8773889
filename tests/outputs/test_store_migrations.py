"""A store of an earlier version opens with all that is in it, and its rows stand in the queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from outputs.contract import line
from outputs.store import opened, reading, writing
from outputs.store_decisions import Change, decide
from outputs.store_integrity import flaws
from outputs.store_migrations import revision
from outputs.store_queue import Wanted, progress, queue_page
from outputs.store_reading import read_report
from outputs.store_schema import HEAD
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, report

MIGRATIONS = Path(__file__).resolve().parents[2] / "outputs" / "migrations"


def filled(url: str) -> None:
    """A store of now with a report and decisions on it."""
    with opened(url, create=True) as store:
        with writing(store) as connection:
            save(connection, Reading(report(), "v1"))
        id = report()["figures"][0]["id"]
        added = {"id": "p1", "start": 0, "end": 7, "text": "Kết quả", "value": "5"}
        decide(
            store,
            [
                Change(SHA, id, "figures", "state", "accepted"),
                Change(SHA, id, "figures", "indicator", "b"),
                Change(SHA, "p1", "figures", "added", added),
            ],
            "an",
        )


def taken_back(connection: Connection, to: str) -> None:
    """Make the tables what they were at an earlier version, with the rows that those had."""
    run = connection.exec_driver_sql
    for table in ("waiting", "queue", "second_readings", "desk"):
        run(f"DROP TABLE {table}")
    for table, columns in (("figures", "indicator_period_failing"), ("figures", "failing"),
                           ("cells", "indicator_failing")):  # fmt: skip
        run(f"CREATE INDEX ix_{table}_{columns}_confidence ON {table} (failing)")
    run("ALTER TABLE reports DROP COLUMN as_read")
    run("UPDATE alembic_version SET version_num = '0002'")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def test_the_migration_that_makes_the_queue_fills_it(url: str) -> None:
    filled(url)
    with opened(url) as store, writing(store, migrating=True) as connection:
        taken_back(connection, "0003")
        counted = "SELECT layer, state, COUNT(*) FROM queue GROUP BY layer, state"
        found = {(layer, state): number for layer, state, number in connection.exec_driver_sql(counted)}
    assert found == {
        ("figures", "accepted"): 1, ("figures", "open"): 2, ("units", "open"): 1, ("models", "open"): 1,
        ("cells", "open"): 1, ("checks", "open"): 2,
    }  # fmt: skip


@pytest.mark.parametrize("version", ["0002", "0003", "0004", "0005"])
def test_an_older_store_opens_with_all_that_is_in_it(url: str, version: str) -> None:
    filled(url)
    with opened(url) as store, writing(store, migrating=True) as connection:
        taken_back(connection, version)
    with opened(url) as store:
        with reading(store) as connection:
            assert revision(connection) == HEAD
            found = read_report(connection, SHA)
            assert found is not None
            assert line(found) == line(report())
            assert progress(connection, Wanted()) == {"none": 3, "accepted": 1}
            (set_by_people,) = queue_page(connection, Wanted(status="all", indicator="b"))
            assert set_by_people.review.row == report()["figures"][0]["id"]
            assert "p1" in {row.review.row for row in queue_page(connection, Wanted(status="all"))}
        assert list(flaws(store)) == []
