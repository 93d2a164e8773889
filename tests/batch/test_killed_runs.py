"""The real program, killed: the next run goes on where it was, and nothing is lost or stands twice.

bench/kill_sweep.py does it fifty times over 200 files, and kills a hundred workers.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.batch.mixed_inbox import mixed_inbox
from tests.batch.real_runs import (
    Place,
    events,
    everything,
    left_behind,
    lines_so_far,
    reading_runs,
    said,
    start,
    to_the_end,
    workers_of,
)

_FILES = 24
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = mixed_inbox(tmp_path_factory.mktemp("kill") / "in", _FILES)
    # What has lain there for long is not waited for.
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture(scope="module")
def whole(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = Place(tmp_path_factory.mktemp("whole"), inbox)
    to_the_end(place, jobs=1)
    return everything(place)


def test_a_coordinator_killed_twice_is_gone_on_with(
    inbox: Path, whole: dict[str, Any], tmp_path: Path
) -> None:
    place = Place(tmp_path, inbox)
    known: dict[str, int | None] = {}
    for lines in (2, len(whole["ledger"]) * 2 // 3):
        child = start(place, jobs=1)
        _wait_for_lines(place, lines, child)
        child.kill()
        child.wait()
        known = reading_runs(place)
        assert lines <= len(known) < len(whole["ledger"])
    to_the_end(place, jobs=1)
    assert everything(place) == whole
    assert known.items() <= reading_runs(place).items()
    _wait_until_nothing_is_left(place)


def test_killed_workers_cost_what_was_in_flight(inbox: Path, whole: dict[str, Any], tmp_path: Path) -> None:
    place, killed = Place(tmp_path, inbox), 0
    child = start(place, "--log-json", jobs=1)
    for lines in (1, 5):
        _wait_for_lines(place, lines, child)
        killed += _kill_the_workers(child.pid)
    assert child.wait() == 2 and killed >= 2
    assert everything(place) == whole
    reads, begun_again = Counter[str](), 0
    for event in events(place):
        reads[event.get("file", "")] += event["event"] == "file"
        begun_again += "its worker ended" in event["event"]
    assert set((reads - Counter({"": reads[""]})).values()) == {1} and begun_again <= killed
    _wait_until_nothing_is_left(place)


def _wait_for_lines(place: Place, lines: int, child: subprocess.Popen[bytes]) -> None:
    while lines_so_far(place) < lines:
        assert child.poll() is None, said(place)
        time.sleep(0.02)


def _kill_the_workers(coordinator: int) -> int:
    found = workers_of(coordinator)
    for worker in found:
        worker.kill()
    return len(found)


def _wait_until_nothing_is_left(place: Place) -> None:
    deadline = time.monotonic() + 60
    while left := left_behind(place):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
