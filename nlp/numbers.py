"""Numbers in running text: numerals, words, scales, ranges and a/b. Knows no nouns or units of measure.

A `Number` says what is written and what it is worth; whether it is a figure is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.folding import fold
from nlp.number_words import FIRST_WORDS, SCALES, spelled
from nlp.numerals import numeral

_SHORT_SCALES = {"tr": 10**6, **SCALES, "trăm": 100, "chục": 10}
_SCALE = re.compile(r"[ \xa0]?(nghìn|ngàn|vạn|triệu|tỷ|tỉ|tr|trăm|chục)(?![^\W\d_])", re.IGNORECASE)
_HALF = re.compile(r"[ \xa0]rưỡi(?!\w)", re.IGNORECASE)
# A digit inside a word, code or decimal is no numeral of its own: K65, COVID-19, m2.
# A single capital behind it makes a code too: Quốc lộ 32C, lớp 12A2; "02CLB" lost its space.
_NUMERAL = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)(?<![\d.,])\d+(?:[.,]\d+)*(?![A-ZĐ](?![^\W\d_]))(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(FIRST_WORDS, key=len, reverse=True))})(?!\w)")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới)\s+", re.IGNORECASE)
_SLASH = re.compile(r"[ ]?/[ ]?")
_CHAIN = re.compile(r"[ \xa0]")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written in `text[start:end]`, scale words included, units of measure not.

    `value_max`: upper end of a range. `total`: denominator of a/b. `scale`: what its scale words
    multiply by. `words`: spelt out. `group`: digits carry a thousands group.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    scale: int = 1
    words: bool = False


def numbers(text: str, start: int, end: int, paired: bool = False) -> list[Number]:
    """All numbers in `text[start:end]`, in order, longest reading first; they never overlap.

    `paired`: a slash stands between two counts ("trong tháng/lũy kế"), not between a part and its total.
    """
    folded = fold(text[start:end])
    single = _numerals(text, start, end) + _spelled(folded, start)
    single.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in single:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return _joined(text, kept, paired)


def _numerals(text: str, start: int, end: int) -> list[Number]:
    found: list[Number] = []
    for match in _NUMERAL.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        value = numeral(match.group())
        if value is None:
            continue
        found.append(_scaled(text, match.start(), match.end(), value, end))
    return found


def _scaled(text: str, start: int, at: int, value: Decimal, end: int) -> Number:
    """A numeral with the scale words behind it: 25 tỷ 941 triệu, 18,5 nghìn, 2 tỷ rưỡi."""
    factor, at = _scales(text, at, end)
    value *= factor
    if factor == 1:
        return Number(start, at, value)
    if half := _HALF.match(text, at, end):
        return Number(start, half.end(), value + Decimal(factor) / 2, scale=factor)
    lowest = factor
    while (gap := _CHAIN.match(text, at, end)) and (more := _NUMERAL.match(text, gap.end(), end)):
        smaller, after = _scales(text, more.end(), end)
        part = numeral(more.group())
        # "2 tỷ, 300 hộ" is two numbers: a chain goes down in scale, and a comma needs one too.
        if part is None or smaller >= lowest or smaller == 1 or part * smaller >= lowest:
            break
        value, at, lowest = value + part * smaller, after, smaller
    return Number(start, at, value, scale=lowest)


def _scales(text: str, at: int, end: int) -> tuple[int, int]:
    factor = 1
    while match := _SCALE.match(text, at, end):
        factor, at = factor * _SHORT_SCALES[match.group(1).lower()], match.end()
    return factor, at


def _spelled(folded: str, offset: int) -> list[Number]:
    found: list[Number] = []
    at = 0
    while first := _FIRST.search(folded, at):
        at = first.end()
        words = list(_words_from(folded, first.start()))
        result = spelled([folded[a:b] for a, b in words])
        if result is None:
            continue
        value, count = result
        at = words[count - 1][1]
        scale = max((SCALES[folded[a:b]] for a, b in words[:count] if folded[a:b] in SCALES), default=1)
        found.append(Number(offset + first.start(), offset + at, value, scale=scale, words=True))
    return found


def _words_from(folded: str, start: int) -> list[tuple[int, int]]:
    """Spans of up to sixteen words from `start`, each one space behind the last."""
    spans: list[tuple[int, int]] = []
    at = start
    while len(spans) < 16 and (match := _WORD.match(folded, at)):
        spans.append(match.span())
        at = match.end() + 1
        if folded[match.end() : at] not in (" ", "\xa0"):
            break
    return spans


def _joined(text: str, single: list[Number], paired: bool) -> list[Number]:
    """Ranges and a/b out of neighbouring numbers."""
    joined: list[Number] = []
    for number in single:
        merged = _merged(text, joined[-1], number, paired) if joined else None
        if merged is None:
            joined.append(number)
        else:
            joined[-1] = merged
    return joined


def _merged(text: str, left: Number, right: Number, paired: bool) -> Number | None:
    if left.value_max is not None or left.total is not None:
        return None
    between = text[left.end : right.start]
    if _SLASH.fullmatch(between) and not left.words and not right.words:
        return (
            None if paired and left.value <= right.value else replace(left, end=right.end, total=right.value)
        )
    percent = between.startswith("%")
    if not _RANGE.fullmatch(between[1:] if percent else between):
        return None
    low = (
        left.value * right.scale if left.scale == 1 and left.value < right.value / right.scale else left.value
    )
    return (
        replace(left, end=right.end, value=low, value_max=right.value, scale=right.scale)
        if low < right.value
        else None
    )
