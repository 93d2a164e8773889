"""Reporting periods, days and spans of time in running text, as codes.

Codes: 2024, 2024-H1, 2024-Q1, 2024-05, 2025-9M, 2016-2021, 2023-2024 (school year), 2024-2025-HK1,
2024-05-31. Knows how time is written; which figure a period governs is `figures`' work.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.folding import fold
from nlp.period_codes import year_of
from nlp.period_readers import Clock, read_day
from nlp.period_rules import BEHIND_DIGIT, RULES
from nlp.records import fixed
from nlp.word_search import any_of

Role = Literal["stated", "compared", "cited", "deadline", "since"]


@fixed
class Period:
    """`text[start:end]` states a period. `role`: stated; compared (so với cùng kỳ năm 2023, tháng trước);
    cited (the date of a document, an anniversary, a founding, the time to which something is carried over);
    deadline (trước ngày 15/12); since (từ ngày 01/7 without an end).
    """

    start: int
    end: int
    code: str
    role: Role = "stated"


_TRIGGER = re.compile(
    any_of(
        [
            *(rf"{word}(?=\s(?:một\s|hai\s)?tháng)" for word in "ba sáu bảy tám chín mười".split()),
            *(rf"{word}(?![^\W\d_])" for word in RULES if word.isalpha() and word != "số"),
        ],
        r"[\w/.,\-]",
        digits=BEHIND_DIGIT,
    )
)
_COMPARED = re.compile(
    r"(?:\bso(?:\s+sánh)?(?:\s+với)?|\bhơn|\bbằng|\bgấp[^.;]{1,20}lần|cùng\s+k[ỳì])(?:\s+(?:cuối|đầu|thời\s+điểm|số\s+liệu))?\W*$"
)
_CITED = re.compile(
    r"(?:\bsố\s*:?\s*\d[\w/.\-]*|\d[\w.]*[/\-][a-zđ][\w/.\-]*|kỷ\s+niệm[^.;]{0,70}|sinh"
    r"|ngày\s+(?:truyền\s+thống|thành\s+lập)[^.;]{0,40}|\(\s*\d{1,2}/\d{1,2}/(?:19|20)\d\d\s*[-–])[\s,(]*(?:ban\s+hành\s+)?$|\bđợt\s+$"
)
# "thành lập năm 2012", "kéo dài sang năm 2026", "ngay từ đầu năm": moments that no number is of.
_FOUNDED = re.compile(
    r"(?:\b(?:thành\s+lập|ra\s+đời)(?:\s+(?:từ|vào|trong))?|\b(?:sang|hẹn\s+(?:qua|đến|tới))|\bngay)\s+$"
)
_CARRIED = re.compile(r"\s+chuyển\s+(?:qua|sang|tiếp)")
# "mỗi quý 1 lần": how often, not when.
_OFTEN = re.compile(r"\b(?:mỗi|hàng|hằng|từng)\s+$")
_NEAR = 12
_SINCE = re.compile(r"\b(?:kể\s+)?từ\s+$")
_UNTIL = re.compile(r"[^;:.()\d]{0,12}(?:đến|tới|-|–)\s")
_DEADLINE = re.compile(r"\btrước\s+$")
_BARE_DAY = re.compile(r"(?:\bngày|\btừ|\bđến|\btới|\bhết|\btrước)\s+$")
_LAST_TIME = re.compile(r"(?:tháng|quý|năm(?:\s+học)?)\s+(?:trước|ngoái|rồi)")


def periods(text: str, start: int, end: int, year: int | None, default: str | None = None) -> list[Period]:
    """Every period in `text[start:end]`, in reading order, none overlapping; the longest match wins.

    `year` fills a missing year; `default` is the report's own period, for `trong kỳ`, `trong tháng`,
    `từ đầu năm`, `cùng kỳ năm trước`. Offsets are code points of `text`.
    """
    folded = fold(text[start:end])
    clock = Clock(year if year is not None else year_of(default), default)
    found: list[Period] = []
    position = 0
    while trigger := _TRIGGER.search(folded, position):
        best = _longest(folded, trigger, clock)
        if best is None:
            position = trigger.start() + 1
            continue
        stop, code = best
        position = stop
        if _OFTEN.search(folded, max(0, trigger.start() - _NEAR), trigger.start()):
            continue
        role = _role(folded, trigger.start(), stop, trigger.group(), code)
        found.append(Period(start + trigger.start(), start + stop, code, role))
    return found


def _longest(folded: str, trigger: re.Match[str], clock: Clock) -> tuple[int, str] | None:
    word = trigger.group()
    name = "#" if word.isdigit() else word if word in RULES else "số"
    best: tuple[int, str] | None = None
    for pattern, reader in RULES[name]:
        match = pattern.match(folded, trigger.start())
        if match is None or (best and match.end() <= best[0]):
            continue
        if reader is read_day and name == "#" and not _is_date(match, folded):
            continue
        code = reader(match, clock)
        if code:
            best = (match.end(), code)
    return best


def _is_date(match: re.Match[str], folded: str) -> bool:
    """`30/6/2022` is a date anywhere; `14/9` only after a word of time, else it is a fraction."""
    if match.groupdict().get("y") or match.groupdict().get("y2") or match["m2"]:
        return True
    after = folded[match.end() : match.end() + 2]
    before = folded[max(0, match.start() - 9) : match.start()]
    # "từ 5 - 6 đảng bộ" is a range: without a year only a stroke makes a day.
    if match["m"] is None or "/" not in match.group():
        return False
    return not after.startswith("/") and _BARE_DAY.search(before) is not None


def _role(folded: str, start: int, end: int, word: str, code: str) -> Role:
    before = folded[max(0, start - 90) : start]
    if _FOUNDED.search(before) or _CARRIED.match(folded, end):
        return "cited"
    if word in ("cùng", "so") or _COMPARED.search(before):
        return "compared"
    if _LAST_TIME.match(folded, start):
        return "compared"
    if len(code) == len("2024-05-31") and _CITED.search(before):
        return "cited"
    if before.count("“") > before.count("”"):
        return "cited"  # the years in a quoted title
    if _DEADLINE.search(before):
        return "deadline"
    return "since" if _starts(folded, start, end, code) else "stated"


def _starts(folded: str, start: int, end: int, code: str) -> bool:
    """ "từ ngày 01/7/2025", "từ tháng 3 nay": where something began, with no end told."""
    said = folded[start:end]
    if said.startswith(("từ ngày", "kể từ ngày")):
        return len(code) == len("2024-05-31") and not re.search(r"\s(?:đến|tới)\s|\s[-–]\s", said)
    return _SINCE.search(folded, max(0, start - _NEAR), start) is not None and not _UNTIL.match(folded, end)
