"""Of whom and of when a figure or a cell speaks: unit, scope, period and status by its slots and labels.

Knows the words of one row and the head of its report; nothing of other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.catalogue import Indicator
from corpus.folding import fold, key
from nlp.periods import periods
from nlp.records import Meta
from outputs.period_spans import ends_with, following, span, within
from outputs.report_units import ReportUnit, is_below, is_organ, named_unit, speaks_for

Row = Mapping[str, Any]
Spot = tuple[int, int]
TOTAL = re.compile(
    r"(?:[ivx\d]+[.)]?\s+)?(?:tổng(?: số| cộng| chung| hợp| toàn \w+)?|cộng|toàn (?:\w+ ?){1,3})\b.{0,20}"
)
_WHOLE = re.compile(r"toàn\b|các cấp|tổng")
_PLAN = re.compile(r"\b(?:kế hoạch|chỉ tiêu|kh|ct|giao|phấn đấu|dự toán|đăng ký chỉ tiêu)\b")
_DONE = re.compile(r"\b(?:thực hiện|kết quả|đạt được|ước|th|đã)\b")
# Columns that compare: no amount of the indicator itself.
_AGAINST = re.compile(r"so sánh|so với|chênh lệch|±|\+/-|tốc độ")
_COMPARES = re.compile(r"so sánh|so với|tăng|giảm|chênh lệch|±|\+/-|đạt tỷ lệ|tỷ lệ|%|th/kh|tốc độ")
# A target that somebody set, not what the sender means to do next.
_GIVEN = re.compile(r"\b(?:chỉ tiêu|kế hoạch|dự toán|giao|kh|nghị quyết)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Of whom a row speaks. `own`: in the unit's own report. `scope`: what narrows it."""

    unit: ReportUnit
    own: bool = True
    scope: str = ""


def spoken_of(
    row: Row, meta: Meta, sender: ReportUnit, indicator: Indicator, parent: ReportUnit | None = None
) -> Spoken:
    """The unit a figure's actor and level mean: the sender, a unit below it, or a part of the sender.

    `parent`: the committee that a sender which only works for it speaks of.
    """
    scope = ""
    if "level" in indicator.axes and (level := row.get("level")) and not _WHOLE.search(fold(level)):
        scope = key(level)
    actor = row.get("actor")
    if not actor or not _names_somebody(actor):
        return Spoken(sender, True, scope)
    unit = named_unit(actor, meta, sender.family)
    if unit.key == sender.key or (parent and unit.key == parent.key and speaks_for(sender, parent)):
        return Spoken(sender, True, scope)
    if is_below(unit, sender):
        return Spoken(unit, False, scope)
    if unit.seat is not None and not is_organ(unit, sender):
        # One above the sender or beside it: a decision or gift of others, counted as the sender reports it.
        return Spoken(sender, True, scope)
    if "actor" in indicator.axes and is_organ(unit, sender):
        scope = " ".join(filter(None, (scope, unit.name)))
    return Spoken(sender, True, scope)


def _names_somebody(actor: str) -> bool:
    return any(word[:1].isupper() for word in actor.split())


def figure_period(code: str | None, meta: Meta, status: str | None = None) -> str | None:
    """The figure's own period, else the report's; a cut-off day that ends the latter means it.

    A result of a year that is not over by the report's period is one of that period: there is no other yet.
    """
    if code is None or span(code) is None:
        return meta.period
    if meta.period is None:
        return code
    if _DAY.fullmatch(code) and ends_with(code, meta.period):
        return meta.period
    unfinished = within(meta.period, code) and not ends_with(code, meta.period)
    return meta.period if status != "target" and len(code) == 4 and unfinished else code


def target_period(row: Row, meta: Meta, sentence: str) -> str | None:
    """The period of a target: its own; of a plan that was given, the report's; of an intention, the next."""
    code = figure_period(row.get("period"), meta, "target")
    if row.get("period") or meta.period is None or _GIVEN.search(fold(sentence)):
        return code
    return following(meta.period) or code


def table_units(units: Iterable[Row]) -> dict[Spot, Row]:
    """(table, row) -> the unit that is named in a cell of it; rows that name several have none."""
    found: dict[Spot, Row] = {}
    several: set[Spot] = set()
    for unit in units:
        if unit.get("cell"):
            spot = (unit["cell"][0], unit["cell"][1])
            several |= {spot} if spot in found else set()
            found.setdefault(spot, unit)
    return {spot: unit for spot, unit in found.items() if spot not in several}


def cell_unit(row: Row, names: Mapping[Spot, Row], meta: Meta, sender: ReportUnit) -> Spoken | None:
    """The unit of a table's line: the one it names, the sender for a total or a line of an indicator.

    None where a line repeats another.
    """
    label = key(row.get("row") or "")
    named = names.get((row["cell"][0], row["cell"][1])) if row.get("cell") else None
    if named is None:
        return Spoken(sender)
    name, text = named.get("name") or named["text"], key(named["text"])
    # A line that names a unit within longer words tells what was done there, not what the unit reports.
    if len(text) * 2 < len(label) and not label.startswith(text):
        return Spoken(sender)
    unit = named_unit(name, meta, sender.family)
    if unit.key == sender.key:
        return Spoken(sender)
    if is_organ(unit, sender):
        return Spoken(sender, True, unit.name)
    return Spoken(unit, False)


def is_total(label: str) -> bool:
    """Whether a line of a table sums up the others."""
    return TOTAL.fullmatch(key(label)) is not None


def cell_time(row: Row, meta: Meta, indicator: Indicator) -> tuple[str, str | None] | None:
    """Period and status by the cell's labels; None for a column that compares, or without a period."""
    label = " / ".join(filter(None, (row.get("column"), row.get("row"))))
    column = fold(row.get("column") or "")
    against = _AGAINST if indicator.measure == "%" else _COMPARES
    if not indicator.change and against.search(column):
        return None
    year = int(meta.period[:4]) if meta.period and meta.period[:4].isdigit() else None
    found = periods(label, 0, len(label), year, meta.period)
    codes = [period.code for period in found if span(period.code)]
    period = codes[0] if codes else meta.period
    if period is None:
        return None
    if _PLAN.search(column) and not _DONE.search(column):
        return period, "target"
    return figure_period(period, meta) or period, None
