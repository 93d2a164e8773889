"""What a number is measured in: percent, money, measures, durations and rates.

Reads what stands directly behind a number; knows no nouns beyond the units of measure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from corpus.files import read_yaml
from corpus.folding import fold
from nlp.lexicon import listed
from nlp.numbers import Number
from nlp.records import fixed

_PERCENT = re.compile(r"\s?(?:điểm\s)?(?:%|phần trăm(?!\w))")
# "34 đ/c" counts đồng chí, "15.000đ/con" is a price.
_COMRADES = re.compile(r"/c(?!\w)")
_PER_MILLE = re.compile(r"\s?(?:‰|phần nghìn(?!\w))")
# "2 triệu đồng/sổ": a price is for whatever the slash names, but "1 tỷ đồng/chỉ tiêu 2 tỷ đồng" is none.
_PRICED = re.compile(r"/(?!(?:chỉ|kế|tổng|dự|mục|số)\b)[^\W\d_]+(?![^\W_])")
_GAP = re.compile(r"[ \xa0]?")
_HALF = re.compile(r"[ \xa0]rư[ỡở]i(?!\w)")


@fixed
class Measured:
    """`end`: behind unit and rate. `unit`: guideline's slot. `factor`: what the value is multiplied by.

    `rate`: whether a written slash makes it a rate. `kind`: percent, money, measure, duration, count.
    `half`: "2 năm rưỡi", half a unit more.
    """

    kind: str
    end: int
    unit: str | None
    factor: Decimal = Decimal(1)
    rate: bool = False
    half: bool = False


@fixed
class Measures:
    """The tables of corpus/lexicon/measures.yaml, compiled."""

    units: dict[str, tuple[str, str]]
    money: dict[str, Decimal]
    not_before: dict[str, re.Pattern[str]]
    unit: re.Pattern[str]
    rate: re.Pattern[str]


@cache
def measures() -> Measures:
    """The units of measure, read once a process."""
    data: dict[str, Any] = read_yaml("lexicon", "measures.yaml")
    units = {
        written: (kind, name)
        for kind in ("measure", "duration")
        for name, ways in data[kind].items()
        for written in listed(ways)
    }
    money = {fold(word): Decimal(1) for word in data["currency"]}
    money |= {fold(word): Decimal(factor) for word, factor in data["scaled_currency"].items()}
    rates = listed(data["rates"])
    return Measures(
        units,
        money,
        {
            name: re.compile(rf"(?:{'|'.join(map(re.escape, listed(words)))})(?!\w)")
            for name, words in data["not_before"].items()
        },
        _alternatives([*units, *money]),
        re.compile(rf"\s?/\s?(?:1[0.]*0\s)?(?:{'|'.join(_sorted(rates))})(?![^\W\d_])"),
    )


def measured(folded: str, at: int, end: int, number: Number) -> Measured | None:
    """What `number` is measured in, judged by `folded[at:end]` behind it; None for a bare count.

    `folded` is the sentence's folded text in document coordinates shifted by the caller.
    """
    if match := _PERCENT.match(folded, at, end):
        return Measured("percent", match.end(), "%")
    if match := _PER_MILLE.match(folded, at, end):
        return Measured("percent", match.end(), "‰")
    table = measures()
    gap = _GAP.match(folded, at, end)
    start = gap.end() if gap else at
    match = table.unit.match(folded, start, end)
    if match is None:
        # "60 triệu/căn": a big round number over a thing is money.
        unit, after = _rated(folded, at, end, "đồng", table)
        big = number.scale >= 1000 and after > at
        return Measured("money", after, unit, rate=True) if big else None
    written = match.group()
    barred = table.not_before.get(written)
    if barred and barred.match(folded[match.end() : match.end() + 16].lstrip()):
        return None
    if written in table.money:
        if written == "đ" and _COMRADES.match(folded, match.end()):
            return None
        unit, after = _rated(folded, match.end(), end, "đồng", table)
        if after == match.end() and (priced := _PRICED.match(folded, after, end)):
            unit, after = f"đồng{priced.group()}", priced.end()
        return Measured("money", after, unit, table.money[written], after > match.end())
    kind, unit = table.units[written]
    if number.scale == 1 and (half := _HALF.match(folded, match.end(), end)):
        return Measured(kind, half.end(), unit, half=True)
    if kind == "duration":
        return Measured(kind, match.end(), unit)
    unit, after = _rated(folded, match.end(), end, unit, table)
    return Measured(kind, after, unit, rate=after > match.end())


def rate_behind(folded: str, at: int, end: int) -> tuple[str, int]:
    """The rate that stands at `at` ("/người/năm") without its first slash's unit, and where it ends."""
    return _rated(folded, at, end, "", measures())


def _rated(folded: str, at: int, end: int, unit: str, table: Measures) -> tuple[str, int]:
    while match := table.rate.match(folded, at, end):
        unit, at = unit + re.sub(r"\s?/\s?", "/", match.group()), match.end()
    return unit, at


def _alternatives(written: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in _sorted(written))})(?![^\W\d_]|\d)")


def _sorted(written: list[str]) -> list[str]:
    return sorted(written, key=len, reverse=True)
