"""Worker processes for many files: results in the order of the tasks, a bad file costs only itself.

Knows how workers start and die, not what they read.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.logs import log_level, set_up_logs
from batch.tasks import Task
from batch.worker import Row, failed, timed, timed_within_budget
from extract.problems import SetupProblem

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

_LOG = logging.getLogger("tonghop")

# Seconds by the clock after which a file is given up where its CPU budget cannot tell: a hang without work.
# Generous, because healthy files wait long for their turn on a busy machine.
WALL_LIMIT = 900.0
# Files handed out ahead of the one awaited, for each worker; bounds the results that wait for their turn.
_AHEAD = 8
# A worker starts afresh after so many files, so that what libraries leak stays small.
_FILES_A_WORKER = 500
# The fewest files for which one more worker saves more than its start costs.
_WORTH_A_WORKER = 20
_ATTEMPTS = 2
_MOST_RESTARTS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """The contract object of a task, and the seconds it took, None where the file was not opened."""

    row: Row
    seconds: float | None = None


# (path, name, sha256) -> (contract object, seconds); a function of a module, so that workers find it.
Work = Callable[[Path, str, str | None], tuple[Row, float]]


@dataclass(slots=True)
class _Pending:
    task: Task
    future: ProcessFuture[Any] | None


def sensible_workers(files: int) -> int:
    """How many workers pay for their start with so many files."""
    return max(1, min(os.cpu_count() or 1, files // _WORTH_A_WORKER))


def results(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """One result for every task, in their order, the same for any number of workers.

    `workers`: 0 reads in this process; otherwise so many processes, whose death costs one file.
    """
    return pooled(tasks, workers) if workers > 0 else in_process(tasks)


def in_process(tasks: Iterable[Task]) -> Iterator[Result]:
    """Each task's result, worked out in this process: nothing stops a file that hangs."""
    for task in tasks:
        yield Result(task.known) if task.known else Result(*timed(task.path, task.name, task.sha256))


def pooled(
    tasks: Iterable[Task], workers: int, work: Work = timed_within_budget, wall: float = WALL_LIMIT
) -> Iterator[Result]:
    """Each task's result in the order of the tasks, whichever worker finishes first.

    `work`: what a worker does with one file. `wall`: seconds by the clock after which it is given up.
    A SetupProblem of a worker ends the whole; leaving the iterator early stops the workers.
    """
    pool = _Pool(workers, work, wall)
    waiting: deque[_Pending] = deque()
    try:
        for task in tasks:
            waiting.append(_Pending(task, pool.start(task)))
            if len(waiting) > workers * _AHEAD:
                yield _first(waiting, pool)
        while waiting:
            yield _first(waiting, pool)
    finally:
        pool.stop()


class _Pool:
    """Worker processes, made on first use and made anew when the lot of them breaks."""

    def __init__(self, workers: int, work: Work, wall: float) -> None:
        self._workers, self._work, self._wall = workers, work, wall
        self._pool: ProcessPool | None = None
        self._restarts = 0

    def start(self, task: Task) -> ProcessFuture[Any] | None:
        if task.known:
            return None
        arguments = (task.path, task.name, task.sha256)
        if self._pool is None or not self._pool.active:
            self._renew()
        assert self._pool is not None
        return self._pool.schedule(self._work, args=arguments, timeout=self._wall)

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def worked(self) -> None:
        self._restarts = 0

    def _renew(self) -> None:
        from pebble import ProcessPool

        self._restarts += 1
        if self._restarts > _MOST_RESTARTS:
            raise SetupProblem(
                "no_workers",
                "Máy không chạy được tiến trình đọc tệp; hãy cài lại phần mềm, hoặc chạy lại với --jobs 0.",
            )
        self.stop()
        # Spawned workers are the same on every system and inherit no open file or thread.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(
            self._workers, _FILES_A_WORKER, initializer=set_up_logs, initargs=(log_level(),), context=context
        )


def _first(waiting: deque[_Pending], pool: _Pool) -> Result:
    """The result of the file whose turn it is; files that a breaking pool took along are started again."""
    pending = waiting.popleft()
    task = pending.task
    if task.known:
        return Result(task.known)
    for _ in range(_ATTEMPTS):
        assert pending.future is not None
        try:
            result = _outcome(task, pending.future)
        except (BrokenProcessPool, CancelledError):
            _LOG.warning("%s: the workers broke down; starting new ones", task.name)
            for other in (pending, *waiting):
                if other.future is not None and _lost(other.future):
                    other.future = pool.start(other.task)
        else:
            pool.worked()
            return result
    return Result(failed(task.name, "crashed", task.sha256))


def _lost(future: ProcessFuture[Any]) -> bool:
    """Whether a pool that broke took this along: what had not started then never ends."""
    if not future.done() or future.cancelled():
        return True
    return isinstance(future.exception(), BrokenProcessPool)


def _outcome(task: Task, future: ProcessFuture[Any]) -> Result:
    from pebble import ProcessExpired

    try:
        return Result(*future.result())
    except TimeoutError:
        return Result(failed(task.name, "timeout", task.sha256))
    except ProcessExpired as death:
        code = death.exitcode or 0
        _LOG.warning("%s: its worker ended with %s", task.name, _named(code))
        out_of_time = -code == getattr(signal, "SIGXCPU", None)
        return Result(failed(task.name, "timeout" if out_of_time else "crashed", task.sha256))


def _named(exit_code: int) -> str:
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"exit code {exit_code}"
