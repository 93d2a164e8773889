"""One file for a worker of a cluster: found, held against its hash, and read in the jail of that worker.

The worker process itself does the fetching; the work on a file is done in a child of it, which can be cut.
"""

from __future__ import annotations

import atexit
import multiprocessing
import platform
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from batch.far_files import Address, fetch
from batch.inbox import digest
from batch.jail import jail
from batch.limits import Limits
from batch.pool import Work
from batch.rules import current_rules
from batch.scratch import no_room, removed
from batch.tasks import Task
from batch.worker import Row
from extract.problems import FileProblem

# Seconds for which a place may say nothing before the coordinator sends the bytes itself.
FETCHING = 120.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """`address`: where the worker may find the file; `data`: its bytes, if it does not. `rules`: expected."""

    name: str
    sha256: str
    address: Address | None
    data: bytes | None
    rules: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Unseen:
    """The worker does not see the file, or sees another one there."""

    why: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """The worker reads by other rules than the coordinator, so that its results are of no use."""

    machine: str


Answer = tuple[Row, float] | FileProblem | Unseen | Foreign
_Ask = Callable[[Task], tuple[Row, float] | FileProblem]
_jails = threading.local()


def read_parcel(parcel: Parcel, work: Work) -> Answer:
    """What `work` says of the file within limits. Raises SetupProblem where this machine lacks something."""
    if parcel.rules and current_rules().whole != parcel.rules:
        return Foreign(platform.node())
    try:
        folder = Path(tempfile.mkdtemp(prefix="tonghop-parcel-"))
    except OSError as error:
        raise no_room(error) from error
    try:
        path = folder / "file"
        unseen = _put(parcel, path)
        return unseen or _jail(work, parcel.limits)(Task(path, parcel.name, parcel.sha256))
    finally:
        removed(folder)


def _put(parcel: Parcel, path: Path) -> Unseen | None:
    """The file at `path`, or why it is not there."""
    if parcel.data is not None:
        try:
            path.write_bytes(parcel.data)
        except OSError as error:
            raise no_room(error) from error
        return None
    why = _fetched(parcel.address, path)
    if why is None and digest(path) != parcel.sha256:
        why = "another file is there"
    return None if why is None else Unseen(why)


def _fetched(address: Address | None, path: Path) -> str | None:
    """Why there was nothing to fetch; a place that does not answer costs a thread, not the worker."""
    failed: list[str] = []

    def run() -> None:
        try:
            assert address is not None
            fetch(address, path)
        except BaseException as error:
            failed.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=run, daemon=True, name="fetch")
    thread.start()
    thread.join(FETCHING)
    if thread.is_alive():
        return f"no answer within {FETCHING:.0f} s"
    return failed[0] if failed else None


def _jail(work: Work, limits: Limits) -> _Ask:
    """This thread's jail, opened when it is first needed and kept."""
    known: dict[Any, _Ask] = _jails.__dict__.setdefault("known", {})
    found = known.get((work, limits))
    if found is None:
        # A nanny starts its workers as processes that may have no children; this one must.
        if multiprocessing.current_process().daemon:
            multiprocessing.current_process().daemon = False
        stack = ExitStack()
        found = stack.enter_context(jail(work, limits, lambda task: task.name, lanes=1))
        atexit.register(stack.close)
        known[work, limits] = found
    return found
