"""What worker processes must stand: bad files, a busy machine, killed workers. Prints what held.

python bench/chaos.py                 twenty seeds of a hundred files, then the rest
python bench/chaos.py --seeds 3
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from batch.jail import jailed
from batch.limits import Limits
from batch.logs import set_up_logs
from extract.problems import FileProblem
from tests.batch.bad_workers import misbehave
from tests.batch.chaos import chaos, left_behind

EXPECTED = {"ok": 84, "out_of_memory": 5, "crashed": 8, "timeout": 3}
_SLOW_FILES, _SLOW_SECONDS, _BURNERS = 12, 1.0, 6
_KILLS, _KILLED_FILES = 100, 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=20, help="how many orders of a hundred files")
    given = parser.parse_args()
    set_up_logs(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as place:
        tempfile.tempdir = place
        held = [_chaos(seed) for seed in range(given.seeds)]
        print(f"{sum(held)} of {len(held)} seeds as they should be", flush=True)
        held += [_slow_but_healthy(), _killed_workers(Path(place) / "notes")]
    sys.exit(0 if all(held) else 1)


def _chaos(seed: int) -> bool:
    begun = time.monotonic()
    try:
        found: Counter[str] | str = chaos(seed, workers=2 + seed % 3)
    except AssertionError as error:
        found = str(error)
    held = found == EXPECTED and not left_behind()
    print(f"seed {seed}: {found} left {left_behind()} {time.monotonic() - begun:.0f} s", _verdict(held))
    return held


def _slow_but_healthy() -> bool:
    """Each needs half its budget, with many more on two cores than these can serve."""
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn) for _ in range(_BURNERS)]
    try:
        items = [f"use-{number}:{_SLOW_SECONDS}" for number in range(_SLOW_FILES)]
        begun = time.monotonic()
        limits = Limits(cpu=2 * _SLOW_SECONDS, idle=10.0, attempts=1)
        found = list(jailed(misbehave, items, _SLOW_FILES, limits))
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    cut = sum(isinstance(one, FileProblem) for one in found)
    print(f"{_SLOW_FILES} slow but healthy files, {_BURNERS} burners: {cut} cut,", end=" ")
    print(f"{time.monotonic() - begun:.0f} s by the clock", _verdict(not cut))
    return not cut


def _killed_workers(notes: Path) -> bool:
    """Every work notes its begin, so that what was begun twice can be counted."""
    killer = _Killer()
    killer.start()
    notes.mkdir()
    items = [f"note-{number}:{notes / str(number)}" for number in range(_KILLED_FILES)]
    found = list(jailed(misbehave, items, 2))
    killer.go_on = False
    killer.join()
    begun = [len((notes / str(number)).read_text()) for number in range(_KILLED_FILES)]
    again, notes_left = sum(begun) - len(begun), left_behind()
    held = found == items and killer.kills == _KILLS and again <= killer.kills and not notes_left
    print(f"{killer.kills} workers killed at {len(items)} files:", end=" ")
    print(
        f"{sum(a == b for a, b in zip(found, items, strict=True))} right, {again} begun again", _verdict(held)
    )
    return held


class _Killer(threading.Thread):
    """Kills one of this process's workers at random moments."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.kills, self.go_on = 0, True

    def run(self) -> None:
        chance = random.Random(0)
        while self.go_on and self.kills < _KILLS:
            time.sleep(chance.uniform(0.1, 1.0))
            workers = [one for one in psutil.Process().children() if _is_worker(one)]
            if workers:
                os.kill(chance.choice(workers).pid, signal.SIGKILL)
                self.kills += 1


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "--multiprocessing-fork" in process.cmdline()
    except psutil.Error:
        return False


def _verdict(held: bool) -> str:
    return "ok" if held else "MISSES ITS BAR"


if __name__ == "__main__":
    main()
