"""A filled form as plain data for the review page: columns as a tree, rows of cells, sources, doubts.

Knows records and what JSON can hold; no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from nlp.numerals import plain, written
from outputs.choosing import Chosen
from outputs.claim_records import Claim
from outputs.claims import indicators
from outputs.consolidation import Consolidated, Doubt, Entry
from outputs.doubts import KINDS
from outputs.form_heads import RELATIONS, code
from outputs.form_sheets import reviewed_share
from outputs.wording import period_words

Json = dict[str, Any]


def form_json(table: Consolidated, doubts: Sequence[Doubt] = ()) -> Json:
    """The whole sheet. Numbers are decimal strings (`value`) beside what people read (`text`).

    A cell names its sources by the ids of rows of reports, its doubts by their place in `doubts`.
    """
    form = table.form
    sources: dict[str, Json] = {}
    marked: dict[tuple[int | None, int | None], list[int]] = {}
    for number, doubt in enumerate(doubts):
        marked.setdefault((doubt.line, doubt.column), []).append(number)
    rows = [_row(table, number, sources, marked) for number in range(len(table.lines))]
    reviewed, values = reviewed_share(table)
    return {
        "schema": 1,
        "form": {"id": form.id, "name": form.name, "number": form.number, "style": form.style},
        "period": table.period,
        "period_text": period_words(table.period),
        "units": {"came": table.came, "all": len(table.lines)},
        "reviewed": {"done": reviewed, "all": values},
        "columns": _columns(table),
        "totals": [
            {"name": t.name, "code": t.code, "cells": [_cell(e, {}, []) for e in t.entries]}
            for t in table.totals
        ],
        "rows": rows,
        "sources": sources,
        "doubts": [_doubt(doubt) for doubt in doubts],
    }


def _columns(table: Consolidated) -> list[Json]:
    """Groups, each with its columns; parts of a column stand within it. `at`: place in a row's cells."""
    columns = table.form.columns
    made: list[Json] = []
    groups: list[Json] = []
    for at, column in enumerate(columns):
        one: Json = {
            "at": at,
            "code": code(columns, at),
            "name": column.name,
            "kind": column.kind,
            "indicator": column.indicator,
            "of": list(column.of),
            "status": column.status,
            "unit": column.unit,
            "relation": column.relation,
            "relation_text": RELATIONS[column.relation] if column.relation else None,
            "columns": [],
        }
        made.append(one)
        if column.inside is not None:
            made[column.inside]["columns"].append(one)
            continue
        if not groups or groups[-1]["name"] != column.group:
            groups.append({"name": column.group, "columns": []})
        groups[-1]["columns"].append(one)
    return groups


def _row(
    table: Consolidated,
    number: int,
    sources: dict[str, Json],
    marked: dict[tuple[int | None, int | None], list[int]],
) -> Json:
    line = table.lines[number]
    return {
        "unit": line.unit.key,
        "name": line.name,
        "level": line.unit.level,
        "above": line.above,
        "sent": line.sent,
        "divided": line.divided,
        "doubts": marked.get((number, None), []),
        "cells": [
            _cell(entry, sources, marked.get((number, at), []))
            for at, entry in enumerate(table.cells[number])
        ],
    }


def _cell(entry: Entry, sources: dict[str, Json], doubts: list[int]) -> Json:
    counted = [claim for chosen in entry.sources for claim in chosen.claims]
    others = [claim for chosen in entry.sources for claim in chosen.others]
    for claim in (*counted, *others):
        sources.setdefault(claim.row, _source(claim))
    found: Json = {"state": entry.state}
    if entry.value is not None:
        found |= {"value": plain(entry.value), "text": written(_rounded(entry.value))}
        found["reviewed"] = bool(entry.sources) and all(chosen.reviewed for chosen in entry.sources)
    optional = {
        "sources": [claim.row for claim in counted],
        "others": [claim.row for claim in others],
        "flags": _flags(entry.sources),
        "doubts": doubts,
        "lines": list(entry.lines),
    }
    return found | {name: value for name, value in optional.items() if value}


def _rounded(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else round(value, 3)


def _flags(sources: Sequence[Chosen]) -> list[str]:
    return list(dict.fromkeys(flag for chosen in sources for flag in chosen.flags))


def _source(claim: Claim) -> Json:
    return {
        "indicator": claim.indicator,
        "name": indicators()[claim.indicator].name,
        "measure": indicators()[claim.indicator].measure,
        "value": plain(claim.value),
        "period": claim.period,
        "status": claim.status,
        "file": claim.file,
        "page": claim.page,
        "quote": claim.quote,
        "sentence": claim.sentence,
        "date": claim.date,
        "source": claim.source,
        "reviewed": claim.reviewed,
        "confidence": claim.confidence,
    }


def _doubt(doubt: Doubt) -> Json:
    return {
        "kind": doubt.kind,
        "kind_text": KINDS.get(doubt.kind, doubt.kind),
        "what": doubt.what,
        "unit": doubt.unit,
        "line": doubt.line,
        "column": doubt.column,
        "sources": [claim.row for claim in doubt.source.claims] if doubt.source else [],
    }
