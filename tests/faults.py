"""Makes the n-th operation on files fail, whichever it is: opening, replacing, linking, making, removing."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EVENTS = {
    "open",
    "os.rename",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.truncate",
    "sqlite3.connect",
}


def full() -> BaseException:
    """What a full disk raises."""
    return OSError(28, "No space left on device")


def unopened() -> BaseException:
    """What SQLite raises where it cannot make a file."""
    return sqlite3.OperationalError("unable to open database file")


@dataclass(slots=True)
class Fault:
    """Strikes once, at the operation of that number below a folder. `what`: the operations so far."""

    number: int
    below: str
    error: Callable[[], BaseException]
    what: list[str]

    @property
    def struck(self) -> bool:
        return len(self.what) >= self.number

    @property
    def cleaning(self) -> bool:
        """Whether what failed was the removal of something, so that it is still there."""
        return self.at.startswith(("os.remove", "os.rmdir"))

    @property
    def at(self) -> str:
        """The operation that failed."""
        return self.what[self.number - 1] if self.struck else ""


_armed: list[Fault] = []
_hooked: list[bool] = []


@contextmanager
def failing(number: int, below: Path, error: Callable[[], BaseException] = full) -> Iterator[Fault]:
    """Within, the operation of that number (from 1) on anything below the folder raises `error`."""
    if not _hooked:
        # Such a hook stays for ever; unarmed it costs next to nothing.
        sys.addaudithook(_heard)
        _hooked.append(True)
    fault = Fault(number, os.path.realpath(below), error, [])
    _armed.append(fault)
    try:
        yield fault
    finally:
        _armed.remove(fault)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    # Folders are opened without a mode, to be walked through or cleared.
    if not _armed or event not in _EVENTS or (event == "open" and arguments[1] is None):
        return
    names = [os.fsdecode(one) for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)]
    for fault in _armed:
        if any(name.startswith(fault.below) for name in names):
            fault.what.append(f"{event} {names}")
            if len(fault.what) == fault.number:
                # The database itself says it in its own way.
                raise unopened() if event == "sqlite3.connect" else fault.error()
