"""Arithmetic of period codes (2024-H1, 2025-9M, 2023-2024): building, shifting, comparing.

Knows the calendar of State reports (a month runs from the 15th to the 14th); reads no text.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_HALVES = {(1, 6): "H1", (7, 12): "H2", (1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4"}
_TERMS = {"i": 1, "ii": 2, "1": 1, "2": 2, "một": 1, "hai": 2}


def months(year: str, first: int, last: int) -> str | None:
    """The code of the months `first` to `last` of one year."""
    if (first, last) == (1, 12):
        return year
    if (first, last) in _HALVES:
        return f"{year}-{_HALVES[first, last]}"
    if first == last:
        return f"{year}-{first:02}"
    return f"{year}-{last}M" if first == 1 else None


def day(year: str, month: str, number: str) -> str | None:
    """An ISO day, or None where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def span_of_days(first: str | None, last: str | None) -> str | None:
    """The period that two cut-off days mean (15/12 to 14/6: the first half-year), else the last day."""
    if first is None or last is None:
        return last or first
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start >= end:
        return last
    if start.day in (14, 15, 16) and end.day in (13, 14, 15):
        start += timedelta(days=20)
    elif start.day != 1 or (end + timedelta(days=1)).day != 1:
        return last
    return (months(str(end.year), start.month, end.month) if start.year == end.year else None) or last


def year_of(code: str | None) -> int | None:
    """The first year of a code."""
    return int(code[:4]) if code and code[:4].isdigit() else None


def last_month(code: str | None) -> int | None:
    """The number of the month in which a period of one year ends: 6 for 2024-H1, 9 for 2025-9M."""
    if code is None or re.fullmatch(r"\d{4}-\d{4}.*", code):
        return None
    tail = code[5:]
    for (_, last), name in _HALVES.items():
        if tail == name:
            return last
    if tail.endswith("M"):
        return int(tail[:-1])
    if re.fullmatch(r"\d\d(?:-\d\d)?", tail):
        return int(tail[:2])
    return None if tail else 12


def cumulative(code: str | None, strict: bool = False) -> str | None:
    """From January to the end of the report's period: 2025-9M for 2025-09. `strict`: of a month only."""
    last, known = last_month(code), year_of(code)
    if strict and not re.fullmatch(r"\d{4}-\d\d", code or ""):
        return None
    return months(str(known), 1, last) if last and known else None


def previous(code: str, back: int, step: bool = False) -> str | None:
    """The same period `back` years earlier; with `step`, the month or quarter just before."""
    if not step:
        years = re.fullmatch(r"(\d{4})(?:-(\d{4}))?(.*)", code)
        if years is None:
            return None
        second = f"-{int(years[2]) - back}" if years[2] else ""
        return f"{int(years[1]) - back}{second}{years[3]}"
    year = int(code[:4])
    if quarter := re.fullmatch(r"\d{4}-Q(\d)", code):
        return f"{year}-Q{int(quarter[1]) - 1}" if quarter[1] != "1" else f"{year - 1}-Q4"
    if month := re.fullmatch(r"\d{4}-(\d\d)", code):
        return f"{year}-{int(month[1]) - 1:02}" if month[1] != "01" else f"{year - 1}-12"
    return None


def school_term(
    term: str | None, first: str | None, last: str | None, default: str | None, rel: str | None = None
) -> str | None:
    """A school year, or a term of it; a missing school year comes from the report's own period."""
    if first is None:
        own = re.match(r"\d{4}-\d{4}", default or "")
        if own is None:
            return None
        first, last = own.group().split("-")
        if rel == "trước":
            first, last = str(int(first) - 1), str(int(last) - 1)
    if last is not None and len(last) == 2:
        last = first[:2] + last
    if last is None or int(last) - int(first) not in (1, 2, 3, 4, 5):
        return None
    return f"{first}-{last}" + (f"-HK{_TERMS[term]}" if term else "")
