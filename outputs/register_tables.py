"""A register as long tables for analysts: titles, what is counted of each, every mention. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outputs.columns import Columns
from outputs.register_rows import Register

TITLES: Columns = {
    "form": "text", "period": "text", "line": "int", "title": "text", "kind": "text", "field": "text",
    "owners": "texts", "places": "texts", "variants": "texts", "reports": "int", "mentions": "int",
}  # fmt: skip
COUNTS: Columns = {
    "form": "text", "period": "text", "line": "int", "title": "text", "column": "int", "indicator": "text",
    "name": "text", "measure": "text", "value": "decimal",
}  # fmt: skip
MENTIONS: Columns = {
    "form": "text", "period": "text", "line": "int", "title": "text", "text": "text", "unit": "text",
    "seat": "text", "report_period": "text", "date": "text", "file": "text", "page": "int", "row": "text",
    "sentence": "text", "reviewed": "text", "confidence": "float",
}  # fmt: skip
TABLES: dict[str, Columns] = {"titles": TITLES, "counts": COUNTS, "mentions": MENTIONS}


def register_tables(found: Register) -> dict[str, dict[str, list[Any]]]:
    """Table -> column -> values, in the order of the register."""
    made = {"titles": _titles(found), "counts": _counts(found), "mentions": _mentions(found)}
    tables: dict[str, dict[str, list[Any]]] = {}
    for name, rows in made.items():
        given = list(rows)
        tables[name] = {column: [row[at] for row in given] for at, column in enumerate(TABLES[name])}
    return tables


def _titles(found: Register) -> Iterator[tuple[Any, ...]]:
    for number, one in enumerate(found.rows, 1):
        lists = (list(values) or None for values in (one.owners, one.places, one.variants))
        head = (found.form.id, found.period, number, one.title, one.kind or None, one.field or None)
        yield (*head, *lists, one.files, len(one.mentions))


def _counts(found: Register) -> Iterator[tuple[Any, ...]]:
    for number, one in enumerate(found.rows, 1):
        for at, (column, value) in enumerate(zip(found.form.columns, one.counts, strict=True), 1):
            if value is not None:
                head = (found.form.id, found.period, number, one.title)
                yield (*head, at, column.indicator, column.name, column.unit, value)


def _mentions(found: Register) -> Iterator[tuple[Any, ...]]:
    names = ("text", "unit", "seat", "period", "date", "file", "page", "row", "sentence", "reviewed")
    for number, one in enumerate(found.rows, 1):
        for mention in one.mentions:
            values = (mention[name] for name in names)
            yield (found.form.id, found.period, number, one.title, *values, mention["confidence"])
