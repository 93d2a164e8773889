"""The ways in which Vietnamese reports write periods, each with the reader of its code.

Patterns run on folded text, at the word that keys them; knows nothing of what stands around a match.
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


_Match = re.Match[str]
_Reader = Callable[[_Match, Clock], str | None]

_YEAR = r"(?P<y>(?:19|20)\d{2})(?![\d.,]\d|\d)"
_SAID = (
    rf"(?:\s*[/.\-–,]?\s*(?:của\s+)?(?:năm\s*)?{_YEAR}|\s+năm\s+(?P<rel>nay|trước|ngoái|sau|tới|kế hoạch))"
)
_TAIL = rf"{_SAID}?"
_NUMBERS = {"ba": 3, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
_COUNT = r"(?P<n>\d{1,2}|ba|sáu|bảy|tám|chín|mười một|mười hai|mười)"
# Months that a campaign has given a name.
NAMED_MONTHS = {
    "thanh niên": 3,
    "công nhân": 5,
    "nhân đạo": 5,
    "hành động vì trẻ em": 6,
    "hành động phòng, chống ma túy": 6,
    "an toàn giao thông": 9,
    "hành động quốc gia về dân số": 12,
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_YEAR_2 = _YEAR.replace("<y>", "<y2>")
_DATE = (
    rf"(?P<d>\d{{1,2}})\s*(?:[/\-.]\s*(?P<m>\d{{1,2}})(?:\s*[/\-.]\s*{_YEAR})?"
    rf"|\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s*[/,]?\s*(?:năm\s*)?{_YEAR_2})?)"
)
_UNTIL = r"(?:(?:tính\s+)?(?:từ\s+đầu\s+năm\s+)?(?:đến|tới)\s+(?:hết\s+)?|hết\s+)"


_TERM_YEARS = 10
# Before these words `6 tháng` is a length of time.
_LENGTH = re.compile(r"(?:hạn|sau|mỗi|từ|trên|dưới|gần|hơn|là)\s+$")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _year(match: _Match, clock: Clock) -> str | None:
    groups = match.groupdict()
    shift = {"trước": -1, "ngoái": -1, "sau": 1, "tới": 1, "kế hoạch": 1}.get(groups.get("rel") or "", 0)
    written = groups.get("y") or groups.get("y2") or clock.of(None)
    return str(int(written) + shift) if written else None


def _part_of_year(match: _Match, clock: Clock) -> str | None:
    """`6 tháng đầu năm 2024`, `9 tháng năm 2025`; bare `6 tháng` where the report's period ends there."""
    count, part = _number(match["n"]), match["part"]
    year = _year(match, clock)
    if not 1 < count <= 12 or year is None:
        return None
    explicit = match["y"] or match["rel"] or match["whole"]
    if not part and not explicit:
        fits = last_month(clock.default) == count and year_of(clock.default) == int(year)
        if not fits or _LENGTH.search(match.string[: match.start()]):
            return None
    return months(year, 13 - count, 12) if part == "cuối" else months(year, 1, count)


def _quarter(match: _Match, clock: Clock) -> str | None:
    word, year = match["q"], _year(match, clock)
    quarter = int(word) if word.isdigit() else _QUARTERS[word]
    return f"{year}-Q{quarter}" if year and 1 <= quarter <= 4 else None


def _month(match: _Match, clock: Clock) -> str | None:
    month, year = int(match["m"]), _year(match, clock)
    return f"{year}-{month:02}" if year and 1 <= month <= 12 else None


def _named_month(match: _Match, clock: Clock) -> str | None:
    year = _year(match, clock)
    return f"{year}-{NAMED_MONTHS[match['name']]:02}" if year else None


def read_day(match: _Match, clock: Clock) -> str | None:
    month, year = match["m"] or match["m2"], _year(match, clock)
    return day(year, month, match["d"]) if year else None


def _days(match: _Match, clock: Clock) -> str | None:
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


def _years(match: _Match, clock: Clock) -> str | None:
    first, last = match["a"], match["b"]
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}-{last}" if 0 < int(last) - int(first) <= 30 else None


def _term(match: _Match, clock: Clock) -> str | None:
    return school_term(match["t"], match["a"] or match["a2"], match["b"] or match["b2"], clock.default)


def _school_year(match: _Match, clock: Clock) -> str | None:
    return school_term(None, match["a"], match["b"], clock.default, match["rel"])


def _same_period(match: _Match, clock: Clock) -> str | None:
    """`cùng kỳ năm trước`: the report's period, so many years back."""
    year = match["y"]
    if clock.default is None:
        return year or (str(clock.year - 1) if clock.year else None)
    known = year_of(clock.default)
    back = known - int(year) if year and known else 1
    return previous(clock.default, back)


def _current(match: _Match, clock: Clock) -> str | None:
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


def _bracketed(match: _Match, clock: Clock) -> str | None:
    """ "sau 03 năm thực hiện (2021-2024)": years alone in brackets, as long as a term of office may be."""
    inside = match.string[: match.start()].endswith("(")
    return _years(match, clock) if inside and int(match["b"]) - int(match["a"]) <= _TERM_YEARS else None


def _since_january(match: _Match, clock: Clock) -> str | None:
    return cumulative(clock.default)


def _so_far(match: _Match, clock: Clock) -> str | None:
    """`lũy kế` in a report on one month counts from January; elsewhere it may count from any day."""
    return cumulative(clock.default, strict=True)


_RANGE_JOIN = r"\s*(?:-|–|—|đến(?:\s+năm)?|tới)\s*"
_PAIR = rf"(?P<a>(?:19|20)\d{{2}}){_RANGE_JOIN}(?P<b>(?:19|20)\d{{2}}|\d{{2}}(?![\d/%]))(?!\d)"
_END = (
    rf"(?:ngày\s+)?(?P<ed>\d{{1,2}})(?:\s*[/\-.]\s*(?P<em>\d{{1,2}})|\s+tháng\s+(?P<em2>\d{{1,2}}))"
    rf"(?:\s*(?:[/\-.]|năm)\s*{_YEAR.replace('<y>', '<ey>')})?"
)
_PAIR_4 = _PAIR.replace(r"|\d{2}(?![\d/%])", "")
_PAIR_2 = _PAIR.replace("<a>", "<a2>").replace("<b>", "<b2>")


def _rule(pattern: str, reader: _Reader) -> tuple[re.Pattern[str], _Reader]:
    return re.compile(pattern), reader


_MONTHS = _rule(
    rf"{_COUNT}\s*tháng(?:\s*(?P<part>đầu|cuối)(?!\s+tiên))?"
    rf"(?:\s*(?:của\s+)?(?P<whole>năm)(?!\s+(?:học|trước|ngoái)))?{_TAIL}(?!\s+tuổi)",
    _part_of_year,
)
_FULL_DATE = _rule(rf"(?:ngày\s+)?{_DATE}", read_day)
_UNTIL_DATE = _rule(rf"{_UNTIL}(?:ngày\s+)?{_DATE}", read_day)
_UNTIL_MONTH = _rule(rf"{_UNTIL}tháng\s+(?P<m>\d{{1,2}}){_TAIL}", _month)
_UNTIL_YEAR = _rule(rf"{_UNTIL}(?:cuối\s+)?năm\s+{_YEAR}", _year)
_SPAN_YEARS = _rule(
    rf"(?:trong\s+)?(?:\d{{1,2}}\s+|các\s+)?(?:giai\s+đoạn|nhiệm\s+k[ỳì]|niên\s+khóa|năm)\s+{_PAIR}", _years
)
_FROM_YEARS = _rule(rf"từ\s+(?:năm\s+)?{_PAIR}", _years)
_FROM_DAYS = _rule(rf"(?:kể\s+)?từ\s+(?:ngày\s+)?{_DATE}\s*(?:-|–|đến|tới)\s*(?:hết\s+)?{_END}", _days)
_FROM_DAY = _rule(rf"(?:kể\s+)?từ\s+ngày\s+{_DATE}", read_day)
_SCHOOL = _rule(
    rf"(?:(?:trong|cả)\s+)?năm\s+học\s*(?:{_PAIR}|(?P<rel>trước|này|qua|mới)|(?=\W|$))", _school_year
)
_TERM = _rule(
    rf"(?:học\s+k[ỳì]|hk)\s*(?P<t>ii|i|1|2|một|hai)(?!\w)"
    rf"(?:[,\s]*(?:của\s+)?năm\s+học\s*{_PAIR}|\s*[/,]?\s*{_PAIR_2})?",
    _term,
)
_PLANNED = _rule(rf"(?:chỉ\s+tiêu|kế\s+hoạch|kh|dự\s+toán|nghị\s+quyết)\s+{_YEAR}(?=\s*(?:[:;,.)]|$))", _year)
# A season of crops; "12 vụ so với năm 2022" are cases.
_SEASON = r"vụ\s+(?:(?:lúa|sản\s+xuất|đông|xuân|hè|thu|mùa|chiêm|chính|sớm|muộn|khô|mưa)\s*[-–]?\s+){1,4}"
_CROP = _rule(rf"{_SEASON}{_PAIR}", _years)
_CROP_YEAR = _rule(rf"{_SEASON}{_SAID}", _year)
_NAMED_MONTH = _rule(rf"tháng\s+(?P<name>{'|'.join(NAMED_MONTHS)}){_SAID}", _named_month)
_CURRENT = _rule(
    r"(?:trong\s+|cả\s+)?(?P<w>k[ỳì](?:\s+báo\s+cáo)?|tháng|quý|năm)(?:\s+(?P<rel>trước|liền\s+kề))?(?!\s*\d|\s+[iv]+(?!\w))"
    r"(?!\s+(?:tới|sau|tiếp))",
    _current,
)
# Behind its first digit a numeral needs one of these for any of the rules of "#".
BEHIND_DIGIT = r"(?:\d?\s*(?:[/\-.]|tháng|năm)|\d{3})"
RULES: dict[str, tuple[tuple[re.Pattern[str], _Reader], ...]] = {
    "#": (
        _MONTHS,
        _rule(_DATE, read_day),
        _rule(rf"\d{{1,2}}\s+năm\s+{_PAIR}", _years),
        _rule(rf"{_PAIR_4}(?=\))", _bracketed),
    ),
    "cả": (_rule(r"cả\s+(?P<w>năm)(?P<rel>)(?!\s+(?:học|trước|ngoái)|\s*\d)", _current), _SCHOOL),
    "số": (_MONTHS,),
    "quý": (
        _rule(rf"quý\s*(?P<q>iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư)(?!\w){_TAIL}", _quarter),
        _rule(r"(?P<w>quý)\s+(?P<rel>trước|này)", _current),
    ),
    "tháng": (
        _rule(rf"tháng\s*(?P<m>\d{{1,2}})(?!\d){_TAIL}", _month),
        _rule(r"(?P<w>tháng)\s+(?P<rel>trước|này)", _current),
        _NAMED_MONTH,
    ),
    "năm": (
        _SPAN_YEARS,
        _SCHOOL,
        _rule(rf"năm\s+{_YEAR}", _year),
        _rule(r"năm\s+(?P<rel>nay|trước|ngoái|tới|sau)(?!\w)", _year),
    ),
    "ngày": (_FULL_DATE,),
    "giai": (_SPAN_YEARS,),
    "nhiệm": (_SPAN_YEARS,),
    "niên": (_SPAN_YEARS,),
    "các": (_SPAN_YEARS,),
    "từ": (
        _FROM_DAYS,
        _FROM_YEARS,
        _FROM_DAY,
        _rule(rf"từ\s+đầu\s+năm(?:\s+(?:đến|tới)\s+nay)?(?!\s*{_YEAR_2})", _since_january),
    ),
    "kể": (_FROM_DAYS, _FROM_DAY),
    "tính": (_UNTIL_DATE, _UNTIL_MONTH, _UNTIL_YEAR),
    "đến": (_UNTIL_DATE, _UNTIL_MONTH, _UNTIL_YEAR),
    "hết": (_UNTIL_DATE, _UNTIL_MONTH),
    "học": (_TERM,),
    "hk": (_TERM,),
    "cùng": (
        _rule(rf"cùng\s+k[ỳì](?:\s+(?:của\s+)?(?:năm\s+(?:học\s+)?)?(?:{_YEAR}|trước|ngoái))?", _same_period),
    ),
    "trong": (_SPAN_YEARS, _SCHOOL, _CURRENT),
    "lũy": (_rule(r"lũy\s+kế(?!\s+\d+\s+tháng)", _so_far),),
    "vụ": (_CROP, _CROP_YEAR),
    "mùa": (_rule(rf"mùa\s+(?:khô|mưa|lũ|nắng|đông|hè|cạn)\s+{_PAIR}", _years),),
    # "Tết Ất Tỵ 2025", "Tết Nguyên đán Bính Ngọ năm 2026": the feast gives the year.
    "tết": (_rule(rf"tết(?:\s+[^\W\d_]+){{1,4}}?\s+(?:năm\s+)?{_YEAR}", _year),),
    "chỉ": (_PLANNED,),
    "kế": (_PLANNED,),
    "kh": (_PLANNED,),
    "dự": (_PLANNED,),
    "so": (_rule(rf"so\s+(?:với\s+)?(?:năm\s+)?{_YEAR}", _year),),
}
