"""Runs on a Dask cluster: a scheduler and workers as real processes, some of which die."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from outputs.store import opened
from outputs.store_integrity import flaws
from tests.batch.clusters import Cluster, cluster, ended, stopped
from tests.batch.store_runs import contents, fill, statuses, uninterrupted
from tests.batch.test_store_kills import done

pytest.importorskip("distributed", reason="the extra `dask` is not installed here")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes as Unix does")

FILES = 60


def wait_for(store: Path, lines: int, child: subprocess.Popen[bytes]) -> None:
    """Until the ledger has so many lines, while the coordinator is at work."""
    while child.poll() is None and done(store) < lines:
        time.sleep(0.01)
    assert child.poll() is None, ended(child)


def new_store(path: Path) -> Path:
    with opened(str(path), create=True):
        pass
    return path


def assert_whole(store: Path, inbox: Path, tmp_path: Path) -> None:
    """The store is what one becomes on this machine alone, row for row."""
    with opened(str(store)) as made:
        assert contents(made) == uninterrupted(tmp_path, inbox)
        assert not list(flaws(made))


def test_a_worker_that_dies_costs_nothing(tmp_path: Path) -> None:
    inbox, store = fill(tmp_path / "in", FILES), new_store(tmp_path / "kho.db")
    with cluster(tmp_path / "cluster", 3) as made:
        # A URL for fsspec, which workers open themselves.
        child = made.run(store, f"local://{inbox}")
        wait_for(store, FILES // 3, child)
        stopped(made.workers[0])
        code, out, said = ended(child)
        assert code == 0, said
    # The duplicate is not read; the refused file is.
    assert int(out) == FILES + 1
    assert_whole(store, inbox, tmp_path)


def test_a_file_that_kills_workers_is_quarantined_and_costs_no_other(tmp_path: Path) -> None:
    inbox, store = fill(tmp_path / "in", 12), new_store(tmp_path / "kho.db")
    (inbox / "005 xấu.txt").write_text("giết", encoding="utf-8")
    with cluster(tmp_path / "cluster", 3, allowed_failures=0) as made:
        code, _, said = ended(made.run(store, inbox))
        assert code == 0, said
        assert [worker.poll() is None for worker in made.workers].count(True) == 1
        with opened(str(store)) as whole:
            found = statuses(whole)
        # Quarantined: as long as the rules are the same, nobody tries it again.
        assert ended(made.run(store, inbox))[:2] == (0, "0\n")
    assert found.pop("005 xấu.txt") == "crashed"
    assert set(found.values()) == {"ok", "duplicate", "corrupt"} and len(found) == 14


def test_a_killed_coordinator_is_gone_on_with(tmp_path: Path) -> None:
    inbox, store = fill(tmp_path / "in", FILES), new_store(tmp_path / "kho.db")
    with cluster(tmp_path / "cluster", 2) as made:
        child = made.run(store, inbox, "unseen")
        wait_for(store, FILES // 3, child)
        stopped(child)
        known = done(store)
        code, out, said = ended(made.run(store, inbox, "unseen"))
        assert code == 0, said
        assert 0 < int(out) <= FILES + 2 - known
    assert_whole(store, inbox, tmp_path)


def test_a_lost_scheduler_is_said_and_gone_on_with(tmp_path: Path) -> None:
    inbox, store = fill(tmp_path / "in", FILES), new_store(tmp_path / "kho.db")
    with cluster(tmp_path / "cluster", 1) as made:
        child = made.run(store, inbox)
        wait_for(store, FILES // 3, child)
        assert made.scheduler is not None
        stopped(made.scheduler)
        code, _, said = ended(child)
        assert code == 3 and "scheduler_lost" in said
        assert FILES // 3 <= done(store) < FILES
        again(made)
        code, _, said = ended(made.run(store, inbox))
        assert code == 0, said
    assert_whole(store, inbox, tmp_path)


def again(made: Cluster) -> None:
    """A new scheduler and a worker, at another address."""
    made.start_scheduler()
    made.start_workers(1)
