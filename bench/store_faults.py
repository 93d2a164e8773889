"""Faults by the hundred against the store: python -m bench.store_faults [kills|damage|full|journal] [N].

kills: N runs over 200 files, each killed at a random moment and gone on with. damage: a byte flipped in
each of N pages of a filled store. full: N sizes of a disk that is full in the middle of a run.
journal: decisions of which the journal is cut off at every frame and at N more places.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from batch.store_commands import verify_command
from extract.problems import SetupProblem
from outputs.store import opened
from outputs.store_integrity import flaws
from tests.batch.cut_journal import check_cut, made_journal
from tests.batch.store_runs import FOR_THE_NEXT_RUN, contents, fill, run, run_on_small_disk, uninterrupted
from tests.batch.test_store_kills import done, start
from tests.outputs.test_store_integrity import PAGE, copy_with_flip, dump

_FILES = 200


def kills(number: int, folder: Path) -> None:
    inbox = fill(folder / "in", _FILES)
    whole = uninterrupted(folder, inbox)
    chance, died = random.Random(7), Counter[int]()
    for at in range(number):
        path = folder / f"{at}.db"
        with opened(str(path), create=True):
            pass
        wanted, child = chance.randrange(_FILES + 2), start(path, inbox, 0.002)
        while child.poll() is None and done(path) < wanted:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.01))
        child.kill()
        child.communicate()
        with opened(str(path), create=True) as store:
            assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN, at
            lines = len(contents(store)["ledger"])
            died[lines * 10 // (_FILES + 2)] += 1
            run(store, inbox)
            assert contents(store) == whole, at
            assert not list(flaws(store)), at
        path.unlink()
    tenths = sorted(died.items())
    print(f"killed {number} times over {_FILES} files: 0 lost, 0 twice; by tenths of the work: {tenths}")


def damage(number: int, folder: Path) -> None:
    path, broken = folder / "kho.db", folder / "broken.db"
    with opened(str(path), create=True) as store:
        run(store, fill(folder / "in", 900))
        whole = dump(store)
    pages, chance = path.stat().st_size // PAGE, random.Random(3)
    flipped = Counter[str]()
    for page in [0, *chance.sample(range(1, pages), min(number, pages) - 1)]:
        at = copy_with_flip(path, broken, page, chance)
        said = _verified(broken)
        if not said:
            # A byte that nobody reads: room in a page that holds nothing.
            with opened(str(broken)) as store:
                assert dump(store) == whole, at
        flipped[said or "every row as it was"] += 1
    print(f"{sum(flipped.values())} of {pages} pages with a flipped byte: {dict(flipped)}")


def _verified(path: Path) -> str:
    """What `verify` tells people to do, nothing where it finds no fault."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            verify_command(str(path), inputs=False)
    except SetupProblem as problem:
        assert problem.message.endswith(".") and "hãy" in problem.message, problem
        return problem.code
    return ""


def journal(number: int, folder: Path) -> None:
    made = made_journal(folder, 60)
    chance = random.Random(5)
    offsets = [chance.randrange(len(made.whole)) for _ in range(number)]
    for cut in [*made.frames, *offsets]:
        check_cut(folder, made, cut)
    print(
        f"journal cut at all {len(made.frames)} frames and at {number} other places: whole, each of"
        f" {len(made.acknowledged)} acknowledged batches of decisions there from its end on, none by halves"
    )


def full(number: int, folder: Path) -> None:
    inbox = fill(folder / "in", 40)
    for at in range(20):
        (inbox / f"dài {at}.txt").write_text(f"dài {at} " * 4000, encoding="utf-8")
    whole = uninterrupted(folder, inbox)
    stopped = 0
    for at in range(number):
        path = folder / f"{at}.db"
        stopped += run_on_small_disk(path, inbox, 1 + at * 15, whole)
        path.unlink()
    print(f"{number} sizes of disk, full in {stopped}: clear message, resumed, equal to an uninterrupted run")


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "kills"
    usual = {"kills": 50, "damage": 300, "full": 20, "journal": 200}
    with tempfile.TemporaryDirectory() as made:
        measure = {"kills": kills, "damage": damage, "full": full, "journal": journal}[wanted]
        measure(int(sys.argv[2]) if len(sys.argv) > 2 else usual[wanted], Path(made))
