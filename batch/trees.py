"""Processes and what they have started: who lives below whom, and how all of them end. Knows no worker.

A mark in the environment tells also those that have left their parent and their process group.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psutil import Process

# Its value begins with the path of a run's temporary folder and names the worker.
MARK = "TONGHOP_JAIL"
_ROUNDS, _PAUSE = 20, 0.05


def below(pid: int) -> list[Process]:
    """The living descendants of a process."""
    import psutil

    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def end_tree(pid: int) -> None:
    """Kill a process, its process group if it leads one, and all its descendants."""
    # Listed before the parent dies, because then they have another.
    victims = below(pid)
    end_group(pid)
    _kill(pid)
    for victim in victims:
        _end(victim)


def end_below(pid: int) -> None:
    """Kill the descendants of a process; returns when the last one is gone, or it is no use."""
    import psutil

    for _ in range(_ROUNDS):
        victims = below(pid)
        if not victims:
            return
        for victim in victims:
            _end(victim)
        psutil.wait_procs(victims, _PAUSE)


def end_group(pid: int) -> None:
    """Kill the process group that `pid` leads, or led; nothing where systems know no groups."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def end_marked(mark: str) -> None:
    """Kill all processes whose mark begins so, but this one; returns when none is left, or it is no use."""
    import psutil

    for _ in range(_ROUNDS):
        found = _marked(mark)
        if not found:
            return
        for process in found:
            _end(process)
        psutil.wait_procs(found, _PAUSE)


def _marked(mark: str) -> list[Process]:
    import psutil

    found = []
    for process in psutil.process_iter():
        # Other people's processes do not show their environment, and are none of ours.
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK, "").startswith(mark):
                found.append(process)
    return found


def _kill(pid: int) -> None:
    import psutil

    with suppress(psutil.Error):
        psutil.Process(pid).kill()


def _end(process: Process) -> None:
    import psutil

    with suppress(psutil.Error):
        process.kill()
