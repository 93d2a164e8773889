"""Contract objects to flat rows and pandas frames. Knows the columns, not where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from outputs.columns import ALL_TABLES, LAYERS, TABLES, ColumnType
from outputs.context import sentence_at
from outputs.registers import title_register, unit_register

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
# Table -> column -> its values so far: far smaller than one dict a row.
Rows = dict[str, dict[str, list[Any]]]
Frames = dict[str, "pd.DataFrame"]


def empty_rows() -> Rows:
    """Every table with its columns, empty."""
    return {name: {column: [] for column in columns} for name, columns in TABLES.items()}


def add_report(rows: Rows, report: Mapping[str, Any]) -> None:
    """Put one contract object's rows behind the others; its whole text is not kept."""
    _append(rows["reports"], _report(report))
    spans = {row["id"]: (row["start"], row["end"]) for layer in LAYERS[:4] for row in report[layer]}
    text = report["text"]
    # Many rows stand in one sentence; they share its text.
    sentences: dict[tuple[int, int], str] = {}
    for layer in LAYERS:
        for row in report[layer]:
            flat = _row(layer, row, report["file"])
            span = _span(layer, row, spans)
            if "counted" in TABLES[layer]:
                places = [spans[id] for id in row.get("counts") or () if id in spans]
                flat["counted"] = [text[start:end] for start, end in places] or None
            if "sentence" in TABLES[layer] and span is not None:
                start, end = sentence_at(text, *span)
                flat["sentence"] = sentences.setdefault((start, end), text[start:end])
                flat["sentence_start"] = start
            _append(rows[layer], flat)


def frames(rows: Rows) -> Frames:
    """One DataFrame a table and register: Decimals and lists as objects, absent values None (or <NA>)."""
    import pandas as pd

    found: Frames = {}
    made = {"titles": title_register(rows["models"]), "organisations": unit_register(rows["units"])}
    for name, columns in ALL_TABLES.items():
        values = rows[name] if name in rows else made[name]
        series = {column: pd.Series(values[column], dtype=_dtype(kind)) for column, kind in columns.items()}
        found[name] = pd.DataFrame(series, columns=list(columns))
    return found


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as plain dicts, absent values None."""
    import pandas as pd

    columns = {
        str(name): [None if value is None or value is pd.NA else value for value in frame[name].tolist()]
        for name in frame.columns
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _append(columns: dict[str, list[Any]], row: Row) -> None:
    for name, values in columns.items():
        values.append(row.get(name))


def _dtype(kind: ColumnType) -> Any:
    return {"int": "Int64", "float": "Float64", "bool": "boolean"}.get(kind, object)


def _report(report: Mapping[str, Any]) -> Row:
    meta = report["meta"]
    row: Row = {name: meta[name] for name in TABLES["reports"] if name in meta}
    row |= {name: report.get(name) for name in ("file", "status", "duplicate_of", "format", "pages")}
    row |= {"coverage": report.get("coverage"), "sha256": report.get("sha256")}
    row["advice"] = [warning["message"] for warning in report["warnings"]]
    row |= {layer: len(report[layer]) for layer in LAYERS}
    row["failing"] = sum(not check["ok"] for check in report["checks"])
    return row


def _row(layer: str, row: Row, file: str) -> Row:
    flat = {name: _typed(kind, row.get(name)) for name, kind in TABLES[layer].items()}
    flat["file"] = file
    return flat


def _span(layer: str, row: Row, spans: Mapping[str, tuple[int, int]]) -> tuple[int, int] | None:
    """A check stands where its total does; where a table's total is not stated, at its first part."""
    if layer != "checks":
        return row["start"], row["end"]
    return next((spans[id] for id in row["rows"] if id in spans), None)


def _typed(kind: ColumnType, value: Any) -> Any:
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(value)
    if kind == "decimals":
        return [Decimal(item) for item in value]
    return value
