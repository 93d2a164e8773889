"""What stands in one cell of a table: amounts, a dash, nothing, or words.

Knows numerals, no rows or columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.numbers import numbers
from nlp.numerals import numeral

CellKind = Literal["empty", "dash", "unknown", "amount", "date", "text"]

_DASH = re.compile(r"[-–—−_]+|x|X")
_UNKNOWN = re.compile(r"[….]+|\?+|n/a", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(
    r"\(?\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\)?|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d"
    r"|(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d"
)
# A telephone or identity number: a zero in front of eight digits and more, however they are grouped.
_CODE = re.compile(r"0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}|0\d{8,}")
_ONE = re.compile(
    r"(?P<open>[(\[]?\s*)(?P<sign>[-+−–↑↓▲▼]\s*)?(?:(?:[<>≥≤~≈]|[<>]=)\s*)?"
    r"(?P<digits>\d+(?:[.,]\d+)*|\d{1,3}(?:[ \xa0]\d{3})+(?:,\d+)?)"
    r"\s?(?P<percent>[%‰])?\s*[)\]]?\s*(?P<mark>[*†]+|\(\*+\))?\s*[.;,]?"
)
_MINUS = frozenset("-−–↓▼")
_YEAR = re.compile(r"(?:19[3-9]|20[0-6])\d")
_GROUP = re.compile(r"[ \xa0]")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a cell: `start`, `end` in `Document.text` (sign and %, no brackets).

    `places`: stated digits behind the decimal comma. `percent`: the sign written in the cell, or empty.
    `total`: the denominator of a/b. `bare_year`: four digits that can be a year.
    `bracketed`: in round brackets alone, as books write what is lacking.
    """

    start: int
    end: int
    value: Decimal
    places: int = 0
    percent: str = ""
    total: Decimal | None = None
    bare_year: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a cell, white space squeezed, and what it is."""

    kind: CellKind
    text: str
    amounts: tuple[Amount, ...] = ()


def read_cell(text: str, start: int, end: int, english: bool = False) -> CellText:
    """The cell in `text[start:end]`; `english`: commas part thousands in this table.

    A cell with letters is words, whatever numbers stand in it.
    """
    raw = text[start:end]
    squeezed = " ".join(raw.split())
    if not squeezed:
        return CellText("empty", "")
    if _DASH.fullmatch(squeezed):
        return CellText("dash", squeezed)
    if _UNKNOWN.fullmatch(squeezed):
        return CellText("unknown", squeezed)
    if _LETTER.search(squeezed) or not any(c.isdigit() for c in squeezed):
        return CellText("text", squeezed)
    if _DATE.fullmatch(squeezed):
        return CellText("date", squeezed)
    if _CODE.fullmatch(squeezed):
        return CellText("text", squeezed)
    amounts = _amounts(text, start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()), english)
    return CellText("amount" if amounts else "text", squeezed, amounts)


def is_english(written: list[str]) -> bool:
    """Whether numerals such as `1,234` part thousands by commas here: some can be read no other way."""
    english = vietnamese = False
    for text in written:
        if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+", text):
            english = True
        elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:\.\d{3})*,(?:\d{1,2}|\d{4,})", text):
            vietnamese = True
    return english and not vietnamese


def places(digits: str, english: bool = False) -> int:
    """How many digits stand behind the decimal mark of a numeral."""
    if english:
        return len(digits.rpartition(".")[2]) if "." in digits else 0
    if "," in digits:
        return 0 if digits.count(",") > 1 else len(digits.rpartition(",")[2])
    if "." in digits and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        return len(digits.rpartition(".")[2])
    return 0


def _amounts(text: str, start: int, end: int, english: bool) -> tuple[Amount, ...]:
    one = _ONE.fullmatch(text, start, end)
    if one is None:
        return _several(text, start, end)
    written = one["digits"]
    digits = _GROUP.sub("", written)
    value = _value(digits, english)
    if value is None:
        return ()
    sign = (one["sign"] or "").strip()
    first = one.start("sign") if sign in ("-", "−", "–", "+") else one.start("digits")
    last = one.end("percent") if one["percent"] else one.end("digits")
    shown = places(written, english) if digits == written else places(written.replace(" ", "."), english)
    return (
        Amount(
            first,
            last,
            -value if sign in _MINUS else value,
            shown,
            one["percent"] or "",
            bracketed=not sign and not one["percent"] and one["open"].startswith("("),
            bare_year=not sign and not one["percent"] and _YEAR.fullmatch(written) is not None,
        ),
    )


def _value(digits: str, english: bool) -> Decimal | None:
    if english:
        return Decimal(digits.replace(",", ""))
    return numeral(digits)


def _several(text: str, start: int, end: int) -> tuple[Amount, ...]:
    """`12 (45%)`, `45/50`, `5 - 10`: each number once; a range is its lower end, a/b its numerator."""
    found = []
    for number in numbers(text, start, end):
        percent = text[number.end : number.end + 2].strip()[:1]
        percent = percent if percent in ("%", "‰") else ""
        last = text.index(percent, number.end) + 1 if percent else number.end
        shown = places(re.sub(r"[^\d.,].*", "", text[number.start : number.end]))
        found.append(Amount(number.start, last, number.value, shown, percent, number.total))
    return tuple(found)
