"""The JSON contract: one object a file, absent slots left out. Knows records, no file format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from corpus.gazetteer import successors
from extract.document import Block, Document, Notice, block_at
from nlp.numerals import plain
from nlp.records import Cell, Check, Evidence, Extraction, Figure, Meta, ModelTitle, UnitMention

SCHEMA = 1
Row = dict[str, Any]

_FIGURE_SLOTS = (
    "kind value value_max total unit approx change noun action level actor period status indicator".split()
)
_SLOTS_OF = attrgetter(*_FIGURE_SLOTS)
_CHECKED = (Figure, Cell)


def to_contract(document: Document, extraction: Extraction, file: str) -> Row:
    """The contract's object for one file that was read; `file` is the name it is known by."""
    texts = _texts(extraction)
    return {
        "schema": SCHEMA,
        "file": file,
        "sha256": document.sha256,
        "format": document.format,
        "status": document.status,
        "warnings": [_notice(notice) for notice in document.warnings],
        **_present({"pages": document.pages, "coverage": round(document.coverage, 4)}),
        **_grades(document),
        "meta": _meta(extraction.meta),
        "text": document.text,
        "figures": [_figure(row, document, texts) for row in extraction.figures],
        "units": [_unit(row, document) for row in extraction.units],
        "models": [_model(row, document, texts) for row in extraction.models],
        "cells": [_cell(row, document) for row in extraction.cells],
        "checks": [_check(row) for row in extraction.checks],
    }


def _grades(document: Document) -> Row:
    """A letter a page, and for each page that has not the best one, why."""
    if not document.grades:
        return {}
    reasons = [{"page": d.page, "code": d.code, "message": d.message} for d in document.doubts]
    return {"grades": list(document.grades), **({"grade_reasons": reasons} if reasons else {})}


def refused(
    file: str,
    status: str,
    code: str,
    message: str,
    *,
    sha256: str | None = None,
    format: str | None = None,
    duplicate_of: str | None = None,
) -> Row:
    """The contract's object for a file that was not read: its advice stands as a warning."""
    known = _present({"sha256": sha256, "format": format, "duplicate_of": duplicate_of})
    head: Row = {"schema": SCHEMA, "file": file, **known, "status": status}
    empty: Row = {"meta": {}, "text": "", "figures": [], "units": [], "models": [], "cells": [], "checks": []}
    return {**head, "warnings": [{"code": code, "message": message}], **empty}


def same_content(original: str) -> str:
    """What the sender of a file is told whose content stands in another."""
    return f"Nội dung giống hệt tệp {original} nên chỉ tính một lần; nếu nộp nhầm thì hãy gửi lại đúng tệp."


def line(row: Mapping[str, Any]) -> str:
    """The object as one JSON line, without its newline."""
    text = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    # A lone surrogate cannot be written as UTF-8; JSON has an escape for it.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _texts(extraction: Extraction) -> dict[str, str]:
    rows: Iterable[Figure | UnitMention] = (*extraction.figures, *extraction.units)
    return {row.id: row.evidence.quote for row in rows}


def _figure(row: Figure, document: Document, texts: Mapping[str, str]) -> Row:
    made = _place(row.id, row.evidence, document)
    for name, value in zip(_FIGURE_SLOTS, _SLOTS_OF(row), strict=True):
        if value is not None:
            made[name] = plain(value) if isinstance(value, Decimal) else value
    if row.part_of is not None:
        made |= _present({"part_of": texts.get(row.part_of), "part_of_id": row.part_of})
    made |= _mapping(row)
    made |= _trust(row)
    return made


def _unit(row: UnitMention, document: Document) -> Row:
    slots = _present({"name": row.name, "type": row.type, "code": row.code, "seat": row.seat})
    slots |= {"key": row.key} if row.key else {}
    slots |= {"sender": True} if row.sender else {}
    for name, codes in (("candidates", row.candidates), ("today", successors(row.code) if row.code else ())):
        if codes:
            slots[name] = list(codes)
    return {**_place(row.id, row.evidence, document), **slots, **_trust(row)}


def _model(row: ModelTitle, document: Document, texts: Mapping[str, str]) -> Row:
    owner = {"unit": texts.get(row.unit or ""), "unit_id": row.unit}
    slots = _present({"key": row.key, "kind": row.kind, "field": row.field, **owner})
    if row.counts:
        slots["counts"] = list(row.counts)
    return {**_place(row.id, row.evidence, document), **slots, **_trust(row)}


def _cell(row: Cell, document: Document) -> Row:
    slots: Row = {"table": row.table, "row": row.row, "column": row.column, "value": plain(row.value)}
    slots |= _present({"unit": row.unit, "indicator": row.indicator})
    return {**_place(row.id, row.evidence, document), **slots, **_mapping(row), **_trust(row)}


def _mapping(row: Figure | Cell) -> Row:
    """How well the indicator fits, and which others nearly do."""
    fit: Row = {} if row.fit is None else {"fit": row.fit}
    if row.near:
        fit["near"] = list(row.near)
    return fit


def _check(row: Check) -> Row:
    return {
        "id": row.id,
        "kind": row.kind,
        "ok": row.ok,
        "total": plain(row.total),
        "parts": [plain(part) for part in row.parts],
        "rows": list(row.rows),
        "message": row.message,
        **_trust(row),
    }


def _place(id: str, evidence: Evidence, document: Document) -> Row:
    """Where a row stands: offsets, quote, and the way back to page, paragraph or cell."""
    block = block_at(document, evidence.start)
    place: Row = {"id": id, "start": evidence.start, "end": evidence.end, "text": evidence.quote}
    page = evidence.page or (block.page if block else None)
    if page is not None:
        place["page"] = page
    if (box := _box(evidence, block)) is not None:
        place["bbox"] = box
    if evidence.cell:
        place["cell"] = list(evidence.cell)
    if block and block.place:
        place["place"] = block.place
    if block and block.path:
        place["heading"] = block.path[-1]
    return place


def _box(evidence: Evidence, block: Block | None) -> list[float] | None:
    box = evidence.bbox or (block.bbox if block else None)
    return [round(float(edge), 1) for edge in box] if box else None


def _trust(row: Figure | UnitMention | ModelTitle | Cell | Check) -> Row:
    trust: Row = {"confidence": round(float(row.confidence), 3), "reasons": list(row.reasons)}
    if isinstance(row, _CHECKED) and row.checks:
        trust["checks"] = list(row.checks)
    return trust


def _meta(meta: Meta) -> Row:
    values = {item.name: getattr(meta, item.name) for item in fields(meta)}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value
    }


def _notice(notice: Notice) -> Row:
    found: Row = {"code": notice.code, "message": notice.message}
    return found if notice.count == 1 else {**found, "count": notice.count}


def _present(values: Mapping[str, Any]) -> Row:
    return {name: value for name, value in values.items() if value is not None}
