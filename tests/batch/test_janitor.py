"""The coordinator ends, in whatever way: its workers, their children and their files go with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from batch.jail import jailed
from tests.batch.bad_workers import misbehave

ROOT = Path(__file__).resolve().parents[2]
RUN = (
    "import sys; from batch.jail import jailed; from batch.limits import Limits;"
    " from tests.batch.bad_workers import misbehave;"
    " list(jailed(misbehave, [sys.argv[1]], 1, Limits(cage=sys.argv[2])))"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def started(place: Path, deed: str, cage: str = "") -> tuple[subprocess.Popen[bytes], list[int]]:
    """A coordinator at work, and the processes of its worker, which has noted them."""
    note = place.parent / "note"
    command = [sys.executable, "-c", RUN, f"{deed}:{note}", cage]
    run = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(place)}, stderr=subprocess.DEVNULL
    )
    until(lambda: note.exists() and len(note.read_text().split()) == 2)
    return run, [int(pid) for pid in note.read_text().split()]


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def dead(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("cage", ["", "watchdog"])
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_nothing_outlives_the_coordinator(place: Path, sign: signal.Signals, cage: str) -> None:
    run, pids = started(place, "hangwithchild", cage)
    run.send_signal(sign)
    run.wait(30)
    until(lambda: all(dead(pid) for pid in pids))
    until(lambda: not list(place.iterdir()))


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_a_loop_in_c_code_does_not_outlive_the_coordinator(place: Path) -> None:
    run, pids = started(place, "loopnoted")
    run.kill()
    run.wait()
    until(lambda: dead(pids[0]))


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_the_next_run_clears_what_is_left_when_the_janitor_died_too(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, pids = started(place, "hangwithchild")
    [janitor] = [one for one in psutil.Process(run.pid).children() if "janitor" in " ".join(one.cmdline())]
    janitor.kill()
    run.kill()
    run.wait()
    assert list(place.glob("tonghop-jail-*")) and not dead(pids[1])
    monkeypatch.setattr("tempfile.tempdir", str(place))
    assert list(jailed(misbehave, ["fine"], 1)) == ["fine"]
    assert dead(pids[1]) and not list(place.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_the_next_run_leaves_living_runs_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, pids = started(place, "hangwithchild")
    monkeypatch.setattr("tempfile.tempdir", str(place))
    assert list(jailed(misbehave, ["fine"], 1)) == ["fine"]
    assert not any(dead(pid) for pid in pids)
    run.kill()
    run.wait()
    until(lambda: not list(place.iterdir()))
