"""A filled form as two long tables for analysts: values, and the claims behind each, also those that lost.

Knows columns and rows; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.forms import Column
from outputs.claim_records import Claim
from outputs.claims import indicators
from outputs.columns import Columns
from outputs.consolidation import Consolidated, Entry

# `column`: its code on the sheet. `state`: value, silent (the report says nothing), missing (no report), or
# none (does not apply).
VALUES: Columns = {
    "form": "text", "period": "text", "line": "int", "unit": "text", "unit_key": "text", "level": "text",
    "seat": "text", "above": "text", "total": "bool", "column": "int", "group": "text", "name": "text",
    "kind": "text", "indicator": "text", "status": "text", "measure": "text", "state": "text",
    "value": "decimal", "reviewed": "bool", "flags": "texts", "sources": "int",
}  # fmt: skip
# `counts`: whether the value is made of it. `value`: in the indicator's own measure.
SOURCES: Columns = {
    "form": "text", "period": "text", "unit_key": "text", "column": "int", "counts": "bool",
    "indicator": "text", "claim_period": "text", "status": "text", "value": "decimal", "measure": "text",
    "file": "text", "page": "int", "row": "text", "quote": "text", "sentence": "text", "source": "text",
    "date": "text", "reviewed": "text", "confidence": "float",
}  # fmt: skip
TABLES: dict[str, Columns] = {"values": VALUES, "sources": SOURCES}


def long_tables(table: Consolidated) -> dict[str, dict[str, list[Any]]]:
    """Table -> column -> values, in the order of the sheet: totals first, then units."""
    found: dict[str, dict[str, list[Any]]] = {
        name: {column: [] for column in columns} for name, columns in TABLES.items()
    }
    for name, rows in (("values", _values(table)), ("sources", _sources(table))):
        columns = list(found[name].values())
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    return found


def _values(table: Consolidated) -> Iterator[tuple[Any, ...]]:
    for total in table.totals:
        place: tuple[Any, ...] = (None, total.name, None, None, total.code or None, None, True)
        for at, entry in enumerate(total.entries):
            yield (table.form.id, table.period, *place, *_cell(table.form.columns[at], at, entry))
    for number, (line, row) in enumerate(zip(table.lines, table.cells, strict=True)):
        above = table.lines[line.above].unit.key if line.above is not None else None
        unit = line.unit
        place = (number + 1, line.name, unit.key, unit.level, unit.seat, above, False)
        for at, entry in enumerate(row):
            yield (table.form.id, table.period, *place, *_cell(table.form.columns[at], at, entry))


def _cell(column: Column, at: int, entry: Entry) -> tuple[Any, ...]:
    status = column.status or ("result" if column.kind == "value" else None)
    known = entry.value is not None and bool(entry.sources)
    reviewed = all(source.reviewed for source in entry.sources) if known else None
    flags = list(dict.fromkeys(flag for source in entry.sources for flag in source.flags)) or None
    claims = sum(len(source.claims) for source in entry.sources)
    head = (at + 1, column.group, column.name, column.kind, column.indicator, status, column.unit)
    return (*head, entry.state, entry.value, reviewed, flags, claims)


def _sources(table: Consolidated) -> Iterator[tuple[Any, ...]]:
    for line, row in zip(table.lines, table.cells, strict=True):
        for at, entry in enumerate(row):
            head = (table.form.id, table.period, line.unit.key, at + 1)
            for chosen in entry.sources:
                for counts, claims in ((True, chosen.claims), (False, chosen.others)):
                    for claim in claims:
                        yield (*head, counts, *_claim(claim))


def _claim(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.indicator, claim.period, claim.status or "result", claim.value,
        indicators()[claim.indicator].measure, claim.file, claim.page, claim.row, claim.quote, claim.sentence,
        claim.source, claim.date or None, claim.reviewed, claim.confidence,
    )  # fmt: skip
