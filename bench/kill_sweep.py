"""The real program killed, over and over: python -m bench.kill_sweep coordinator|workers [KILLS] [FILES].

coordinator: runs are killed at random moments, from their start until results are put in place, and gone on
with. workers: in one run, workers are killed at random moments. Either way, what comes of it must be what an
uninterrupted run writes, row for row; what was written down before is not read again.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from tests.batch.mixed_inbox import mixed_inbox
from tests.batch.real_runs import (
    Place,
    events,
    everything,
    left_behind,
    lines_so_far,
    reading_runs,
    start,
    to_the_end,
    workers_of,
)

_REST = 2.5
_CALM = 10.0


def coordinator(number: int, files: int, folder: Path) -> int:
    """Kill so many runs, each a while after its start; how many things were not as they should be."""
    inbox, whole, lasts = _whole(files, folder)
    chance, kills, found, at = random.Random(11), 0, Counter[str](), 0
    while kills < number:
        place = _place(folder, inbox, at)
        at += 1
        for _ in range(chance.choice((1, 1, 2))):
            known = reading_runs(place)
            child = start(place)
            _let_run(place, child, chance, lasts, len(whole["ledger"]))
            if child.poll() is not None:
                found["runs that were faster"] += 1
                break
            child.kill()
            child.wait()
            kills += 1
            found["read again"] += _read_again(place, known)
            found[_stage(place, len(whole["ledger"]))] += 1
        known = reading_runs(place)
        to_the_end(place)
        found["read again"] += _read_again(place, known)
        found["not as uninterrupted"] += _differs(place, whole)
        found["left behind"] += bool(_left(place))
        print(f"{kills} killed: {dict(sorted(found.items()))}", flush=True)
    return found["not as uninterrupted"] + found["read again"] + found["left behind"]


def workers(number: int, files: int, folder: Path) -> int:
    """Kill so many workers in runs over all files, one run after the other until all kills are done."""
    inbox, whole, _ = _whole(files, folder)
    chance, kills, found, at = random.Random(12), 0, Counter[str](), 0
    while kills < number:
        place = _place(folder, inbox, at)
        at += 1
        child = start(place, "--log-json")
        while child.poll() is None and kills < number:
            # However busy the machine is, the work goes on a little between two kills.
            _let_work(place, child, lines_so_far(place) + chance.randrange(1, 4))
            time.sleep(chance.uniform(0.0, 0.2))
            kills += _kill_one(child.pid, chance)
        assert child.wait() == 2
        logged = events(place)
        reads = Counter(event["file"] for event in logged if event["event"] == "file")
        found["begun again"] += sum("its worker ended" in event["event"] for event in logged)
        found["written twice"] += sum(times > 1 for times in reads.values())
        found["not as uninterrupted"] += _differs(place, whole)
        found["left behind"] += bool(_left(place))
        print(f"{kills} workers killed in {at} runs: {dict(found)}", flush=True)
    return found["not as uninterrupted"] + found["written twice"] + found["left behind"]


def _whole(files: int, folder: Path) -> tuple[Path, dict[str, Any], float]:
    """The inbox, what an uninterrupted run makes of it, and how many seconds that takes."""
    inbox = mixed_inbox(folder / "in", files)
    # Files that have just been written would be waited for.
    time.sleep(_REST)
    place = _place(folder, inbox, "whole")
    begun = time.monotonic()
    to_the_end(place)
    lasts = time.monotonic() - begun
    whole = everything(place)
    print(f"{len(whole['ledger'])} files in the ledger, {lasts:.0f} s uninterrupted", flush=True)
    return inbox, whole, lasts


def _place(folder: Path, inbox: Path, name: object) -> Place:
    home = folder / str(name)
    home.mkdir()
    return Place(home, inbox)


def _let_run(
    place: Place, child: subprocess.Popen[bytes], chance: random.Random, lasts: float, files: int
) -> None:
    """Until a random moment: by the clock, or behind so many files, since a busy machine starts slowly."""
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0.0, 1.1 * lasts))
        return
    wanted = chance.randrange(files)
    while child.poll() is None and lines_so_far(place) < wanted:
        time.sleep(0.01)
    time.sleep(chance.uniform(0.0, 0.05 if wanted < files * 0.8 else 2.0))


def _let_work(place: Place, child: subprocess.Popen[bytes], lines: int) -> None:
    until = time.monotonic() + _CALM
    while child.poll() is None and lines_so_far(place) < lines and time.monotonic() < until:
        time.sleep(0.01)


def _read_again(place: Place, known: dict[str, int | None]) -> int:
    now = reading_runs(place)
    return sum(now.get(file) != run for file, run in known.items())


def _stage(place: Place, files: int) -> str:
    done = len(reading_runs(place))
    if list(place.out.glob(".tonghop-*")):
        return "killed while writing results"
    return f"killed with {done * 10 // files * 10} % read"


def _differs(place: Place, whole: dict[str, Any]) -> bool:
    now = everything(place)
    for part in whole:
        if now[part] != whole[part]:
            print(f"{place.home.name}: {part} differs", file=sys.stderr)
    for before, after in zip(whole["ledger"], now["ledger"], strict=False):
        if before != after:
            print(f"{before}\nis {after}", file=sys.stderr)
    return now != whole


def _left(place: Place) -> list[str]:
    """What is left behind when janitors have had time to end."""
    until = time.monotonic() + _CALM
    while (left := left_behind(place)) and time.monotonic() < until:
        time.sleep(0.2)
    if left:
        print(f"{place.home.name}: left {left}", file=sys.stderr)
    return left


def _kill_one(coordinator: int, chance: random.Random) -> bool:
    found = workers_of(coordinator)
    if found:
        with suppress(psutil.Error):
            chance.choice(found).kill()
    return bool(found)


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "coordinator"
    usual = {"coordinator": 50, "workers": 100}
    given = [int(one) for one in sys.argv[2:]]
    number, files = (given + [usual[wanted], 200][len(given) :])[:2]
    with tempfile.TemporaryDirectory() as made:
        sys.exit(int({"coordinator": coordinator, "workers": workers}[wanted](number, files, Path(made)) > 0))
