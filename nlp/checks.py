"""What can be verified inside one report: sums, lists and percentages, and what they say of their rows.

Joins the checks of text and tables; nothing is ever balanced, a mismatch is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from extract.document import Document
from nlp.check_above import stated_above
from nlp.check_changes import text_changes
from nlp.check_lists import list_checks
from nlp.check_percents import text_percents
from nlp.check_repeats import repeats
from nlp.check_spelled import spelled_checks
from nlp.check_sums import text_sums
from nlp.check_tables import table_checks
from nlp.records import Cell, Check, Figure, ModelTitle, UnitMention, changed
from nlp.tables import Table

_Row = TypeVar("_Row", Figure, Cell)
# A sum that agrees vouches for its parts; one that fails blocks them, however sure the reader was.
_DOUBT_LEFT = {"sum": 0.6, "percent": 0.7, "list": 0.8, "words": 1.0, "repeat": 1.0}
_BLOCKED = 0.5
# The reason of a sum whose total and parts stand in running text.
_OF_TEXT = "stated-parts"
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
    found += [*text_changes(document, figures), *spelled_checks(document, figures)]
    found += repeats(document, figures, cells)
    for table in tables if cells else ():
        found += table_checks(table, by_place, stated_above(document, table, figures))
    order = {figure.id: figure.evidence.start for figure in figures}
    order |= {cell.id: cell.evidence.start for cell in cells}
    unique = {check.id: check for check in sorted(found, key=lambda check: order.get(check.rows[0], 0))}
    return tuple(unique.values())


def with_checks(
    figures: Sequence[Figure], cells: Sequence[Cell], checks: Sequence[Check]
) -> tuple[tuple[Figure, ...], tuple[Cell, ...]]:
    """The rows with the ids of their checks, their confidence moved by them, their parts linked."""
    of_row: dict[str, list[Check]] = {}
    for check in checks:
        for id in check.rows:
            of_row.setdefault(id, []).append(check)
    linked = _linked(figures, checks)
    return (
        tuple(_vouched(figure, of_row.get(figure.id, ())) for figure in linked),
        tuple(_vouched(cell, of_row.get(cell.id, ())) for cell in cells),
    )


def _linked(figures: Sequence[Figure], checks: Sequence[Check]) -> Iterator[Figure]:
    """The figures; those that make up a total are part of it, whatever they were taken for before."""
    total_of: dict[str, str] = {}
    for check in checks:
        if check.ok and check.kind == "sum" and _OF_TEXT in check.reasons:
            total_of |= dict.fromkeys(check.rows[1:], check.rows[0])
    for figure in figures:
        total = total_of.get(figure.id, figure.part_of)
        # A total is no part of its part.
        turned = total is not None and total_of.get(total) == figure.id
        yield (
            figure
            if total == figure.part_of and not turned
            else changed(figure, part_of=None if turned else total)
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
    return changed(row, confidence=round(sure, 3), reasons=tuple(reasons), checks=ids)
