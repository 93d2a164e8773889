"""A run in a process of its own, to be killed: python -m tests.batch.store_child STORE INBOX PAUSE."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from batch.pool import Result
from batch.tasks import Task
from extract.problems import Problem
from outputs.store import opened
from tests.batch.light_work import read
from tests.batch.store_runs import run


def main(store_url: str, inbox: str, pause: str) -> int:
    def slowly(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
        for result in read(tasks, workers):
            time.sleep(float(pause))
            yield result

    try:
        with opened(store_url, create=True) as store:
            run(store, Path(inbox), using=slowly)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
