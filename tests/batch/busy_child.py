"""A unit that keeps sending: python -m tests.batch.busy_child STORE INBOX ROUNDS SECONDS FILES.

Each round writes some files anew and runs into the store; 0 rounds, or seconds, are no end.
Prints how many files it wrote.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from extract.problems import Problem
from outputs.store import opened
from tests.batch.store_runs import run


def main(store_url: str, inbox: str, rounds: int, seconds: float, files: int) -> int:
    """3 where the store said no: that must not happen."""
    chance, until, written = random.Random(inbox), time.monotonic() + seconds, 0
    folder = Path(inbox)
    folder.mkdir(exist_ok=True)
    done = 0
    while (rounds == 0 or done < rounds) and (seconds == 0 or time.monotonic() < until):
        for at in chance.sample(range(files), max(files // 4, 1)) if done else range(files):
            text = (
                f"issuer=Xã {folder.name} {at}\nperiod=2024\ntitle=Kết quả\nlần {done} đạt {at * 7} và {at}"
            )
            (folder / f"{at:03}.txt").write_text(text, encoding="utf-8")
            written += 1
        try:
            with opened(store_url, create=True) as store:
                run(store, folder)
        except Problem as problem:
            print(problem, file=sys.stderr)
            return 3
        done += 1
    print(written)
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[0], given[1], int(given[2]), float(given[3]), int(given[4])))
