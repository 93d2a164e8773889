"""Numbers written in digits, with the scale words behind them: 25 tỷ 941 triệu, 18,5 nghìn, 3 triệu rưỡi.

Knows no ranges, a/b or number words; one numeral alone is `numerals`' work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.number_words import NOT_SCALES, SCALES
from nlp.numerals import numeral

_SHORT_SCALES = {"tr": 10**6, **SCALES, "trăm": 100, "chục": 10}
_SCALE = re.compile(
    r"[ \xa0]?(nghìn|ngàn|vạn|triệu|tỷ|tỉ|tr(?!\.đ)|trăm|chục)(?![^\W\d_])"
    rf"(?![ \xa0](?:{'|'.join(NOT_SCALES)})(?!\w))",
    re.IGNORECASE,
)
_OPENS = frozenset("nvtcNVTC")
_HALF = re.compile(r"[ \xa0]rư[ỡở]i(?!\w)", re.IGNORECASE)
# A digit inside a word, code or decimal is no numeral of its own: K65, COVID-19, m2.
# A single capital behind it makes a code too: Quốc lộ 32C, lớp 12A2; "02CLB" lost its space.
# "9ó hộ", "4l người" are slips of a scanner, which nobody should guess.
# Thousands may be parted by spaces that do not break; by plain ones where two groups and a word show it.
_NUMERAL = re.compile(
    # The first digit comes before what looks back from it: the engine leaps to what a pattern begins with.
    r"\d(?<![^\W\d_]\d)(?<![^\W\d_]-\d)(?<!\d\d)(?<!\d[.,]\d)"
    r"(?:\d{0,2}(?:[\xa0\u2009\u202f]\d{3})+(?:,\d+)?(?![\xa0\u2009\u202f\d])"
    r"|(?<!\d \d)\d{0,2}(?: \d{3}){2,}(?:,\d+)?(?=[ \xa0]?[^\W\d_])"
    r"|\d*(?:[.,]\d+)*)"
    r"(?![A-ZĐlóoò](?![^\W\d_]))(?!\d)"
)
_GAP = re.compile(r"[ \xa0]")
_COMMA = re.compile(r",[ \xa0]")
# "lần lượt là 3 tỷ, 900 triệu, 700 triệu" lists amounts; "1 tỷ, 250 triệu đồng" is one.
_LISTED = re.compile(r"(?:\s?(?:đồng|đ))?(?:[,;]|\s+và)\s*\d", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:(?:đồng|đ)(?!\w)|[,.;:)]|$)", re.IGNORECASE)

Scaled = tuple[int, int, Decimal, int]


def digit_numbers(text: str, start: int, end: int) -> Iterator[Scaled]:
    """(start, end, value, scale) of each number in `text[start:end]`; `scale` is its highest, 1 without."""
    at = start
    for match in _NUMERAL.finditer(text, start, end):
        value = numeral(match.group())
        if value is None or match.start() < at:
            continue
        found = _scaled(text, match.start(), match.end(), value, end)
        at = found[1]
        yield found


def _scaled(text: str, start: int, at: int, value: Decimal, end: int) -> Scaled:
    scale, at = _scales(text, at, end)
    value *= scale
    if scale == 1:
        return start, at, value, scale
    if half := _HALF.match(text, at, end):
        return start, half.end(), value + Decimal(scale) / 2, scale
    lowest = scale
    while (lower := _lower(text, at, end, lowest)) is not None:
        part, at, lowest = lower
        value += part
    return start, at, value, scale


def _lower(text: str, at: int, end: int, above: int) -> tuple[Decimal, int, int] | None:
    """What goes on below the scale `above` ("941 triệu" behind "25 tỷ"): value, end, its scale."""
    comma = _COMMA.match(text, at, end)
    gap = comma or _GAP.match(text, at, end)
    match = _NUMERAL.match(text, gap.end(), end) if gap else None
    part = numeral(match.group()) if match else None
    if match is None or part is None:
        return None
    scale, after = _scales(text, match.end(), end)
    if scale == 1:
        unsaid = None if comma else _unsaid(text, match, end, above)
        return None if unsaid is None else (part * unsaid, after, unsaid)
    if part * scale >= above:
        return None
    # A comma joins only neighbouring scales, and only two: else it lists amounts.
    if comma and (scale * 1000 != above or _LISTED.match(text, after, end)):
        return None
    return part * scale, after, scale


def _unsaid(text: str, match: re.Match[str], end: int, above: int) -> int | None:
    """The scale of a numeral that says none: "2 nghìn 300" fills its places, "1 tỷ 2" is colloquial."""
    digits = match.group()
    if not digits.isdigit() or digits[0] == "0":
        return None
    if above in (100, 1000):
        return 1 if len(digits) == (2 if above == 100 else 3) else None
    return (
        above // 10 if len(digits) == 1 and above >= 10**6 and _CLOSED.match(text, match.end(), end) else None
    )


def _scales(text: str, at: int, end: int) -> tuple[int, int]:
    scale = 1
    # Behind most numerals a word stands that opens like none of these.
    while not _OPENS.isdisjoint(text[at : at + 2]) and (match := _SCALE.match(text, at, end)):
        scale, at = scale * _SHORT_SCALES[match.group(1).lower()], match.end()
    return scale, at
