"""Runs that are killed, stopped, or made twice at once; journals that are cut off."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from outputs.store import Store, opened, reading
from outputs.store_chain import all_links
from outputs.store_decisions import Change, decide
from outputs.store_integrity import flaws
from tests.batch.store_runs import FOR_THE_NEXT_RUN, contents, fill, run, statuses, uninterrupted

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("moment", [0.1, 0.5, 0.9])
def test_a_killed_run_is_gone_on_with(tmp_path: Path, moment: float) -> None:
    """bench/store_faults.py does it fifty times over 200 files."""
    inbox = fill(tmp_path / "in", 20)
    whole = uninterrupted(tmp_path, inbox)
    path = tmp_path / "kho.db"
    with opened(str(path), create=True):
        pass
    child = start(path, inbox, 0.02)
    wanted = int(22 * moment)
    while child.poll() is None and done(path) < wanted:
        time.sleep(0.005)
    child.kill()
    child.communicate()
    with opened(str(path)) as store:
        assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN
        run(store, inbox)
        assert contents(store) == whole and not list(flaws(store))


def test_two_runs_at_once_lose_nothing_and_wait_for_each_other(url: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "in", 20)
    whole = uninterrupted(tmp_path, inbox)
    with opened(url, create=True):
        pass
    children = [start(url, inbox, 0.001) for _ in range(2)]
    for child in children:
        said = child.communicate()[1]
        assert child.returncode == 0, said
        assert b"locked" not in said
    with opened(url) as store:
        assert contents(store) == whole and not list(flaws(store))


def test_ctrl_c_ends_in_order_and_says_how_to_go_on(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for at in range(60):
        (inbox / f"{at}.txt").write_text(
            f"Năm 2024, Đảng ủy xã đã kiểm tra {at + 2} tổ chức đảng.\n", encoding="utf-8"
        )
    store = tmp_path / "kho.db"
    command = [sys.executable, str(ROOT / "cli.py"), "run", str(inbox), "--store", str(store), "--jobs", "1"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while child.poll() is None and not (store.exists() and _lines(store)):
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    out, said = child.communicate(timeout=120)
    assert child.returncode == 130, said.decode()
    assert b"Ctrl-C again" in said and b"the same command goes on" in out
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    with opened(str(store)) as whole:
        assert list(statuses(whole).values()) == ["ok"] * 60 and not list(flaws(whole))


def test_a_journal_cut_anywhere_keeps_every_decision_that_was_acknowledged(tmp_path: Path) -> None:
    """A crash may lose the end of the journal, but never what was on the disk when it was acknowledged."""
    path = tmp_path / "kho.db"
    wal = path.with_name("kho.db-wal")
    with opened(str(path), create=True) as store:
        run(store, fill(tmp_path / "in", 2))
    # Closed, its tables stand in the file; what is decided from here on in the journal alone.
    with opened(str(path)) as store:
        report, row = _a_row(store)
        acknowledged = []
        for number in range(12):
            decide(store, [Change(report, row, "figures", "value", str(number + 1000))], "an")
            acknowledged.append(wal.stat().st_size)
        shutil.copyfile(path, tmp_path / "copy.db")
        shutil.copyfile(wal, tmp_path / "copy.db-wal")
    whole = (tmp_path / "copy.db-wal").read_bytes()
    chance = random.Random(5)
    cuts = [*range(32, len(whole), 4096 + 24), *(chance.randrange(len(whole)) for _ in range(20)), len(whole)]
    for cut in cuts[-60:]:
        base, journal = tmp_path / "cut.db", tmp_path / "cut.db-wal"
        shutil.copyfile(tmp_path / "copy.db", base)
        journal.write_bytes(whole[:cut])
        promised = sum(size <= cut for size in acknowledged)
        with closing(sqlite3.connect(base)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert raw.execute("SELECT count(*) FROM decisions").fetchone()[0] >= promised, cut


def _a_row(store: Store) -> tuple[str, str]:
    from outputs.store_queue import Wanted, queue_page

    with reading(store) as connection:
        found = queue_page(connection, Wanted(), limit=1)[0]
        assert list(all_links(connection)) == []
    return found.report, found.row["id"]


def start(store: object, inbox: Path, pause: float) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    module = (sys.executable, "-m", "tests.batch.store_child")
    return subprocess.Popen([*module, str(store), str(inbox), str(pause)], cwd=ROOT, stderr=subprocess.PIPE)


def done(path: Path) -> int:
    """How many lines the ledger has, seen from outside."""
    with closing(sqlite3.connect(path, timeout=30)) as raw:
        return int(raw.execute("SELECT count(*) FROM ledger").fetchone()[0])


def _lines(store: Path) -> int:
    try:
        return done(store)
    except sqlite3.OperationalError:
        return 0
