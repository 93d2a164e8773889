"""Numeric cells of tables: row and column label, value, unit of measure. Knows no sums and no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.folding import fold
from extract.document import Document
from nlp.cell_text import Amount
from nlp.cell_units import Scale, column_scale, is_counted, is_scale_line, row_scale, scale_of, stated_scale
from nlp.records import Cell, Evidence, row_id
from nlp.table_grids import Spot
from nlp.tables import Line, Table

# What a reason leaves of the certainty that row, column, value and unit are right.
WORTH = {
    "cell": 0.98,
    "unit-in-cell": 1.0,
    "unit-in-header": 1.0,
    "unit-column": 1.0,
    "unit-in-label": 0.95,
    "unit-above": 0.95,
    "label-above": 0.9,
    "no-row-label": 0.6,
    "no-column": 0.6,
    "several-numbers": 0.8,
    "bracketed-minus": 0.9,
}
_LINES_ABOVE = 2
_LONG = 250
# Columns and lines that may fall below nothing: there books write what is lacking in brackets.
_SIGNED = re.compile(
    r"tăng\W+giảm|lãi\W+lỗ|thừa\W+thiếu|chênh lệch|biến động|lợi nhuận|kết quả kinh doanh"
    r"|lưu chuyển tiền|so sánh|±"
)
_TWO = re.compile(r"[^\W\d_]\s*/\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Scales:
    """The units of one table: by column, by line, and of all of it; None where nothing states one."""

    columns: tuple[Scale | None, ...]
    lines: tuple[tuple[Scale, str] | None, ...]
    whole: Scale | None


def find_cells(document: Document, tables: Sequence[Table]) -> tuple[Cell, ...]:
    """The numeric cells of the data tables, in reading order; money in đồng."""
    found: list[Cell] = []
    for table in tables:
        found += _cells(document, table)
    return tuple(found)


def numeric_blocks(document: Document, tables: Sequence[Table]) -> frozenset[int]:
    """Indexes of the blocks whose numbers are no figures of prose: amounts, headers, labels, codes, years."""
    found: set[int] = set()
    for table in tables:
        found.update(spot.block for spot in table.heads)
        found.update(index for index in _above(document, table) if is_scale_line(_text(document, index)))
        roles = [column.role for column in table.columns]
        amounts = any(
            _is_amount(spot, roles[col]) for line in table.lines for col, spot in enumerate(line.spots)
        )
        for line in table.lines:
            for role, spot in zip(roles, line.spots, strict=True):
                # A register of words alone tells what was done in every column, the first one too.
                if spot is not None and not line.section and _is_no_prose(spot, role, amounts):
                    found.add(spot.block)
    return frozenset(found)


def table_scales(document: Document, table: Table) -> Scales:
    """The units of measure of a table's columns and lines."""
    columns = [column_scale(column.levels) for column in table.columns]
    for col, text in enumerate(table.units):
        columns[col] = columns[col] or scale_of(text)
    measures = table.of_role("measure")
    lines = tuple(_line_scale(line, measures) for line in table.lines)
    return Scales(tuple(columns), lines, None if measures else _stated(document, table))


def scale_at(table: Table, scales: Scales, number: int, col: int, amount: Amount) -> tuple[Scale, str]:
    """The scale of one amount in line `number`, with the reason; no reason where it only counts."""
    if amount.percent:
        return Scale(amount.percent), "unit-in-cell"
    own = scales.columns[col]
    if own is not None:
        return own, "unit-in-header" if own.unit else ""
    line = scales.lines[number]
    if line is not None:
        return line
    if scales.whole is not None and not is_counted(table.columns[col].levels):
        return scales.whole, "unit-above"
    return Scale(None), ""


def _is_amount(spot: Spot | None, role: str) -> bool:
    return spot is not None and spot.kind == "amount" and role == "data"


def _is_no_prose(spot: Spot, role: str, amounts: bool) -> bool:
    if role == "label":
        return amounts or spot.kind != "text"
    return role != "data" or spot.kind != "text"


def _cells(document: Document, table: Table) -> Iterator[Cell]:
    scales = table_scales(document, table)
    for number, line in enumerate(table.lines):
        if line.section:
            continue
        seen: Spot | None = None
        for column, spot in zip(table.columns, line.spots, strict=True):
            if column.role != "data" or spot is None or spot.kind != "amount" or spot is seen:
                continue
            seen = spot
            for amount in _amounts(document, spot, column.leaf):
                scale, reason = scale_at(table, scales, number, column.index, amount)
                yield _cell(document, table, line, spot, amount, scale, column.name, reason)


def _cell(
    document: Document,
    table: Table,
    line: Line,
    spot: Spot,
    amount: Amount,
    scale: Scale,
    column: str,
    reason: str,
) -> Cell:
    block = document.blocks[spot.block]
    lacks = amount.bracketed and _SIGNED.search(fold(f"{column} | {line.label}")) is not None
    reasons = ["cell"] + [reason] * bool(reason)
    reasons += ["label-above"] * line.carried + ["no-row-label"] * (not line.label)
    reasons += ["no-column"] * (not column) + ["several-numbers"] * (len(spot.cell.amounts) > 1)
    reasons += ["bracketed-minus"] * lacks
    confidence = 1.0
    for name in reasons:
        confidence *= WORTH[name]
    quote = document.text[amount.start : amount.end]
    return Cell(
        row_id(document.sha256, "c", amount.start),
        Evidence(amount.start, amount.end, quote, block.page, block.bbox, (spot.grid, spot.row, spot.col)),
        table.number,
        line.label,
        column,
        (-amount.value if lacks else amount.value) * scale.factor,
        scale.unit,
        confidence=round(confidence, 3),
        reasons=tuple(reasons),
    )


def _amounts(document: Document, spot: Spot, header: str) -> Iterator[Amount]:
    """The amounts of a cell; under "tháng/lũy kế" both sides of 9/386 are one."""
    for amount in spot.cell.amounts:
        yield amount
        if amount.total is not None and _TWO.search(header):
            slash = document.text.index("/", amount.start, amount.end) + 1
            start = (
                slash
                + len(document.text[slash : amount.end])
                - len(document.text[slash : amount.end].lstrip())
            )
            yield replace(amount, start=start, value=amount.total, total=None)


def _line_scale(line: Line, measures: Sequence[int]) -> tuple[Scale, str] | None:
    for col in measures:
        spot = line.spots[col]
        if spot is not None and spot.text:
            return scale_of(spot.text) or Scale(None), "unit-column"
    scale = row_scale(line.label)
    return None if scale is None else (scale, "unit-in-label")


def _above(document: Document, table: Table) -> list[int]:
    """Indexes of the lines right above a table, the nearest first."""
    near = range(table.above - 1, max(-1, table.above - 6), -1)
    lines = [
        index for index in near if document.blocks[index].table is None and _text(document, index).strip()
    ]
    return lines[:_LINES_ABOVE]


def _text(document: Document, index: int) -> str:
    block = document.blocks[index]
    return document.text[block.start : block.end]


def _stated(document: Document, table: Table) -> Scale | None:
    """ "Đơn vị tính: triệu đồng" in a title row, in the lines above the table, or in its heading."""
    texts = list(table.titles)
    texts += [text for index in _above(document, table) if len(text := _text(document, index)) < _LONG]
    texts += document.blocks[table.above].path[-1:]
    return next((scale for text in texts if (scale := stated_scale(text)) is not None), None)
