"""The review workbook as a file on disk: written whole or not at all, read, its problems put beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from extract.problems import SetupProblem
from outputs.store import opened, reading
from outputs.store_queue import Wanted
from outputs.store_schema import reports
from outputs.store_secrets import secret
from review.serve import account
from review.sheet_columns import LAYERS
from review.sheet_export import write_rows
from review.sheet_import import Plan, imported, planned
from review.sheet_problems import write_problems
from review.sheet_rows import KEY
from review.verdicts import take_back

if TYPE_CHECKING:
    from sqlalchemy import Connection


def export_file(
    url: str,
    out: Path,
    layer: str,
    report: str | None,
    unit: str | None,
    indicator: str | None,
    status: str,
) -> dict[str, int]:
    """Layer -> how many of its rows were written. Raises SetupProblem."""
    with opened(url) as store:
        key = secret(store, KEY)
        with reading(store) as connection, written_whole(out) as fresh:
            sha256 = hash_of(connection, report) if report else None
            layers = LAYERS if layer == "all" else (layer,)
            asked = [Wanted(name, sha256, status, unit, indicator) for name in layers]
            return write_rows(connection, asked, key, fresh)


def import_file(
    url: str, file: Path, who: str | None, problems: Path | None, *, apply: bool
) -> tuple[Plan, str | None, Path | None]:
    """The plan, the name for undoing it where it was done, and where its problems are listed."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SetupProblem("no_file", f"Không mở được tệp {file}; hãy kiểm tra lại đường dẫn.") from error
    with opened(url) as store:
        plan, batch = imported(store, data, who or account()) if apply else (planned(store, data), None)
    if not plan.flags:
        return plan, batch, None
    beside = problems or file.with_name(f"{file.stem}-can-xem.xlsx")
    with written_whole(beside) as fresh:
        write_problems(plan.flags, fresh)
    return plan, batch, beside


def undo_import(url: str, batch: str, who: str | None) -> int:
    """How many decisions were taken back. Raises Problem, Conflict."""
    with opened(url) as store:
        return len(take_back(store, who or account(), seq=None, batch=batch))


def hash_of(connection: Connection, named: str) -> str:
    """The content hash of a report named by it, by the start of it, or by its file's name."""
    known = or_(reports.c.sha256 == named, reports.c.name == named)
    if len(named) >= 8:
        known = or_(known, reports.c.sha256.startswith(named, autoescape=True))
    found = list(connection.scalars(select(reports.c.sha256).where(known).limit(2)))
    if len(found) != 1:
        how = "Có nhiều báo cáo" if found else "Không có báo cáo"
        raise SetupProblem("which_report", f"{how} tên “{named}”; hãy nêu mã băm của báo cáo.")
    return str(found[0])


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A name to write to, put in place of `target` when that has gone well."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield fresh
        fresh.replace(target)
    except OSError as error:
        raise SetupProblem(
            "not_writable",
            f"Không ghi được {target}; hãy đóng tệp nếu đang mở, kiểm tra thư mục và quyền ghi.",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
