"""A hundred files of which sixteen do their worst, and what must come of them; the same for the same seed."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

import psutil

from batch.jail import jailed
from batch.limits import Limits
from batch.trees import MARK
from extract.problems import FileProblem
from tests.batch.bad_workers import misbehave

GUILTY = {
    "bytes": (3, "out_of_memory"),
    "numpy": (2, "out_of_memory"),
    "exit": (3, "crashed"),
    "segfault": (1, "crashed"),
    "abort": (1, "crashed"),
    "loop": (3, "timeout"),
    "recursion": (2, "crashed"),
    "nested": (1, "crashed"),
}
FILES = 100
LIMITS = Limits(cpu=1.0, memory=256 << 20)


def plan(seed: int) -> list[str]:
    """The items in the seed's order; good ones may leave a child or files behind."""
    chance = random.Random(seed)
    bad = [f"{deed}-{number}" for deed, (count, _) in GUILTY.items() for number in range(count)]
    good = [
        f"{chance.choice(('fine', 'slow', 'child', 'litter'))}-{number}:0.05"
        for number in range(FILES - len(bad))
    ]
    chance.shuffle(items := bad + good)
    return items


def expected(item: str) -> str:
    return GUILTY.get(item.partition("-")[0], (0, "ok"))[1]


def chaos(seed: int, workers: int) -> Counter[str]:
    """How many files ended how. Raises AssertionError where one ended as another should have."""
    items = plan(seed)
    found = [
        one.status if isinstance(one, FileProblem) else "ok"
        for one in jailed(misbehave, items, workers, LIMITS)
    ]
    wrong = [pair for pair in zip(items, found, strict=True) if expected(pair[0]) != pair[1]]
    assert not wrong, wrong
    return Counter(found)


def left_behind() -> list[str]:
    """Temporary folders of workers, and processes that were started with one."""
    found = [path.name for path in Path(tempfile.gettempdir()).glob("tonghop-jail-*")]
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK, "").startswith(tempfile.gettempdir()):
                found.append(f"process {process.pid}")
        except psutil.Error:
            continue
    return found
