"""Looks of consolidated sheets as tables: Times New Roman, boxes, number formats. Knows XlsxWriter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from nlp.numerals import plain

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_BOX = {**_FONT, "border": 1}
_HEAD = {**_BOX, "bold": True, "align": "center", "text_wrap": True}
_CENTRE = {**_FONT, "align": "center", "text_wrap": True}
# Number formats by the suffix of a style's name.
_NUMBERS = {"whole": "#,##0", "number": "#,##0.##", "fine": "#,##0.###"}
_DOUBT = "#FFF2CC"

STYLES: dict[str, dict[str, Any]] = {
    "plain": _FONT,
    "note": {**_FONT, "italic": True, "font_size": 11},
    "bold": {**_FONT, "bold": True},
    "centre": _CENTRE,
    "strong": {**_CENTRE, "bold": True},
    "strong_lined": {**_CENTRE, "bold": True, "underline": 1},
    "title": {**_CENTRE, "bold": True, "font_size": 14},
    "slanted": {**_CENTRE, "italic": True},
    "head": _HEAD,
    "head_up": {**_HEAD, "rotation": 90},
    "unit_head": {**_HEAD, "bold": False, "italic": True, "font_size": 10},
    "code": {**_HEAD, "bold": False, "font_size": 10},
    "name": {**_BOX, "text_wrap": True},
    "short": {**_BOX, "shrink": True},
    "name_in": {**_BOX, "text_wrap": True, "indent": 1},
    "name_bold": {**_BOX, "bold": True, "text_wrap": True},
    "gone": {**_BOX, "align": "center", "font_color": "#808080"},
    "wrap": {**_BOX, "text_wrap": True, "valign": "top"},
    # Of sheets with very many rows: as little as a cell needs.
    "bare": {"font_name": "Times New Roman", "font_size": 12},
    **{name: {**_BOX, "num_format": form} for name, form in _NUMBERS.items()},
    **{f"{name}_bold": {**_BOX, "bold": True, "num_format": form} for name, form in _NUMBERS.items()},
    **{f"{name}_doubt": {**_BOX, "bg_color": _DOUBT, "num_format": form} for name, form in _NUMBERS.items()},
}


# Styles of heading and foot, which grow with the width of a sheet.
_FRAME = ("plain", "note", "centre", "strong", "strong_lined", "title", "slanted")


def formats(book: Any, scale: float = 1.0) -> dict[str, Any]:
    """One XlsxWriter format a style, made for this workbook; letters of the frame `scale` times as large."""
    larger = {
        name: {**STYLES[name], "font_size": round(STYLES[name]["font_size"] * scale)} for name in _FRAME
    }
    return {name: book.add_format(look) for name, look in {**STYLES, **larger}.items()}


def number_look(value: Decimal) -> str:
    """The style in which a number is read well: whole without a mark, else two or three decimals.

    The cell keeps all its digits.
    """
    if value == value.to_integral_value():
        return "whole"
    return "number" if len(plain(value).partition(".")[2]) <= 2 else "fine"
