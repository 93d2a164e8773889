"""Hostile files through the whole program: none takes another along, lies about itself, or reaches out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.case import FATAL, Hostile, betrays, with_members
from tests.hostile.collection import hostile_files

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 2_000


@dataclass(frozen=True)
class Ran:
    """What a run over the hostile files left behind."""

    cases: dict[str, Hostile]
    rows: dict[str, dict[str, Any]]
    code: int
    watched: str
    strangers: set[str]
    peak: float


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    base = tmp_path_factory.mktemp("hostile")
    names = ("in", "out", "temporary", "home", "here")
    inbox, out, temporary, home, here = folders = [base / name for name in names]
    for folder in folders:
        folder.mkdir()
    cases = hostile_files()
    for case in cases.values():
        (inbox / case.name).write_bytes(case.data)
    log = base / "watched"
    known = {path.relative_to(base).as_posix() for path in base.rglob("*")}
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parent / "watch"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TONGHOP_TEST_WATCH": str(log),
        "TONGHOP_TEST_ALLOWED": os.pathsep.join(map(str, (out, base / ".tonghop", temporary))),
        "TMPDIR": str(temporary),
        "HOME": str(home),
    }
    command = [sys.executable, str(ROOT / "cli.py"), "run", str(inbox), "--out", str(out), "--jobs", "2"]
    ended = subprocess.run(
        command, cwd=here, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    lines = (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    rows = with_members(list(map(json.loads, lines)))
    left = {path.relative_to(base).as_posix() for path in base.rglob("*") if out not in path.parents}
    watched = log.read_text(encoding="utf-8") if log.exists() else ""
    return Ran(cases, rows, ended.returncode, watched, left - known - {"watched"}, _peak())


def _peak() -> float:
    """Megabytes that the largest process of ours held at most, 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def test_every_hostile_file_has_its_answer(ran: Ran) -> None:
    assert ran.rows.keys() == ran.cases.keys()
    assert ran.code == 2


def test_none_crashes_hangs_or_runs_out_of_memory(ran: Ran) -> None:
    fatal = {name: row["status"] for name, row in ran.rows.items() if row["status"] in FATAL}
    assert not fatal


def test_none_counts_as_read_well_that_is_not(ran: Ran) -> None:
    liars = [n for n, case in ran.cases.items() if betrays(case, ran.rows[n]["status"], ran.rows[n]["text"])]
    assert not liars


def test_every_refusal_says_why(ran: Ran) -> None:
    assert all(row["warnings"] for row in ran.rows.values() if row["status"] != "ok")


def test_nothing_is_reached_or_written_outside_of_the_results(ran: Ran) -> None:
    assert ran.watched == ""
    assert ran.strangers == set()


def test_memory_stays_bounded(ran: Ran) -> None:
    assert ran.peak < MOST_MEGABYTES
