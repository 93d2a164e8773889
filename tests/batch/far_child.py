"""A run on a cluster in a process of its own: python -m tests.batch.far_child SCHEDULER STORE INBOX SEEN.

SEEN: `seen` where workers find the files themselves, `unseen` where they must be sent.
"""

from __future__ import annotations

import sys
from pathlib import Path

from batch.dask_cluster import connected
from batch.dask_engine import DaskReader
from batch.far_files import Address
from extract.problems import Problem
from outputs.store import opened
from tests.batch.far_work import work
from tests.batch.store_runs import run


def main(scheduler: str, store_url: str, inbox: str, seen: str) -> int:
    def addressed(path: Path) -> Address:
        return Address("", str(path if seen == "seen" else path.with_name("nowhere")))

    try:
        with connected(scheduler, 20.0) as cluster, opened(store_url, create=True) as store:
            passed = run(store, Path(inbox), using=DaskReader(cluster, "", addressed, work).results)
            print(passed.read)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
