"""The results of many files from the workers of a Dask cluster, in the order of the tasks.

What a worker does with a file is the same as at home (batch/parcels.py); knows what to do when workers, or
the scheduler, are gone. Writes nothing down.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.dask_cluster import Cluster, Lost, connected
from batch.far_files import Address
from batch.inbox import unreadable
from batch.jail import jail
from batch.limits import Limits, failure
from batch.parcels import Answer, Foreign, Parcel, Unseen
from batch.pool import Result, Work
from batch.tasks import Task
from batch.worker import read_jailed
from extract.problems import FileProblem, SetupProblem
from outputs.contract import refused

if TYPE_CHECKING:
    from distributed import Future

# Files handed out ahead of the one awaited, for each thread of the cluster, and bytes that go with them.
_AHEAD, _MOST_SENT = 32, 256 << 20
# A larger file, which no worker sees where it lies, is read here.
_LARGEST_SENT = 64 << 20
# After so many files that workers did not see, and hardly one that they did, all are sent.
_MOST_UNSEEN = 8


@dataclass(slots=True)
class _Sent:
    """A file on its way. `carried`: its bytes that went with it, None where the worker looks for it."""

    task: Task
    future: Future
    carried: int | None
    alone: bool = False


# Where other machines may find a file of this one, None where they cannot.
Addressed = Callable[[Path], Address | None]


class DaskReader:
    """Reads on a cluster; `results` is what a run asks for the results of its tasks."""

    def __init__(
        self,
        cluster: Cluster,
        rules: str,
        addressed: Addressed,
        work: Work = read_jailed,
        limits: Limits | None = None,
    ) -> None:
        self._cluster, self._rules, self._addressed = cluster, rules, addressed
        self._work, self._limits = work, limits or Limits()
        self._seen, self._unseen, self._carried = 0, 0, 0

    @property
    def workers(self) -> int:
        """How many files the cluster reads at a time."""
        return self._cluster.threads()

    def results(self, tasks: Iterable[Task], _workers: int) -> Iterator[Result]:
        """One result for every task, in their order, the same as from this machine's own workers.

        A file whose worker is gone goes to another one; one that took several along is tried once more while
        no other runs, then given up. Raises SetupProblem where the cluster is no longer there.
        """
        flying: deque[_Sent | Task | Result] = deque()
        with ExitStack() as stack:
            here = stack.enter_context(jail(self._work, self._limits, lambda task: task.name))
            for task in tasks:
                flying.append(Result(task.known) if task.known else self._sent(task))
                while flying and (self._is_there(flying[0]) or self._enough(flying)):
                    yield self._landed(flying.popleft(), flying, here)
            while flying:
                yield self._landed(flying.popleft(), flying, here)

    def _sent(self, task: Task, *, carry: bool = False, alone: bool = False) -> _Sent | Task | Result:
        """The file on its way; the task itself where it must be read here."""
        address = None if carry or self._blind() else self._addressed(task.path)
        data: bytes | None = None
        if address is None:
            try:
                if task.path.stat().st_size > _LARGEST_SENT:
                    return task
                data = task.path.read_bytes()
            except OSError:
                return Result(_refused(task, unreadable()))
        self._carried += len(data or b"")
        parcel = Parcel(task.name, task.sha256 or "", address, data, self._rules, self._limits)
        future = self._cluster.submit(pickle.dumps((parcel, self._work)))
        return _Sent(task, future, None if data is None else len(data), alone)

    def _is_there(self, item: _Sent | Task | Result) -> bool:
        return not isinstance(item, _Sent) or item.future.done()

    def _enough(self, flying: Collection[object]) -> bool:
        return len(flying) > self._cluster.threads() * _AHEAD or self._carried > _MOST_SENT

    def _blind(self) -> bool:
        return self._unseen - self._seen >= _MOST_UNSEEN

    def _landed(
        self, item: _Sent | Task | Result, others: Iterable[object], here: Callable[[Task], Any]
    ) -> Result:
        """The result of what was first in line, whatever becomes of the machines it is with."""
        while not isinstance(item, Result):
            if isinstance(item, Task):
                item = _result(item, here(item))
                continue
            answer = self._answer(item)
            self._carried -= item.carried or 0
            if isinstance(answer, Lost):
                if item.alone:
                    return _result(item.task, failure("crashed"))
                self._cluster.quiet([other.future for other in others if isinstance(other, _Sent)])
                item = self._sent(item.task, alone=True)
            elif isinstance(answer, Unseen):
                self._unseen += 1
                item = self._sent(item.task, carry=True, alone=item.alone)
            else:
                self._seen += item.carried is None
                item = _result(item.task, answer)
        return item

    def _answer(self, sent: _Sent) -> tuple[Any, float] | FileProblem | Unseen | Lost:
        found = self._cluster.answer(sent.future)
        if isinstance(found, Lost):
            return found
        answer: Answer = pickle.loads(found)
        if isinstance(answer, Foreign):
            raise SetupProblem(
                "other_version",
                f"Máy {answer.machine} trong cụm Dask dùng phiên bản khác của phần mềm hoặc từ vựng;"
                " hãy cài cùng một phiên bản trên mọi máy rồi chạy lại.",
            )
        return answer


@contextmanager
def on_cluster(scheduler: str, rules: str, addressed: Addressed) -> Iterator[DaskReader]:
    """A reader on the cluster at this address. Raises SetupProblem where there is none."""
    with connected(scheduler) as cluster:
        yield DaskReader(cluster, rules, addressed)


def _result(task: Task, answer: tuple[Any, float] | FileProblem) -> Result:
    return Result(_refused(task, answer)) if isinstance(answer, FileProblem) else Result(*answer)


def _refused(task: Task, problem: FileProblem) -> dict[str, Any]:
    return refused(task.name, problem.status, problem.code, problem.message, sha256=task.sha256)
