"""The table of outputs of a filled form: a name, and the function that writes it into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from outputs.consolidation import Consolidated, Doubt
from outputs.form_book import write_form
from outputs.form_comparison import Earlier
from outputs.form_flat import write_long_csv, write_long_parquet, write_views
from outputs.form_page import Office
from outputs.form_tables import TABLES, long_tables
from outputs.register_book import write_register
from outputs.register_rows import Register
from outputs.register_tables import TABLES as REGISTER_TABLES
from outputs.register_tables import register_tables
from outputs.report_docx import write_report
from outputs.report_words import form_bars, form_words, heading_words, register_bars, register_words

NO_OFFICE = Office()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form over units, filled: with what is doubtful in it and the periods to compare it with."""

    table: Consolidated
    doubts: list[Doubt] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    office: Office = NO_OFFICE
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A register, with that of the period before where there is one."""

    table: Register
    before: Register | None = None
    office: Office = NO_OFFICE
    template: Path | None = None


Made = Filled | Listing


def stem(made: Made) -> str:
    """How the files are called: the form's id and the period."""
    return f"{made.table.form.id}-{made.table.period}"


def _workbook(made: Made, folder: Path) -> list[Path]:
    path = folder / f"{stem(made)}.xlsx"
    if isinstance(made, Filled):
        write_form(made.table, made.doubts, path, made.earlier, made.office)
    else:
        write_register(made.table, path, made.before, made.office)
    return [path]


def _report(made: Made, folder: Path) -> list[Path]:
    path = folder / f"{stem(made)}.docx"
    form = made.table.form
    words = heading_words(form.style, form.name, made.table.period, made.office)
    if isinstance(made, Filled):
        words |= form_words(made.table, made.doubts, made.earlier)
        bars = form_bars(made.table)
    else:
        words |= register_words(made.table)
        bars = register_bars(made.table)
    write_report(words, bars, form.rows, path, made.template)
    return [path]


def _csv(made: Made, folder: Path) -> list[Path]:
    if isinstance(made, Filled):
        return write_long_csv(long_tables(made.table), TABLES, stem(made), folder / "csv")
    return write_long_csv(register_tables(made.table), REGISTER_TABLES, stem(made), folder / "csv")


def _parquet(made: Made, folder: Path) -> list[Path]:
    columns = TABLES if isinstance(made, Filled) else REGISTER_TABLES
    tables = long_tables(made.table) if isinstance(made, Filled) else register_tables(made.table)
    files = write_long_parquet(tables, columns, stem(made), folder / "parquet")
    return [*files, write_views(made.table.form, columns, stem(made), folder / "parquet")]


# A new output is one function (what was made, folder) -> the files it wrote, and one line here.
FORM_WRITERS: dict[str, Callable[[Made, Path], list[Path]]] = {
    "xlsx": _workbook,
    "docx": _report,
    "csv": _csv,
    "parquet": _parquet,
}
