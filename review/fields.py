"""What people may set in a row of each layer, how it is written and read. Knows no page and no store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

from corpus.catalogue import catalogue
from extract.problems import Problem
from nlp.numerals import plain
from outputs.period_spans import span
from outputs.store_heads import HEAD
from outputs.wording import codes, period_words

Kind = Literal["text", "number", "choice", "period", "date"]
MOST_LETTERS = 2000
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PERIOD = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|\d{1,2}M|\d{2}(?:-\d{2})?|\d{4}(?:-HK[12])?))?")


@dataclass(frozen=True, slots=True)
class Field:
    """One slot. `words`: the table of corpus/wording.yaml with its codes; indicator for the catalogue."""

    name: str
    title: str
    kind: Kind = "text"
    words: str | None = None
    needed: bool = False


_VALUE = Field("value", "Giá trị", "number", needed=True)
_MEASURE = Field("unit", "Đơn vị tính")
_INDICATOR = Field("indicator", "Chỉ tiêu tổng hợp", "choice", "indicator")
FIELDS: dict[str, tuple[Field, ...]] = {
    "figures": (
        _VALUE,
        _MEASURE,
        Field("noun", "Nội dung"),
        Field("action", "Hoạt động"),
        Field("level", "Cấp"),
        Field("actor", "Chủ thể"),
        Field("period", "Kỳ", "period"),
        _INDICATOR,
        Field("status", "Thực hiện, chỉ tiêu", "choice", "result"),
        Field("value_max", "Đến", "number"),
        Field("total", "Trên tổng", "number"),
        Field("approx", "Mức", "choice", "approx"),
        Field("change", "Tăng, giảm", "choice", "change"),
    ),
    "units": (
        Field("name", "Tên đơn vị", needed=True),
        Field("type", "Loại đơn vị"),
        Field("seat", "Nơi đóng"),
    ),
    "models": (
        Field("title", "Tên mô hình"),
        Field("kind", "Loại mô hình"),
        Field("field", "Lĩnh vực"),
        Field("unit", "Đơn vị thực hiện"),
    ),
    "cells": (
        _VALUE,
        _MEASURE,
        Field("row", "Dòng"),
        Field("column", "Cột"),
        _INDICATOR,
    ),
    "checks": (),
    HEAD: (
        Field("issuer", "Đơn vị gửi"),
        Field("period", "Kỳ báo cáo", "period"),
        Field("date", "Ngày ký", "date"),
        Field("number", "Số, ký hiệu"),
        Field("parent", "Cơ quan cấp trên"),
        Field("title", "Tiêu đề"),
    ),
}
HEAD_TITLE = "Phần đầu báo cáo"
LAYER_TITLES = {
    "figures": "Số liệu",
    "units": "Đơn vị",
    "models": "Mô hình",
    "cells": "Ô bảng",
    "checks": "Kiểm tra",
}
STATE_TITLES = {"accepted": "Đã duyệt", "rejected": "Đã loại", "postponed": "Để sau"}
# How a sum that does not agree is closed.
CLOSINGS = {"as_written": "theo văn bản", "confirmed": "đơn vị xác nhận", "corrected": "sửa"}


def field_of(layer: str, name: str) -> Field:
    """The field of this name. Raises Problem where people may not set it."""
    for field in FIELDS.get(layer, ()):
        if field.name == name:
            return field
    raise Problem("unknown_field", f"Không sửa được mục “{name}” của dòng này; hãy chọn mục khác.")


@cache
def options(words: str) -> Mapping[str, str]:
    """Code -> words, of a choice."""
    if words == "indicator":
        return {indicator.id: indicator.name for indicator in catalogue()}
    return codes(words)


def read_value(field: Field, given: Any, *, vietnamese: bool) -> str | None:
    """The value as the contract writes it; None for nothing.

    `vietnamese`: numbers have a decimal comma, choices may come in words. Raises Problem.
    """
    text = "" if given is None else str(given).strip()
    if not text:
        if field.needed:
            raise Problem(
                "empty_value", f"{field.title} không được để trống; hãy nhập lại hoặc loại dòng này."
            )
        return None
    if len(text) > MOST_LETTERS:
        raise Problem("long_value", f"{field.title} dài quá {MOST_LETTERS} chữ; hãy rút ngắn.")
    return _READERS[field.kind](field, text, vietnamese)


def shown(field: Field, value: Any) -> str:
    """The value as people read and write it."""
    if value is None:
        return ""
    if field.kind == "number":
        return number_words(str(value))
    if field.kind == "date":
        return date_words(str(value))
    return options(field.words).get(str(value), str(value)) if field.words else str(value)


def read_as_words(field: Field, value: Any) -> str:
    """The value as people read it, periods in full too."""
    return period_words(str(value)) if field.kind == "period" and value else shown(field, value)


def number_words(value: str) -> str:
    """1030.5 as 1.030,5."""
    whole, _, rest = value.partition(".")
    sign = whole[: len(whole) - len(whole.lstrip("+-"))]
    grouped = f"{int(whole.lstrip('+-') or 0):,}".replace(",", ".")
    return f"{sign}{grouped}" + (f",{rest}" if rest else "")


def date_words(value: str) -> str:
    """2024-09-28 as 28/09/2024; what is no whole date as it is."""
    parts = value.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else value


def _number(field: Field, text: str, vietnamese: bool) -> str:
    compact = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if vietnamese:
        if not _NUMBER.fullmatch(compact):
            raise _no_number(field, text)
        compact = compact.replace(".", "").replace(",", ".")
    try:
        value = Decimal(compact)
    except InvalidOperation as error:
        raise _no_number(field, text) from error
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise _no_number(field, text)
    return plain(value)


def _no_number(field: Field, text: str) -> Problem:
    return Problem("no_number", f"{field.title} “{text[:40]}” không phải số; hãy viết như 1.030 hoặc 98,5.")


def _choice(field: Field, text: str, vietnamese: bool) -> str:
    known = options(field.words or "")
    if text in known:
        return text
    for code, words in known.items():
        if vietnamese and words.casefold() == text.casefold():
            return code
    raise Problem("no_choice", f"{field.title} không có “{text[:40]}”; hãy chọn trong danh sách.")


def _period(field: Field, text: str, vietnamese: bool) -> str:
    if _PERIOD.fullmatch(text) and span(text) is not None:
        return text
    if vietnamese and (spoken := _spoken(text)):
        return spoken
    raise Problem(
        "no_period", f"Kỳ “{text[:40]}” chưa đúng; hãy viết như 2024, 2024-Q3, 2024-H1 hoặc 2024-06."
    )


def _spoken(text: str) -> str | None:
    """The code of a period in words that say it whole: "Quý III/2024"."""
    from nlp.periods import periods

    found = periods(text, 0, len(text), None)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].code if whole and span(found[0].code) else None


def _date(field: Field, text: str, vietnamese: bool) -> str:
    local = _DATE.fullmatch(text) if vietnamese else None
    try:
        day = date(int(local[3]), int(local[2]), int(local[1])) if local else date.fromisoformat(text)
    except ValueError as error:
        raise Problem(
            "no_date", f"{field.title} “{text[:40]}” chưa đúng; hãy viết như 28/09/2024."
        ) from error
    return day.isoformat()


def _text(field: Field, text: str, vietnamese: bool) -> str:
    from unicodedata import normalize

    # What no line shows would be lost on the way through a workbook.
    return normalize("NFC", " ".join("".join(c if c.isprintable() else " " for c in text).split()))


_READERS = {"text": _text, "number": _number, "choice": _choice, "period": _period, "date": _date}
