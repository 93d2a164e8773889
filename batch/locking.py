"""Locks on open files that end with their process, so that a killed one leaves none behind."""

from __future__ import annotations

import sys
from typing import IO


def locked(lock: IO[str], *, certain: bool = False) -> bool:
    """Whether the open file is locked by us now.

    Some network folders know no locks: `certain` tells whether that counts as not locked, or as good enough.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return not certain
    return True
