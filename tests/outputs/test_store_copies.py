"""Backups: complete, proven, and usable on either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.problems import SetupProblem
from outputs.store import Store, opened, writing
from outputs.store_copies import backup, restore
from outputs.store_integrity import flaws
from outputs.store_writing import Reading, save
from tests.outputs.made import report
from tests.outputs.test_store_integrity import dump, fill


def test_a_backup_holds_everything(store: Store, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "sao lưu.db")
    with opened(str(tmp_path / "sao lưu.db")) as copy:
        assert dump(copy) == dump(store)
    assert {path.name for path in tmp_path.iterdir()} >= {"sao lưu.db", "sao lưu.db.sha256"}


def test_a_backup_is_restored_on_either_database(url: str, tmp_path: Path) -> None:
    with opened(str(tmp_path / "gốc.db"), create=True) as store:
        fill(store)
        backup(store, tmp_path / "b.db")
        whole = dump(store)
    assert restore(tmp_path / "b.db", url)["figures"] == 3
    with opened(url) as restored:
        assert dump(restored) == whole and not list(flaws(restored))
        # Keys must go on behind those that were restored.
        with writing(restored) as connection:
            assert save(connection, Reading(report(sha256="e" * 64), "v1")) == 2


def test_a_store_with_data_is_not_restored_over(store: Store, url: str, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "b.db")
    with pytest.raises(SetupProblem, match="store_not_empty"):
        restore(tmp_path / "b.db", url)


def test_a_backup_that_was_altered_is_refused(tmp_path: Path) -> None:
    with opened(str(tmp_path / "kho.db"), create=True) as store:
        fill(store)
        backup(store, tmp_path / "b.db")
    with (tmp_path / "b.db").open("r+b") as file:
        file.seek(-10, 2)
        file.write(b"x")
    with pytest.raises(SetupProblem, match="backup_damaged"):
        restore(tmp_path / "b.db", str(tmp_path / "mới.db"))
    assert not (tmp_path / "mới.db").exists()


def test_a_damaged_store_is_not_backed_up_over_a_good_backup(tmp_path: Path) -> None:
    from sqlalchemy import text

    with opened(str(tmp_path / "kho.db"), create=True) as store:
        fill(store)
        good = backup(store, tmp_path / "b.db")
        with writing(store) as connection:
            connection.execute(text("UPDATE figures SET value = '7'"))
        with pytest.raises(SetupProblem, match="store_damaged"):
            backup(store, tmp_path / "b.db")
    assert (tmp_path / "b.db.sha256").read_text().startswith(good)
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".tonghop")} == set()


def test_a_backup_that_cannot_be_written_is_the_operators_matter(store: Store, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(SetupProblem, match="cannot_write"):
        backup(store, tmp_path / "tệp" / "b.db")


def test_a_missing_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="no_backup"):
        restore(tmp_path / "không.db", str(tmp_path / "kho.db"))
