"""What archives and mails hold, for runs into a store: files of their own, as old as what holds them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from batch.containers import Budget, Opener
from batch.inbox import Entry as Found
from batch.store_plan import Settled, ToRead
from extract.containers import FORMATS
from extract.problems import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outputs.store_ledger import Entry


@dataclass(slots=True)
class Members:
    """Opens the containers of one pass; remembers how deep each member lies and what its budget is.

    `here`: where a file is on this machine.
    """

    opener: Opener
    here: Callable[[Found], Path]
    _inside: dict[Path, tuple[int, Budget]] = field(default_factory=dict)

    def behind(self, entry: Found, item: Settled | ToRead) -> tuple[Settled | ToRead, list[Found]]:
        """What is to be done with a file, its contract object known where it is a container, and its members.

        A container that the store knows is opened too, for what it holds is to be found there.
        """
        if isinstance(item, Settled):
            name, sha256 = item.line.file, item.line.sha256 if _holds_files(item.line) else None
        else:
            name, sha256 = item.task.name, item.task.sha256
        if sha256 is None:
            return item, []
        depth, budget = self._inside.get(entry.path, (0, Budget()))
        try:
            opened = self.opener.open(self.here(entry), name, sha256, depth, budget)
        except OSError:
            # Whoever reads it meets the same.
            return item, []
        if opened is None:
            return item, []
        if isinstance(item, ToRead):
            item = replace(item, task=replace(item.task, known=opened.row))
        return item, [
            self._member(entry.path, f"{name}/{member}", place, depth, budget)
            for member, place in opened.members
        ]

    def done(self, path: Path) -> None:
        """A member has been read."""
        if self._inside.pop(path, None) is not None:
            path.unlink(missing_ok=True)

    def _member(
        self, container: Path, name: str, place: Path | FileProblem, depth: int, budget: Budget
    ) -> Found:
        if isinstance(place, FileProblem):
            return Found(container, name, place)
        times = container.stat()
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        self._inside[place] = (depth + 1, budget)
        return Found(place, name)


def look(path: Path) -> tuple[int, int]:
    """A file's size and time."""
    now = path.stat()
    return now.st_size, now.st_mtime_ns


def _holds_files(line: Entry) -> bool:
    return line.format in FORMATS and line.status != "duplicate"


def not_members(lines: Iterable[Entry]) -> list[Entry]:
    """The lines of files that lie in the folder itself, in the order given."""
    lines = list(lines)
    holders = {line.file for line in lines if _holds_files(line)}
    return [line for line in lines if not _lies_in(line.file, holders)]


def _lies_in(file: str, holders: set[str]) -> bool:
    parts = file.split("/")
    return any("/".join(parts[:end]) in holders for end in range(1, len(parts)))
