"""Checks of one table: total lines, total columns and percentages, each with a sentence that says where.

Knows what was found to belong together; how it was found is `table_sums` and `table_percents`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nlp.check_above import checks_above
from nlp.check_records import Term, percent_check, sum_check
from nlp.records import Cell, Check, Figure
from nlp.table_percents import TablePercent, column_percents
from nlp.table_sums import TableSum, column_sums, line_sums
from nlp.table_values import Values, table_values
from nlp.tables import Table

_LONG = 60


def table_checks(
    table: Table, cells: Mapping[tuple[int, int, int], Cell], stated: Sequence[Figure] = ()
) -> Iterator[Check]:
    """All checks of one table; `cells` by (grid, row, column), `stated`: totals in the line above it."""
    values = table_values(table, cells)
    if not values.cells:
        return
    for one in (*line_sums(values), *column_sums(values)):
        yield _sum(values, one)
    told: set[int] = set()
    for percent in column_percents(values):
        told.add(percent.stated[1])
        yield _percent(values, percent)
    yield from checks_above(values, stated, told)


def _sum(values: Values, one: TableSum) -> Check:
    total = values.cells[one.total]
    parts = [values.cells[place] for place in one.parts]
    if one.along == "lines":
        where = f"{_table(values)}, cột “{_short(total.column)}”, dòng “{_short(total.row)}”"
        terms = [Term(part.id, part.value, f"dòng “{_short(part.row)}”") for part in parts]
        reason = "table-total"
    else:
        where = f"{_table(values)}, dòng “{_short(total.row)}”, cột “{_short(total.column)}”"
        terms = [Term(part.id, part.value, f"cột “{_short(part.column)}”") for part in parts]
        reason = "table-columns"
    return sum_check(Term(total.id, total.value, where), terms, reason, total.unit, ok=one.ok)


def _percent(values: Values, one: TablePercent) -> Check:
    stated, part, base = (values.cells[place] for place in (one.stated, one.part, one.base))
    where = f"{_table(values)}, dòng “{_short(stated.row)}”, cột “{_short(stated.column)}”"
    return percent_check(
        Term(stated.id, stated.value, where),
        Term(part.id, part.value, f"cột “{_short(part.column)}”"),
        Term(base.id, base.value, _base(one, base)),
        one.ok,
        "table-change" if one.change else "table-percent",
        part.unit,
        change=one.change,
    )


def _base(one: TablePercent, base: Cell) -> str:
    """How the base is named: by its column, or by its line where that is another one."""
    return f"dòng “{_short(base.row)}”" if one.base[0] != one.stated[0] else f"cột “{_short(base.column)}”"


def _table(values: Values) -> str:
    return f"Bảng {values.table.number}"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"
