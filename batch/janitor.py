"""A small process beside the coordinator that clears up when that one is killed. Runs as a script.

Knows the run's folder and which workers were started; on the end of its input it ends all that is left.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_LONGEST = 5.0
# On Windows: no window, and a group of its own, which Ctrl-C does not reach.
_ALONE = 0x08000000 | 0x00000200


class Janitor:
    """The coordinator's hand on its janitor."""

    def __init__(self, folder: Path) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        # A program packed into one file has no Python that could run a script.
        if getattr(sys, "frozen", False):
            return
        with suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=_ALONE if sys.platform == "win32" else 0,
            )

    def started(self, pid: int) -> None:
        self._say(f"+{pid}\n")

    def ended(self, pid: int) -> None:
        self._say(f"-{pid}\n")

    def stop(self) -> None:
        """Let it go, when nothing is left for it to do."""
        if self._process is None or self._process.stdin is None:
            return
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _say(self, line: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(line.encode())
                self._process.stdin.flush()


def main(folder: Path) -> None:
    workers: set[int] = set()
    for line in sys.stdin:
        (workers.add if line[0] == "+" else workers.discard)(int(line[1:]))
    if not workers and not folder.exists():
        return
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from batch.scratch import clear
    from batch.trees import end_tree

    for worker in workers:
        end_tree(worker)
    clear(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
