"""Numeric cells of data tables: row label, column header over several rows, value, unit of measure.

Knows grids and header words; what adds up is `checks`' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.document import Document
from nlp.cell_tables import Sheet, sheets
from nlp.cell_units import Scale, scale_of, scaled
from nlp.records import Cell, Evidence, Meta, row_id
from nlp.zones import Zones


def find_cells(document: Document, zones: Zones, meta: Meta) -> tuple[Cell, ...]:
    """The numeric cells of the body's data tables, in reading order; money in đồng."""
    found: list[Cell] = []
    for number, sheet in enumerate(sheets(document, zones), 1):
        found += _of_sheet(document, sheet, number)
    return tuple(found)


def numeric_blocks(document: Document, zones: Zones) -> frozenset[int]:
    """Blocks whose numbers are no prose figures: numeric cells, headers, numbering and code columns."""
    taken: set[int] = set()
    for sheet in sheets(document, zones):
        for row in range(sheet.rows):
            for col in range(sheet.cols):
                block = sheet.blocks.get((row, col))
                if block is None:
                    continue
                if (
                    row < sheet.body
                    or col in sheet.aside
                    or sheet.value(row, col) is not None
                    or sheet.year(row, col)
                ):
                    taken.add(block)
    return frozenset(taken)


def _of_sheet(document: Document, sheet: Sheet, number: int) -> list[Cell]:
    found: list[Cell] = []
    caption = scale_of(sheet.caption) if sheet.caption else None
    columns = {col: scale_of(sheet.header(col)) for col in range(sheet.cols)}
    group = ""
    for row in range(sheet.body, sheet.rows):
        label = sheet.label(row)
        written = sheet.written_unit(row)
        own = scale_of(written, bare=True) if written else scale_of(label)
        for col in range(sheet.cols):
            if col in sheet.aside or col == sheet.label_col or col == sheet.unit_col:
                continue
            value = sheet.value(row, col)
            block = sheet.blocks.get((row, col))
            if value is None or block is None or not sheet.origin(row, col):
                continue
            scale = _scale(columns[col], own, caption, sheet.cell(row, col))
            found.append(_cell(document, sheet, number, (row, col), block, label or group, value, scale))
        if not sheet.numeric(row):
            group = label or group
    return found


def _scale(column: Scale | None, own: Scale | None, caption: Scale | None, text: str) -> Scale | None:
    if "%" in text:
        return Scale("%", Decimal(1))
    if column is not None:
        return column
    return own if own is not None else caption


def _cell(
    document: Document,
    sheet: Sheet,
    number: int,
    place: tuple[int, int],
    block: int,
    label: str,
    value: Decimal,
    scale: Scale | None,
) -> Cell:
    at = document.blocks[block]
    text = document.text[at.start : at.end]
    start = at.start + len(text) - len(text.lstrip())
    end = at.end - (len(text) - len(text.rstrip()))
    evidence = Evidence(start, end, document.text[start:end], at.page, at.bbox, (sheet.index, *place))
    reasons = ["cell", "row-label" if label else "no-row-label"]
    if not sheet.header(place[1]):
        reasons.append("no-column")
    return Cell(
        id=row_id(document.sha256, "c", start),
        evidence=evidence,
        table=number,
        row=label,
        column=sheet.header(place[1]),
        value=scaled(value, scale),
        unit=(scale.unit or None) if scale else None,
        confidence=_sure(reasons),
        reasons=tuple(reasons),
    )


def _sure(reasons: Sequence[str]) -> float:
    return 0.97 - 0.3 * sum(reason.startswith("no-") for reason in reasons)
