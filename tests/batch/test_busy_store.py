"""Senders and reviewers on one store at once lose nothing; bench/busy_store.py does it for ten minutes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_two_senders_and_two_reviewers_lose_nothing(tmp_path: Path) -> None:
    # The server and those who ask it stay on this machine.
    environment = {**os.environ, "TESTS_STAY_HERE": "1"}
    module = (sys.executable, "-m", "tests.batch.busy", str(tmp_path), "5", "8")
    ended = subprocess.run(module, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    course = json.loads(ended.stdout.splitlines()[-1])
    assert course["wrong"] == []
    assert len(course["acknowledged"]) >= 10
    assert course["written"] == 2 * (8 + 4 * 2)
    assert set(course["statuses"]) <= {"200", "409", "429"}
