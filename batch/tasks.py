"""Which files are opened and which are answered without: one task an entry, in their order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from batch.inbox import Entry, digest, unreadable
from extract.problems import FileProblem
from outputs.contract import refused, same_content


@dataclass(frozen=True, slots=True)
class Task:
    """One file in its place. `known`: its contract object where the file need not be opened."""

    path: Path
    name: str
    sha256: str | None = None
    known: dict[str, Any] | None = None


def planned(entries: Iterable[Entry], *, duplicates: bool = True) -> Iterator[Task]:
    """The task of each entry: refused ones, and those whose content stood in an earlier file, are not opened.

    `duplicates`: False reads every file, however often its content has been met.
    """
    first: dict[str, str] = {}
    for entry in entries:
        # File names of other systems may come decomposed; everything that people read is NFC.
        name = unicodedata.normalize("NFC", entry.name)
        if entry.problem:
            yield _refused(entry.path, name, entry.problem)
            continue
        try:
            sha256, size = digest(entry.path), entry.path.stat().st_size
        except OSError:
            yield _refused(entry.path, name, unreadable())
            continue
        # Empty files are alike, but each sender must be told of his own.
        if duplicates and size and sha256 in first:
            yield _duplicate(entry.path, name, sha256, first[sha256])
        else:
            first[sha256] = name
            yield Task(entry.path, name, sha256)


def _refused(path: Path, name: str, problem: FileProblem) -> Task:
    return Task(path, name, known=refused(name, problem.status, problem.code, problem.message))


def _duplicate(path: Path, name: str, sha256: str, original: str) -> Task:
    row = refused(
        name, "duplicate", "same_content", same_content(original), sha256=sha256, duplicate_of=original
    )
    return Task(path, name, sha256, row)
