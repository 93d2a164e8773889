"""Share of right cells in a made province: python -m bench.world [OFFICES] [SEED] [FOLDER].

Makes the reports of a year, reads them into a store, fills every form, and compares with what is so; then a
reviewer decides on what the wrong cells speak of, through the store, and all is compared again.
Needs LibreOffice.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bench.world.answers import answers
from bench.world.files import write_files
from bench.world.measure import NESTED, PERIODS, Score, causes, measure, sources, tables
from bench.world.reports import sent
from bench.world.review import exported, read_into, review
from bench.world.truth import offices
from outputs.claims import gather

_ROUNDS, _MOST_CAUSES = 3, 40


def main(arguments: list[str]) -> None:
    """Print the shares before and after review, why cells are wrong, and whether sources hold."""
    number, seed = (int(arguments[at]) if len(arguments) > at else usual for at, usual in ((0, 124), (1, 7)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[2]) if len(arguments) > 2 else Path(temporary)
        run(number, seed, folder)


def run(number: int, seed: int, folder: Path) -> None:
    """All of it in a folder, whose files and store of an earlier run are taken as they are."""
    inbox, store = folder / "inbox", folder / "store.db"
    chosen = offices(number)
    reports = [report for office in chosen for report in sent(office, seed)]
    begun = time.process_time()
    if not inbox.exists():
        write_files(reports, inbox, seed)
    print(f"{len(reports)} reports of {number} offices, {time.process_time() - begun:.0f} s CPU", flush=True)
    read_into(inbox, store)
    known, world = answers(reports), {report.name: report for report in reports}
    for at in range(_ROUNDS + 1):
        rows = list(exported(store))
        scores = measure(rows, known, chosen, folder)
        print("before review" if at == 0 else f"after round {at} of review", flush=True)
        show(scores)
        wrong = [one for score in scores.values() for one in score.wrong]
        if at == 0:
            filled = tables(gather(rows), chosen, folder, (*PERIODS, *NESTED))
            seen, good, bad = sources(rows, world, filled)
            print(f"sources: {good}/{seen} open to the sentence that says the value")
            print("\n".join(bad[:10]))
        for (column, why), count in causes(wrong).most_common(_MOST_CAUSES):
            print(f"{count:6} {column}: {why}")
        if not wrong or at == _ROUNDS:
            break
        print(f"{review(store, wrong, reports, rows)} decisions", flush=True)


def show(scores: dict[tuple[str, str], Score]) -> None:
    """A line a form, and one over all."""
    everything = Score()
    for (form, kind), score in scores.items():
        _show(f"{form:16} {kind:9}", score)
        for name in ("cells", "right", "valued", "hit", "sums", "summed"):
            setattr(everything, name, getattr(everything, name) + getattr(score, name))
    _show(f"{'all':26}", everything)


def _show(name: str, score: Score) -> None:
    print(
        f"{name} {score.right:6}/{score.cells:6} cells {score.right / score.cells:.4f}"
        f"  with a value {score.hit / max(score.valued, 1):.4f} of {score.valued}"
        f"  totals {score.summed}/{score.sums}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
