"""One worker process as the coordinator holds it: started, asked, cut, ended. Knows no other worker."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Literal

from batch.cage import Cage
from batch.inmate import BEAT, MEMORY, READY, SPENT, VALUE, Post, serve
from batch.janitor import Janitor
from batch.limits import Failure
from batch.scratch import removed
from batch.trees import end_group, end_marked
from batch.watch import Busy

# Seconds that a worker may take to start, on a machine that is busy or asleep half of the time.
_START = 600.0
_LONGEST_DEATH = 10.0
# Signals by which people and systems end processes; no file sends them.
_FROM_OUTSIDE = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGQUIT")
# Processes are started and buried one at a time: the list of all of them in multiprocessing has no lock.
_BIRTHS_AND_DEATHS = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """`outside`: the worker was killed by somebody else. `body`: a pickled value or problem.

    `status` and `why`, for logs, stand where the worker has died.
    """

    kind: Literal["value", "problem", "death", "outside"]
    body: bytes = b""
    status: Failure = "crashed"
    why: str = ""


class Cell:
    """A worker; its keeper calls everything but `busy` and `cut`, which any thread may call."""

    def __init__(self, cage: Cage, janitor: Janitor, post: Post) -> None:
        self._cage, self._janitor, self._post = cage, janitor, post
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._number, self._working, self._beats = 0, False, 0
        self._verdict: Failure | None = None
        self._shut = False
        self.spent = False
        self.holds: tuple[str, ...] = ()

    def start(self) -> None:
        """Have the worker ready to be asked; where that fails, it `holds` nothing."""
        if self._shut:
            return
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._post), daemon=True, name="worker")
        with _BIRTHS_AND_DEATHS:
            process.start()
        theirs.close()
        assert process.pid is not None
        self._janitor.started(process.pid)
        self._cage.adopt(process.pid, self._post.limits)
        with self._lock:
            self._process, self._line = process, ours
        if self._shut:
            return
        message = self._message(_START)
        if message is not None and message[:1] == READY:
            self.holds = tuple(message[1:].decode().split(","))

    def ask(self, item: bytes) -> Answer:
        """The answer to one pickled item, however long it takes; the watch sees to it that it ends."""
        assert self._line is not None
        with self._lock:
            self._number += 1
            self._working, self._verdict = True, None
        try:
            self._line.send_bytes(item)
            while (message := self._message()) is not None and message[:1] == BEAT:
                self._beats = int(message[1:])
        except OSError:
            message = None
        with self._lock:
            self._working = False
        if message is None:
            return self.death()
        if message[:1] == SPENT:
            self.spent, message = True, message[1:]
        if message[:1] == MEMORY:
            return Answer("death", status="out_of_memory", why="out of memory")
        return Answer("value" if message[:1] == VALUE else "problem", message[1:])

    def busy(self) -> Busy | None:
        with self._lock:
            process = self._process
            if not self._working or process is None or process.pid is None:
                return None
            return Busy(process.pid, self._number, self._beats, self.cut)

    def cut(self, number: int, verdict: Failure) -> None:
        """Kill the worker if it is still at its piece of work of that number."""
        with self._lock:
            if self._working and self._number == number and self._process is not None:
                self._verdict = self._verdict or verdict
                self._kill()

    def shut(self) -> None:
        """Kill the worker whatever it does, also one that is just starting."""
        self._shut = True
        with self._lock:
            self._kill()

    def end(self) -> None:
        """The worker, all that it has started, and its temporary files are gone."""
        with self._lock:
            process, self._process = self._process, None
        if process is None or process.pid is None:
            return
        pid = process.pid
        if process.exitcode is None:
            self._cage.end(pid)
        else:
            # Its number may be another's by now, that of its group only if nobody is left in it.
            end_group(pid)
        end_marked(self._post.mark)
        with _BIRTHS_AND_DEATHS:
            process.join(_LONGEST_DEATH)
            with suppress(ValueError):
                process.close()
        if self._line is not None:
            self._line.close()
        for folder in self._post.folder.parent.glob(f"{self._post.folder.name}.*"):
            removed(folder)
        self._janitor.ended(pid)

    def _kill(self) -> None:
        if self._process is not None and self._process.pid is not None:
            self._cage.end(self._process.pid)

    def _message(self, longest: float | None = None) -> bytes | None:
        """The next message, None when the worker has died or `longest` seconds have passed."""
        assert self._line is not None and self._process is not None
        ready = wait([self._line, self._process.sentinel], longest)
        if self._line not in ready:
            return None
        try:
            return self._line.recv_bytes()
        except (EOFError, OSError):
            return None

    def death(self) -> Answer:
        """Why the worker has died."""
        assert self._process is not None
        if self._verdict:
            return Answer("death", status=self._verdict, why=f"cut: {self._verdict}")
        # The pipe breaks a moment before the system has the exit code.
        deadline = time.monotonic() + _LONGEST_DEATH
        while self._process.exitcode is None and time.monotonic() < deadline:
            wait([self._process.sentinel], 0.1)
        name = _named(self._process.exitcode)
        if name == "SIGXCPU":
            return Answer("death", status="timeout", why=name)
        if name == "SIGKILL" and self._cage.memory_ran_out():
            return Answer("death", status="out_of_memory", why="killed for want of memory")
        return Answer("outside" if name in _FROM_OUTSIDE else "death", why=name)


def _named(exit_code: int | None) -> str:
    if exit_code is None:
        return "no exit code"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"exit code {exit_code}"
