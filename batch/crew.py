"""Which worker does which job when: first come, first served; a job that ended its worker again, alone.

Knows no order of results and no kind of work.
"""

from __future__ import annotations

import atexit
import itertools
import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from batch.cage import make_cage
from batch.cell import Answer, Cell
from batch.inmate import Post
from batch.janitor import Janitor
from batch.limits import Limits
from batch.logs import log_level
from batch.watch import Busy, Watch
from extract.problems import SetupProblem

_LOG = logging.getLogger("tonghop")
# How many starts may fail one after the other, and what one counts that somebody else ended.
_MOST_FALSE_STARTS, _KILLED_START = 6, 0.05
# How often a job may be killed by somebody else before it is to blame.
_MOST_FROM_OUTSIDE = 3
# Waiting without an end cannot be interrupted on every system.
_PATIENCE = 0.5
_LONGEST_GOODBYE = 15.0


@dataclass(slots=True)
class Job:
    """One item on its way. `attempts`: that ended their worker; `killed`: how often somebody else did."""

    name: str
    item: bytes
    attempts: int = 0
    killed: int = 0
    answer: Answer | None = None


@dataclass(slots=True)
class _State:
    pending: deque[Job] = field(default_factory=deque)
    again: deque[Job] = field(default_factory=deque)
    running: int = 0
    started: int = 0
    held: int = 0
    alone: bool = False
    over: bool = False
    false_starts: float = 0.0
    error: BaseException | None = None


class Crew:
    """Workers, each with a thread that keeps it, and the watch over all. To be stopped in any case."""

    def __init__(
        self, workers: int, work: bytes, limits: Limits, folder: Path, lanes: int | None = None
    ) -> None:
        self._limits = limits
        self._changed = threading.Condition()
        self._state = _State()
        lanes = lanes or max((os.cpu_count() or 1) // max(workers, 1), 1)
        cage, janitor, births = make_cage(limits.cage), Janitor(folder), itertools.count()

        def cell() -> Cell:
            post = Post(work, limits, folder / f"w{next(births)}", log_level(), lanes)
            return Cell(cage, janitor, post)

        self._janitor = janitor
        self._keepers = [_Keeper(self, cell, number) for number in range(workers)]
        self._watch = Watch(cage, limits, self._keepers)
        self._watch.start()
        # Ahead of the library's own farewell, which would kill workers that we would replace.
        atexit.register(self.stop)

    @property
    def held(self) -> int:
        """Bytes of answers that nobody has fetched."""
        return self._state.held

    def submit(self, job: Job) -> None:
        with self._changed:
            state = self._state
            state.pending.append(job)
            self._changed.notify_all()
            if state.running + len(state.pending) > state.started < len(self._keepers):
                self._keepers[state.started].start()
                state.started += 1

    def wait(self, job: Job) -> Answer:
        """The job's answer; raises what broke the crew meanwhile."""
        with self._changed:
            while job.answer is None:
                if self._state.error is not None:
                    raise self._state.error
                self._changed.wait(_PATIENCE)
            self._state.held -= len(job.answer.body)
            return job.answer

    def stop(self) -> None:
        """End all workers, whatever they do."""
        with self._changed:
            self._state.over = True
            self._changed.notify_all()
        started = self._keepers[: self._state.started]
        for keeper in started:
            keeper.shut()
        for keeper in started:
            keeper.join(_LONGEST_GOODBYE)
        self._watch.stop()
        self._janitor.stop()
        atexit.unregister(self.stop)

    def take(self) -> Job | None:
        """For a keeper: what to do next, None when all is over."""
        with self._changed:
            while not self._state.over:
                job = self._next()
                if job is not None:
                    self._state.running += 1
                    return job
                self._changed.wait()
            return None

    def answered(self, job: Job, answer: Answer) -> None:
        """For a keeper: what became of the job that it took."""
        with self._changed:
            self._state.running -= 1
            self._state.alone = False
            self._judge(job, answer)
            self._changed.notify_all()

    def put_back(self, job: Job, outside: bool) -> None:
        """For a keeper whose worker did not start: the job has not been touched.

        `outside`: somebody killed the worker, which says little about the machine.
        """
        with self._changed:
            self._state.running -= 1
            if self._state.alone:
                self._state.alone = False
                self._state.again.appendleft(job)
            else:
                self._state.pending.appendleft(job)
            self._state.false_starts += _KILLED_START if outside else 1
            if self._state.false_starts >= _MOST_FALSE_STARTS and not self._state.over:
                self._break(_no_workers())
            self._changed.notify_all()

    def ready(self) -> None:
        with self._changed:
            self._state.false_starts = 0

    def broken(self, error: BaseException) -> None:
        """For a keeper that cannot go on."""
        with self._changed:
            self._break(error)
            self._changed.notify_all()

    def _break(self, error: BaseException) -> None:
        self._state.error = self._state.error or error
        self._state.over = True

    def _next(self) -> Job | None:
        state = self._state
        if state.alone:
            return None
        if state.again:
            if state.running:
                return None
            state.alone = True
            return state.again.popleft()
        return state.pending.popleft() if state.pending else None

    def _judge(self, job: Job, answer: Answer) -> None:
        if answer.kind in ("value", "problem"):
            self._state.held += len(answer.body)
            job.answer = answer
            return
        _LOG.warning("%s: its worker ended: %s", job.name, answer.why)
        if answer.kind == "outside" and job.killed < _MOST_FROM_OUTSIDE:
            job.killed += 1
            self._state.pending.appendleft(job)
            return
        job.attempts += 1
        if job.attempts < self._limits.attempts:
            self._state.again.append(job)
        else:
            job.answer = answer


class _Keeper(threading.Thread):
    """Has one worker at a time do jobs, and replaces it when it has died or is spent."""

    def __init__(self, crew: Crew, new_cell: Callable[[], Cell], number: int) -> None:
        super().__init__(daemon=True, name=f"keeper {number}")
        self._crew, self._new_cell = crew, new_cell
        self._cell: Cell | None = None
        self._over = False

    def run(self) -> None:
        # Processes inherit this: until they have left the terminal, Ctrl-C is none of their business.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while (job := self._crew.take()) is not None:
                self._do(job)
        except BaseException as error:
            self._crew.broken(error)
        finally:
            self._dismiss()

    def busy(self) -> Busy | None:
        cell = self._cell
        return cell.busy() if cell else None

    def shut(self) -> None:
        """End the worker; from any thread."""
        self._over = True
        cell = self._cell
        if cell is not None:
            cell.shut()

    def _do(self, job: Job) -> None:
        if job.attempts:
            # What other files have left in a worker must not be held against this one.
            self._dismiss()
        cell = self._manned()
        if not cell.holds:
            outside = not self._over and cell.death().kind == "outside"
            self._dismiss()
            self._crew.put_back(job, outside)
            return
        answer = cell.ask(job.item)
        if cell.spent or answer.kind in ("death", "outside"):
            self._dismiss()
        self._crew.answered(job, answer)

    def _manned(self) -> Cell:
        """Its cell, which holds nothing where the worker did not come up."""
        if self._cell is None:
            self._cell = self._new_cell()
            if self._over:
                self._cell.shut()
            self._cell.start()
            if self._cell.holds:
                self._crew.ready()
        return self._cell

    def _dismiss(self) -> None:
        if self._cell is not None:
            self._cell.end()
            self._cell = None


def _no_workers() -> SetupProblem:
    return SetupProblem(
        "no_workers",
        "Máy không chạy được tiến trình đọc tệp; hãy cài lại phần mềm, hoặc chạy lại với --jobs 0.",
    )
