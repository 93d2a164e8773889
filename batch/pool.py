"""The contract objects of many files in the order of the tasks, from worker processes or from this one.

Knows what a result is, not how workers live and die.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from batch.jail import Known, jailed
from batch.limits import Limits
from batch.tasks import Task
from batch.worker import Row, read_jailed, timed
from extract.problems import FileProblem
from outputs.contract import refused

# The fewest files for which one more worker saves more than its start costs.
_WORTH_A_WORKER = 20


@dataclass(frozen=True, slots=True)
class Result:
    """The contract object of a task, and the seconds it took, None where the file was not opened."""

    row: Row
    seconds: float | None = None


# Task -> (contract object, seconds); a function of a module, so that workers find it.
Work = Callable[[Task], tuple[Row, float]]


def sensible_workers(files: int) -> int:
    """How many workers pay for their start with so many files."""
    return max(1, min(os.cpu_count() or 1, files // _WORTH_A_WORKER))


def results(tasks: Iterable[Task], workers: int, limits: Limits | None = None) -> Iterator[Result]:
    """One result for every task, in their order, the same for any number of workers.

    `workers`: 0 reads in this process; otherwise so many processes, whose death costs one file.
    """
    return pooled(tasks, workers, limits=limits) if workers > 0 else in_process(tasks)


def in_process(tasks: Iterable[Task]) -> Iterator[Result]:
    """Each task's result, worked out in this process: nothing stops a file that hangs."""
    for task in tasks:
        yield Result(task.known) if task.known else Result(*timed(task))


def pooled(
    tasks: Iterable[Task], workers: int, work: Work = read_jailed, limits: Limits | None = None
) -> Iterator[Result]:
    """Each task's result in the order of the tasks, whichever worker finishes first.

    `work`: what a worker does with one file, within `limits`; it may raise FileProblem.
    A SetupProblem of a worker ends the whole; leaving the iterator early ends the workers.
    """
    given: deque[Task] = deque()

    def items() -> Iterator[Task | Known[tuple[Row, float | None]]]:
        for task in tasks:
            given.append(task)
            yield Known((task.known, None)) if task.known else task

    for found in jailed(work, items(), workers, limits, lambda task: task.name):
        task = given.popleft()
        yield Result(_refused(task, found)) if isinstance(found, FileProblem) else Result(*found)


def _refused(task: Task, problem: FileProblem) -> Row:
    return refused(task.name, problem.status, problem.code, problem.message, sha256=task.sha256)
