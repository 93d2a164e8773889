"""Runs on a full or closed disk: python -m tests.batch.small_disk PLACE store|out|tmp POINTS FILES.

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

from extract.problems import SetupProblem
from outputs.store import opened
from outputs.store_integrity import flaws
from tests.batch.mixed_inbox import mixed_inbox
from tests.batch.real_runs import Place, everything, results_of
from tests.batch.store_runs import FOR_THE_NEXT_RUN

_WIDE = 64 << 20
_SENDERS = 2
_OPERATOR = 3
# Bytes that a run takes for a while: of results beside the old ones, of the members of archives.
_STAGED = {"store": 0, "out": 1 << 18, "tmp": 1 << 14}
# Temporary files are a matter of worker processes.
_JOBS = {"store": 0, "out": 0, "tmp": 1}
# What is said of full disks, and of those that are closed to writers, by what is on them.
SAID = {
    "store": {"disk_full"},
    "out": {"cannot_write", "out_not_writable", "output_locked"},
    "tmp": {"no_temporary_files", "cannot_write_members"},
}
CLOSED = {"store": "store_not_writable", "out": "out_not_writable", "tmp": "no_temporary_files"}


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system of our own at a folder. Raises CalledProcessError where none may be mounted."""

    at: Path

    def mount(self, size: int) -> None:
        self.at.mkdir(parents=True, exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={size}", "none", str(self.at))

    def resize(self, size: int, files: int = 0) -> None:
        """So many bytes from now on, and so many files and folders, 0 for any number."""
        _mount("-o", f"remount,rw,size={size},nr_inodes={files}", str(self.at))

    def close(self) -> None:
        """Nobody writes to it from now on."""
        _mount("-o", "remount,ro", str(self.at))

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.at)], check=True)

    @property
    def used(self) -> int:
        """Bytes that are taken."""
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


def at_every_size(home: Path, what: str, points: int, files: int) -> None:
    """Second runs, with a file more, on disks of so many sizes; gone on with on a wide one.

    Old results stay as they were where a run fails, and what comes in the end is what comes without faults.
    """
    inbox = aged(mixed_inbox(home / "in", files))
    more = inbox / "thêm.txt"
    whole, needed = _without_faults(home, inbox, more, what)
    for point in range(points):
        place, disk = _place(home / str(point), inbox, what)
        more.unlink()
        assert run(place, _JOBS[what])[0] == _SENDERS
        old = results_of(place.out)
        _write_more(more)
        _narrow(disk, what, needed, point, points)
        code, said = run(place, _JOBS[what])
        print(point, code, said.partition(":")[0], flush=True)
        if code != _SENDERS:
            assert (code, said.partition(":")[0] in SAID[what]) == (_OPERATOR, True), said
            assert results_of(place.out) == old
            _whole_so_far(place)
        disk.resize(_WIDE)
        code, said = run(place, _JOBS[what])
        assert code == _SENDERS, said
        assert everything(place) == whole
        disk.close()
        _to_a_closed_one(place, more, what)
        disk.unmount()
        _write_more(more)


def _without_faults(home: Path, inbox: Path, more: Path, what: str) -> tuple[dict[str, Any], int]:
    """What comes of both runs, and how many bytes the second takes on the disk."""
    place, disk = _place(home / "whole", inbox, what)
    assert run(place, _JOBS[what])[0] == _SENDERS
    before = disk.used
    _write_more(more)
    assert run(place, _JOBS[what])[0] == _SENDERS
    whole, after = everything(place), disk.used
    disk.unmount()
    return whole, max(after - before, 0) + _STAGED[what]


def _narrow(disk: Disk, what: str, needed: int, point: int, points: int) -> None:
    """Room for a share of what is needed; every second time, temporary files are too many, not too large."""
    share = needed * (point + 1) // (points + 2)
    if what == "tmp" and point % 2:
        disk.resize(_WIDE, len(list(disk.at.rglob("*"))) + 2 + point // 2)
    else:
        disk.resize((disk.used + share) // 4096 * 4096 or 4096)


def _to_a_closed_one(place: Place, more: Path, what: str) -> None:
    """Nobody can write: it is said at once, and what stands there stays."""
    before = results_of(place.out)
    more.write_text("Có 7 chi bộ.", encoding="utf-8")
    os.utime(more, (1_700_000_000, 1_700_000_000))
    code, said = run(place, _JOBS[what])
    assert (code, said.partition(":")[0]) == (_OPERATOR, CLOSED[what]), said
    assert results_of(place.out) == before


def _whole_so_far(place: Place) -> None:
    # On a full disk the store itself may not open.
    with contextlib.suppress(SetupProblem), opened(str(place.store)) as store:
        assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN


def _write_more(more: Path) -> None:
    more.write_text("Đảng ủy xã đã kiểm tra 5 tổ chức đảng.\n" * 60, encoding="utf-8")
    os.utime(more, (1_700_000_000, 1_700_000_000))


def _place(home: Path, inbox: Path, what: str) -> tuple[Place, Disk]:
    place = Place(home, inbox)
    disk = Disk({"store": place.store.parent, "out": place.out, "tmp": place.temporary}[what])
    disk.mount(_WIDE)
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
    at_every_size(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
