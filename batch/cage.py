"""What a system must offer to hold a worker, and which module offers it here. Knows no system itself."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from batch.limits import Limits

# Name -> module that offers a class `Cage`.
CAGES = {
    "unix": "batch.cage_unix",
    "windows": "batch.cage_windows",
    "watchdog": "batch.cage_watchdog",
}


# What may hold a worker beside the watch over CPU time, memory and idleness, which is always there.
PROTECTIONS = {
    "end": "the system ends workers with their coordinator",
    "memory": "the system limits memory",
    "network": "no network, for programs that workers start too",
    "session": "a session of their own",
    "sockets": "Python refuses connections",
}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a worker with all its descendants has used: `cpu` in seconds ever, `memory` in bytes now."""

    cpu: float
    memory: int


class Cage(Protocol):
    """One object in the coordinator, one in each worker; `pid` is always a worker's."""

    def confine(self, limits: Limits) -> tuple[str, ...]:
        """In the worker, first of all: give up what no file needs; those of PROTECTIONS that hold.

        From then on the worker ends when the coordinator does.
        """

    def begin(self, limits: Limits) -> None:
        """In the worker, before each file: the system's own limit of CPU time, for when nobody watches."""

    def settle(self) -> None:
        """In the worker, after each file: end every process that the file has left."""

    def held(self) -> int:
        """In the worker: the bytes of memory that it holds."""

    def adopt(self, pid: int, limits: Limits) -> None:
        """In the coordinator, right after the start."""

    def usages(self, pids: Collection[int]) -> Mapping[int, Usage]:
        """In the coordinator: what living workers have used; those that have ended are left out."""

    def end(self, pid: int) -> None:
        """In the coordinator: kill the worker and its descendants at once; it may have ended itself."""

    def memory_ran_out(self) -> bool:
        """In the coordinator: whether the system has killed for want of memory since this was last asked."""


def make_cage(name: str = "") -> Cage:
    """The cage of that name, by default the one for this system."""
    name = name or ("windows" if sys.platform == "win32" else "unix")
    return cast(Cage, importlib.import_module(CAGES[name]).Cage())
