"""Disks of so many sizes that are full in the middle of a run: python -m bench.small_disks [POINTS] [FILES].

For the store, the results and temporary files in turn, on a file system of its own (Linux, unshare).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter

from tests.batch.small_disk import in_own_mounts


def main(points: int, files: int) -> int:
    """Prints what runs said; how many kinds of disk did not behave."""
    failed = 0
    for what in ("store", "out", "tmp"):
        with tempfile.TemporaryDirectory() as made:
            module = (sys.executable, "-m", "tests.batch.small_disk", made, what, str(points), str(files))
            ended = subprocess.run(in_own_mounts(*module), capture_output=True, text=True, check=False)
        said = Counter(line.split()[-1] for line in ended.stdout.splitlines() if line.split()[1] == "3")
        held = ended.returncode == 0
        failed += not held
        verdict = "old results intact, resumed, equal" if held else f"FAILED {ended.stderr[-500:]}"
        print(f"{what}: {points} sizes, full in {sum(said.values())} ({dict(said)}): {verdict}", flush=True)
    return failed


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [20, 16][len(given) :])))
