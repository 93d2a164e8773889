"""Temporary folders: one of a run, below it one of each file, all removed whatever ends the run.

What a killed run left behind, processes too, is cleared by its janitor or when the next run starts.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from batch.locking import locked
from batch.trees import end_marked
from extract.problems import SetupProblem

_PREFIX, _LOCK = "tonghop-jail-", ".lock"
_VARIABLES = ("TMPDIR", "TEMP", "TMP")
_TRIES, _PAUSE = 5, 0.1
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@contextmanager
def run_folder() -> Iterator[Path]:
    """A fresh folder that only this user can open, gone at the end; those of killed runs are cleared first.

    Raises SetupProblem where none can be made.
    """
    try:
        place = Path(tempfile.gettempdir())
        _clear_left(place)
        lock, folder = _claimed(place)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise no_room(error) from error
    try:
        yield folder
    finally:
        removed(folder)
        lock.close()
        with suppress(OSError):
            _lock_of(folder).unlink()


def enter(folder: Path) -> None:
    """Make the folder, and the one for temporary files of this process and those that it starts."""
    folder.mkdir(mode=0o700)
    tempfile.tempdir = str(folder)
    for name in _VARIABLES:
        os.environ[name] = tempfile.tempdir


def no_room(error: OSError) -> SetupProblem:
    """The problem of a machine on which no temporary file can be written."""
    return SetupProblem(
        "no_temporary_files",
        f"Không ghi được tệp tạm ({error.strerror}); hãy kiểm tra dung lượng đĩa và quyền ghi ở thư mục tạm.",
    )


def says_no_room(error: OSError) -> bool:
    """Whether it is this machine's disk that is at fault, and no file."""
    return error.errno in _NO_ROOM


def removed(folder: Path) -> bool:
    """Remove the folder with all in it, whatever its rights; whether that worked."""
    try:
        # Nearly all files leave it empty.
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        for _ in range(_TRIES):
            _remove_tree(folder)
            if not folder.exists():
                return True
            # Systems that lock open files let go of them a little after their process has ended.
            time.sleep(_PAUSE)
        return False
    return True


def clear(folder: Path) -> None:
    """End the processes that a dead run left behind, then remove its folder and its lock."""
    end_marked(str(folder))
    if removed(folder):
        with suppress(OSError):
            _lock_of(folder).unlink()


def _claimed(place: Path) -> tuple[IO[str], Path]:
    """The folder is made only after its lock is held, so that nobody takes it for a dead run's."""
    while True:
        folder = place / f"{_PREFIX}{secrets.token_hex(6)}"
        lock = _lock_of(folder).open("x")
        if locked(lock):
            return lock, folder
        lock.close()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _clear_left(place: Path) -> None:
    found = {path.name.removesuffix(_LOCK) for path in place.glob(f"{_PREFIX}*") if _is_own(path)}
    for name in found:
        lock_path = _lock_of(place / name)
        with suppress(OSError), lock_path.open("a") as lock:
            if locked(lock, certain=True):
                clear(place / name)
        # Where open files cannot be removed, this is the moment.
        if sys.platform == "win32" and not (place / name).exists():
            with suppress(OSError):
                lock_path.unlink()


def _is_own(path: Path) -> bool:
    """Others can write to the common folder for temporary files, and their links must not lead us astray."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _remove_tree(folder: Path) -> None:
    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=_again)
    else:
        shutil.rmtree(folder, onerror=_again)


def _again(call: Callable[..., Any], path: str, error: object) -> None:
    """Read-only files and folders are made writable and tried once more."""
    with suppress(OSError):
        Path(path).parent.chmod(0o700)
        if not Path(path).is_symlink():
            Path(path).chmod(0o700)
        if Path(path).is_dir() and not Path(path).is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            call(path)
