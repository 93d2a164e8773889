"""Long tables of a filled form as CSV and Parquet, and views over the Parquet files for DuckDB."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corpus.forms import Form
from outputs.columns import Columns
from outputs.flat_files import csv_cell, parquet_table

Long = Mapping[str, Mapping[str, list[Any]]]


def write_long_csv(tables: Long, columns: Mapping[str, Columns], stem: str, folder: Path) -> list[Path]:
    """One UTF-8 file with BOM a table; text that would start a formula gets an apostrophe before it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, values in tables.items():
        path = folder / f"{stem}-{name}.csv"
        kinds = list(columns[name].values())
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(values)
            for row in zip(*values.values(), strict=True):
                writer.writerow(
                    [None if v is None else csv_cell(kind, v) for kind, v in zip(kinds, row, strict=True)]
                )
        written.append(path)
    return written


def write_long_parquet(tables: Long, columns: Mapping[str, Columns], stem: str, folder: Path) -> list[Path]:
    """One Parquet file a table, numbers as exact decimals."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, values in tables.items():
        path = folder / f"{stem}-{name}.parquet"
        parquet_table(columns[name], values, name, path)
        written.append(path)
    return written


def write_views(form: Form, names: Iterable[str], stem: str, folder: Path) -> Path:
    """Views over the Parquet files beside it: form_values and so on, and of a form over units the sheet."""
    path = folder / f"{stem}.sql"
    files = {name: _text(f"{stem}-{name}.parquet") for name in names}
    views = "\n".join(
        f"CREATE OR REPLACE VIEW form_{name} AS SELECT * FROM read_parquet({file});"
        for name, file in files.items()
    )
    sheet = _sheet_views(form) if form.rows == "units" else ""
    head = f"-- Views for DuckDB, in the folder of this file: duckdb -init {stem}.sql\n"
    path.write_text(f"{head}{views}\n{sheet}", encoding="utf-8")
    return path


def _sheet_views(form: Form) -> str:
    columns = ",\n".join(
        f'  max(value) FILTER (WHERE "column" = {at}) AS {_name(f"{at} {column.name}")}'
        for at, column in enumerate(form.columns, 1)
    )
    return f"""-- One line a unit, one column a column of the sheet.
CREATE OR REPLACE VIEW form_sheet AS SELECT line, unit, unit_key, level, seat,
{columns}
FROM form_values WHERE NOT total GROUP BY ALL ORDER BY line;
-- Where each value stands.
CREATE OR REPLACE VIEW form_evidence AS SELECT v.unit, v.name, v.value, s.file, s.page, s.sentence, s.reviewed
FROM form_values v JOIN form_sources s ON v.unit_key = s.unit_key AND v."column" = s."column" AND s.counts;
"""


def _name(text: str) -> str:
    """A name in SQL."""
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


def _text(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
