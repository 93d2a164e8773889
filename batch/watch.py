"""Looks at busy workers again and again and cuts those whose file takes too much. Knows no results."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from batch.cage import Cage, Usage
from batch.limits import Failure, Limits

_LOG = logging.getLogger("tonghop")

# The share of a core below which a worker counts as doing nothing: those that wait look at the clock too.
_WORK = 0.005
# A pause of our own, when the machine slept say, counts as no more than so many intervals.
_MOST_INTERVALS = 4


@dataclass(frozen=True, slots=True)
class Busy:
    """A worker at one piece of work. `number` tells pieces apart, `beats` are those of the worker so far."""

    pid: int
    number: int
    beats: int
    cut: Callable[[int, Failure], None]


class Watched(Protocol):
    """What is watched: a keeper of one worker."""

    def busy(self) -> Busy | None:
        """What its worker is doing now."""


class Account:
    """What one piece of work has taken since it was first seen; `usage` of its worker at that moment."""

    def __init__(self, limits: Limits, usage: Usage, beats: int) -> None:
        self._limits = limits
        self._cpu_before, self._beats_before = usage.cpu, beats
        self._cpu_moved, self._beats_moved = usage.cpu, beats
        self._idle = 0.0

    def verdict(self, usage: Usage, beats: int, passed: float) -> Failure | None:
        """Why the work is to be stopped, or None; `passed`: seconds since last asked, monotonic clock."""
        limits = self._limits
        if usage.memory > limits.memory:
            return "out_of_memory"
        budget = limits.cpu + limits.cpu_a_beat * (beats - self._beats_before)
        if usage.cpu - self._cpu_before > min(budget, limits.cpu_most):
            return "timeout"
        if usage.cpu - self._cpu_moved >= _WORK * limits.idle or beats != self._beats_moved:
            self._cpu_moved, self._beats_moved, self._idle = usage.cpu, beats, 0.0
        else:
            self._idle += min(passed, _MOST_INTERVALS * limits.interval)
        return "timeout" if self._idle > limits.idle else None


class Watch:
    """A thread that watches until it is stopped."""

    def __init__(self, cage: Cage, limits: Limits, watched: Collection[Watched]) -> None:
        self._cage, self._limits, self._watched = cage, limits, watched
        self._accounts: dict[tuple[int, int], Account] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="watch")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        last = time.monotonic()
        while not self._end.wait(self._limits.interval):
            now = time.monotonic()
            try:
                self._look([found for one in self._watched if (found := one.busy())], now - last)
            except Exception:
                # Processes come and go under its eyes; one look that fails must not be the last.
                _LOG.exception("a look at the workers failed")
            last = now

    def _look(self, busy: Collection[Busy], passed: float) -> None:
        usages = self._cage.usages([one.pid for one in busy]) if busy else {}
        before, self._accounts = self._accounts, {}
        for one in busy:
            usage = usages.get(one.pid)
            if usage is None:
                continue
            key = (one.pid, one.number)
            account = before.get(key) or Account(self._limits, usage, one.beats)
            verdict = account.verdict(usage, one.beats, passed if key in before else 0.0)
            if verdict:
                one.cut(one.number, verdict)
            else:
                self._accounts[key] = account
