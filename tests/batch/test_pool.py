"""Contract objects of many files, from workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.pool import Result, pooled, sensible_workers
from batch.tasks import Task
from outputs.contract import refused
from tests.batch.bad_workers import as_row


def read(*names: str) -> list[Result]:
    return list(pooled([Task(Path(name), name, "abc") for name in names], 2, as_row))


def found(results: list[Result]) -> list[tuple[str, str]]:
    return [(result.row["file"], result.row["status"]) for result in results]


def test_every_file_has_its_row_in_order() -> None:
    assert found(read("slow", "fine", "exit", "locked", "recursion")) == [
        ("slow", "ok"),
        ("fine", "ok"),
        ("exit", "crashed"),
        ("locked", "encrypted"),
        ("recursion", "crashed"),
    ]


def test_a_file_that_failed_keeps_its_hash_and_has_advice() -> None:
    [result] = read("exit")
    assert result.row["sha256"] == "abc" and "hãy" in result.row["warnings"][0]["message"]


def test_known_files_keep_their_place_and_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.jail.Crew", lambda *_: pytest.fail("workers were wanted"))
    known = Task(Path("x"), "x", known=refused("x", "empty", "empty_file", "Tệp rỗng."))
    results = list(pooled([known], 2, as_row))
    assert found(results) == [("x", "empty")] and results[0].seconds is None


def test_few_files_need_one_worker() -> None:
    assert sensible_workers(0) == sensible_workers(5) == 1
