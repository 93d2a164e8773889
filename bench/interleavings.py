"""Random interleavings of web/web, web/Excel, Excel/Excel edits: python -m bench.interleavings [N] [FIRST].

Counts updates that were lost or not told, and flaws of the history; any of them is an error.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.review.interleavings import KINDS, interleave


def main(number: int, first: int) -> int:
    """Print what happened over all of them; 1 where anything was lost."""
    counts: Counter[str] = Counter()
    spent = time.process_time()
    for seed in range(first, first + number):
        with tempfile.TemporaryDirectory() as folder:
            course = interleave(seed, Path(folder), KINDS[seed % len(KINDS)])
        counts["steps"] += course.steps
        counts["acknowledged"] += course.acknowledged
        counts["refused"] += course.refused
        for name in ("lost", "untold", "flaws"):
            found = getattr(course, name)
            counts[name] += len(found)
            for what in found:
                print(f"{seed}: {name}: {what}")
    spent = time.process_time() - spent
    told = ", ".join(
        f"{counts[name]:,} {name}" for name in "steps acknowledged refused lost untold flaws".split()
    )
    print(f"{number} interleavings: {told}; {spent:.0f} s CPU")
    return int(any(counts[name] for name in ("lost", "untold", "flaws")))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [500, 0][len(given) :])))
