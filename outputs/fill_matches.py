"""Which indicator each column of an office's form asks for, and which unit each line, with scores.

Knows labels and names; how people confirm them is another module's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.catalogue import Indicator
from corpus.folding import fold
from corpus.forms import Column, Form
from nlp.indicator_labels import is_planned, label_choice
from nlp.indicator_rules import rules
from outputs.claims import Gathered, indicators
from outputs.fill_grids import Head, Layout, Row
from outputs.form_lines import Line, Listed, form_lines
from outputs.report_units import listed_unit

# From these scores on a suggestion is taken unless somebody says no.
SURE_COLUMN, SURE_UNIT = 0.7, 0.8
_NAMED_ALONE, _NOT_SENT = 0.85, 0.3


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """`indicator`: id, or None where nothing fits. `status`: target, or None for the result.

    `score`: 0 to 1. `near`: ids of what nearly fits. `taken`: whether the column is filled.
    """

    sheet: str
    head: Head
    indicator: str | None
    status: str | None = None
    score: float = 0.0
    near: tuple[str, ...] = ()
    taken: bool = False


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """`unit`: the name that the line's unit goes by in reports; None for totals and what is not known."""

    sheet: str
    row: Row
    unit: str | None
    score: float = 0.0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """All columns and lines of a form."""

    columns: tuple[ColumnMatch, ...]
    units: tuple[UnitMatch, ...]


def suggest(tables: Sequence[Layout], gathered: Gathered, period: str, style: str = "party") -> Matches:
    """What the form seems to ask for."""
    columns = [_column(table.sheet, head) for table in tables for head in table.heads]
    units = [match for table in tables for match in _units(table, gathered, period, style)]
    return Matches(tuple(columns), tuple(units))


def form_of(matches: Sequence[ColumnMatch], name: str, style: str) -> tuple[Form, tuple[ColumnMatch, ...]]:
    """A form of the columns that are filled, and those columns in its order."""
    chosen = tuple(match for match in matches if match.taken and match.indicator)
    return Form(name, name, style, "units", tuple(map(_as_column, chosen))), chosen


def _as_column(match: ColumnMatch) -> Column:
    found = indicators()[str(match.indicator)]
    group = match.head.levels[0] if len(match.head.levels) > 1 else ""
    title = match.head.levels[-1]
    if found.aggregation == "ratio-of-sums":
        return Column(title, "ratio", group, None, found.of, None, "%")
    unit = found.measure
    return Column(title, "value", group, found.id, (), match.status, unit, _divisor(match.head, found))


def _divisor(head: Head, indicator: Indicator) -> Decimal:
    """From the indicator's measure to what the column is headed with."""
    scale = head.scale
    if scale is None:
        return Decimal(1)
    if scale.unit in (None, indicator.measure):
        return scale.factor
    known = indicator.units or {}
    return known[scale.unit] * scale.factor if scale.unit in known else Decimal(1)


def _column(sheet: str, head: Head) -> ColumnMatch:
    unit = head.scale.unit if head.scale else None
    choice = label_choice("", head.title, unit, rules())
    if choice.offer is None:
        return ColumnMatch(sheet, head, None, near=choice.near)
    rule = choice.offer[1]
    status = "target" if is_planned(head.title, unit) or rule.indicator.status == "target" else None
    return ColumnMatch(
        sheet, head, rule.indicator.id, status, round(choice.fit, 2), choice.near, choice.fit >= SURE_COLUMN
    )


def _units(table: Layout, gathered: Gathered, period: str, style: str) -> list[UnitMatch]:
    names = [row.name for row in table.rows if not row.total]
    listed = [Listed(name, listed_unit(name)) for name in names]
    lines = {line.name: line for line in form_lines(gathered, period, listed, style)} if listed else {}
    found = []
    for row in table.rows:
        line = None if row.total or names.count(row.name) > 1 else lines.get(row.name)
        score = _score(row, line, gathered) if line else 0.0
        known = gathered.units.get(line.unit.key) if line else None
        name = known.name if known else row.name if score else None
        found.append(UnitMatch(table.sheet, row, name, score, score >= SURE_UNIT))
    return found


def _score(row: Row, line: Line, gathered: Gathered) -> float:
    """How surely a line's unit is the one that reports name."""
    known = gathered.units.get(line.unit.key)
    if known is None:
        return _NOT_SENT if line.unit.seat else 0.0
    if fold(known.name) == fold(row.name) or listed_unit(row.name).key == known.key:
        return 1.0
    return _NAMED_ALONE
