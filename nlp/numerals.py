"""Digit numerals as Vietnamese writes them: dot for thousands, comma for decimals.

Knows nothing of the words around a numeral; ranges, scales and number words are `numbers`' work.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA = re.compile(r"\d+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_SPACE = re.compile(r"[ \xa0\u2009\u202f]")
_POINT = re.compile(r"\d+\.\d+")


@lru_cache(maxsize=4096)
def numeral(text: str) -> Decimal | None:
    """The value of one digit numeral without sign, or None when it is not one.

    `05` is 5, `1.030` is 1030, `98,5` is 98.5, `10.050.000` is 10050000. Where the groups cannot be
    Vietnamese they are read as they must have been meant: `1.5` is 1.5, `1,250,000` is 1250000.
    """
    if text.isdecimal():
        return Decimal(text)
    text = _SPACE.sub("", text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _POINT.fullmatch(text):
        return Decimal(text)
    return None


def plain(value: Decimal) -> str:
    """The value as a plain decimal string without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Decimal) -> str:
    """The value as Vietnamese writes it: dots for thousands, comma for decimals."""
    whole, _, places = plain(abs(value)).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if value < 0 else "") + grouped + (f",{places}" if places else "")
