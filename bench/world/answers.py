"""What every cell of a form must be, from what the made reports tell. Shares no rule with the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from bench.world.reports import PARTY, STATE, Report
from bench.world.truth import YEAR, Office
from corpus.catalogue import catalogue
from corpus.forms import Column, Form

# Months of the periods in which the world speaks.
_MONTHS = {
    f"{year}{name}": frozenset((year, month) for month in range(first, last + 1))
    for year in (YEAR - 1, YEAR)
    for name, first, last in (
        ("", 1, 12), ("-H1", 1, 6), ("-9M", 1, 9),
        ("-Q1", 1, 3), ("-Q2", 4, 6), ("-Q3", 7, 9), ("-Q4", 10, 12),
    )
}  # fmt: skip
_TO_DATE = {
    f"{YEAR}{period}": f"{YEAR}{until}"
    for period, until in (
        ("-Q1", "-Q1"),
        ("-Q2", "-H1"),
        ("-Q3", "-9M"),
        ("-Q4", ""),
        ("-H1", "-H1"),
        ("", ""),
    )
}
# Communes are no set of communes; wards build no new countryside.
_NOWHERE, _RURAL = "xa-nong-thon-moi", "tieu-chi-nong-thon-moi"
Told = Mapping[str, Decimal]


@dataclass(slots=True)
class Answers:
    """`told`: (office, family, indicator, status) -> period -> value. `sent`: (office, family) -> periods."""

    told: dict[tuple[str, str, str, str | None], dict[str, Decimal]] = field(default_factory=dict)
    sent: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def answers(reports: Iterable[Report]) -> Answers:
    """What the reports that count tell; a first submission that was corrected does not."""
    found = Answers()
    for report in reports:
        place = (report.office.code, report.family)
        found.sent.setdefault(place, set()).add(f"{YEAR}-Q{report.quarter}")
        if report.note == "first":
            continue
        for one in report.statements:
            key = (*place, one.indicator, one.status)
            found.told.setdefault(key, {})[one.period] = one.value
    return found


def listed(offices: Sequence[Office], form: Form) -> str:
    """The office's list of who must report, in the words of its file."""
    lines = []
    for office in offices:
        body = f"Đảng ủy {office.full}" if form.style == PARTY else f"Ủy ban nhân dân {office.full}"
        skipped = ", ".join((_NOWHERE,) if office.rural else (_NOWHERE, _RURAL))
        lines.append(f"{body}, tỉnh Lâm Đồng | không áp dụng: {skipped}")
    return "\n".join(lines) + "\n"


def expected(known: Answers, office: Office, form: Form, period: str) -> list[tuple[str, Decimal | None]]:
    """(state, value) of each column for one office: value, silent, missing, none."""
    family = PARTY if form.style == PARTY else STATE
    row = [_cell(known, office, family, column, period) for column in form.columns]
    sent = known.sent.get((office.code, family), set())
    told = any(
        state == "value"
        and column.status != "target"
        and not _is_highest(known, (office.code, family), column, period)
        for column, (state, _) in zip(form.columns, row, strict=True)
    )
    came = period in sent or _together(period, sent) or told
    return [("missing", None) if state == "silent" and not came else (state, value) for state, value in row]


def _is_highest(known: Answers, of: tuple[str, str], column: Column, period: str) -> bool:
    """Whether a column has the highest of some periods within, which are no report of all of it."""
    ids = [column.indicator] if column.indicator else column.of
    told = [known.told.get((*of, id, column.status), {}) for id in ids]
    return any(_rolled_up()[id] == "max" and period not in one for id, one in zip(ids, told, strict=True))


def _cell(
    known: Answers, office: Office, family: str, column: Column, period: str
) -> tuple[str, Decimal | None]:
    asked = {column.indicator, *column.of}
    if _NOWHERE in asked or (_RURAL in asked and not office.rural):
        return "none", None

    def told(id: str, of: str, status: str | None = None) -> Decimal | None:
        return value(known.told.get((office.code, family, id, status), {}), id, of, status)

    if column.kind == "value":
        found = told(column.indicator or "", period, column.status)
        return ("silent", None) if found is None else ("value", found / column.divisor)
    if column.kind == "cumulative":
        found = told(column.of[0], _TO_DATE[period])
        return ("silent", None) if found is None else ("value", found)
    if column.kind == "change":
        above, below = told(column.of[0], period), told(column.of[0], f"{YEAR - 1}{period[4:]}")
    else:
        plan = column.of[1].endswith("chi-tieu")
        below = told(column.of[1], period, "target" if plan else None)
        # What a plan of the year is fulfilled by so far.
        above = told(column.of[0], _TO_DATE[period] if plan else period)
    if above is None or below is None:
        return "silent", None
    return ("value", (above / below * 100).quantize(Decimal("0.01"))) if below else ("none", None)


def value(told: Told, id: str, period: str, status: str | None) -> Decimal | None:
    """What was told of the period, or follows from what was told of others."""
    if period in told:
        return told[period]
    if status == "target":
        return told.get(period[:4])
    way = _rolled_up()[id]
    if way == "sum":
        pieces = _together(period, told)
        return sum((told[piece] for piece in pieces), Decimal()) if pieces else None
    if way == "last":
        ends = [code for code in told if max(_MONTHS[code]) == max(_MONTHS[period])]
        return told[min(ends, key=lambda code: len(_MONTHS[code]))] if ends else None
    if way == "max":
        within = [told[code] for code in told if _MONTHS[code] <= _MONTHS[period]]
        return max(within, default=None)
    return None


def _together(period: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known periods that make up this one without a gap or an overlap; of several ways the shortest."""
    whole = _MONTHS[period]
    inside = sorted(code for code in known if _MONTHS[code] < whole)

    def ways(left: frozenset[tuple[int, int]], among: Sequence[str]) -> Iterable[tuple[str, ...]]:
        if not left:
            yield ()
        for at, code in enumerate(among):
            if _MONTHS[code] <= left:
                yield from ((code, *rest) for rest in ways(left - _MONTHS[code], among[at + 1 :]))

    return min(ways(whole, inside), key=len, default=())


@cache
def _rolled_up() -> dict[str, str]:
    return {entry.id: entry.periods for entry in catalogue()}
