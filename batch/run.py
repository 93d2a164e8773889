"""The main job: a folder of reports in, a folder of tables and a ledger out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from batch.doctor import require_engines
from batch.inbox import Entry, entries
from batch.ledger import Line, as_json, ledger_line
from batch.pool import Result, sensible_workers
from batch.results_folder import cannot_write, prepared, publish, staging
from batch.unpacking import expected, read_all
from extract.problems import SetupProblem
from outputs.contract import line
from outputs.tables import Rows, add_report, empty_rows, frames
from outputs.writers import WORKBOOK, WRITERS

REPORTS, LEDGER = "reports.jsonl", "ledger.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: a ledger line for every file, and where things are.

    `kept`: copies of workbooks that people had edited since the last run.
    """

    lines: tuple[Line, ...]
    out: Path
    workbook: Path
    kept: tuple[Path, ...]


def run_folder(
    folder: Path,
    out: Path,
    workers: int | None = None,
    begin: Callable[[int], None] = lambda files: None,
    step: Callable[[Line], None] = lambda line: None,
) -> Outcome:
    """Read every file below `folder` and put the results into `out`, all at once at the end.

    `workers`: None lets the number of files decide, 0 reads in this process. `begin` hears how many files
    there are, again when archives hold more, `step` each file's ledger line. Raises SetupProblem before
    anything is replaced.
    """
    if not folder.is_dir():
        raise SetupProblem(
            "no_folder", f"Không tìm thấy thư mục {folder}; hãy kiểm tra lại đường dẫn thư mục báo cáo."
        )
    require_engines()
    out = prepared(out, folder)
    found = entries(folder.resolve(), [out])
    total = len(found)
    begin(total)

    def more(members: int) -> None:
        nonlocal total
        total += members
        begin(total)

    workers = sensible_workers(expected(found)) if workers is None else workers
    with staging(out) as stage:
        try:
            lines = _read_into(stage, found, workers, more, step)
        except OSError as error:
            raise cannot_write(out, error) from error
        kept = publish(stage, out)
    return Outcome(tuple(lines), out, out / WORKBOOK, tuple(kept))


def _read_into(
    stage: Path,
    found: Iterable[Entry],
    workers: int,
    more: Callable[[int], None],
    step: Callable[[Line], None],
) -> list[Line]:
    """Write all results into `stage`; the ledger's lines."""
    rows = empty_rows()
    lines = []
    with _lines_to(stage / REPORTS) as reports, _lines_to(stage / LEDGER) as ledger:
        for result in read_all(found, workers, more=more):
            written = _record(result, rows)
            reports.write(line(result.row) + "\n")
            ledger.write(as_json(written) + "\n")
            lines.append(written)
            step(written)
    tables = frames(rows)
    rows.clear()
    for write in WRITERS.values():
        write(tables, stage)
    return lines


def _lines_to(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


def _record(result: Result, rows: Rows) -> Line:
    add_report(rows, result.row)
    return ledger_line(result.row, result.seconds)
