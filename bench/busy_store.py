"""Two senders and two reviewers in the browser on one store: python -m bench.busy_store [MINUTES].

Nothing may be lost, no answer may be an error of the server, nobody may read "database is locked".
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.batch.busy import busy


def main(minutes: float) -> int:
    """Prints what happened; 1 where anything was lost or told to people that is not theirs to know."""
    with tempfile.TemporaryDirectory() as made:
        course = busy(Path(made), seconds=60 * minutes, files=40)
    waited = sorted(course.seconds)
    print(
        f"{minutes:g} minutes: {course.written:,} files written and read by two senders,"
        f" {len(course.acknowledged):,} decisions acknowledged, answers {dict(course.statuses)};"
        f" a decision took {1000 * waited[len(waited) // 2]:.0f} ms, at most {waited[-1]:.1f} s;"
        f" wrong: {len(course.wrong)}"
    )
    for what in course.wrong[:20]:
        print(what)
    return int(bool(course.wrong))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
