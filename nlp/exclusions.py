"""Spans that hold numbers but no figures: citations, dates, ordinals, list numbers, telephones.

Knows forms of writing; what is counted in the rest is the grammar's business.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.files import read_yaml
from corpus.folding import fold
from nlp.lexicon import listed

_CITATION = re.compile(r"\d+(?:/\d{4})?\s?[/-]\s?[A-ZĐƯ][\w.-]*(?:[/-][\w.-]+)*")
_DATE = re.compile(
    r"(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?!\d)"
    r"|(?<![\d/.,])(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?![\d/])"
)
_DAY = re.compile(
    r"(?:ngày|đợt|dịp|sáng|chiều|tối|lễ|hội|đến|từ|trước|tết|tuần|hạn)\s+(?:\w+\s+){0,2}?\(?"
    r"((?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/])"
)
# "đợt 19/5, 02/9 và 7/11": the days that go on a list of days.
_DAYS_ON = re.compile(
    r"(?:ngày|đợt|dịp|lễ)\s+(?:\w+\s+){0,2}?((?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
    r"(?:\s*(?:,|;|và)\s*(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))+)(?![\d/])(?!\s+(?!cho|và|của|tại|năm|được)\w)"
)
_LUNAR = re.compile(
    r"(?:ngày\s+)?\d{1,2}(?:\s*[-–]\s*\d{1,2})?(?:/\d{1,2}|\s+tháng\s+\w+)?\s*(?:âm lịch|\(al\))"
)
_DAYS = re.compile(r"ngày\s+\d{1,2}\s*(?:[-–,]|và|đến)\s*\d{1,2}(?:/\d{1,2}|\s+tháng)")
_BRACKET_DAY = re.compile(r"\(((?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?:\s*[-–]\s*\d+/\d+)?\)")
_YEARS = re.compile(r"[12](?<![\d.,/].)(?:(?<=1)9|(?<=2)0)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?(?![\d/]|[.,]\d)")
_PHONE = re.compile(
    r"(?<![\d.,])(?:\+?84|0)\d{1,3}(?:[ .-]\d{2,4}){2,3}(?!\d)"
    r"|(?<![\d.,])0\d{8,}|(?<![\d.,])0\d{2,3}\.\d{3,4}\.?\w*"
)
_CLOCK = re.compile(
    r"\d{1,2}\s?(?:h|giờ)\s?\d{0,2}(?:\s?phút)?(?=\s+ngày|\s+sáng|\s+chiều)|24/24|24/7|\d{1,2}h\d{2}"
    r"|từ\s+\d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s+đến\s+\d{1,2}\s?(?:h|giờ)(?!\w)"
    r"|(?<=lúc )\d{1,2}\s?(?:h|giờ)(?!\w)|\d{1,2}h(?=[,;.)]|\s*$)"
)
_LIST_NUMBER = re.compile(
    r"\s*(?:[-+*•–]\s*)?\(?(?:\d{1,2}(?:\.\d{1,2})*(?:[.)/](?=\s|[^\W\d])|[-–]\s(?=[^\W\d])|[.)]?$)|\d{1,2}(?:\.\d{1,2})+\s)"
)
_REFERENCE = re.compile(r"\[\d+\]|\(\d{1,2}\)(?=\s*$)|(?:^|(?<=[\s;:,]))\(\d{1,2}\)(?=\s+[^\W\d])")
_ORDINAL = re.compile(r"(?<!\w)(?:thứ\s+(?:\d+(?:/\d+)?|[^\W\d_]+)|lần\s+\d+)")
# "65 năm tuổi Đảng", "trên 25 tuổi": an age belongs to its noun.
_AGE = re.compile(r"\d+(?:\s?[-–]\s?\d+)?(?:\s+(?:năm|tháng))?\s+tuổi(?:\s+(?:đảng|đời|quân|nghề))?")
# A short quoted phrase with a number in it is a motto or a name: “5 không, 3 sạch”.
_QUOTED = re.compile(r"[“\"‘'«][^“”\"‘’'«»\n.;]{2,60}[”\"’'»]")
_ANNIVERSARY = re.compile(r"(?:kỷ niệm|chào mừng|mừng|tròn)\s+(?:lần thứ\s+)?\d+\s+năm(?:\s+ngày)?")
# "(bằng chữ: hai triệu đồng)" says the same sum again.
_IN_WORDS = re.compile(r"(?:viết )?bằng chữ\s*:?[^)\n]*")
# "chính quyền địa phương 2 cấp" names an order of government.
_TIERS = re.compile(r"(?:chính quyền|địa phương)\s+(?:0?[23]|hai|ba)\s+cấp(?!\w)")
_VERSION = re.compile(r"\b[^\W\d_]+-\d+\b|(?<![\d.,])\d\.0\b")


# Words of which one must stand in a sentence, what must be found in it besides, the pattern that is tried
# then, the group that it excludes. Each asks for a numeral, but those that follow.
_Hints = tuple[str, ...]
_PATTERNS: tuple[tuple[_Hints, re.Pattern[str] | None, re.Pattern[str], int], ...] = (
    (("19", "20"), re.compile(r"[/.-](?:19|20)\d\d"), _DATE, 0),
    (("0", "84"), re.compile(r"0\d{1,3}[ .-]?\d\d|84"), _PHONE, 0),
    (("h", "giờ", "24/"), re.compile(r"\d\s?(?:h(?:[\W\d]|phút|$)|giờ)|24/"), _CLOCK, 0),
    (("-", ".0"), re.compile(r"-\d|\d\.0"), _VERSION, 0),
    (("(", "["), re.compile(r"[(\[]\d+[)\]]"), _REFERENCE, 0),
    (("tuổi",), None, _AGE, 0),
    (("âm lịch", "(al)"), None, _LUNAR, 0),
    (("ngày",), None, _DAYS, 0),
    (("kỷ niệm", "mừng", "tròn"), None, _ANNIVERSARY, 0),
    (("/",), None, _DAY, 1),
    (("/",), re.compile(r"/\d\d?\s*(?:,|;|và)\s*\d\d?/"), _DAYS_ON, 1),
    (("/",), re.compile(r"\(\d\d?/"), _BRACKET_DAY, 1),
    (("19", "20"), None, _YEARS, 0),
)
_SPELLED: tuple[tuple[_Hints, re.Pattern[str]], ...] = (
    (("thứ", "lần"), _ORDINAL),
    (("“", '"', "‘", "'", "«"), _QUOTED),
    (("bằng chữ",), _IN_WORDS),
    ((" cấp",), _TIERS),
)
_NUMERAL = re.compile(r"\d")


@cache
def words_of(name: str) -> frozenset[str]:
    """One list of corpus/lexicon/exclusions.yaml."""
    return frozenset(listed(read_yaml("lexicon", "exclusions.yaml")[name]))


def excluded(text: str, start: int, end: int, opens_block: bool) -> list[tuple[int, int]]:
    """Spans in `text[start:end]` (one sentence) whose numbers are no figures, sorted.

    `opens_block`: the sentence stands first in its block, where a list number may stand.
    """
    folded = fold(text[start:end])
    spans: list[tuple[int, int]] = []
    for hints, spelled in _SPELLED:
        for hint in hints:
            if hint in folded:
                spans += [match.span() for match in spelled.finditer(folded)]
                break
    if _NUMERAL.search(folded):
        for hints, sign, pattern, group in _PATTERNS:
            for hint in hints:
                if hint in folded:
                    if sign is None or sign.search(folded):
                        spans += [match.span(group) for match in pattern.finditer(folded)]
                    break
        if "/" in folded or "-" in folded:
            spans += [(a - start, b - start) for a, b in _citations(text, start, end)]
        if opens_block and (match := _LIST_NUMBER.match(folded)):
            spans.append((match.start(), match.end()))
    return [(a + start, b + start) for a, b in sorted(spans)]


def _citations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbers of documents; "142 hộ/511 khẩu" and "36 đảng viên/1.000 dân" have lower-case words."""
    return [
        match.span()
        for match in _CITATION.finditer(text, start, end)
        if sum(c.isupper() for c in match.group()) >= 2
    ]
