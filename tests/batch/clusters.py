"""A Dask cluster on this machine for tests: scheduler, workers and coordinators as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_START = 300.0


@dataclass(slots=True)
class Cluster:
    """`workers`: their processes, without nannies, so that one that is killed stays dead."""

    home: Path
    environment: dict[str, str]
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_scheduler(self) -> None:
        known = self.home / "scheduler.json"
        known.unlink(missing_ok=True)
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(known))
        until = time.monotonic() + _LONGEST_START
        while not known.exists() or not known.read_text(encoding="utf-8").strip():
            assert self.scheduler.poll() is None and time.monotonic() < until, self.log()
            time.sleep(0.05)
        self.address = json.loads(known.read_text(encoding="utf-8"))["address"]

    def start_workers(self, number: int) -> None:
        for _ in range(number):
            options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(self.home / "space"))
            self.workers.append(self._start("worker", self.address, *options))

    def run(self, store: object, inbox: object, seen: str = "seen") -> subprocess.Popen[bytes]:
        """A coordinator at work."""
        module = (sys.executable, "-m", "tests.batch.far_child")
        return subprocess.Popen(
            [*module, self.address, str(store), str(inbox), seen],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def log(self) -> str:
        return (self.home / "log").read_text(encoding="utf-8")

    def end(self) -> None:
        for process in (*self.workers, *([self.scheduler] if self.scheduler else [])):
            process.kill()
            process.wait()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.home / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=self.home,
                env=self.environment,
                stdout=log,
                stderr=log,
            )


@contextmanager
def cluster(home: Path, workers: int, *, allowed_failures: int = 3) -> Iterator[Cluster]:
    """A cluster whose workers all have come up. `allowed_failures`: of workers that take a file along."""
    home.mkdir()
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "TESTS_STAY_HERE": "1",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures),
    }
    made = Cluster(home, environment)
    try:
        made.start_scheduler()
        made.start_workers(workers)
        until = time.monotonic() + _LONGEST_START
        while made.log().count("Registered to") < workers:
            assert time.monotonic() < until, made.log()
            time.sleep(0.05)
        yield made
    finally:
        made.end()


def ended(child: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Exit code, output and errors of a coordinator."""
    out, said = child.communicate(timeout=600)
    return child.returncode, out.decode(), said.decode()


def stopped(process: subprocess.Popen[bytes]) -> None:
    """Killed, without a chance to say goodbye."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
