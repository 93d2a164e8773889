"""Holding a worker on Linux and macOS: own session, kernel limits, no network, death with the coordinator.

What macOS lacks (a network of one's own, limits of memory that hold) the watch from outside replaces.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import signal
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from batch import cage_watchdog
from batch.cage import Usage
from batch.limits import Limits
from batch.offline import leave_network, refuse_sockets
from batch.trees import end_below, end_group

_LINUX = sys.platform == "linux"
_PROC = Path("/proc")
# prctl: the signal at the parent's death, orphans come to us, no new rights by starting programs.
_DEATH_SIGNAL, _ADOPT_ORPHANS, _NO_NEW_RIGHTS = 1, 36, 38
# The watch stops a file at its budget; the kernel only where the watch cannot.
_KERNEL_WAITS = 30
# How much sooner than others the system kills workers when memory runs out, of 1000.
_RATHER_THIS = "500"
# Every so many looks all processes are searched for new descendants, which takes a hundred times as long.
_WHOLE_LOOK = 4
_TICK = 1 / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.01
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# Where the fields of /proc/PID/stat stand behind the command's name: parent, four CPU times, resident pages.
_PARENT, _TIMES, _RESIDENT = 1, slice(11, 15), 21


class Cage(cage_watchdog.Cage):
    """As the contract in batch/cage.py says."""

    def __init__(self) -> None:
        super().__init__()
        self._kills = _kills_for_memory()
        self._looks = itertools.count()
        # Worker -> itself and its descendants, as last seen.
        self._families: dict[int, list[int]] = {}

    def confine(self, limits: Limits) -> tuple[str, ...]:
        os.setsid()
        _keep_files_from_children()
        holds = ["session", "sockets"]
        if _LINUX:
            _bind_to_coordinator()
            holds += ["end", "memory", *(["network"] if leave_network() else [])]
            with suppress(OSError):
                (_PROC / "self" / "oom_score_adj").write_text(_RATHER_THIS, encoding="ascii")
        else:
            cage_watchdog.end_with_coordinator()
        _limit(limits)
        refuse_sockets()
        return tuple(holds)

    def begin(self, limits: Limits) -> None:
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + limits.cpu_most) + _KERNEL_WAITS)

    def settle(self) -> None:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        end_below(os.getpid())
        with suppress(ChildProcessError):
            while os.waitpid(-1, 0)[0]:
                pass

    def held(self) -> int:
        if not _LINUX:
            return super().held()
        return int((_PROC / "self" / "statm").read_text(encoding="ascii").split()[1]) * _PAGE

    def usages(self, pids: Collection[int]) -> Mapping[int, Usage]:
        if not _LINUX:
            return super().usages(pids)
        if next(self._looks) % _WHOLE_LOOK == 0:
            self._families = _families(pids)
        found = {pid: _usage(self._families.get(pid, [pid])) for pid in pids}
        return {pid: usage for pid, usage in found.items() if usage is not None}

    def end(self, pid: int) -> None:
        super().end(pid)
        end_group(pid)

    def memory_ran_out(self) -> bool:
        before, self._kills = self._kills, _kills_for_memory()
        return self._kills > before


def _bind_to_coordinator() -> None:
    import multiprocessing

    libc = ctypes.CDLL(None)
    libc.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    coordinator = multiprocessing.parent_process()
    if coordinator is not None and os.getppid() != coordinator.pid:
        # It ended before the kernel could know that we want to go with it.
        os._exit(1)


def _keep_files_from_children() -> None:
    """What a worker starts must not hold its pipes, or its death would go unnoticed."""
    with os.scandir("/dev/fd") as found:
        files = [int(file.name) for file in found]
    for file in files:
        if file > 2:
            with suppress(OSError):
                os.set_inheritable(file, False)


def _limit(limits: Limits) -> None:
    import resource

    # Of core files one byte: where a program collects them, the kernel takes nought for no limit at all.
    _lower(resource.RLIMIT_CORE, 1)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    if _LINUX:
        _lower(resource.RLIMIT_DATA, limits.memory)


def _lower(limit: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _families(pids: Collection[int]) -> dict[int, list[int]]:
    """Each of the processes with all its descendants."""
    with os.scandir(_PROC) as found:
        living = [int(entry.name) for entry in found if entry.name.isdigit()]
    children: dict[int, list[int]] = {}
    for pid in living:
        stat = _stat(pid)
        if stat:
            children.setdefault(int(stat[_PARENT]), []).append(pid)
    families = {}
    for pid in pids:
        family = families[pid] = [pid]
        for member in family:
            family += children.get(member, ())
    return families


def _usage(family: list[int]) -> Usage | None:
    """What they have used, None where the first has ended. The kernel adds children that were waited for."""
    first, *others = [_stat(pid) for pid in family]
    if not first:
        return None
    stats = [first, *filter(None, others)]
    ticks = sum(int(time) for stat in stats for time in stat[_TIMES])
    return Usage(ticks * _TICK, sum(int(stat[_RESIDENT]) for stat in stats) * _PAGE)


def _stat(pid: int) -> list[bytes]:
    """The fields of /proc/PID/stat behind the command's name; none where the process has ended."""
    try:
        with (_PROC / str(pid) / "stat").open("rb", buffering=0) as file:
            stat = file.read()
    except OSError:
        return []
    # The name, in brackets, may hold anything; of a process that is just going nothing may be left.
    return stat.rpartition(b")")[2].split()


def _kills_for_memory() -> int:
    """How many processes this system has killed for want of memory, as far as it says."""
    with suppress(OSError, ValueError, IndexError):
        said = (_PROC / "vmstat").read_text(encoding="ascii")
        return int(said.split("oom_kill ")[1].split()[0])
    return 0
