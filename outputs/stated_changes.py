"""What reports say of how a value changed ("tăng 3 so với cùng kỳ"), to be held against the value before.

Knows one report's rows and sentences; no stored value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.catalogue import Indicator
from nlp.periods import periods
from nlp.records import Meta
from outputs.claim_places import figure_period, spoken_of
from outputs.context import sentence_at
from outputs.mentions import scaled
from outputs.period_spans import span
from outputs.report_units import ReportUnit

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StatedChange:
    """`value`: with its sign, in the indicator's measure, or in percent where `percent` says so.

    `period`: of the value that changed; `against`: of the one it is compared with.
    """

    unit: str
    indicator: str
    period: str
    against: str
    value: Decimal
    percent: bool
    file: str
    row: str
    sentence: str


def stated_changes(
    report: Row, meta: Meta, sender: ReportUnit, known: Mapping[str, Indicator]
) -> Iterator[StatedChange]:
    """Each difference that stands behind its value in a sentence and says against which period it is."""
    base: Row | None = None
    for row in report["figures"]:
        change = row.get("change")
        if change is None:
            base = row if row.get("indicator") in known and row.get("status") != "target" else None
            continue
        if base is None or "start" not in row or row["kind"] not in ("percent", base["kind"]):
            continue
        begin, end = sentence_at(report["text"], base["start"], row["end"])
        if not (begin <= base["start"] and row["end"] <= end):
            continue
        indicator = known[base["indicator"]]
        period, against = (
            figure_period(base.get("period"), meta),
            _against(report["text"], row["end"], end, meta),
        )
        percent = row["kind"] == "percent" and indicator.measure != "%"
        if period is None or against is None or indicator.change:
            continue
        value = Decimal(str(row["value"])) if percent else scaled(row, indicator)
        unit = spoken_of(base, meta, sender, indicator)
        if unit.own and not unit.scope:
            yield StatedChange(
                sender.key, indicator.id, period, against, -value if change == "-" else value, percent,
                report["file"], str(row["id"]), str(report["text"][begin:end].strip()),
            )  # fmt: skip


def _against(text: str, start: int, end: int, meta: Meta) -> str | None:
    """The period that the words behind a difference compare with; None where they name none."""
    year = int(meta.period[:4]) if meta.period and meta.period[:4].isdigit() else None
    found = periods(text, start, end, year, meta.period)
    return next((one.code for one in found if one.role == "compared" and span(one.code)), None)
