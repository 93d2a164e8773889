"""Files named one by one: their contract objects in the order given. Knows no folder of results."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from batch.doctor import require_engines
from batch.inbox import given
from batch.ledger import Line, ledger_line
from batch.pool import sensible_workers
from batch.unpacking import expected, read_all
from extract.problems import SetupProblem
from outputs.contract import line
from outputs.tables import add_report, empty_rows, frames
from outputs.workbook import write_workbook


def read_files(
    paths: Sequence[Path], workers: int | None, jsonl: str | None, xlsx: Path | None
) -> list[Line]:
    """Read the files; one JSON line each to `jsonl` (- is the standard output), all rows to `xlsx`.

    `workers`: None lets the number of files decide, 0 reads in this process. Raises SetupProblem where an
    output cannot be written; what stood there is replaced only when all is complete.
    """
    require_engines()
    entries = [given(path) for path in paths]
    workers = sensible_workers(expected(entries)) if workers is None else workers
    rows = empty_rows()
    lines = []
    with _sink(jsonl) as sink, _replaced(xlsx) as book:
        for result in read_all(entries, workers, duplicates=False):
            if sink is not None:
                sink.write(line(result.row) + "\n")
                sink.flush()
            if book is not None:
                add_report(rows, result.row)
            lines.append(ledger_line(result.row, result.seconds))
        if book is not None:
            write_workbook(frames(rows), book)
    return lines


@contextmanager
def _sink(jsonl: str | None) -> Iterator[TextIO | None]:
    if jsonl == "-":
        yield sys.stdout
        return
    with _replaced(Path(jsonl) if jsonl else None) as path:
        if path is None:
            yield None
            return
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file


@contextmanager
def _replaced(target: Path | None) -> Iterator[Path | None]:
    """A path to write to, which becomes `target` at the end if all went well."""
    if target is None:
        yield None
        return
    try:
        folder = tempfile.TemporaryDirectory(prefix=".tonghop-", dir=target.parent)
    except OSError as error:
        raise _unwritable(target) from error
    with folder as name:
        fresh = Path(name) / target.name
        yield fresh
        try:
            fresh.replace(target)
        except OSError as error:
            raise _unwritable(target) from error


def _unwritable(target: Path) -> SetupProblem:
    return SetupProblem(
        "cannot_write",
        f"Không ghi được {target}; hãy kiểm tra thư mục, quyền ghi, và đóng tệp này nếu đang mở.",
    )
