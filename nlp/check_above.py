"""Checks of a table against the total that the line above it states: "36 đảng viên ... như biểu dưới đây".

Knows one table's values and the figures above it; totals within the table are checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extract.document import Document
from nlp.check_records import Term, percent_check, sum_check
from nlp.records import Cell, Check, Figure
from nlp.table_outline import is_total_line
from nlp.table_percents import follows
from nlp.table_values import Values, added_columns, filled_columns, is_added_line, percent_columns
from nlp.tables import Table

# How many lines without figures (captions, units of measure) may part a table from its total.
_BLOCKS_BETWEEN = 3
_WORTH_ADDING = 10


def stated_above(document: Document, table: Table, figures: Sequence[Figure]) -> list[Figure]:
    """The exact totals in the nearest line with figures above a table, the last one first."""
    blocks = document.blocks
    for index in range(table.above - 1, max(-1, table.above - 1 - _BLOCKS_BETWEEN), -1):
        if blocks[index].table is not None:
            return []
        inside = [f for f in figures if blocks[index].start <= f.evidence.start < blocks[index].end]
        if inside:
            return [figure for figure in reversed(inside) if _is_total(figure)]
    return []


def checks_above(values: Values, stated: Sequence[Figure], told: Collection[int]) -> Iterator[Check]:
    """Columns that add up to a stated total, and percentages of it; `told`: columns explained already."""
    if not stated:
        return
    lines = [i for i, line in enumerate(values.table.lines) if not line.section]
    if not any(is_total_line(values.table.lines[i]) for i in lines):
        for col in added_columns(values):
            yield from _sum(values, stated, [i for i in lines if is_added_line(values, i)], col)
    percents = percent_columns(values)
    parts = [col for col in filled_columns(values) if col not in percents]
    for col in percents:
        if col not in told:
            yield from _percents(values, stated, lines, col, sorted(parts, key=lambda part: abs(part - col)))


def _is_total(figure: Figure) -> bool:
    odd = figure.approx or figure.change or figure.value_max is not None
    return figure.kind not in ("percent", "duration") and not odd and figure.value > 1


def _sum(values: Values, stated: Sequence[Figure], lines: Sequence[int], col: int) -> Iterator[Check]:
    if any((line, col) in values.gaps for line in lines):
        return
    cells = [values.cells[line, col] for line in lines if (line, col) in values.cells]
    filled = sum(cell.value != 0 for cell in cells)
    made = sum(cell.value for cell in cells)
    for total in stated:
        same = all(cell.unit == total.unit for cell in cells)
        if made == total.value and same and filled > 1 and (filled > 2 or made >= _WORTH_ADDING):
            terms = [Term(cell.id, cell.value, f"dòng “{cell.row}”") for cell in cells]
            where = f"đối chiếu Bảng {values.table.number}, cột “{cells[0].column}”"
            whole = Term(total.id, total.value, f"“{total.evidence.quote}” ({where})")
            yield sum_check(whole, terms, "table-below", total.unit)
            return


def _percents(
    values: Values, stated: Sequence[Figure], lines: Sequence[int], col: int, parts: Sequence[int]
) -> Iterator[Check]:
    for total in stated:
        for part in parts:
            pairs = [
                (values.cells[line, col], values.cells[line, part], values.places[line, col])
                for line in lines
                if (line, col) in values.cells and (line, part) in values.cells
            ]
            held = [follows(said.value, places, of.value, total.value) for said, of, places in pairs]
            telling = sum(ok and of.value > 0 for ok, (_, of, _) in zip(held, pairs, strict=True))
            if telling > 1 and sum(held) >= 3 * (len(held) - sum(held)):
                for (said, of, _), ok in zip(pairs, held, strict=True):
                    yield _percent(values, total, said, of, ok)
                return


def _percent(values: Values, total: Figure, said: Cell, of: Cell, ok: bool) -> Check:
    where = f"Bảng {values.table.number}, dòng “{said.row}”, cột “{said.column}”"
    part = Term(of.id, of.value, f"cột “{of.column}”")
    return percent_check(Term(said.id, said.value, where), part, _term(total), ok, "table-percent", of.unit)


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, f"“{figure.evidence.quote}”")
