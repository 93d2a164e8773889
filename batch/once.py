"""A run without a store, as the command line shows it. Knows progress and summary, reads nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path

from batch.ledger import all_fine
from batch.run import run_folder
from batch.terminal import print_summary, progress


def run_once(folder: Path, out: Path, jobs: int | None) -> tuple[bool, bool]:
    """Read a folder into `out`: whether it came to its end, and whether all files were fine."""
    try:
        with progress() as heard:
            outcome = run_folder(folder, out, jobs, heard.begin, heard.step)
    except KeyboardInterrupt:
        print(f"Interrupted. Nothing was changed in {out}.", file=sys.stderr)
        return False, False
    print_summary(outcome)
    return True, all_fine(outcome.lines)
