"""Runs that are killed, stopped, or made twice at once; journals that are cut off."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from outputs.store import opened
from outputs.store_integrity import flaws
from tests.batch.cut_journal import check_cut, made_journal
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


def test_a_journal_cut_anywhere_keeps_what_was_acknowledged_and_halves_nothing(tmp_path: Path) -> None:
    """bench/store_faults.py cuts at every frame and at 200 more places."""
    journal = made_journal(tmp_path, 12)
    chance = random.Random(5)
    cuts = [*journal.frames[::7], *(chance.randrange(len(journal.whole)) for _ in range(12))]
    for cut in [*cuts, *journal.acknowledged, *(size - 1 for size in journal.acknowledged)]:
        check_cut(tmp_path, journal, cut)


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
