"""Runs on a disk that is too small: python -m tests.batch.small_disk PLACE store|out|tmp POINTS.

The process has a mount namespace of its own (unshare), so that its disks are nobody else's and go with it.
Prints a line for each size: bytes that there were, exit code, and the code of what was said.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outputs.store import opened
from outputs.store_integrity import flaws
from tests.batch.mixed_inbox import mixed_inbox
from tests.batch.real_runs import Place, everything
from tests.batch.store_runs import FOR_THE_NEXT_RUN

FILES = 16
_WIDE = 64 << 20
_SENDERS = 2
_OPERATOR = 3
# Temporary files are a matter of worker processes.
_JOBS = {"store": 0, "out": 0, "tmp": 1}
# What full disks are called, by what is on them.
SAID = {
    "store": {"disk_full", "store_io"},
    "out": {"cannot_write", "out_not_writable", "output_locked"},
    "tmp": {"no_temporary_files"},
}


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system of our own at a folder. Raises CalledProcessError where none may be mounted."""

    at: Path

    def mount(self, size: int) -> None:
        self.at.mkdir(parents=True, exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={size}", "none", str(self.at))

    def resize(self, size: int) -> None:
        _mount("-o", f"remount,rw,size={size}", str(self.at))

    def close(self) -> None:
        """Nobody writes to it from now on."""
        _mount("-o", "remount,ro", str(self.at))

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.at)], check=True)

    @property
    def used(self) -> int:
        found = os.statvfs(self.at)
        return (found.f_blocks - found.f_bfree) * found.f_frsize


def in_own_mounts(*command: str) -> list[str]:
    """The command with mounts of its own; whoever is not root becomes it in there."""
    more = () if os.getuid() == 0 else ("--map-root-user",)
    return ["unshare", "--mount", *more, *command]


def can_mount(folder: Path) -> bool:
    """Whether this machine lets us."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    command = in_own_mounts("mount", "-t", "tmpfs", "none", str(folder))
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(place: Place, jobs: int) -> tuple[int, str]:
    """A run of the real program in this process; its exit code and what it said in the end."""
    from cli import main

    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        to = ["--store", str(place.store), "--out", str(place.out)]
        code = main(["run", str(place.inbox), *to, "--jobs", str(jobs)])
    return code, (said.getvalue().splitlines() or [""])[-1]


def at_every_size(home: Path, what: str, points: int) -> None:
    """The run at so many sizes of one disk, from nothing to nearly enough; gone on with on a larger one."""
    inbox = aged(mixed_inbox(home / "in", FILES))
    place, disk = _place(home / "whole", inbox, what, _WIDE)
    assert run(place, _JOBS[what])[0] == _SENDERS
    whole, needed = everything(place), max(disk.used, 1 << 17)
    disk.unmount()
    for point in range(points):
        size = max((needed * point // points) // 4096, 1) * 4096
        place, disk = _place(home / str(point), inbox, what, size)
        code, said = run(place, _JOBS[what])
        print(size, code, said.partition(":")[0], flush=True)
        _check(place, code, said, what)
        disk.resize(_WIDE)
        code, said = run(place, _JOBS[what])
        assert code == _SENDERS, (size, code, said)
        assert everything(place) == whole, size
        disk.unmount()


def _check(place: Place, code: int, said: str, what: str) -> None:
    if code == _SENDERS:
        return
    assert code == _OPERATOR, (code, said)
    assert said.partition(":")[0] in SAID[what], said
    if place.store.exists():
        with contextlib.suppress(Exception), opened(str(place.store)) as store:
            assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN


def _place(home: Path, inbox: Path, what: str, size: int) -> tuple[Place, Disk]:
    place = Place(home, inbox)
    disk = Disk({"store": place.store.parent, "out": place.out, "tmp": place.temporary}[what])
    disk.mount(size)
    place.temporary.mkdir(exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(place.temporary)
    return place, disk


def aged(folder: Path) -> Path:
    """The folder with files that have lain there for long, so that none is waited for."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


def _mount(*arguments: Any) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    at_every_size(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
