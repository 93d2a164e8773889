"""What can be verified inside one report: sums, lists and percentages, and what they say of their rows.

Joins the checks of text and tables; nothing is ever balanced, a mismatch is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from extract.document import Document
from nlp.check_above import stated_above
from nlp.check_lists import list_checks
from nlp.check_percents import text_percents
from nlp.check_sums import text_sums
from nlp.check_tables import table_checks
from nlp.records import Cell, Check, Figure, ModelTitle, UnitMention
from nlp.tables import Table

_Row = TypeVar("_Row", Figure, Cell)
# A sum that agrees vouches for its parts; one that fails blocks them, however sure the reader was.
_DOUBT_LEFT = {"sum": 0.6, "percent": 0.7, "list": 0.8}
_BLOCKED = 0.5
# A row that more checks vouch for than fail is seldom the one that is wrong.
_DOUBTED = 0.75


def find_checks(
    document: Document,
    tables: Sequence[Table],
    figures: Sequence[Figure],
    units: Sequence[UnitMention],
    models: Sequence[ModelTitle],
    cells: Sequence[Cell],
) -> tuple[Check, ...]:
    """All checks of a report, in the order in which their totals stand."""
    found = [*text_sums(document, figures), *text_percents(document, figures)]
    by_place: dict[tuple[int, int, int], Cell] = {}
    for cell in cells:
        if cell.evidence.cell is not None:
            by_place.setdefault(cell.evidence.cell, cell)
    found += list_checks(document, figures, units, models, tables)
    for table in tables if cells else ():
        found += table_checks(table, by_place, stated_above(document, table, figures))
    order = {figure.id: figure.evidence.start for figure in figures}
    order |= {cell.id: cell.evidence.start for cell in cells}
    unique = {check.id: check for check in sorted(found, key=lambda check: order.get(check.rows[0], 0))}
    return tuple(unique.values())


def with_checks(
    figures: Sequence[Figure], cells: Sequence[Cell], checks: Sequence[Check]
) -> tuple[tuple[Figure, ...], tuple[Cell, ...]]:
    """The rows with the ids of their checks, and their confidence raised or lowered by them."""
    of_row: dict[str, list[Check]] = {}
    for check in checks:
        for id in check.rows:
            of_row.setdefault(id, []).append(check)
    return (
        tuple(_vouched(figure, of_row.get(figure.id, ())) for figure in figures),
        tuple(_vouched(cell, of_row.get(cell.id, ())) for cell in cells),
    )


def _vouched(row: _Row, checks: Sequence[Check]) -> _Row:
    if not checks:
        return row
    sure, reasons = row.confidence, list(row.reasons)
    failing = sum(not check.ok for check in checks)
    if failing:
        sure *= _BLOCKED if 2 * failing >= len(checks) else _DOUBTED
        reasons.append("check-fails")
    else:
        sure = 1 - (1 - sure) * min(_DOUBT_LEFT[check.kind] for check in checks)
        reasons.append("sum-agrees" if any(check.kind == "sum" for check in checks) else "check-agrees")
    ids = tuple(check.id for check in checks)
    return replace(row, confidence=round(sure, 3), reasons=tuple(reasons), checks=ids)
