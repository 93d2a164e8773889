"""Readers of periods: from a match of the ways in which reports write time to a code.

Knows the groups of the patterns in `period_rules` and what the report itself says; reads no other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.period_codes import cumulative, day, last_month, months, previous, school_term, span_of_days, year_of


@dataclass(frozen=True, slots=True)
class Clock:
    """What a missing year, or `trong kỳ`, stands for."""

    year: int | None
    default: str | None

    def of(self, written: str | None) -> str | None:
        """The year as written, else the document's."""
        if written:
            return written
        return str(self.year) if self.year else None


Match = re.Match[str]
Reader = Callable[[Match, Clock], str | None]

_NUMBERS = {"ba": 3, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
# Months that a campaign has given a name.
NAMED_MONTHS = {
    "thanh niên": 3, "công nhân": 5, "nhân đạo": 5, "hành động vì trẻ em": 6,
    "hành động phòng, chống ma túy": 6, "an toàn giao thông": 9, "hành động quốc gia về dân số": 12,
}  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_TERM_YEARS = 10
# Before these words `6 tháng` is a length of time.
_LENGTH = re.compile(r"(?:hạn|sau|mỗi|từ|trên|dưới|gần|hơn|là)\s+$")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def read_month_range(match: Match, clock: Clock) -> str | None:
    """`từ tháng 1 đến tháng 9/2025`, `từ quý I đến quý III`: only ranges that have a code of their own."""
    year, size = read_year(match, clock), 3 if match["w"] == "quý" else 1
    first, last = (int(_ROMAN.get(match[name], match[name])) * size for name in ("a", "b"))
    known = year is not None and 1 <= first < last <= 12
    return months(year, first - size + 1, last) if year and known else None


def read_year(match: Match, clock: Clock) -> str | None:
    groups = match.groupdict()
    shift = {"trước": -1, "ngoái": -1, "rồi": -1, "sau": 1, "tới": 1, "kế hoạch": 1}.get(
        groups.get("rel") or "", 0
    )
    written = groups.get("y") or groups.get("y2") or clock.of(None)
    return str(int(written) + shift) if written else None


def read_part_of_year(match: Match, clock: Clock) -> str | None:
    """`6 tháng đầu năm 2024`, `9 tháng năm 2025`; bare `6 tháng` where the report's period ends there."""
    count, part = _number(match["n"]), match["part"]
    year = read_year(match, clock)
    if not 1 < count <= 12 or year is None:
        return None
    explicit = match["y"] or match["rel"] or match["whole"]
    if not part and not explicit:
        fits = last_month(clock.default) == count and year_of(clock.default) == int(year)
        if not fits or _LENGTH.search(match.string[: match.start()]):
            return None
    return months(year, 13 - count, 12) if part == "cuối" else months(year, 1, count)


def read_quarter(match: Match, clock: Clock) -> str | None:
    word, year = match["q"], read_year(match, clock)
    quarter = int(word) if word.isdigit() else _QUARTERS[word]
    return f"{year}-Q{quarter}" if year and 1 <= quarter <= 4 else None


def read_month(match: Match, clock: Clock) -> str | None:
    month, year = int(match["m"]), read_year(match, clock)
    return f"{year}-{month:02}" if year and 1 <= month <= 12 else None


def read_named_month(match: Match, clock: Clock) -> str | None:
    year = read_year(match, clock)
    return f"{year}-{NAMED_MONTHS[match['name']]:02}" if year else None


def read_day(match: Match, clock: Clock) -> str | None:
    month, year = match["m"] or match["m2"], read_year(match, clock)
    return day(year, month, match["d"]) if year else None


def read_days(match: Match, clock: Clock) -> str | None:
    """`từ ngày 15/12/2023 đến ngày 14/6/2024`: the period that such cut-offs mean, else the last day."""
    end_year = match["ey"] or clock.of(None)
    end_month = match["em"] or match["em2"]
    if end_year is None:
        return None
    start_month = match["m"] or match["m2"] or end_month
    start_year = match["y"] or match["y2"] or str(int(end_year) - (int(start_month) > int(end_month)))
    return span_of_days(
        day(start_year, start_month, match["d"]),
        day(end_year, end_month, match["ed"]),
    )


def read_years(match: Match, clock: Clock) -> str | None:
    first, last = match["a"], match["b"]
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}-{last}" if 0 < int(last) - int(first) <= 30 else None


def read_term(match: Match, clock: Clock) -> str | None:
    return school_term(match["t"], match["a"] or match["a2"], match["b"] or match["b2"], clock.default)


def read_school_year(match: Match, clock: Clock) -> str | None:
    return school_term(None, match["a"], match["b"], clock.default, match["rel"])


def read_same_period(match: Match, clock: Clock) -> str | None:
    """`cùng kỳ năm trước`: the report's period, so many years back."""
    year = match["y"]
    if clock.default is None:
        return year or (str(clock.year - 1) if clock.year else None)
    known = year_of(clock.default)
    back = known - int(year) if year and known else 1
    return previous(clock.default, back)


def read_current(match: Match, clock: Clock) -> str | None:
    """`trong kỳ`, `trong tháng`, `quý trước`: the report's own period where it has that size."""
    code, word, rel = clock.default, match["w"], match["rel"]
    if word.startswith("k"):
        return code
    if word == "năm":
        return None if rel else clock.of(None)
    code = _last_part(code, word)
    return previous(code, 1, step=True) if code and rel in ("trước", "liền kề") else code


def _last_part(code: str | None, size: str) -> str | None:
    """The month or quarter that a report on one ends with: October of "10 tháng", the third of "9 tháng"."""
    last = last_month(code)
    if code is None or last is None or len(code) == len("2025") or (size == "quý" and last % 3):
        return None
    if size == "tháng":
        return f"{code[:4]}-{last:02}"
    return f"{code[:4]}-Q{last // 3}"


def read_bracketed(match: Match, clock: Clock) -> str | None:
    """ "sau 03 năm thực hiện (2021-2024)": years alone in brackets, as long as a term of office may be."""
    inside = match.string[: match.start()].endswith("(")
    return read_years(match, clock) if inside and int(match["b"]) - int(match["a"]) <= _TERM_YEARS else None


def read_since_january(match: Match, clock: Clock) -> str | None:
    return cumulative(clock.default)


def read_so_far(match: Match, clock: Clock) -> str | None:
    """`lũy kế` in a report on one month counts from January; elsewhere it may count from any day."""
    return cumulative(clock.default, strict=True)
