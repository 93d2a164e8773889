"""What is to be done with each file of an inbox, given what the store knows: nothing, a new line, or reading.

Reads no report; opens a file only where its size or time has changed.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from batch.inbox import Entry as Found
from batch.inbox import digest, unreadable
from batch.reach import Look, Reach
from batch.rules import Rules
from batch.tasks import Task
from extract.problems import FileProblem
from outputs.contract import refused
from outputs.store_ledger import Entry, entry_of
from outputs.store_rows import loaded
from outputs.store_settling import as_duplicate

if TYPE_CHECKING:
    from collections.abc import Mapping

Known = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing to read. `changed`: the line is not the one that stands in the ledger."""

    line: Entry
    changed: bool


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read, as it was when it was hashed."""

    task: Task
    size: int
    mtime_ns: int | None


@dataclass(frozen=True, slots=True)
class Waits:
    """A file that may still be written. `seen`: its size and time now."""

    found: Found
    name: str
    seen: tuple[int, int | None]


@dataclass(slots=True)
class Plan:
    """What one pass over an inbox knows; `judge` is asked once for each file, in the order of the walk.

    `lines`: file -> its line so far. `readings`: content hash -> (pipeline, status, format, name) of what is
    read. `look_up`: the same, asked of the store for one hash, since others may write to it; `head`: the row
    of the table of reports. `calm`: seconds for which a file must not have changed. `again`: read once more
    what the program failed on.
    """

    reach: Reach
    rules: Rules
    lines: Mapping[str, Entry]
    readings: dict[str, Known]
    look_up: Callable[[str], Known | None]
    head: Callable[[str], Mapping[str, Any]]
    calm: float
    again: bool = False
    first: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def inbox(self) -> str:
        """What the inbox is called in the ledger."""
        return self.reach.name

    def judge(self, found: Found, *, seen: tuple[int, int | None] | None = None) -> Settled | ToRead | Waits:
        """What to do with one file. `seen`: its size and time `calm` seconds ago, where it had to wait."""
        name = self.name(found.name)
        if found.problem:
            return self._settled(self._refused(name, found.problem))
        try:
            now = self.reach.look(found)
            look = now.seen
            line = self.lines.get(name)
            known = None if line is None else _hash_of(line, look)
            if known is not None:
                return self._known(found.path, name, known, look)
            if look != seen and self._fresh(now):
                return Waits(found, name, look)
            sha256 = digest(self.reach.here(found))
            after = self.reach.look(found).seen
        except OSError:
            return self._settled(self._refused(name, unreadable()))
        if after != look:
            self.reach.let_go(found.path)
            return Waits(found, name, after)
        return self._known(found.path, name, sha256, look)

    def name(self, raw: str) -> str:
        """The name in the ledger: NFC, storable, and another one for each file."""
        name = listed_name(raw)
        number = 1
        # Some systems hold two files whose names differ in the composition of their letters only.
        while self.names.setdefault(unique := name if number == 1 else f"{name} ({number})", raw) != raw:
            number += 1
        return unique

    def forget(self, sha256: str | None) -> None:
        """This content did not stay where it was: another file with it is no duplicate."""
        self.first.pop(sha256 or "", None)

    def gave_up(self, waits: Waits) -> Settled:
        """The line of a file that did not come to rest."""
        advice = "Tệp này đang được ghi dở; hãy đợi chép xong rồi chạy lại."
        return self._settled(self._refused(waits.name, FileProblem("not_a_file", "still_written", advice)))

    def _fresh(self, now: Look) -> bool:
        return time.time() - now.changed < self.calm

    def _known(self, path: Path, name: str, sha256: str, look: tuple[int, int | None]) -> Settled | ToRead:
        before = self.lines.get(name)
        line = Entry(self.inbox, name, "", size=look[0], mtime_ns=look[1], sha256=sha256)
        # Empty files are alike, but each sender must be told of his own.
        if look[0] and self.first.setdefault(sha256, name) != name:
            return self._settled(as_duplicate(line, self.first[sha256]))
        if before is not None and self._quarantined(before, sha256):
            return self._settled(replace(before, size=look[0], mtime_ns=look[1], gone=False))
        known = self.readings.get(sha256)
        if not self._current(known, name):
            known = self.look_up(sha256)
        if known is None or not self._current(known, name):
            return ToRead(Task(path, name, sha256), *look)
        if before is not None and (before.sha256, before.status, before.gone) == (sha256, known[1], False):
            return self._settled(replace(before, size=look[0], mtime_ns=look[1]))
        head = self.head(sha256)
        told = {"status": head["status"], "warnings": tuple(loaded(head["warnings"]))}
        return self._settled(replace(line, **told, format=head["format"], pages=head["pages"]))

    def _quarantined(self, before: Entry, sha256: str) -> bool:
        """Whether the program failed on this very content by the rules of now."""
        return (
            before.failed
            and before.sha256 == sha256
            and before.pipeline == self.rules.whole
            and not self.again
        )

    def _current(self, known: Known | None, name: str) -> bool:
        """Whether it was read by the rules of now, under a name that promised the same format."""
        if known is None or known[0] != self.rules.of(known[2]):
            return False
        return _ending(known[3]) == _ending(name)

    def _refused(self, name: str, problem: FileProblem) -> Entry:
        return entry_of(refused(name, problem.status, problem.code, problem.message), self.inbox)

    def _settled(self, line: Entry) -> Settled:
        before = self.lines.get(line.file)
        return Settled(line, before is None or _said(before) != _said(line))


def listed_name(raw: str) -> str:
    """A file's name as people read it and databases hold it."""
    return unicodedata.normalize("NFC", raw).encode("utf-8", "backslashreplace").decode("utf-8")


def gone(lines: Iterable[Entry], plan: Plan, found: Iterable[Found]) -> list[Entry]:
    """The lines of files that are no longer there; what lies below an unreadable folder may be."""
    closed = tuple(
        f"{plan.name(entry.name)}/"
        for entry in found
        if entry.problem is not None and entry.problem.code == "unreadable_folder"
    )
    missing = (line for line in lines if line.file not in plan.names and not line.gone)
    return [replace(line, gone=True) for line in missing if not line.file.startswith(closed or ("\0",))]


def _hash_of(line: Entry, look: tuple[int, int | None]) -> str | None:
    """The hash of a file that is as it was when it was hashed; without a time, nobody knows."""
    unchanged = line.mtime_ns is not None and not line.gone and (line.size, line.mtime_ns) == look
    return line.sha256 if unchanged else None


def _said(line: Entry) -> Entry:
    """The line without what a pass that reads nothing does not know."""
    return replace(line, seen_at="", run=None, seconds=None)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()
