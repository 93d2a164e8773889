"""Worker processes: order, and what a bad file costs."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

import batch.pool
from batch.pool import Result, pooled, sensible_workers
from batch.tasks import Task
from extract.problems import SetupProblem
from outputs.contract import refused
from tests.batch.bad_workers import work


def read(*names: str, workers: int = 2, wall: float = 30.0) -> list[Result]:
    return list(pooled([Task(Path(name), name) for name in names], workers, work, wall))


def found(results: list[Result]) -> list[tuple[str, str]]:
    return [(result.row["file"], result.row["status"]) for result in results]


def test_results_come_in_the_order_of_the_files() -> None:
    names = ["slow-0", *(str(number) for number in range(1, 12))]
    assert found(read(*names)) == [(name, "ok") for name in names]


def test_files_are_read_in_other_processes() -> None:
    makers = {result.row["warnings"][0]["message"] for result in read("slow-1", "slow-2", "slow-3", "slow-4")}
    assert str(os.getpid()) not in makers


def test_a_killed_worker_costs_only_its_file() -> None:
    assert found(read("a", "kill", "b", "c")) == [("a", "ok"), ("kill", "crashed"), ("b", "ok"), ("c", "ok")]


def test_every_file_may_kill_its_worker() -> None:
    assert found(read("kill-1", "kill-2", "a", workers=1)) == [
        ("kill-1", "crashed"),
        ("kill-2", "crashed"),
        ("a", "ok"),
    ]


def test_a_file_that_uses_up_its_cpu_time_is_a_timeout() -> None:
    assert found(read("cpu", "a")) == [("cpu", "timeout"), ("a", "ok")]


def test_a_file_that_hangs_is_given_up() -> None:
    assert found(read("hang", "a", "b", wall=1.5)) == [("hang", "timeout"), ("a", "ok"), ("b", "ok")]


def test_a_fault_of_the_set_up_ends_the_run() -> None:
    with pytest.raises(SetupProblem, match="no_engine"):
        read("a", "setup", "b")


def test_known_files_keep_their_place_and_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch.pool._Pool, "_renew", lambda self: pytest.fail("a worker was started"))
    known = Task(Path("x"), "x", known=refused("x", "empty", "empty_file", "Tệp rỗng."))
    assert found(list(pooled([known], 2, work))) == [("x", "empty")]


def test_workers_that_break_down_together_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers killed between two files leave nobody to blame; their files are read again."""
    tasks = [Task(Path(name), name) for name in ("slow-a", "slow-b", "c", "d", "e", "f")]
    results = pooled(tasks, 1, work)
    first = next(results)
    os.kill(int(first.row["warnings"][0]["message"]), signal.SIGKILL)
    rest = list(results)
    assert [result.row["file"] for result in rest] == ["slow-b", "c", "d", "e", "f"]
    assert [result.row["status"] for result in rest].count("ok") >= 4


def test_few_files_need_one_worker() -> None:
    assert sensible_workers(0) == sensible_workers(5) == 1
