"""Contract objects to flat rows and pandas frames. Knows the columns, not where they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from outputs.columns import LAYERS, TABLES, ColumnType
from outputs.context import sentence_at

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Frames = dict[str, "pd.DataFrame"]


def empty_rows() -> Rows:
    """A list of rows for every table, empty."""
    return {name: [] for name in TABLES}


def add_report(rows: Rows, report: Mapping[str, Any]) -> None:
    """Put one contract object's rows behind the others; its whole text is not kept."""
    rows["reports"].append(_report(report))
    spans = {row["id"]: (row["start"], row["end"]) for layer in LAYERS[:4] for row in report[layer]}
    for layer in LAYERS:
        for row in report[layer]:
            rows[layer].append(_row(layer, row, report, spans))


def frames(rows: Mapping[str, Iterable[Row]]) -> Frames:
    """One DataFrame a table: Decimals and lists as objects, absent values None (or <NA> in Int64)."""
    import pandas as pd

    found: Frames = {}
    for name, columns in TABLES.items():
        listed = list(rows[name])
        series = {
            column: pd.Series([row.get(column) for row in listed], dtype=_dtype(kind))
            for column, kind in columns.items()
        }
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


def _row(layer: str, row: Row, report: Mapping[str, Any], spans: Mapping[str, tuple[int, int]]) -> Row:
    columns = TABLES[layer]
    flat = {name: _typed(kind, row.get(name)) for name, kind in columns.items()}
    flat["file"] = report["file"]
    span = _span(layer, row, spans)
    if "sentence" in columns and span is not None:
        start, end = sentence_at(report["text"], *span)
        flat |= {"sentence": report["text"][start:end], "sentence_start": start}
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
