"""Tasks of files and of what archives and mails among them hold, with their results. Knows no format."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager

from batch.containers import Answer, Opener, Request, taken_apart
from batch.inbox import Entry
from batch.jail import jail
from batch.pool import Result, results
from batch.scratch import run_folder
from batch.tasks import Task, planned
from extract.problems import FileProblem

# A container is worth as many workers as so many files.
_FILES_IN_A_CONTAINER = 20
_CONTAINERS = frozenset((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".eml", ".msg"))


def read_all(
    entries: Iterable[Entry],
    workers: int,
    *,
    duplicates: bool = True,
    more: Callable[[int], None] = lambda files: None,
) -> Iterator[Result]:
    """One result for every entry and every member of a container, in order, for any number of workers.

    `more` hears how many members a container has. They lie in a private folder that is gone at the end,
    whatever happens.
    """
    with opening(workers) as opener:
        open_tasks: deque[Task] = deque()
        tasks = _noted(planned(entries, duplicates=duplicates, opener=opener, more=more), open_tasks)
        with closing(_closable(results(tasks, workers))) as found:
            for result in found:
                done = open_tasks.popleft()
                if done.temporary:
                    done.path.unlink(missing_ok=True)
                yield result


@contextmanager
def opening(workers: int) -> Iterator[Opener]:
    """What takes containers apart, in a worker unless there are none; its members are gone at the end."""
    with run_folder() as folder, jail(taken_apart, named=lambda asked: asked.name) as in_worker:
        yield Opener(folder, in_worker if workers else _here)


def expected(entries: Iterable[Entry]) -> int:
    """How many files there may be, judged by names: what decides on the number of workers."""
    return sum(
        _FILES_IN_A_CONTAINER if entry.path.suffix.casefold() in _CONTAINERS else 1 for entry in entries
    )


def _noted(tasks: Iterable[Task], notes: deque[Task]) -> Iterator[Task]:
    for task in tasks:
        notes.append(task)
        yield task


def _closable(found: Iterator[Result]) -> Generator[Result, None, None]:
    """The results as a generator, which can be closed before the folder of members goes."""
    yield from found


def _here(request: Request) -> Answer | FileProblem | None:
    try:
        return taken_apart(request)
    except FileProblem as problem:
        return problem
