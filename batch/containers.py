"""Archives and mails among the files: their members as files of their own. Knows no format.

A worker process takes them apart into a private folder; nothing of them runs in the process that plans.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from batch.inbox import name_problem, unreadable
from batch.scratch import no_room, removed, says_no_room
from extract.containers import container_kind, unpack
from extract.members import MOST_BYTES, MOST_MEMBERS, Member, Sink, nested_too_deep
from extract.problems import FileProblem
from outputs.contract import refused

DEEPEST = 3
_CUT = "Tệp bị cắt cụt nên có thể thiếu; hãy gửi lại bản đầy đủ."
Row = dict[str, Any]


@dataclass(slots=True)
class Budget:
    """What the members of one submitted file, at any depth, may still come to."""

    files: int = MOST_MEMBERS
    bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is told: the container, its shown name, and where its members go within which budget."""

    path: Path
    name: str
    kind: str
    into: Path
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker found; `files`, `bytes`: what its members took of the budget."""

    format: str
    note: str
    members: tuple[Member, ...]
    whole: bool
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A container's own contract object, and its members: (name below it, path or why it is not read)."""

    row: Row
    members: tuple[tuple[str, Path | FileProblem], ...] = ()


# Has a worker take a container apart: None where it is none after all.
Run = Callable[[Request], Answer | FileProblem | None]


@dataclass(slots=True)
class Opener:
    """Takes containers apart into folders of their own below `folder`; `run` has a worker do it."""

    folder: Path
    run: Run
    _count: int = field(default=0)

    def open(self, path: Path, name: str, sha256: str, depth: int, budget: Budget) -> Opened | None:
        """The contents of a container, None where the file is none; OSError where it cannot be opened.

        `depth`: how many containers it lies in.
        """
        kind = container_kind(path)
        if kind is None:
            return None
        self._count += 1
        into = self.folder / f"{self._count:05}"
        try:
            into.mkdir(mode=0o700)
        except OSError as error:
            raise no_room(error) from error
        deep = depth >= DEEPEST
        request = Request(path, name, kind, into, budget.files, budget.bytes)
        answer = nested_too_deep() if deep else self.run(request)
        if answer is None:
            return None
        if isinstance(answer, FileProblem):
            removed(into)
            return Opened(refused(name, answer.status, answer.code, answer.message, sha256=sha256))
        budget.files -= answer.files
        budget.bytes -= answer.bytes
        row = _row(name, sha256, answer)
        return Opened(row, tuple((member.name, _place(into, member)) for member in answer.members))


def _row(name: str, sha256: str, answer: Answer) -> Row:
    """The contract object of a container itself."""
    if not answer.whole:
        status, code, note = "partial", "container_cut", f"{answer.note} {_CUT}"
    elif answer.members:
        status, code, note = "ok", "container_opened", answer.note
    else:
        status, code, note = "empty", "empty_container", answer.note
    return refused(name, status, code, note, sha256=sha256, format=answer.format)


def _place(into: Path, member: Member) -> Path | FileProblem:
    if member.problem is not None:
        return member.problem
    problem = name_problem(PurePosixPath(member.name).name)
    if problem is not None:
        (into / member.file).unlink()
    return problem or into / member.file


def taken_apart(request: Request) -> Answer | None:
    """The members written into the folder that was asked for; FileProblem where that cannot be done."""
    try:
        sink = Sink(request.into, request.path.stat().st_size, request.files, request.bytes)
        found = unpack(request.kind, request.path, PurePosixPath(request.name).name, sink)
    except OSError as error:
        raise (no_room(error) if says_no_room(error) else unreadable()) from error
    if found is None:
        return None
    files, size = request.files - sink.files_left, request.bytes - sink.bytes_left
    return Answer(found.format, found.note, found.members, found.whole, files, size)
