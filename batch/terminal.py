"""What a run says on the terminal: progress on the error stream, a summary at the end. Reads no report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from batch.doctor import Found
from batch.ledger import FINE, Line, statuses
from batch.run import LEDGER, Outcome
from outputs.evaluate import Evaluation

# What the codes of the contract mean, in the words of the terminal.
STATUSES = {
    "ok": "read",
    "ok_with_loss": "read, some text was lost",
    "partial": "read in part",
    "empty": "empty",
    "encrypted": "locked with a password",
    "corrupt": "damaged",
    "unsupported": "not a report that can be read",
    "too_big": "too big",
    "timeout": "took too long",
    "crashed": "the program failed",
    "out_of_memory": "not enough memory",
    "duplicate": "same content as another file",
    "not_a_file": "not a file",
}
# Files named one by one under each piece of advice.
_MOST_NAMED = 20
_LAYERS = {
    "figures": "figures",
    "units": "units",
    "models": "models",
    "cells": "table cells",
    "checks": "checks",
}


class Listener(Protocol):
    """Hears how many files there are, then of each file."""

    def begin(self, files: int) -> None: ...

    def step(self, line: Line | None = None) -> None: ...


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Reading", total=None)

    def begin(self, files: int) -> None:
        self._progress.update(self._task, total=files)

    def step(self, line: Line | None = None) -> None:
        self._progress.advance(self._task)


class _Tenths:
    """For a log file: one line for every tenth of the work."""

    def __init__(self) -> None:
        self._files, self._read = 0, 0

    def begin(self, files: int) -> None:
        self._files = files

    def step(self, line: Line | None = None) -> None:
        before = self._read * 10 // self._files
        self._read += 1
        if self._read * 10 // self._files > before:
            print(f"Reading {self._read}/{self._files}", file=sys.stderr, flush=True)


@contextmanager
def progress() -> Iterator[Listener]:
    """A progress bar on a terminal, a few plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Tenths()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        yield _Bar(shown)


def print_summary(outcome: Outcome) -> None:
    """How many files ended how, which ones need somebody, and where the results are."""
    console = Console(highlight=False, soft_wrap=True)
    lines = outcome.lines
    console.print(_counts(lines))
    _print_rows(console, lines)
    _name_problems(console, lines, f"all of them in {outcome.out / LEDGER}")
    for copy in outcome.kept:
        console.print(f"The workbook had been edited; that copy was kept as {escape(str(copy))}")
    console.print(f"Workbook: {escape(str(outcome.workbook))}")


def print_problems(lines: Sequence[Line]) -> None:
    """Name each file that was not read whole, on the error stream."""
    _name_problems(
        Console(stderr=True, highlight=False, soft_wrap=True), lines, "each with its advice in the JSON lines"
    )


def _name_problems(console: Console, lines: Sequence[Line], rest: str) -> None:
    troubled = [line for line in lines if line.status not in FINE]
    if not troubled:
        return
    groups: dict[tuple[str, str], list[str]] = {}
    for line in troubled:
        groups.setdefault((line.status, " ".join(dict.fromkeys(line.advice))), []).append(line.file)
    for (status, advice), files in groups.items():
        console.print(f"{STATUSES.get(status, status).capitalize()}: {escape(advice)}")
        for file in files[:_MOST_NAMED]:
            console.print(f"  {escape(file)}")
        if len(files) > _MOST_NAMED:
            console.print(f"  and {len(files) - _MOST_NAMED} more, {escape(rest)}")


def print_engines(engines: Sequence[Found]) -> None:
    """One row an engine: whether it is there, its version, what for, how to get it."""
    table = Table(box=None, pad_edge=False)
    for title in ("Engine", "State", "Purpose", "How to get it"):
        table.add_column(title, overflow="fold")
    for found in engines:
        engine = found.engine
        state = found.version or ("missing" if engine.required else "missing, optional")
        table.add_row(
            engine.name, escape(found.fault or state), engine.purpose, "" if found.version else engine.get
        )
    Console(highlight=False).print(table)


def print_evaluation(found: Evaluation, errors: bool) -> None:
    """The table of scores, behind the differences if they are wanted."""
    console = Console(highlight=False, soft_wrap=True)
    if errors:
        for error in found.errors:
            console.print(escape(error))
        console.print("\nCommonest errors:" if found.kinds else "")
        for kind in found.kinds:
            console.print(f"{kind.count:5}  {escape(kind.name)}")
            for example in kind.examples:
                console.print(f"       {escape(example)}")
        console.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("Layer")
    for title in ("P", "R", "F1", "Gold", "Found"):
        table.add_column(title, justify="right")
    for score in found.scores:
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(score.layer, *shares, str(score.gold), str(score.found))
    console.print(table)


def _counts(lines: Sequence[Line]) -> Table:
    table = Table(title=f"{len(lines)} files", title_justify="left")
    table.add_column("Files", justify="right")
    table.add_column("Status")
    found = statuses(lines)
    for status in sorted(found, key=lambda code: list(STATUSES).index(code) if code in STATUSES else 99):
        table.add_row(str(found[status]), STATUSES.get(status, status))
    return table


def _print_rows(console: Console, lines: Sequence[Line]) -> None:
    totals = {layer: sum(line.rows[layer] for line in lines) for layer in _LAYERS}
    failing = sum(line.failing for line in lines)
    found = ", ".join(f"{totals[layer]:,} {name}" for layer, name in _LAYERS.items())
    console.print(f"Found: {found} ({failing:,} of them fail)")
