"""Formats of the workbook as tables: fonts, colours, number formats. Knows XlsxWriter's property names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from nlp.numerals import plain

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
# No line below: it would compete with the line above the next row, which tells sentences apart.
_LINE = {
    "left": 1,
    "right": 1,
    "top": 1,
    "left_color": "#D0D5DD",
    "right_color": "#D0D5DD",
    "top_color": "#D0D5DD",
}
_CELL = {**_FONT, **_LINE}

STYLES: dict[str, dict[str, Any]] = {
    "head": {
        **_CELL,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#1F4E79",
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
    },
    "head_input": {
        **_CELL,
        "bold": True,
        "font_color": "#7F4F00",
        "bg_color": "#FFE699",
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
    },
    "text": {**_CELL, "text_wrap": True, "num_format": "@"},
    "sentence": {**_CELL, "text_wrap": True, "num_format": "@"},
    "sentence_bold": {**_CELL, "text_wrap": True, "num_format": "@", "bold": True},
    "quiet": {**_CELL, "text_wrap": True, "font_color": "#667085", "font_size": 9, "num_format": "@"},
    "centre": {**_CELL, "align": "center", "text_wrap": True},
    "index": {**_CELL, "align": "center", "font_color": "#667085", "num_format": "0"},
    "whole": {**_CELL, "num_format": "#,##0", "bold": True, "align": "right", "indent": 1},
    "decimal": {**_CELL, "num_format": "#,##0.##", "bold": True, "align": "right", "indent": 1},
    "fine": {**_CELL, "num_format": "#,##0.##########", "bold": True, "align": "right", "indent": 1},
    "count": {**_CELL, "num_format": "#,##0", "align": "center"},
    "share": {**_CELL, "num_format": "0%", "align": "center"},
    "date": {**_CELL, "num_format": "dd/mm/yyyy", "align": "center"},
    "link": {**_CELL, "font_color": "#1F4E79", "underline": 1, "align": "center", "text_wrap": True},
    "input": {**_CELL, "text_wrap": True, "bg_color": "#FFF9E5"},
    "good": {**_FONT, "font_color": "#05603A", "bg_color": "#D1FADF"},
    "fair": {**_FONT, "font_color": "#7A4B00", "bg_color": "#FEF0C7"},
    "bad": {**_FONT, "font_color": "#912018", "bg_color": "#FEE4E2"},
    "empty": {**_FONT, "italic": True, "font_color": "#667085"},
    # Pieces of a rich string without a font of their own fall back to the workbook's default font.
    "plain": {"font_name": "Arial", "font_size": 10},
    "mention": {"font_name": "Arial", "font_size": 10, "bold": True, "font_color": "#B42318"},
    "title": {"font_name": "Arial", "font_size": 16, "bold": True, "font_color": "#1F4E79"},
    "subtitle": {
        "font_name": "Arial",
        "font_size": 12,
        "bold": True,
        "font_color": "#1F4E79",
        "valign": "bottom",
    },
    "guide": {**_FONT, "text_wrap": True},
    "code": {**_FONT, "text_wrap": True},
    "quiet_guide": {**_FONT, "font_color": "#667085"},
    "subtitle_note": {**_FONT, "font_color": "#667085", "valign": "bottom"},
    "guide_bold": {**_FONT, "text_wrap": True, "bold": True},
}
# The line above the first row of another sentence.
NEXT = {"top_color": "#667085"}
# Below FAIR a row needs reading, from GOOD on a glance is enough.
GOOD, FAIR = 0.85, 0.6
_EXACT_DIGITS = 15


def formats(book: Any, **changes: Any) -> dict[str, Any]:
    """One XlsxWriter format a style, made for this workbook, with `changes` to each."""
    return {name: book.add_format({**properties, **changes}) for name, properties in STYLES.items()}


def number_style(value: Decimal) -> str:
    """The style in which a number shows all its digits and, when whole, no decimal mark."""
    places = len(plain(value).partition(".")[2])
    if places == 0:
        return "whole"
    return "decimal" if places <= 2 else "fine"


def excel_number(value: Decimal) -> float | None:
    """The number as Excel holds it, or None where Excel's 15 digits would change it."""
    digits = plain(value).replace(".", "").lstrip("-0").rstrip("0")
    return float(value) if len(digits) <= _EXACT_DIGITS else None
