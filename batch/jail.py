"""Work on files in worker processes that they cannot leave: results in order, a bad file costs only itself.

Any function of a module will do; knows nothing of reports.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from batch.cage import make_cage
from batch.cell import Cell
from batch.crew import Crew, Job
from batch.inmate import Post
from batch.janitor import Janitor
from batch.limits import Limits, failure
from batch.logs import log_level
from batch.scratch import run_folder
from extract.problems import FileProblem, SetupProblem

T = TypeVar("T")
R = TypeVar("R")

# Items handed out ahead of the one awaited, for each worker; bytes of results that wait for their turn.
_AHEAD, _MOST_HELD = 64, 64 << 20


@dataclass(frozen=True, slots=True)
class Known(Generic[R]):
    """An item that stands for its own result; it only keeps its place."""

    value: R


def jailed(
    work: Callable[[T], R],
    items: Iterable[T | Known[R]],
    workers: int = 1,
    limits: Limits | None = None,
    named: Callable[[T], str] = str,
) -> Iterator[R | FileProblem]:
    """`work(item)` of every item, in the order of the items, whichever worker finishes first.

    A FileProblem stands for the result where `work` raises one, and where it takes more than `limits`, raises
    anything else, or ends its process. Items, results and `work` go through pickle; `named` is for logs.
    Work that ends its process is tried again in a fresh one while no other runs. What a piece of work leaves,
    child processes and temporary files, is gone when its result is there.
    A SetupProblem that `work` raises is raised here; leaving the iterator early ends the workers.
    """
    limits = limits or Limits()
    waiting: deque[Job | Known[Any]] = deque()
    with ExitStack() as stack:
        crew: Crew | None = None
        for item in items:
            if isinstance(item, Known):
                waiting.append(item)
            else:
                crew = crew or _crew(stack, work, workers, limits)
                job = Job(named(item), pickle.dumps(item))
                crew.submit(job)
                waiting.append(job)
            while waiting and (_is_done(waiting[0]) or _enough(waiting, crew, workers)):
                yield _result(waiting.popleft(), crew)
        while waiting:
            yield _result(waiting.popleft(), crew)


@contextmanager
def jail(
    work: Callable[[T], R],
    limits: Limits | None = None,
    named: Callable[[T], str] = str,
    lanes: int | None = None,
) -> Iterator[Callable[[T], R | FileProblem]]:
    """A function that has one worker do `work` on an item and waits for it, as often as it is asked.

    The worker starts when it is first asked; what comes back and what is raised is as in `jailed`.
    `lanes`: scanned pages that it reads at a time, None for one on each core.
    """
    with ExitStack() as stack:
        crew: Crew | None = None

        def ask(item: T) -> R | FileProblem:
            nonlocal crew
            crew = crew or _crew(stack, work, 1, limits or Limits(), lanes)
            job = Job(named(item), pickle.dumps(item))
            crew.submit(job)
            found: R | FileProblem = _result(job, crew)
            return found

        yield ask


def protections(limits: Limits | None = None) -> tuple[str, ...]:
    """What holds workers on this machine, of batch.cage.PROTECTIONS; none where they do not start."""
    limits = limits or Limits()
    cage = make_cage(limits.cage)
    with run_folder() as folder:
        janitor = Janitor(folder)
        cell = Cell(cage, janitor, Post(pickle.dumps(str), limits, folder / "w", log_level()))
        try:
            cell.start()
            return cell.holds
        finally:
            cell.end()
            janitor.stop()


def _crew(
    stack: ExitStack, work: Callable[[Any], Any], workers: int, limits: Limits, lanes: int | None = None
) -> Crew:
    crew = Crew(workers, pickle.dumps(work), limits, stack.enter_context(run_folder()), lanes)
    stack.callback(crew.stop)
    return crew


def _is_done(waiting: Job | Known[Any]) -> bool:
    return isinstance(waiting, Known) or waiting.answer is not None


def _enough(waiting: deque[Job | Known[Any]], crew: Crew | None, workers: int) -> bool:
    return len(waiting) > workers * _AHEAD or (crew is not None and crew.held > _MOST_HELD)


def _result(waiting: Job | Known[Any], crew: Crew | None) -> Any:
    if isinstance(waiting, Known):
        return waiting.value
    assert crew is not None
    answer = crew.wait(waiting)
    if answer.kind in ("death", "outside"):
        return failure(answer.status)
    found = pickle.loads(answer.body)
    if isinstance(found, SetupProblem):
        raise found
    return found
