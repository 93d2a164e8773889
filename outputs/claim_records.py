"""What reports become before a form is filled: stated values, submissions. Knows their fields only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from outputs.report_units import ReportUnit

Source = Literal["table", "prose"]


class Claim(NamedTuple):
    """One stated value of a unit, an indicator, a period; `status`: target, or None for the result.

    `value`: in the indicator's measure. `own`: the unit's own report, not that of one above it.
    `scope`: level or actor that narrows it, empty for the whole. `part`: id of the total of the same
    indicator that it is part of. `about`: the report is on this very period. `date`: the report's.
    `failing`: messages of its checks that fail. `reviewed`: who confirmed or set it. `group`: the table
    it stands in, `line`: the label of its line there. `organ`: told by a body that reports for the unit.
    """

    unit: str
    indicator: str
    period: str
    status: str | None
    value: Decimal
    row: str
    file: str
    page: int | None
    sentence: str
    quote: str
    date: str
    source: Source
    own: bool = True
    scope: str = ""
    part: str | None = None
    about: bool = True
    approx: str | None = None
    confidence: float = 0.5
    fit: float = 1.0
    failing: tuple[str, ...] = ()
    reviewed: str | None = None
    group: str = ""
    line: str = ""
    title: str = ""
    organ: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """One report: who sent it, to whom they belong, on what period, when."""

    file: str
    sender: ReportUnit
    parent: ReportUnit | None
    period: str | None
    date: str
    title: str
