"""The ways in which Vietnamese reports write periods, each with the reader of its code.

Patterns run on folded text, at the word that keys them; knows nothing of what stands around a match.
"""

from __future__ import annotations

import re

from nlp.period_readers import (
    NAMED_MONTHS,
    Reader,
    read_bracketed,
    read_current,
    read_day,
    read_days,
    read_month,
    read_month_range,
    read_named_month,
    read_part_of_year,
    read_quarter,
    read_same_period,
    read_school_year,
    read_since_january,
    read_so_far,
    read_term,
    read_year,
    read_years,
)

_YEAR = r"(?P<y>(?:19|20)\d{2})(?![\d.,]\d|\d)"
_OTHER_YEAR = r"nay|trước|ngoái|rồi|sau|tới|kế hoạch"
_SAID = rf"(?:\s*[/.\-–,]?\s*(?:của\s+)?(?:năm\s*)?{_YEAR}|\s+năm\s+(?P<rel>{_OTHER_YEAR}))"
_TAIL = rf"{_SAID}?"
_COUNT = r"(?P<n>\d{1,2}|ba|sáu|bảy|tám|chín|mười một|mười hai|mười)"
_YEAR_2 = _YEAR.replace("<y>", "<y2>")
_DATE = (
    rf"(?P<d>\d{{1,2}})\s*(?:[/\-.]\s*(?P<m>\d{{1,2}})(?:\s*[/\-.]\s*{_YEAR})?"
    rf"|\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s*[/,]?\s*(?:năm\s*)?{_YEAR_2})?)"
)
_UNTIL = r"(?:(?:tính\s+)?(?:từ\s+đầu\s+năm\s+)?(?:đến|tới)\s+(?:hết\s+)?|hết\s+)"


_RANGE_JOIN = r"\s*(?:-|–|—|đến(?:\s+năm)?|tới)\s*"
_PAIR = rf"(?P<a>(?:19|20)\d{{2}}){_RANGE_JOIN}(?P<b>(?:19|20)\d{{2}}|\d{{2}}(?![\d/%]))(?!\d)"
_END = (
    rf"(?:ngày\s+)?(?P<ed>\d{{1,2}})(?:\s*[/\-.]\s*(?P<em>\d{{1,2}})|\s+tháng\s+(?P<em2>\d{{1,2}}))"
    rf"(?:\s*(?:[/\-.]|năm)\s*{_YEAR.replace('<y>', '<ey>')})?"
)
_PAIR_4 = _PAIR.replace(r"|\d{2}(?![\d/%])", "")
_PAIR_2 = _PAIR.replace("<a>", "<a2>").replace("<b>", "<b2>")


def _rule(pattern: str, reader: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern), reader


_MONTHS = _rule(
    rf"{_COUNT}\s*tháng(?:\s*(?P<part>đầu|cuối)(?!\s+tiên))?"
    rf"(?:\s*(?:của\s+)?(?P<whole>năm)(?!\s+(?:học|trước|ngoái)))?{_TAIL}(?!\s+tuổi)",
    read_part_of_year,
)
_FULL_DATE = _rule(rf"(?:ngày\s+)?{_DATE}", read_day)
_UNTIL_DATE = _rule(rf"{_UNTIL}(?:ngày\s+)?{_DATE}", read_day)
_UNTIL_MONTH = _rule(rf"{_UNTIL}tháng\s+(?P<m>\d{{1,2}}){_TAIL}", read_month)
_UNTIL_YEAR = _rule(rf"{_UNTIL}(?:cuối\s+)?năm\s+{_YEAR}", read_year)
_SPAN_YEARS = _rule(
    rf"(?:trong\s+)?(?:\d{{1,2}}\s+|các\s+)?(?:giai\s+đoạn|nhiệm\s+k[ỳì]|niên\s+khóa|năm)\s+{_PAIR}",
    read_years,
)
_FROM_YEARS = _rule(rf"từ\s+(?:năm\s+)?{_PAIR}", read_years)
_FROM_DAYS = _rule(rf"(?:kể\s+)?từ\s+(?:ngày\s+)?{_DATE}\s*(?:-|–|đến|tới)\s*(?:hết\s+)?{_END}", read_days)
_FROM_MONTHS = _rule(
    r"từ\s+(?P<w>tháng|quý)\s+(?P<a>\d{1,2}|iii|ii|iv|i)\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:(?P=w)\s+)?"
    rf"(?P<b>\d{{1,2}}|iii|ii|iv|i)(?!\w){_TAIL}",
    read_month_range,
)
_FROM_DAY = _rule(rf"(?:kể\s+)?từ\s+ngày\s+{_DATE}", read_day)
_SCHOOL = _rule(
    rf"(?:(?:trong|cả)\s+)?năm\s+học\s*(?:{_PAIR}|(?P<rel>trước|này|qua|mới)|(?=\W|$))", read_school_year
)
_TERM = _rule(
    rf"(?:học\s+k[ỳì]|hk)\s*(?P<t>ii|i|1|2|một|hai)(?!\w)"
    rf"(?:[,\s]*(?:của\s+)?năm\s+học\s*{_PAIR}|\s*[/,]?\s*{_PAIR_2})?",
    read_term,
)
_PLANNED = _rule(
    rf"(?:chỉ\s+tiêu|kế\s+hoạch|kh|dự\s+toán|nghị\s+quyết)\s+{_YEAR}(?=\s*(?:[:;,.)]|$))", read_year
)
# A season of crops; "12 vụ so với năm 2022" are cases.
_SEASON = r"vụ\s+(?:(?:lúa|sản\s+xuất|đông|xuân|hè|thu|mùa|chiêm|chính|sớm|muộn|khô|mưa)\s*[-–]?\s+){1,4}"
_CROP = _rule(rf"{_SEASON}{_PAIR}", read_years)
_CROP_YEAR = _rule(rf"{_SEASON}{_SAID}", read_year)
_NAMED_MONTH = _rule(rf"tháng\s+(?P<name>{'|'.join(NAMED_MONTHS)}){_SAID}", read_named_month)
_CURRENT = _rule(
    r"(?:trong\s+|cả\s+)?(?P<w>k[ỳì](?:\s+báo\s+cáo)?|tháng|quý|năm)(?:\s+(?P<rel>trước|liền\s+kề))?"
    r"(?!(?<!năm)\s*\d{1,2}(?!\d|[.,]\d)|\s*(?:19|20)\d\d(?!\d|[.,]\d)|\s+[iv]+(?!\w))"
    # "trong năm năm" is a length of five years.
    r"(?!\s+(?:tới|sau|tiếp|năm(?!\s+\d)))",
    read_current,
)
# Behind its first digit a numeral needs one of these for any of the rules of "#".
BEHIND_DIGIT = r"(?:\d?\s*(?:[/\-.]|tháng|năm)|\d{3})"
RULES: dict[str, tuple[tuple[re.Pattern[str], Reader], ...]] = {
    "#": (
        _MONTHS,
        _rule(_DATE, read_day),
        _rule(rf"\d{{1,2}}\s+năm\s+{_PAIR}", read_years),
        _rule(rf"{_PAIR_4}(?=\))", read_bracketed),
    ),
    "cả": (
        _rule(
            r"cả\s+(?P<w>năm)(?P<rel>)(?!\s+(?:học|trước|ngoái)|\s*(?:19|20)\d\d(?!\d|[.,]\d))", read_current
        ),
        _SCHOOL,
    ),
    "số": (_MONTHS,),
    "quý": (
        _rule(rf"quý\s*(?P<q>iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư)(?!\w){_TAIL}", read_quarter),
        _rule(r"(?P<w>quý)\s+(?P<rel>trước|này)", read_current),
    ),
    "tháng": (
        _rule(rf"tháng\s*(?P<m>\d{{1,2}})(?!\d){_TAIL}", read_month),
        _rule(r"(?P<w>tháng)\s+(?P<rel>trước|này)", read_current),
        _NAMED_MONTH,
    ),
    "năm": (
        _SPAN_YEARS,
        _SCHOOL,
        _rule(rf"năm\s+{_YEAR}", read_year),
        _rule(r"năm\s+(?P<rel>nay|trước|ngoái|rồi|tới|sau)(?!\w)", read_year),
    ),
    "ngày": (_FULL_DATE,),
    "giai": (_SPAN_YEARS,),
    "nhiệm": (_SPAN_YEARS,),
    "niên": (_SPAN_YEARS,),
    "các": (_SPAN_YEARS,),
    "từ": (
        _FROM_DAYS,
        _FROM_YEARS,
        _FROM_MONTHS,
        _FROM_DAY,
        _rule(rf"từ\s+đầu\s+năm(?:\s+(?:đến|tới)\s+nay)?(?!\s*{_YEAR_2})", read_since_january),
    ),
    "kể": (_FROM_DAYS, _FROM_DAY),
    "tính": (_UNTIL_DATE, _UNTIL_MONTH, _UNTIL_YEAR),
    "đến": (_UNTIL_DATE, _UNTIL_MONTH, _UNTIL_YEAR),
    "hết": (_UNTIL_DATE, _UNTIL_MONTH),
    "học": (_TERM,),
    "hk": (_TERM,),
    "cùng": (
        _rule(
            rf"cùng\s+k[ỳì](?:\s+(?:của\s+)?(?:năm\s+(?:học\s+)?)?(?:{_YEAR}|trước|ngoái|rồi))?",
            read_same_period,
        ),
    ),
    "trong": (_SPAN_YEARS, _SCHOOL, _CURRENT),
    "lũy": (_rule(r"lũy\s+kế(?!\s+\d+\s+tháng)", read_so_far),),
    "vụ": (_CROP, _CROP_YEAR),
    "mùa": (_rule(rf"mùa\s+(?:khô|mưa|lũ|nắng|đông|hè|cạn)\s+{_PAIR}", read_years),),
    # "Tết Ất Tỵ 2025", "Tết Nguyên đán Bính Ngọ năm 2026": the feast gives the year.
    "tết": (_rule(rf"tết(?:\s+[^\W\d_]+){{1,4}}?\s+(?:năm\s+)?{_YEAR}", read_year),),
    "chỉ": (_PLANNED,),
    "kế": (_PLANNED,),
    "kh": (_PLANNED,),
    "dự": (_PLANNED,),
    "so": (_rule(rf"so\s+(?:với\s+)?(?:năm\s+)?{_YEAR}", read_year),),
}
