"""Full and closed disks: said clearly, old results intact, gone on with; bench/small_disks.py has more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.small_disk import can_mount, in_own_mounts

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("what", "points"), [("store", 2), ("out", 2), ("tmp", 1)])
def test_a_run_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path, what: str, points: int
) -> None:
    if not can_mount(tmp_path):
        pytest.skip("this machine lets nobody mount a disk of his own")
    module = (sys.executable, "-m", "tests.batch.small_disk", str(tmp_path), what, str(points), "8")
    ended = subprocess.run(in_own_mounts(*module), cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    refused = [line for line in ended.stdout.splitlines() if line.split()[1] == "3"]
    assert len(refused) == points, ended.stdout
