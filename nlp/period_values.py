"""Values whose period their own phrase settles: of a base year, of a plan, of a series of years.

"So với năm 2024 (14 vụ)", "so với 180 bài của năm học trước"    the base that is compared with
"từ 5,12% năm 2024 xuống còn 4,4%"                               from one year to the present one
"41 tỷ đồng năm 2021, 52 tỷ đồng năm 2022"                       each with the year right behind it
"bằng 41% kế hoạch năm (60 tỷ đồng)"                             a plan of the whole year
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from nlp.period_choice import Clock
from nlp.period_codes import previous, year_of
from nlp.period_lists import of_paper
from nlp.periods import Period

_APART = re.compile(r"[;()\d]")
_CHANGE = re.compile(r"tăng|giảm|hơn|bằng|so với|vượt")
# "đạt 82,4% dự toán tỉnh giao (414,2 tỷ đồng)", "kế hoạch năm"; "tổng dự toán" is what a building costs.
_OF_YEAR = re.compile(
    r"(?:\b(?:kế hoạch|kh|chỉ tiêu|nghị quyết|dự toán) (?:cả )?năm(?! \d{4})"
    r"|(?:%[^\d;,.()]{0,12}|^|[(;,.]\s*)dự toán\b(?! (?:năm )?\d{4}))[^\d;)]{0,40}$"
)
# Farther back nothing that it matches can begin.
_OF_YEAR_REACH = 90
_OF_YEAR_BEHIND = re.compile(r"[^\d;,()]{0,12}\b(?:kế hoạch|dự toán|chỉ tiêu) (?:cả )?năm\b(?! \d)")
_SPAN = re.compile(r"\d{4}-\d{4}")
_JOINS = frozenset(("", "của", "trong", "vào", "của cả", "trong cả"))
_RISES = re.compile(r"[\s,]*(?:\w+\s+){0,3}?(?:lên|xuống|còn|thành|đến|tới)\b[^\d;()]{0,30}")
_AGAINST = re.compile(r"\bso (?:với )?(?:mức |con số |kết quả )?$")
_FROM = re.compile(r"\btừ (?:chỗ |mức |chỉ có |chỉ |hơn |gần |khoảng |trên )*$")


def between_times(text: str, spans: Sequence[tuple[int, int]], times: Sequence[Period]) -> dict[int, Period]:
    """Offset of a number -> its time, for numbers told off with a year each, and for a base year's value.

    `spans`: offset of the numeral and end of the mention, of all numbers of the sentence in order.
    """
    right_behind = {
        at: time
        for at, end in spans
        for time in times
        if time.start >= end and fold(text[end : time.start]).strip() in _JOINS
    }
    stated = {at: time for at, time in right_behind.items() if time.role == "stated"}
    if len({time.code for time in stated.values()}) > 1:
        return stated
    return {at: time for at, time in right_behind.items() if _is_base(text, at, time)}


def _is_base(text: str, at: int, time: Period) -> bool:
    """ "từ 96 triệu năm 2023 lên 146 triệu", "tăng từ 540 của năm 2024", "so với 180 bài của năm trước"."""
    before = fold(text[max(0, at - 40) : at])
    if _FROM.search(before):
        rises = _RISES.match(fold(text[time.end : time.end + 60]))
        return rises is not None or _CHANGE.search(before) is not None
    return _AGAINST.search(before) is not None


def compared_value(text: str, at: int, end: int, clock: Clock) -> str | None:
    """The period of a value that its sentence compares with: "; cùng kỳ năm 2023 kết nạp 8", "so với năm
    2024 (14 vụ)"."""
    times = [p for p in clock.times if p.role == "compared" and p.end <= at]
    if not times:
        return None
    time = times[-1]
    since = text[clock.start : time.start].rstrip()
    between = text[time.end : at]
    if between.strip() == "(":
        return time.code
    opens = not since or since[-1] in ";(,"
    if not opens or _CHANGE.search(fold(between)) or _APART.search(between):
        return None
    line = clock.outer.code if clock.outer else None
    return _same_period(text, time, line) or time.code


def _same_period(text: str, time: Period, line: str | None) -> str | None:
    """ "đến 31/10/2025 nợ quá hạn 0,07%, cùng kỳ 0,12%": the year before what the sentence speaks of."""
    known, year = year_of(line), year_of(time.code)
    same = fold(text[time.start : time.end]).startswith("cùng")
    if not same or line is None or known is None or year is None or known <= year:
        return None
    return previous(line, known - year)


def planned_before(text: str, at: int, end: int, clock: Clock) -> str | None:
    """The year whose plan a part of the sentence tells: "(chỉ tiêu năm 2024 là 39 đảng viên)".

    A plan "of the year" and a budget are of the report's year: "bằng 41% kế hoạch năm (60 tỷ đồng)".
    """
    years = [p for p in clock.times if p.end <= at and of_paper(text, p)]
    if years and not _APART.search(text[years[-1].end : at]):
        return years[-1].code
    known = year_of(clock.report)
    if (
        known is None
        or clock.report is None
        or clock.report[4:5] not in ("", "-")
        or _SPAN.match(clock.report)
    ):
        return None
    behind = _OF_YEAR_BEHIND.match(fold(text[end : end + 40]))
    before = text[max(clock.start, at - _OF_YEAR_REACH) : at]
    return str(known) if behind or _OF_YEAR.search(fold(before)) else None
