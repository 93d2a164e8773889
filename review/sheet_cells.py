"""One value of a row to a cell of the review workbook and back. Knows what office programs do to numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from extract.problems import Problem
from nlp.numerals import numeral, plain
from outputs.styles import excel_number
from review.fields import date_words, number_words, read_value
from review.sheet_columns import SheetColumn
from review.sheet_rows import plain as same_text
from review.sheet_rows import tidy

# A comma and three digits: decimals in Vietnamese, thousands in English.
_COMMA_GROUP = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")
_NUMERAL = re.compile(r"\d[\d.,]*\d|\d")
_MOST_CELL = 32_000


@dataclass(frozen=True, slots=True)
class About:
    """What a number is said of. `mention`: the words of the report. `sure`: the reviewer says it is right."""

    mention: str = ""
    kind: str | None = None
    measure: str | None = None
    sure: bool = False


class Doubtful(Problem):
    """A cell whose value may not be what its writer meant."""


def shown_in(column: SheetColumn, value: str | None) -> float | str:
    """What the cell holds: a real number where Excel keeps its digits, else words; empty for nothing."""
    if value is None:
        return ""
    if column.kind == "date":
        return date_words(tidy(value))
    if column.kind == "number":
        number = _decimal(value)
        real = None if number is None else excel_number(number)
        return real if real is not None else number_words(value) if number is not None else tidy(value)
    return tidy(column.choices().get(value, value))[:_MOST_CELL]


def is_unchanged(column: SheetColumn, value: str | None, raw: Any) -> bool:
    """Whether the cell still says what was written there for `value`, whatever type a program gave it."""
    if _is_empty(raw):
        return value is None or not shown_in(column, value)
    if value is None:
        return False
    if column.kind == "date" and isinstance(raw, date):
        return raw.isoformat()[:10] == value
    if column.kind == "number" and (number := _number(raw)) is not None:
        return number == _decimal(value)
    written = shown_in(column, value)
    as_text = number_words(value) if isinstance(written, float) else written
    given = _whole(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw
    return isinstance(given, str) and same_text(given) in {same_text(str(as_text)), same_text(value)}


def read_cell(column: SheetColumn, value: str | None, raw: Any, about: About) -> str | None:
    """The value of a changed cell as the store writes it; None for nothing.

    Raises Doubtful where a program or a habit of another country may have changed it, Problem for what it
    cannot be.
    """
    if column.kind == "date" and isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, bool | date | time | timedelta):
        raise _doubt("turned", column, f"đã bị chương trình đổi thành {said(raw)}; hãy nhập lại dạng chữ")
    if isinstance(raw, str) and raw.startswith("#") and raw.rstrip("!?").isupper():
        raise _doubt("error_cell", column, f"đang báo lỗi {raw[:12]}; hãy nhập lại")
    if column.kind == "number" and not _is_empty(raw):
        return _read_number(column, value, raw, about)
    if isinstance(raw, int | float):
        whole = _whole(raw)
        if whole is None:
            raise _doubt("turned", column, f"đã bị đổi thành số {raw:g}; hãy nhập lại dạng chữ")
        raw = whole
    if column.choices() and column.slot is None:
        return _own_choice(column, raw)
    if column.slot is not None:
        return read_value(column.slot, raw, vietnamese=True)
    return same_text(raw) or None


def _read_number(column: SheetColumn, value: str | None, raw: Any, about: About) -> str:
    assert column.slot is not None
    number = _number(raw)
    given = read_value(column.slot, raw if number is None else plain(number), vietnamese=number is None)
    assert given is not None
    if not about.sure:
        _questioned(column, value, raw, Decimal(given), about)
    return given


def _questioned(column: SheetColumn, value: str | None, raw: Any, number: Decimal, about: About) -> None:
    """Raise Doubtful where dot and comma may have been taken for each other."""
    stated = [found for text in _NUMERAL.findall(about.mention) if (found := numeral(text)) is not None]
    if number in stated:
        return
    known = [*stated, *([Decimal(value)] if value and _decimal(value) is not None else [])]
    if any(_digits(number) == _digits(other) != "" and abs(number) != abs(other) for other in known):
        raise _doubt("magnitude", column, f"{said(raw)} có cùng chữ số nhưng khác hàng với số cũ")
    if isinstance(raw, str):
        if _COMMA_GROUP.fullmatch(raw.strip()):
            raise _doubt("comma", column, f"“{raw.strip()}” có thể là số thập phân hoặc hàng nghìn")
    elif number % 1 and (about.measure != "%" or abs(number) <= 1) and _may_be_grouped(number, about):
        raise _doubt("fraction", column, f"{said(raw)} có thể do máy hiểu dấu chấm hàng nghìn là thập phân")


def _may_be_grouped(number: Decimal, about: About) -> bool:
    """Whether `1.030` may have become this number; of what is counted there is no fraction at all."""
    return about.kind in (None, "count") or not number * 1000 % 1 or about.measure == "%"


def _own_choice(column: SheetColumn, raw: str) -> str | None:
    """A choice of the workbook's own: the state, how a check is closed."""
    text = same_text(raw).casefold()
    if not text:
        return None
    for code, words in column.choices().items():
        if text == words.casefold():
            return code
    ways = ", ".join(column.choices().values())
    raise Problem("no_choice", f"{column.title} không có “{raw[:40]}”; hãy chọn: {ways}.")


def _is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not same_text(raw))


def _number(raw: Any) -> Decimal | None:
    """A real number as decimals; its float has no more than 15 digits of its own."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return Decimal(f"{raw:.15g}") if abs(raw) < 1e300 else None


def _whole(raw: float) -> str | None:
    return str(int(raw)) if raw == int(raw) and abs(raw) < 1e15 else None


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _digits(value: Decimal) -> str:
    return plain(abs(value)).replace(".", "").strip("0")


def said(raw: Any) -> str:
    """What a cell holds, numbers as Vietnamese writes them."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    number = _number(raw)
    return number_words(plain(number)) if number is not None else str(raw)


def _doubt(code: str, column: SheetColumn, why: str) -> Doubtful:
    ending = "" if code in ("turned", "error_cell") else f"; nếu đúng, hãy chọn “đúng số này” ở cột {_SURE}"
    return Doubtful(code, f"{column.title} {why}{ending}.")


_SURE = "Xác nhận số"
