"""Tables out of a store into a folder, the same that a run without one writes. Reads no report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from batch.far_files import is_url
from batch.ledger import Line, as_json, ledger_line
from batch.reach import ledger_name
from batch.results_folder import cannot_write, prepared, publish, staging
from batch.run import LEDGER, REPORTS, Outcome
from extract.problems import SetupProblem
from outputs.contract import line
from outputs.store import Store, reading
from outputs.store_export import exported
from outputs.store_ledger import inboxes
from outputs.tables import add_report, empty_rows, frames
from outputs.writers import WORKBOOK, WRITERS

if TYPE_CHECKING:
    from sqlalchemy import Connection


def export(store: Store, out: Path, *, inbox: str | None = None, reviewed: bool = True) -> Outcome:
    """Write workbook, tables, contract objects and ledger of an inbox into `out`, all at once.

    `inbox`: None takes the one that was read last. `reviewed`: with what people decided.
    Raises SetupProblem where there is no such inbox or the folder cannot be written to.
    """
    with reading(store) as connection:
        wanted = chosen_inbox(connection, inbox)
        out = prepared(out, None if is_url(wanted) else Path(wanted))
        with staging(out) as stage:
            try:
                lines = _written(connection, wanted, stage, reviewed)
            except OSError as error:
                raise cannot_write(out, error) from error
            kept = publish(stage, out)
    return Outcome(tuple(lines), out, out / WORKBOOK, tuple(kept))


def chosen_inbox(connection: Connection, inbox: str | None) -> str:
    """The inbox that is meant, None meaning the one that was read last. Raises SetupProblem."""
    known = inboxes(connection)
    wanted = next(iter(known), "") if inbox is None else ledger_name(inbox)
    if wanted not in known:
        raise SetupProblem(
            "no_such_inbox", "Kho dữ liệu chưa có thư mục báo cáo này; hãy chạy lệnh run trước."
        )
    return wanted


def _written(connection: Connection, inbox: str, stage: Path, reviewed: bool) -> list[Line]:
    rows, lines = empty_rows(), []
    with (
        (stage / REPORTS).open("w", encoding="utf-8", newline="\n") as reports,
        (stage / LEDGER).open("w", encoding="utf-8", newline="\n") as ledger,
    ):
        for row, entry in exported(connection, inbox, reviewed=reviewed):
            add_report(rows, row)
            written = ledger_line(row, entry.seconds)
            reports.write(line(row) + "\n")
            ledger.write(as_json(written) + "\n")
            lines.append(written)
    tables = frames(rows)
    rows.clear()
    for write in WRITERS.values():
        write(tables, stage)
    return lines
