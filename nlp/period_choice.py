"""Candidates for the period of a number: times in its sentence, its paragraph's opening, its neighbours'.

Knows where times stand, not how they are written; which is right is for the trained weights to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from nlp.choice import Candidate, Question
from nlp.period_codes import year_of
from nlp.periods import Period
from nlp.records import fixed

_MOST_TIMES = 3
_DIGITS = re.compile(r"\d+")
_MARKS = "(),:;"


_APART = re.compile(r"[;()\d]")
_CHANGE = re.compile(r"tăng|giảm|hơn|bằng|so với|vượt")
# "chỉ tiêu kết nạp năm 2026", "chuyên đề năm 2026": the year belongs to the paper, not to what is told next.
_OF_YEAR = re.compile(
    r"\b(?:(?:kế hoạch|kh|chỉ tiêu|nghị quyết) (?:cả )?năm|dự toán(?: năm)?)(?! \d{4})[^\d;)]{0,40}$"
)
# Farther back nothing that it matches can begin.
_OF_YEAR_REACH = 90
_OF_YEAR_BEHIND = re.compile(r"[^\d;,()]{0,12}\b(?:kế hoạch|dự toán|chỉ tiêu) (?:cả )?năm\b(?! \d)")
_SPAN = re.compile(r"\d{4}-\d{4}")
_PAPER = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|chương trình|chuyên đề|chủ đề|đề án)(?: \w+){0,4} $"
)


def of_paper(text: str, period: Period) -> bool:
    """Whether a year says of which year a plan or a paper is."""
    return (
        len(period.code) == 4
        and _PAPER.search(fold(text[max(0, period.start - 50) : period.start])) is not None
    )


@fixed
class Clock:
    """What a number may inherit. `opened`: the paragraph's opening; `prev`: the number before it;

    `earlier`: the last number of the sentence before; `report`: the whole report's. `place`: index of the
    number in its sentence. `start`: where the sentence starts. `prev_at`: offset of the number before it.
    `outer`: the last number before it that stands in no bracket closed since.
    """

    times: Sequence[Period]
    opened: str | None
    prev: str | None
    earlier: str | None
    report: str | None
    place: int
    start: int
    prev_at: int = 0
    outer: str | None = None


def period_question(text: str, at: int, end: int, clock: Clock) -> Question:
    """All that the period of the number at `text[at:end]` may be, "none" first."""
    if not (clock.times or clock.opened or clock.prev or clock.earlier):
        return Question("period", at, (), [Candidate(None, "none", ())])
    before = [p for p in clock.times if p.end <= at][-_MOST_TIMES:]
    behind = [p for p in clock.times if p.start >= end][:_MOST_TIMES]
    found = [Candidate(None, "none", ())]
    found += [_ahead(text, period, rank, clock, at, end) for rank, period in enumerate(reversed(before))]
    found += [
        _behind(text, period, rank, text[end : period.start], clock) for rank, period in enumerate(behind)
    ]
    if clock.opened:
        same = f"rep={clock.opened == clock.report}"
        found.append(Candidate(clock.opened, "opened", (f"is={_shape(clock.opened)}", same)))
    if clock.prev:
        own = (
            f"is={_shape(clock.prev)}",
            f"op={clock.prev == clock.opened}",
            f"new={bool(before) and before[-1].start > clock.prev_at}",
            f"slash={beside_slash(text, at, end)}",
            f"closed={_closed(text, clock.prev_at, at)}",
            f"m={_marks(text[clock.prev_at : at])}",
        )
        found.append(Candidate(clock.prev, "prev", own))
    if clock.outer and clock.outer != clock.prev:
        found.append(Candidate(clock.outer, "outer", (f"is={_shape(clock.outer)}",)))
    if clock.earlier:
        found.append(Candidate(clock.earlier, "earlier", (f"op={clock.earlier == clock.opened}",)))
    return Question("period", at, (f"first={clock.place == 0}", f"prev={clock.prev is not None}"), found)


def compared_before(text: str, at: int, clock: Clock) -> str | None:
    """The earlier period whose own value a part of the sentence tells: "; cùng kỳ năm 2023 kết nạp 8"."""
    times = [p for p in clock.times if p.role == "compared" and p.end <= at]
    if not times:
        return None
    since = text[clock.start : times[-1].start].rstrip()
    between = text[times[-1].end : at]
    opens = not since or since[-1] in ";(,"
    changes = _CHANGE.search(fold(between))
    return times[-1].code if opens and not changes and not _APART.search(between) else None


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


def _ahead(text: str, period: Period, rank: int, clock: Clock, at: int, end: int) -> Candidate:
    code = _shape(period.code)
    between = text[period.end : at]
    dots, numbers = _marks(between), min(len(_DIGITS.findall(between)), 2)
    own = (
        f"m={dots}",
        f"mr={dots}{period.role}",
        f"n={numbers}{rank}",
        f"near={len(between) < 3}{period.role}",
        f"slash={beside_slash(text, at, end)}{rank}",
        f"rep={period.code == clock.report}",
        f"pv={period.start > clock.prev_at}{numbers}",
        f"closed={_closed(text, period.end, at)}{rank}",
        f"is={code}",
        f"rr={period.role}{rank}",
        f"rs={period.role}{code}",
        f"opens={period.start - clock.start < 4}",
        f"w={_word_before(text, period.start)}",
        f"b={text[period.start - 1 : period.start] == '('}",
        f"p={clock.place == 0}{rank}{period.role}",
    )
    return Candidate(period.code, "before", own)


def _behind(text: str, period: Period, rank: int, between: str, clock: Clock) -> Candidate:
    own = (
        f"rr={period.role}{rank}",
        f"marks={_marks(between)}",
        f"nums={min(len(_DIGITS.findall(between)), 3)}",
        f"rep={period.code == clock.report}",
        f"w={_word_before(text, period.start)}",
        f"p={clock.place == 0}{rank}{period.role}",
        f"touch={not between.strip()}{rank}{period.role}",
    )
    return Candidate(period.code, "behind", own)


def _marks(between: str) -> str:
    """The punctuation in a stretch, each once."""
    return "".join([mark for mark in _MARKS if mark in between])


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was open at `start` is closed before `end`: what it said holds no longer."""
    between = text[start:end]
    if ")" not in between:
        return False
    opened = 0
    for letter in between:
        opened += (letter == "(") - (letter == ")")
        if opened < 0:
            return True
    return False


def beside_slash(text: str, at: int, end: int) -> str:
    """On which side of a slash the number stands: the "a" of "a/b" is of the month, the "b" up to now."""
    if text[end : end + 1] == "/":
        return "a"
    return "b" if text[max(0, at - 1) : at] == "/" else ""


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 24) : at].lower().split()
    return words[-1].strip("(,;:") if words else "^"


@lru_cache(maxsize=512)
def _shape(code: str) -> str:
    """Year, half, month, day, span ...: the code with its digits struck out."""
    return re.sub(r"\d{4}", "Y", re.sub(r"(?<=-)\d\d(?!\d)", "n", code))
