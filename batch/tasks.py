"""Which files are opened and which are answered without: one task a file, in their order.

What lies in archives and mails follows the file that holds it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from batch.containers import Budget, Opener
from batch.inbox import Entry, digest, unreadable
from extract.problems import FileProblem
from outputs.contract import refused, same_content


@dataclass(frozen=True, slots=True)
class Task:
    """One file in its place. `known`: its contract object where the file need not be opened.

    `temporary`: a member of a container, which nobody needs once it has been read.
    """

    path: Path
    name: str
    sha256: str | None = None
    known: dict[str, Any] | None = None
    temporary: bool = False


@dataclass(slots=True)
class _Plan:
    """`first`: the file in which each content was met first, None where repeats are read again."""

    opener: Opener | None
    more: Callable[[int], None]
    first: dict[str, str] | None


def planned(
    entries: Iterable[Entry],
    *,
    duplicates: bool = True,
    opener: Opener | None = None,
    more: Callable[[int], None] = lambda files: None,
) -> Iterator[Task]:
    """The task of each entry: refused ones, and those whose content stood in an earlier file, are not opened.

    `duplicates`: False reads every file, however often its content has been met. `opener` takes containers
    apart, whose members follow them; `more` hears how many there are.
    """
    plan = _Plan(opener, more, {} if duplicates else None)
    for entry in entries:
        # File names of other systems may come decomposed; everything that people read is NFC.
        name = unicodedata.normalize("NFC", entry.name)
        if entry.problem:
            yield _refused(entry.path, name, entry.problem)
        else:
            yield from _tasks(plan, entry.path, name, 0, Budget())


def _tasks(plan: _Plan, path: Path, name: str, depth: int, budget: Budget) -> Iterator[Task]:
    """The task of a file and those of what it holds. `depth`: how many containers it lies in."""
    try:
        sha256, size = digest(path), path.stat().st_size
        # Empty files are alike, but each sender must be told of his own.
        if plan.first is not None and size and sha256 in plan.first:
            yield _duplicate(path, name, sha256, plan.first[sha256], temporary=depth > 0)
            return
        opened = plan.opener.open(path, name, sha256, depth, budget) if plan.opener and size else None
    except OSError:
        yield _refused(path, name, unreadable())
        return
    if plan.first is not None:
        plan.first[sha256] = name
    if opened is None:
        yield Task(path, name, sha256, temporary=depth > 0)
        return
    plan.more(len(opened.members))
    yield Task(path, name, sha256, opened.row, temporary=depth > 0)
    for member, place in opened.members:
        inner = f"{name}/{member}"
        if isinstance(place, FileProblem):
            yield _refused(path, inner, place)
        else:
            yield from _tasks(plan, place, inner, depth + 1, budget)


def _refused(path: Path, name: str, problem: FileProblem) -> Task:
    return Task(path, name, known=refused(name, problem.status, problem.code, problem.message))


def _duplicate(path: Path, name: str, sha256: str, original: str, temporary: bool) -> Task:
    row = refused(
        name, "duplicate", "same_content", same_content(original), sha256=sha256, duplicate_of=original
    )
    return Task(path, name, sha256, row, temporary)
