"""Runs of the real program, each a process of its own that can be killed, and what they leave behind."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from batch.run import LEDGER
from outputs.store import opened, reading
from outputs.store_integrity import flaws
from outputs.store_ledger import inboxes, ledger_of
from tests.batch.store_runs import contents

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Where runs work: `home` holds store, results and temporary files; `inbox` the reports."""

    home: Path
    inbox: Path

    @property
    def store(self) -> Path:
        return self.home / "kho" / "kho.db"

    @property
    def out(self) -> Path:
        return self.home / "kết quả"

    @property
    def temporary(self) -> Path:
        return self.home / "tmp"


def start(place: Place, *more: str, jobs: int = 2) -> subprocess.Popen[bytes]:
    """A run into the store and the results folder; what it says goes to the file `said`."""
    place.temporary.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(ROOT / "cli.py"), *more, "run", str(place.inbox)]
    command += ["--store", str(place.store), "--out", str(place.out), "--jobs", str(jobs)]
    with (place.home / "said").open("ab") as said:
        return subprocess.Popen(command, env=environment(place), stdout=said, stderr=said)


def environment(place: Place) -> dict[str, str]:
    """The variables of a run whose temporary files lie in the place."""
    return {**os.environ, "TMPDIR": str(place.temporary)}


def to_the_end(place: Place, *more: str, jobs: int = 2) -> None:
    """A run that nobody kills; some files are refused, hence its exit code."""
    code = start(place, *more, jobs=jobs).wait()
    assert code == 2, (code, said(place)[-2000:])


def said(place: Place) -> str:
    """All that runs in this place have said so far."""
    return (place.home / "said").read_text(encoding="utf-8")


def events(place: Place) -> list[dict[str, Any]]:
    """What runs with --log-json have logged."""
    return [json.loads(line) for line in said(place).splitlines() if line.startswith("{")]


def workers_of(coordinator: int) -> list[psutil.Process]:
    """The living worker processes of a run."""
    found = []
    with suppress(psutil.Error):
        for child in psutil.Process(coordinator).children():
            with suppress(psutil.Error):
                if "--multiprocessing-fork" in child.cmdline():
                    found.append(child)
    return found


def lines_so_far(place: Place) -> int:
    """How many lines the ledger has, seen from outside."""
    if not place.store.exists():
        return 0
    try:
        with closing(sqlite3.connect(place.store, timeout=30)) as raw:
            return int(raw.execute("SELECT count(*) FROM ledger WHERE run IS NOT NULL").fetchone()[0])
    except sqlite3.OperationalError:
        # Its tables are still to come.
        return 0


def everything(place: Place) -> dict[str, Any]:
    """What stands in the store and in the results folder, without what differs from run to run."""
    with opened(str(place.store)) as store:
        assert not list(flaws(store))
        found = contents(store)
    return {**found, "results": results_of(place.out)}


def reading_runs(place: Place) -> dict[str, int | None]:
    """File -> the run that wrote its line; a file that is read again gets that of the later run."""
    if not place.store.exists():
        return {}
    with opened(str(place.store), create=True) as store, reading(store) as connection:
        return {
            file: line.run
            for inbox in inboxes(connection)
            for file, line in ledger_of(connection, inbox).items()
            if line.run is not None
        }


def left_behind(place: Place) -> list[str]:
    """Temporary files, staged results, and processes that should have ended with their run."""
    found = [path.name for path in place.temporary.iterdir()]
    found += [path.name for path in place.out.glob(".tonghop-*")]
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR", "").startswith(str(place.temporary)):
                found.append(f"process {process.pid}")
        except psutil.Error:
            continue
    return found


def results_of(out: Path) -> dict[str, Any]:
    """The files of a results folder: texts by line, the names alone of what is zipped with its time."""
    found: dict[str, Any] = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        found[name] = None
        if path.suffix in (".csv", ".jsonl"):
            found[name] = path.read_text(encoding="utf-8").splitlines()
    found[LEDGER] = [{**json.loads(line), "seconds": None} for line in found[LEDGER]]
    return found
