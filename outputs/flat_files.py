"""Frames to CSV and Parquet. Knows the two formats and what spreadsheets do to a CSV cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.numerals import plain
from outputs.columns import ALL_TABLES, Columns, ColumnType
from outputs.formula_guard import guarded
from outputs.tables import Frames

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

# Characters that XML and spreadsheets refuse; tab and line break stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SCALE = 9
_DIGITS = 38


def clean(text: str) -> str:
    """The text without characters that spreadsheets refuse, each replaced by a space."""
    return _CONTROL.sub(" ", text)


def write_csv(frames: Frames, folder: Path) -> list[Path]:
    """One UTF-8 file with BOM a table; text that would start a formula gets an apostrophe before it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in frames.items():
        path = folder / f"{name}.csv"
        columns = {column: _csv_column(kind, frame[column]) for column, kind in ALL_TABLES[name].items()}
        frame.assign(**columns).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        written.append(path)
    return written


def write_parquet(frames: Frames, folder: Path) -> list[Path]:
    """One Parquet file a table, numbers as exact decimals, lists as lists."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in frames.items():
        path = folder / f"{name}.parquet"
        lists = {column: frame[column].tolist() for column in ALL_TABLES[name]}
        parquet_table(ALL_TABLES[name], lists, name, path)
        written.append(path)
    return written


def parquet_table(columns: Columns, lists: Mapping[str, Sequence[Any]], name: str, path: Path) -> None:
    """One Parquet file of these columns; `name`: of the table, kept in the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays, fields = [], []
    for column, kind in columns.items():
        values = [None if _absent(value) else _storable(value) for value in lists[column]]
        arrow = _arrow(kind, values)
        arrays.append(pa.array(values, type=arrow))
        fields.append(pa.field(column, arrow))
    schema = pa.schema(fields, metadata={"tonghop.schema": "1", "tonghop.table": name})
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def _csv_column(kind: ColumnType, values: pd.Series[Any]) -> list[Any]:
    return [None if _absent(value) else csv_cell(kind, value) for value in values.tolist()]


def csv_cell(kind: ColumnType, value: Any) -> Any:
    """A value as it stands in a CSV file."""
    if kind == "decimal":
        return plain(value)
    if kind in ("texts", "decimals"):
        return _guarded("; ".join(plain(item) if isinstance(item, Decimal) else str(item) for item in value))
    return _guarded(value) if kind == "text" else value


def safe_text(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula; nothing for None."""
    return "" if value is None else _guarded(str(value))


def _guarded(text: str) -> str:
    return guarded(clean(text))


def _storable(value: Any) -> Any:
    """Text as UTF-8 can hold it: a lone surrogate cannot be written."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _absent(value: Any) -> bool:
    import pandas as pd

    return value is None or value is pd.NA


def _arrow(kind: ColumnType, values: Sequence[Any]) -> pa.DataType:
    import pyarrow as pa

    if kind == "decimal":
        return _decimal(values)
    if kind == "decimals":
        return pa.list_(_decimal([item for row in values if row is not None for item in row]))
    plain_types = {"text": pa.string(), "texts": pa.list_(pa.string()), "int": pa.int64()}
    return {**plain_types, "float": pa.float64(), "bool": pa.bool_()}[kind]


def _decimal(values: Sequence[Decimal | None]) -> pa.DataType:
    """One type for all runs, so that files can be joined; wider only where a value would not fit."""
    import pyarrow as pa

    numbers = [value for value in values if value is not None]
    scale = max([_SCALE, *(len(plain(value).partition(".")[2]) for value in numbers)])
    whole = max([0, *(value.adjusted() + 1 for value in numbers)])
    return pa.decimal128(_DIGITS, scale) if whole + scale <= _DIGITS else pa.decimal256(76, scale)
