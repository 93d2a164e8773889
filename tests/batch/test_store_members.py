"""What archives hold goes into the store like files of the folder: once, and never twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.reach import Folder
from batch.store_members import not_members
from batch.store_run import How
from batch.store_watch import changed
from outputs.store import Store, opened
from tests.batch.store_runs import Heard, run, statuses
from tests.extract.archive_files import zip_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(str(tmp_path / "kho.db"), create=True) as store:
        yield store


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (folder := tmp_path / "in").mkdir()
    inner = zip_of([("trong.txt", "thi đua 7".encode())])
    items = [("a.txt", "kiểm tra 162".encode()), ("lồng.zip", inner), (".ẩn", b"1")]
    (folder / "b.zip").write_bytes(zip_of(items))
    (folder / "a.txt").write_text("kiểm tra 162", encoding="utf-8")
    return folder


EXPECTED = {
    "a.txt": "ok",
    "b.zip": "ok",
    "b.zip/a.txt": "duplicate",
    "b.zip/lồng.zip": "ok",
    "b.zip/lồng.zip/trong.txt": "ok",
    "b.zip/.ẩn": "unsupported",
}


def test_members_have_lines_of_their_own(store: Store, inbox: Path) -> None:
    run(store, inbox)
    assert statuses(store) == EXPECTED


def test_a_second_run_reads_nothing_again(store: Store, inbox: Path) -> None:
    run(store, inbox)
    heard = Heard()
    run(store, inbox, heard=heard)
    assert [file for file, _, was_read in heard.steps if was_read] == []
    assert {file: status for file, status, _ in heard.steps} == statuses(store) == EXPECTED
    assert heard.files == len(EXPECTED)


def test_members_go_with_their_archive(store: Store, inbox: Path) -> None:
    run(store, inbox)
    (inbox / "b.zip").unlink()
    assert {line.file for line in run(store, inbox).lines} == {"a.txt"}


def test_a_changed_archive_gives_what_is_new_in_it(store: Store, inbox: Path) -> None:
    run(store, inbox)
    (inbox / "b.zip").write_bytes(zip_of([("a.txt", "kiểm tra 162".encode()), ("mới.txt", b"giam sat 64")]))
    os.utime(inbox / "b.zip", (1, 1))
    heard = Heard()
    lines = {line.file: line.status for line in run(store, inbox, heard=heard).lines}
    assert lines == {"a.txt": "ok", "b.zip": "ok", "b.zip/a.txt": "duplicate", "b.zip/mới.txt": "ok"}
    assert "b.zip/mới.txt" in [file for file, _, was_read in heard.steps if was_read]


def test_a_watched_folder_with_archives_comes_to_rest(store: Store, inbox: Path) -> None:
    passed = run(store, inbox)
    assert not changed(Folder(inbox), How(), store, passed)
    assert [line.file for line in not_members(passed.lines)] == ["a.txt", "b.zip"]
