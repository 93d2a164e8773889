"""Inboxes and results that lie where fsspec opens them, read on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.far_files import without_password
from batch.far_results import results_to
from batch.reach import FarFolder, Folder, ledger_name, reaching
from batch.results_folder import MANIFEST
from batch.stopping import Stop
from batch.store_commands import export_command, run_command, verify_command
from batch.store_run import How, Passed, run_into
from extract.problems import SetupProblem
from outputs.store import Store, opened
from tests.batch.light_work import read
from tests.batch.store_runs import RULES, Heard, contents, fill, statuses, uninterrupted

fsspec = pytest.importorskip("fsspec", reason="the extra `dask` is not installed here")
URL = "memory://kho/bao cao"


@pytest.fixture
def memory() -> Iterator[Any]:
    """fsspec's file system that lives in this process, empty."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def put(memory: Any, folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            memory.pipe_file(f"{URL.removeprefix('memory:/')}/{name}", path.read_bytes())


def run(store: Store, url: str, calm: float = 0.0) -> Passed:
    how = How(workers=1, calm=calm, read=read, rules=lambda: RULES)
    with reaching(url) as reach:
        return run_into(store, reach, how, Stop(), Heard())


def test_a_far_inbox_is_read_as_a_folder_is(store: Store, memory: Any, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "in", 6)
    (inbox / "xã B").mkdir()
    (inbox / "xã B" / "số 1 #%20 [a]*.txt").write_text("đạt 7", encoding="utf-8")
    put(memory, inbox)
    passed = run(store, URL)
    assert passed.ended and passed.inbox == URL
    # Everything but the times of files, which decide nothing here.
    assert contents(store) == uninterrupted(tmp_path, inbox)


def test_a_far_file_that_has_not_changed_is_not_fetched_again(
    store: Store, memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, fill(tmp_path / "in", 4))
    assert run(store, URL).read == 5
    memory.pipe_file("/kho/bao cao/001.txt", "đạt 99".encode())
    fetched = []
    get = type(memory).get_file
    monkeypatch.setattr(
        type(memory), "get_file", lambda self, path, *more: (fetched.append(path), get(self, path, *more))[1]
    )
    assert run(store, URL).read == 1
    assert fetched == ["/kho/bao cao/001.txt"]


def test_a_file_whose_place_knows_no_times_is_hashed_each_time(
    store: Store, memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batch.reach._TIMES", ())
    put(memory, fill(tmp_path / "in", 4))
    assert run(store, URL).read == 5
    memory.pipe_file("/kho/bao cao/001.txt", "đạt 98 và 1".encode())
    assert run(store, URL).read == 1


def test_no_copy_of_a_far_file_is_left(memory: Any, tmp_path: Path) -> None:
    put(memory, fill(tmp_path / "in", 4))
    spool = tmp_path / "spool"
    spool.mkdir()
    with opened(str(tmp_path / "kho.db"), create=True) as store:
        how = How(workers=1, calm=0.0, read=read, rules=lambda: RULES)
        run_into(store, FarFolder(URL, spool), how, Stop(), Heard())
    assert list(spool.iterdir()) == []


def test_a_place_that_is_not_there_empties_no_ledger(store: Store, memory: Any, tmp_path: Path) -> None:
    put(memory, fill(tmp_path / "in", 2))
    run(store, URL)
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    with pytest.raises(SetupProblem, match="no_folder"):
        run(store, URL)
    assert len(statuses(store)) == 4


def test_a_kind_of_place_that_nothing_opens_is_said() -> None:
    with pytest.raises(SetupProblem, match="no_file_system"), reaching("nosuch://a/b"):
        pass


def test_names_of_inboxes(tmp_path: Path) -> None:
    assert ledger_name("s3://kho/báo cáo/") == "s3://kho/báo cáo"
    assert ledger_name(f"file://{tmp_path.as_posix()}") == tmp_path.as_posix() == Folder(tmp_path).name
    assert without_password("ftp://an:mật khẩu@máy:21/a?b=1") == "ftp://an@máy:21/a?b=1"


def test_a_far_inbox_is_verified_where_it_lies(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Năm 2024, đã kiểm tra 162 tổ chức đảng.", encoding="utf-8")
    put(memory, tmp_path / "in")
    store = str(tmp_path / "kho.db")
    assert run_command(URL, store, None, 0) == (True, True)
    verify_command(store, inputs=True)
    memory.pipe_file("/kho/bao cao/a.txt", b"changed")
    with pytest.raises(SetupProblem, match="run_again"):
        verify_command(store, inputs=True)


def test_results_go_to_a_far_place_and_an_edited_workbook_is_put_aside(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Năm 2024, đã kiểm tra 162 tổ chức đảng.", encoding="utf-8")
    store, out = str(tmp_path / "kho.db"), "memory://kết quả/năm"
    assert run_command(str(tmp_path / "in"), store, out, 0) == (True, True)
    names = {path.removeprefix("/kết quả/năm/") for path in memory.find("/kết quả/năm")}
    assert {"tonghop.xlsx", "reports.jsonl", "ledger.jsonl", MANIFEST} < names
    memory.pipe_file("/kết quả/năm/tonghop.xlsx", b"edited")
    export_command(store, out, None, as_read=False)
    assert memory.cat_file("/kết quả/năm/tonghop-da-sua-1.xlsx") == b"edited"
    assert memory.cat_file("/kết quả/năm/tonghop.xlsx").startswith(b"PK")


def test_results_within_the_far_inbox_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="out_is_input"):
        run_command(URL, str(tmp_path / "kho.db"), f"{URL}/out", 0)


def test_a_far_place_that_cannot_be_written_to_is_said(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("AccessDenied")

    monkeypatch.setattr(type(memory), "put_file", refuse)
    with pytest.raises(SetupProblem, match="AccessDenied"), results_to("memory://out") as folder:
        (folder / MANIFEST).write_text("{}", encoding="utf-8")


def test_members_of_far_archives_are_as_old_as_the_archive(store: Store, memory: Any, tmp_path: Path) -> None:
    import zipfile

    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "b.zip", "w") as made:
        made.writestr("c.txt", "đạt 5")
    put(memory, tmp_path / "in")
    assert run(store, URL).read == 2
    assert statuses(store) == {"b.zip": "ok", "b.zip/c.txt": "ok"}
    assert run(store, URL).read == 0


def test_a_fetched_file_carries_its_time(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/kho/bao cao/a.txt", b"1")
    reach = FarFolder(URL, tmp_path)
    entry = reach.entries(())[0]
    look = reach.look(entry)
    assert reach.here(entry).stat().st_mtime_ns == look.mtime_ns
