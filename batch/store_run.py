"""A folder of reports into the store: each file read once, whatever ends the run, and never twice.

Knows when things are written down; what is to be done with a file says store_plan.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from batch.inbox import Entry as Found
from batch.pool import Result, results, sensible_workers
from batch.reach import Folder, Reach
from batch.rules import Rules, current_rules
from batch.stage_clock import Clock
from batch.stopping import Stop
from batch.store_members import Members, look
from batch.store_plan import Plan, Settled, ToRead, Waits, gone
from batch.tasks import Task
from batch.unpacking import expected, opening
from outputs.store import Store, reading, writing
from outputs.store_ledger import Entry, begin_run, end_run, entry_of, heads, ledger_of, record, walk_order
from outputs.store_priority import line_up
from outputs.store_reading import known_readings
from outputs.store_settling import settle
from outputs.store_writing import Reading, save

_LOG = logging.getLogger("tonghop")
# Lines that need no reading are written together.
_TOGETHER = 500
# Seconds after which a file that does not come to rest is left for the next run.
_PATIENCE = 60.0
_READ_AGAIN = 3
# Seconds until rows that were read come into the queue, at the least, and as a multiple of what that took.
_LINE_UP_EVERY, _LINE_UP_REST = 10.0, 30
# What the machine did to a file says nothing about its content.
_OF_THE_MACHINE = "not_a_file"


class Listener(Protocol):
    """Hears how many files there are, then of each one's line, and whether it was read just now."""

    def begin(self, files: int) -> None: ...

    def more(self, files: int) -> None: ...

    def step(self, line: Entry, read: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class How:
    """How to run. `workers`: None lets the number of files decide, 0 reads in this process.

    `calm`: seconds for which a file must lie still. `again`: read again what the program failed on.
    `ours`: paths below the folder that are no submissions. `read`: results of tasks, in their order.
    """

    workers: int | None = None
    calm: float = 2.0
    again: bool = False
    ours: tuple[Path, ...] = ()
    read: Callable[[Iterable[Task], int], Iterator[Result]] = results
    rules: Callable[[], Rules] = current_rules


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass did. `lines`: of every file that is there. `read`: how many were read, not known before.

    `ended`: False where it was stopped before its end. `stages`: seconds by the clock.
    """

    run: int
    inbox: str
    lines: tuple[Entry, ...]
    read: int
    ended: bool
    stages: dict[str, float]


def run_into(store: Store, inbox: Path | Reach, how: How, stop: Stop, heard: Listener) -> Passed:
    """Read what is new in `inbox` into the store, a transaction for each file.

    Raises SetupProblem where the folder is missing or the store cannot be written to; what is written stays.
    """
    clock = Clock()
    reach = Folder(inbox) if isinstance(inbox, Path) else inbox
    with clock.measured("list"):
        found = reach.entries((*how.ours, *files_of(store)))
    workers = sensible_workers(expected(found)) if how.workers is None else how.workers
    rules = how.rules()
    with writing(store) as connection:
        run = begin_run(connection, reach.name, rules.whole, workers)
    with reading(store) as connection:
        lines = ledger_of(connection, reach.name)
        known = known_readings(connection)
    plan = Plan(reach, rules, lines, known, _look_up(store), _head(store), how.calm, how.again)
    heard.begin(len(found))
    with opening(workers) as opener:
        one = _Pass(store, run, plan, stop, heard, clock)
        ended, read = one.over(found, how, workers, Members(opener, reach.here))
    return _ended(store, run, plan, found, ended, read, clock)


class _Pass:
    """One pass: what is in flight, and what waits for files to come to rest."""

    def __init__(self, store: Store, run: int, plan: Plan, stop: Stop, heard: Listener, clock: Clock) -> None:
        self._store, self._run, self._plan = store, run, plan
        self._stop, self._heard, self._clock = stop, heard, clock
        self._next_line_up = time.monotonic() + _LINE_UP_EVERY
        self._unwritten: list[Entry] = []
        self._flying: deque[ToRead] = deque()
        self._waiting: list[Waits] = []
        self._restless: list[Waits] = []
        # Original -> the files that were answered as its duplicates.
        self._copies: dict[str | None, list[Found]] = {}

    def over(self, found: Iterable[Found], how: How, workers: int, members: Members) -> tuple[bool, int]:
        """Whether the pass came to its end, and how many files it read."""
        self._members = members
        read = 0
        pending = list(found)
        for _ in range(_READ_AGAIN):
            changed: list[Found] = []
            for result in how.read(self._tasks(pending), workers):
                item = self._flying.popleft()
                self._members.done(item.task.path)
                self._plan.reach.let_go(item.task.path)
                if result.row.get("sha256", item.task.sha256) != item.task.sha256:
                    changed += [Found(item.task.path, item.task.name), *self._orphaned(item)]
                    continue
                if self._keep(item, result).sha256 is None:
                    changed += self._orphaned(item)
                read += 1
            pending = changed
            if not pending or self._stop.requested:
                break
        for waits in self._restless:
            self._settled(self._plan.gave_up(waits))
        self._write()
        return not self._stop.requested and not pending, read

    def _tasks(self, found: Iterable[Found]) -> Iterator[Task]:
        """The files to read; all others are settled on the way."""
        for entry in found:
            if self._stop.requested:
                return
            yield from self._judged(entry, None)
        self._write()
        until = time.monotonic() + max(_PATIENCE, self._plan.calm)
        while self._waiting and time.monotonic() < until:
            if self._stop.wait(self._plan.calm):
                return
            waiting, self._waiting = self._waiting, []
            for waits in waiting:
                yield from self._judged(waits.found, waits.seen)
        self._restless += self._waiting
        self._waiting = []

    def _orphaned(self, item: ToRead) -> list[Found]:
        """The files that were taken for duplicates of one that has changed or gone since."""
        self._plan.forget(item.task.sha256)
        return self._copies.pop(item.task.name, [])

    def _judged(self, entry: Found, seen: tuple[int, int | None] | None) -> Iterator[Task]:
        with self._clock.measured("hash"):
            item = self._plan.judge(entry, seen=seen)
        if isinstance(item, Waits):
            self._waiting.append(item)
            return
        item, members = self._members.behind(entry, item)
        if isinstance(item, Settled):
            if item.line.status == "duplicate":
                self._copies.setdefault(item.line.duplicate_of, []).append(entry)
            self._plan.reach.let_go(entry.path)
            self._settled(item)
        else:
            self._flying.append(item)
            yield item.task
        self._heard.more(len(members))
        for member in members:
            # Nobody else writes to members, however fresh they are.
            yield from self._judged(member, look(member.path))

    def _settled(self, item: Settled) -> None:
        if item.changed:
            self._unwritten.append(item.line)
        if len(self._unwritten) >= _TOGETHER:
            self._write()
        self._heard.step(item.line, False)

    def _write(self) -> None:
        if self._unwritten:
            with self._clock.measured("store"), writing(self._store) as connection:
                record(connection, self._unwritten)
            self._unwritten = []

    def _keep(self, item: ToRead, result: Result) -> Entry:
        """Write down what was read and its line, together."""
        rules, row = self._plan.rules, result.row
        line = entry_of(
            row, self._plan.inbox, size=item.size, mtime_ns=item.mtime_ns, seconds=result.seconds,
            run=self._run, sha256=item.task.sha256,
        )  # fmt: skip
        if line.failed:
            before = self._plan.lines.get(line.file)
            tried = before.attempts if before and before.sha256 == line.sha256 else 0
            line = replace(line, pipeline=rules.whole, attempts=tried + 1)
        elif line.status == _OF_THE_MACHINE:
            line = replace(line, sha256=None)
        with self._clock.measured("store"), writing(self._store) as connection:
            if not line.failed and line.status != _OF_THE_MACHINE:
                row = {**row, "sha256": item.task.sha256}
                save(connection, Reading(row, rules.of(row.get("format")), result.seconds), wait=True)
            record(connection, [line])
        self._line_up()
        _LOG.info("file", extra={"fields": _logged(line, self._run)})
        self._heard.step(line, True)
        return line

    def _line_up(self) -> None:
        """Let reviewers see what has been read so far, now and then."""
        begun = time.monotonic()
        if begun < self._next_line_up:
            return
        with self._clock.measured("store"), writing(self._store) as connection:
            line_up(connection)
        now = time.monotonic()
        self._next_line_up = now + max(_LINE_UP_EVERY, _LINE_UP_REST * (now - begun))


def _ended(
    store: Store, run: int, plan: Plan, found: list[Found], ended: bool, read: int, clock: Clock
) -> Passed:
    with clock.measured("settle"), writing(store) as connection:
        if ended:
            record(connection, gone(plan.lines.values(), plan, found))
        settle(connection, plan.inbox)
    with reading(store) as connection:
        lines = [line for line in ledger_of(connection, plan.inbox).values() if not line.gone]
    counts = Counter(line.status for line in lines)
    with writing(store) as connection:
        end_run(connection, run, "done" if ended else "interrupted", counts, clock.stages())
    _LOG.info("run", extra={"fields": {"run": run, "read": read, "ended": ended, "counts": dict(counts)}})
    return Passed(run, plan.inbox, tuple(_in_order(lines)), read, ended, clock.stages())


def _in_order(lines: Iterable[Entry]) -> list[Entry]:
    return sorted(lines, key=lambda line: walk_order(line.file))


def files_of(store: Store) -> list[Path]:
    """The files of a store, which are no submissions if they lie among them."""
    if store.path is None:
        return []
    return [store.path.with_name(store.path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


def _look_up(store: Store) -> Callable[[str], tuple[str, str, str | None, str] | None]:
    def look_up(sha256: str) -> tuple[str, str, str | None, str] | None:
        with reading(store) as connection:
            return known_readings(connection, [sha256]).get(sha256)

    return look_up


def _head(store: Store) -> Callable[[str], dict[str, object]]:
    def head(sha256: str) -> dict[str, object]:
        with reading(store) as connection:
            return heads(connection, [sha256])[sha256]

    return head


def _logged(line: Entry, run: int) -> dict[str, object]:
    return {
        "run": run,
        "file": line.file,
        "sha256": line.sha256,
        "status": line.status,
        "pages": line.pages,
        "seconds": None if line.seconds is None else round(line.seconds, 3),
    }
