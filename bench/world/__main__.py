"""Share of right cells in a made province: python -m bench.world [OFFICES] [SEED] [FOLDER].

Makes the reports of a year, reads them into a store, fills every form, and compares with what is so; then a
reviewer decides on every wrong cell through the store, and all is compared again. Needs LibreOffice.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bench.world.answers import answers
from bench.world.files import write_files
from bench.world.measure import Score, causes, measure
from bench.world.reports import sent
from bench.world.truth import offices


def main(arguments: list[str]) -> None:
    """Print the shares before and after review."""
    number, seed = (int(arguments[at]) if len(arguments) > at else usual for at, usual in ((0, 124), (1, 7)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[2]) if len(arguments) > 2 else Path(temporary)
        inbox, store = folder / "inbox", folder / "store.db"
        chosen = offices(number)
        reports = [report for office in chosen for report in sent(office, seed)]
        begun = time.process_time()
        if not inbox.exists():
            write_files(reports, inbox, seed)
            print(f"{len(reports)} reports written, {time.process_time() - begun:.0f} s CPU", flush=True)
        from bench.world.review import exported, read_into

        read_into(inbox, store)
        known = answers(reports)
        scores = measure(exported(store), known, chosen, folder)
        show(scores)
        wrong = [one for score in scores.values() for one in score.wrong]
        for (column, why), count in causes(wrong, {}).most_common(60):
            print(f"{count:6} {column}: {why}")


def show(scores: dict[tuple[str, str], Score]) -> None:
    """A line a form."""
    for (form, kind), score in scores.items():
        print(
            f"{form:16} {kind:9} {score.right:6}/{score.cells:6} cells {score.right / score.cells:.4f}"
            f"  with a value {score.hit / max(score.valued, 1):.4f} of {score.valued}"
            f"  totals {score.summed}/{score.sums}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
