"""How periods nest: quarters in half-years in years, terms over years; which periods make up another.

Knows codes and calendar months. Cut-off days that lie some days before the end of a month (14/6, 14/12 of the
State, the Party's own) count as that month's end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_PARTS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_NAMES = {months: name for name, months in _PARTS.items()}
_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<part>[HQ]\d)|(?P<first>\d{1,2})M|(?P<month>\d{2})(?:-(?P<day>\d{2}))?"
    r"|(?P<last>\d{4})(?:-HK(?P<term>[12]))?))?"
)
# A school year runs from September to May; its first term ends in mid-January.
_SCHOOL = {"1": ((0, 9), (1, 1)), "2": ((1, 1), (1, 5))}
# So many days before the end of a month a cut-off may lie.
_CUT_OFF = 17


class Span(NamedTuple):
    """Months from `first` to `last`, both counted from year 0: 2024-03 is 2024 * 12 + 2."""

    first: int
    last: int


@lru_cache(maxsize=4096)
def span(code: str) -> Span | None:
    """The months of a period code, None for what is no period: 2024, 2024-Q3, 2024-9M, 2024-05, 2020-2025."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    year = int(found["year"])
    first, last = (1, 12)
    if found["part"]:
        if found["part"] not in _PARTS:
            return None
        first, last = _PARTS[found["part"]]
    elif found["first"]:
        last = int(found["first"])
    elif found["day"]:
        return _up_to(year, int(found["month"]), int(found["day"]))
    elif found["month"]:
        first = last = int(found["month"])
    elif found["term"]:
        (a, start), (b, end) = _SCHOOL[found["term"]]
        return Span((year + a) * 12 + start - 1, (year + b) * 12 + end - 1)
    elif found["last"]:
        return Span(year * 12, int(found["last"]) * 12 + 11) if int(found["last"]) >= year else None
    return Span(year * 12 + first - 1, year * 12 + last - 1) if 1 <= first <= last <= 12 else None


def _up_to(year: int, month: int, number: int) -> Span | None:
    """The month that a cut-off day closes; a day early in a month closes the one before."""
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    if monthrange(year, month)[1] - number > _CUT_OFF:
        day = day.replace(day=1) - timedelta(days=1)
    return Span(day.year * 12 + day.month - 1, day.year * 12 + day.month - 1)


def within(inner: str, outer: str) -> bool:
    """Whether all months of one period lie in another; a period lies in itself."""
    a, b = span(inner), span(outer)
    return a is not None and b is not None and b.first <= a.first and a.last <= b.last


def ends_with(inner: str, outer: str) -> bool:
    """Whether a state "tính đến" one period's end is the state at the end of another."""
    a, b = span(inner), span(outer)
    return a is not None and b is not None and a.last == b.last


def last_day(code: str) -> str | None:
    """The day that ends a period, "2024-06-30" of 2024-H1."""
    months = span(code)
    if months is None:
        return None
    year, month = months.last // 12, months.last % 12 + 1
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"


def year_before(code: str) -> str | None:
    """The same period of the year before, None for terms and school years."""
    found = _CODE.fullmatch(code)
    if found is None or found["last"] or span(code) is None:
        return None
    return f"{int(found['year']) - 1:04}{code[4:]}"


def period_before(code: str) -> str | None:
    """The period of the same length that ends where this one begins; None for terms and school years."""
    months = span(code)
    found = _CODE.fullmatch(code)
    if months is None or found is None or found["last"] or found["day"]:
        return None
    length = months.last - months.first + 1
    first = months.first - length
    # What runs from January to some month has no neighbour of its own kind.
    if first // 12 != (months.first - 1) // 12 or 12 % length:
        return None
    return _code(first // 12, first % 12 + 1, first % 12 + length)


def following(code: str) -> str | None:
    """The period of the same length right behind: 2024-Q1 gives 2024-Q2; None where it has no code."""
    found = _CODE.fullmatch(code)
    months = span(code)
    if found is None or months is None or found["last"] or found["day"]:
        return None
    first, last = months.last + 1, 2 * months.last - months.first + 1
    if first // 12 != last // 12:
        return None
    begin, end = first % 12 + 1, last % 12 + 1
    return _code(last // 12, begin, end) if begin == end or (begin, end) in {*_NAMES, (1, 12)} else None


def to_date(code: str) -> str | None:
    """From the beginning of the year to the period's end: 2024-Q3 gives 2024-9M."""
    months = span(code)
    if months is None or months.first // 12 != months.last // 12:
        return None
    return _code(months.last // 12, 1, months.last % 12 + 1)


def _code(year: int, first: int, last: int) -> str:
    if (first, last) == (1, 12):
        return f"{year:04}"
    if (first, last) in _NAMES:
        return f"{year:04}-{_NAMES[first, last]}"
    return f"{year:04}-{last:02}" if first == last else f"{year:04}-{last}M"


def made_of(code: str, known: Collection[str]) -> tuple[str, ...] | None:
    """The fewest known periods that follow each other and together are the period; None where there are none.

    The period itself does not count.
    """
    whole = span(code)
    if whole is None:
        return None
    inside = [
        (months, other) for other in sorted(set(known)) if (months := span(other)) and _part(months, whole)
    ]
    best: dict[int, tuple[str, ...]] = {whole.first: ()}
    for months, other in _in_order(inside):
        way = best.get(months.first)
        if way is None:
            continue
        longer = (*way, other)
        at = months.last + 1
        if at not in best or len(longer) < len(best[at]):
            best[at] = longer
    return best.get(whole.last + 1)


def _part(months: Span, whole: Span) -> bool:
    return whole.first <= months.first and months.last <= whole.last and months != whole


def _in_order(spans: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """By where they begin, so that every way to a beginning is known before it is gone on from."""
    return sorted(spans, key=lambda entry: (entry[0].first, entry[0].last))
