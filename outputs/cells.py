"""One value into one cell of the workbook. Knows XlsxWriter's writing calls and Excel's limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nlp.numerals import plain
from outputs.context import window
from outputs.flat_files import clean
from outputs.sheets import Column
from outputs.styles import excel_number, number_style
from outputs.tables import Row
from outputs.text_width import lines_needed
from outputs.wording import in_words, word

_MOST_TEXT = 32_000
_MOST_SENTENCE = 600
TAB = " | "
# The size of quiet text against that of other text.
_SMALLER = 0.9
_FIRST_YEAR = 1900
# The digit's share of a bold digit, and the cell's margins.
_BOLD, _MARGIN = 1.1, 2


def put(sheet: Any, at: tuple[int, int], column: Column, row: Row, styles: Mapping[str, Any]) -> None:
    """Write the value of `column` for this row at `at` (row, column from 0)."""
    value = row.get(column.source)
    if column.source in (row.get("links") or {}):
        _put_link(sheet, at, column, row, styles)
    elif column.style == "number":
        _put_number(sheet, at, value, styles)
    elif column.style == "rich":
        _put_sentence(sheet, at, row, styles)
    elif column.style == "date":
        _put_date(sheet, at, value, styles)
    elif isinstance(value, bool):
        _put_verdict(sheet, at, value, styles)
    elif isinstance(value, (int, float)):
        style = "count" if column.style == "link" else column.style
        sheet.write_number(*at, value, styles[style])
    else:
        _put_text(sheet, at, shown(column, row), styles[_text_style(column, value)])


def shown(column: Column, row: Row) -> str:
    """The value as the words that people read."""
    value = row.get(column.source)
    if column.words == "result":
        return word("result", value or "result")
    if value is None:
        return word("unstated", column.words) if column.words == "indicator" else ""
    if isinstance(value, list) and not column.words:
        return "; ".join(_decimal_text(item) if isinstance(item, Decimal) else str(item) for item in value)
    if column.source == "verdict":
        return word("verdict", value)
    return in_words(column.words, value) if column.words else str(value)


def lines(column: Column, row: Row) -> int:
    """How many lines the value takes at the column's width."""
    if column.style == "rich":
        text = "".join(_pieces(row, row.get("sentence") or ""))
    elif column.style == "number" or column.hidden:
        return 1
    else:
        text = shown(column, row)
    room = column.width / _SMALLER if column.style == "quiet" else column.width
    return lines_needed(text[:_MOST_TEXT], room)


def number_width(values: Iterable[Decimal | None]) -> float:
    """The column width at which the widest of these numbers is seen whole."""
    longest = max((len(f"{value:,f}") for value in values if value is not None), default=0)
    return longest * _BOLD + _MARGIN


def _text_style(column: Column, value: Any) -> str:
    return "centre" if column.style == "link" and value is None else column.style


def _put_text(sheet: Any, at: tuple[int, int], text: str, style: Any) -> None:
    text = clean(text)[:_MOST_TEXT]
    if text:
        sheet.write_string(*at, text, style)
    else:
        sheet.write_blank(*at, None, style)


def _put_number(sheet: Any, at: tuple[int, int], value: Decimal | None, styles: Mapping[str, Any]) -> None:
    """A real number; as text where Excel would round it."""
    if value is None:
        sheet.write_blank(*at, None, styles["text"])
        return
    number = excel_number(value)
    if number is None:
        sheet.write_string(*at, plain(value), styles["text"])
    else:
        sheet.write_number(*at, number, styles[number_style(value)])


def _put_date(sheet: Any, at: tuple[int, int], value: str | None, styles: Mapping[str, Any]) -> None:
    """A real date; as text where it is none that Excel knows."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        day = date.min
    if day.year < _FIRST_YEAR:
        _put_text(sheet, at, value or "", styles["centre"])
    else:
        sheet.write_datetime(*at, day, styles["date"])


def _put_verdict(sheet: Any, at: tuple[int, int], value: bool, styles: Mapping[str, Any]) -> None:
    sheet.write_string(*at, word("verdict", "good" if value else "bad"), styles["centre"])


def _put_link(sheet: Any, at: tuple[int, int], column: Column, row: Row, styles: Mapping[str, Any]) -> None:
    name, number = row["links"][column.source]
    value = row.get(column.source)
    text = shown(column, row)
    sheet.write_url(*at, f"internal:'{name}'!A{number}", styles["link"], text)
    if isinstance(value, int):
        sheet.write_number(*at, value, styles["link"])


def _put_sentence(sheet: Any, at: tuple[int, int], row: Row, styles: Mapping[str, Any]) -> None:
    """The sentence with its mention bold; a rich string needs at least two pieces, none of them empty."""
    sentence = row.get("sentence") or ""
    pieces = _pieces(row, sentence)
    if len([piece for piece in pieces if piece]) < 2:
        style = "sentence_bold" if pieces[1] else "sentence"
        _put_text(sheet, at, "".join(pieces), styles[style])
        return
    before, mention, behind = pieces
    parts = (("plain", before), ("mention", mention), ("plain", behind))
    rich = [item for style, piece in parts if piece for item in (styles[style], piece)]
    sheet.write_rich_string(*at, *rich, styles["sentence"])


def _pieces(row: Row, sentence: str) -> tuple[str, str, str]:
    start, end = row.get("start"), row.get("end")
    base = row.get("sentence_start")
    if start is None or end is None or base is None:
        return _readable(sentence[:_MOST_SENTENCE]), "", ""
    before, mention, behind = window(sentence, start - base, end - base, _MOST_SENTENCE)
    return _readable(before), _readable(mention), _readable(behind)


def _readable(text: str) -> str:
    return clean(text).replace("\t", TAB)


def _decimal_text(value: Decimal) -> str:
    """A decimal in running text, as Vietnamese writes it: dots for thousands, comma for decimals."""
    whole, _, places = f"{value:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.lstrip("-").isdigit() else whole
    return f"{grouped},{places}" if places.strip("0") else grouped
