"""A sweep of hostile files through the whole program: every cut from 1 to 99 %, thousands of turned bits.

    python bench/hostile.py               200 seeds of turned bits
    python bench/hostile.py --seeds 1000

The files are those of tests/hostile, with all their damage. Prints how many ended in which status, and names
each that crashed, hung, or counts as read well although over 1 % of its text is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=200, help="seeds of turned bits, for each kind of file")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes")
    given = parser.parse_args()
    from batch.run import run_folder
    from tests.hostile.case import FATAL, betrays, with_members
    from tests.hostile.collection import hostile_files
    from tests.hostile.damage import cut, flipped

    cases = hostile_files()
    cases |= {case.name: case for case in (*cut(range(1, 100)), *flipped(range(given.seeds)))}
    with tempfile.TemporaryDirectory() as folder:
        inbox, out = Path(folder) / "in", Path(folder) / "out"
        inbox.mkdir()
        for case in cases.values():
            (inbox / case.name).write_bytes(case.data)
        begun = time.monotonic()
        run_folder(inbox, out, given.jobs)
        seconds = time.monotonic() - begun
        lines = (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    bad = 0
    statuses: Counter[str] = Counter()
    for name, row in with_members([json.loads(line) for line in lines]).items():
        statuses[row["status"]] += 1
        if row["status"] in FATAL or betrays(cases[name], row["status"], row["text"]):
            bad += 1
            print(f"{name}: {row['status']}")
    print(f"{len(cases)} files in {seconds:.0f} s by the clock: {dict(statuses.most_common())}")
    print(f"{bad} crashed, hung, or count as read well although they are not")
    return int(bad > 0 or statuses.total() != len(cases))


if __name__ == "__main__":
    sys.exit(main())
