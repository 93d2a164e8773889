"""Contract objects to claims: what a report states of a unit, an indicator and a period.

Knows which rows state a value at all and of whom; which of several claims counts is chosen elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from corpus.catalogue import Indicator, catalogue
from nlp.records import Meta
from outputs.claim_pack import Claims
from outputs.claim_places import (
    Spoken,
    cell_time,
    cell_unit,
    figure_period,
    spoken_of,
    table_units,
    target_period,
)
from outputs.claim_records import Claim, Submission
from outputs.context import sentence_at
from outputs.mentions import examples_of, models_of, scaled
from outputs.period_spans import span
from outputs.report_units import ReportUnit, meta_of, parent_unit, sender_unit
from outputs.stated_changes import StatedChange, stated_changes

_BETTER = 0.2
Row = Mapping[str, Any]


@dataclass(slots=True)
class Gathered:
    """All that reports state. `units`: by key, senders first. `lost`: (file, why) of reports
    that say too little."""

    claims: Claims = field(default_factory=Claims)
    submissions: list[Submission] = field(default_factory=list)
    units: dict[str, ReportUnit] = field(default_factory=dict)
    models: list[dict[str, Any]] = field(default_factory=list)
    examples: list[dict[str, Any]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    changes: list[StatedChange] = field(default_factory=list)


@cache
def indicators() -> dict[str, Indicator]:
    """The catalogue by id."""
    return {indicator.id: indicator for indicator in catalogue()}


def gather(reports: Iterable[Row], is_asked: Callable[[str, str], bool] | None = None) -> Gathered:
    """The claims of all reports; a report's text is not kept.

    `is_asked`: whether claims of an indicator and a period are wanted; left out, all are.
    """
    found = Gathered()
    below: dict[str, ReportUnit] = {}
    for report in reports:
        if report.get("status") == "duplicate":
            continue
        meta = meta_of(report["meta"])
        sender = sender_unit(meta)
        found.models += models_of(report, sender)
        found.examples += examples_of(report, sender)
        if sender is None:
            if report["figures"] or report["cells"]:
                found.lost.append((report["file"], "không thấy tên đơn vị gửi ở đầu báo cáo"))
            continue
        if not meta.period:
            found.lost.append((report["file"], "không thấy kỳ báo cáo ở tiêu đề"))
        submission = Submission(
            report["file"], sender, parent_unit(meta), meta.period, meta.date or "", meta.title or ""
        )
        found.submissions.append(submission)
        _remember(found.units, sender)
        units: dict[str, ReportUnit] = {}
        claims = _claims(report, meta, sender, submission.parent, units)
        found.changes += stated_changes(report, meta, sender, indicators())
        found.claims.add(c for c in claims if is_asked is None or is_asked(c.indicator, c.period))
        below.update({key: unit for key, unit in units.items() if key not in below})
    for key, unit in below.items():
        found.units.setdefault(key, unit)
    return found


def _remember(units: dict[str, ReportUnit], unit: ReportUnit) -> None:
    """Of several names of one unit the fullest is kept."""
    known = units.get(unit.key)
    if known is None or len(unit.name) > len(known.name):
        units[unit.key] = unit


def _claims(
    report: Row, meta: Meta, sender: ReportUnit, parent: ReportUnit | None, units: dict[str, ReportUnit]
) -> Iterator[Claim]:
    messages = {check["id"]: check["message"] for check in report["checks"] if not check["ok"]}
    figures = {row["id"]: row for row in report["figures"]}
    for row in report["figures"]:
        indicator = indicators().get(_broader(row, report["figures"]) or "")
        if indicator is None or ((row.get("change") is not None) != indicator.change):
            continue
        spoken = spoken_of(row, meta, sender, indicator, parent)
        total = figures.get(row.get("part_of_id") or "")
        part = None
        if total and _broader(total, report["figures"]) == indicator.id:
            part = str(total["id"])
        if total and part is None:
            part = _unnamed_total(total, row, report["figures"])
        status = "target" if "target" in (row.get("status"), indicator.status) else None
        if status:
            period = target_period(row, meta, _sentence(report, row))
        else:
            period = figure_period(row.get("period"), meta)
        if period:
            units.setdefault(spoken.unit.key, spoken.unit)
            yield _claim(report, meta, row, indicator, spoken, messages, period, row.get("status"), part=part)
    names = table_units(report["units"])
    for row in report["cells"]:
        indicator = indicators().get(row.get("indicator") or "")
        if indicator is None:
            continue
        time = cell_time(row, meta, indicator)
        spoken_cell = cell_unit(row, names, meta, sender)
        if time is None or spoken_cell is None:
            continue
        units.setdefault(spoken_cell.unit.key, spoken_cell.unit)
        yield _claim(report, meta, row, indicator, spoken_cell, messages, time[0], time[1], table=True)


def _broader(row: Row, figures: Iterable[Row]) -> str | None:
    """The indicator of a row; the next best where one of its own parts has the same and fits it far better.

    In "kiểm tra 24 đảng viên, trong đó 2 khi có dấu hiệu vi phạm" the words of the part stand by the total.
    """
    id: str | None = row.get("indicator")
    near = row.get("near") or ()
    if id is None or not near or row.get("reviewed"):
        return id
    fit = float(row.get("fit", 1.0))
    parts = (part for part in figures if part.get("part_of_id") == row["id"] and part.get("indicator") == id)
    return near[0] if any(float(part.get("fit", 0)) >= fit + _BETTER for part in parts) else id


def _unnamed_total(total: Row, row: Row, figures: Iterable[Row]) -> str | None:
    """The total of several rows of one indicator that itself has none: together they are it."""
    if total.get("indicator") is not None:
        return None
    same = [
        other
        for other in figures
        if other.get("part_of_id") == total["id"] and other.get("indicator") == row["indicator"]
    ]
    return str(total["id"]) if len(same) > 1 else None


def _claim(
    report: Row,
    meta: Meta,
    row: Row,
    indicator: Indicator,
    spoken: Spoken,
    messages: Mapping[str, str],
    period: str,
    status: str | None,
    *,
    part: str | None = None,
    table: bool = False,
) -> Claim:
    target = "target" if "target" in (status, indicator.status) else None
    return Claim(
        unit=spoken.unit.key,
        indicator=indicator.id,
        period=period,
        status=target,
        value=scaled(row, indicator),
        row=str(row["id"]),
        file=report["file"],
        page=row.get("page"),
        sentence=_sentence(report, row),
        quote=row.get("text", ""),
        date=meta.date or "",
        source="table" if table else "prose",
        own=spoken.own,
        scope=spoken.scope,
        part=part,
        about=span(period) == span(meta.period or ""),
        approx=row.get("approx"),
        confidence=float(row.get("confidence", 0.5)),
        fit=float(row.get("fit", 1.0)),
        failing=tuple(messages[id] for id in row.get("checks", ()) if id in messages),
        reviewed=row.get("reviewed"),
        group=str(row["table"]) if table else "",
        line=row.get("row") or "" if table else "",
        title=meta.title or "",
    )


def _sentence(report: Row, row: Row) -> str:
    if "start" not in row:
        return ""
    begin, end = sentence_at(report["text"], row["start"], row["end"])
    return str(report["text"][begin:end].strip())
