"""A run on a cluster in a process of its own: python -m tests.batch.far_child SCHEDULER STORE INBOX SEEN.

INBOX: a folder or a URL. SEEN: `seen` where workers find the files themselves, `unseen` where they do not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from batch.dask_cluster import connected
from batch.dask_engine import DaskReader
from batch.far_files import Address
from batch.reach import reaching
from extract.problems import Problem
from outputs.store import opened
from tests.batch.far_work import work
from tests.batch.store_runs import run


def main(scheduler: str, store_url: str, inbox: str, seen: str) -> int:
    def nowhere(path: Path) -> Address:
        return Address("", str(path.with_name("nowhere")))

    try:
        with (
            reaching(inbox) as reach,
            connected(scheduler, 20.0) as cluster,
            opened(store_url, create=True) as store,
        ):
            reader = DaskReader(cluster, "", reach.address if seen == "seen" else nowhere, work)
            print(run(store, reach, using=reader.results).read)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
