"""Numbers of spreadsheet cells as text, by their number formats: amounts, percentages, dates. Knows no cell.

An amount is written as it is stored, to ten digits, never rounded to what a narrow column shows. A decimal
point stands for the comma unless three digits behind it would read as thousands; thousands are grouped only
where the format groups them and the number would read as a year.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

FormatKind = Literal["number", "percent", "date", "time", "moment"]

# Numbers of formats that every workbook knows without writing them down.
BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss",
}  # fmt: skip
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_GENERAL = re.compile("general|standard", re.IGNORECASE)
_DAYS, _HOURS = re.compile("[yd]|(?<![hs:])m{3,}", re.IGNORECASE), re.compile("[hs]", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile("m+[^a-z]*y+", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_GROUPED, _YEAR = re.compile("[#0],[#0]"), re.compile(r"(?:19|20)\d\d")
_DIGITS = 10
_THREE = re.compile(r"-?\d{1,3}\.\d{3}")
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))
_LAST_DAY = 2_958_466


@lru_cache(maxsize=2048)
def format_kind(code: str) -> FormatKind:
    """What a number format makes of a number."""
    first = code.split(";")[0]
    plain = _ASIDE.sub("", first)
    if _GENERAL.search(plain):
        return "number"
    days = bool(_DAYS.search(plain)) or bool(_MONTH_AND_YEAR.search(plain))
    hours = bool(_HOURS.search(plain)) or bool(_ELAPSED.search(first))
    if days or hours:
        return "moment" if days and hours else "date" if days else "time"
    return "percent" if "%" in plain else "number"


def number_text(value: float, code: str = "", since_1904: bool = False) -> str:
    """The cell's text: `15237170`, `6.62`, `0,125`, `12.5%`, `30/06/2024`, `07:30`."""
    kind = format_kind(code)
    if kind == "percent":
        return amount_text(value * 100) + "%"
    if kind == "number":
        text = amount_text(value)
        year = _YEAR.fullmatch(text) and _GROUPED.search(_ASIDE.sub("", code))
        return f"{text[0]}.{text[1:]}" if year else text
    if not 0 <= value < _LAST_DAY:
        return amount_text(value)
    seconds = round(value * 86_400)
    if kind == "time":
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    moment = _EPOCHS[since_1904] + timedelta(seconds=seconds)
    return moment_text(moment, kind, bool(re.search("d", _ASIDE.sub("", code), re.IGNORECASE)))


def moment_text(moment: datetime, kind: FormatKind, day: bool = True) -> str:
    """A date as offices write it, with the hour if the format shows one; `day`: False leaves it out."""
    written = f"{moment:%d/%m/}{moment.year:04}" if day else f"{moment:%m/}{moment.year:04}"
    return f"{written} {moment:%H:%M}" if kind == "moment" else written


def amount_text(value: float) -> str:
    """A number in digits, without an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    digits = f"{value:.{_DIGITS}g}"
    if "e" in digits:
        digits = f"{value:.{_DIGITS + 5}f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return digits.replace(".", ",") if _THREE.fullmatch(digits) else digits
