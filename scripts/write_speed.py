#!/usr/bin/env python3
"""Runs the benchmark and puts what it prints into README.md, so that the page says only what was measured.

scripts/write_speed.py [--docs N]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from readme_blocks import replace_block

BENCH = Path(__file__).resolve().parent.parent / "bench" / "bench.py"


def main() -> None:
    """The command line: arguments go to the benchmark as they are."""
    ended = subprocess.run(
        [sys.executable, str(BENCH), *sys.argv[1:]], check=True, stdout=subprocess.PIPE, text=True
    )
    printed = "\n".join(line.rstrip() for line in ended.stdout.strip().splitlines())
    replace_block("speed", f"```\n{printed}\n```")
    print(printed)


if __name__ == "__main__":
    main()
