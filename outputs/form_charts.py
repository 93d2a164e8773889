"""Sheet Biểu đồ: native charts that read from cells of the workbook. Knows no rule about values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outputs.consolidation import Consolidated
from outputs.flat_files import clean
from outputs.form_choice import charted
from outputs.form_comparison import SHEET as COMPARISON
from outputs.form_comparison import Compared
from outputs.form_layout import MAIN, Layout, reference
from outputs.form_page import LINE, across, set_print
from outputs.wording import period_words

SHEET = "Biểu đồ"
_MOST_BARS = 12
_FONT = {"name": "Times New Roman", "size": 10}
_TITLE = {"name": "Times New Roman", "size": 12, "bold": True}
_COLOUR, _OTHER = "#1F4E79", "#BFBFBF"
# Points of a row, pixels of a chart, rows from one block to the next.
_WIDTH, _HEIGHT, _BLOCK, _SCALE = 640, 330, 19, 75
_LAST = 11
# A little below the row's edge, where a page may break: else its frame shows on the page before.
_PLACED = {"object_position": 2, "y_offset": 4}
_ADDRESS = re.compile(r"!(?=\$?[A-Z])")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, the formula of its cell, its value."""

    name: str
    formula: str
    value: float


def write_charts(
    book: Any, table: Consolidated, places: Layout, compared: Compared, styles: Mapping[str, Any]
) -> None:
    """Tables of a few values, each with its chart beside it."""
    page = set_up_charts(book, f"{table.form.name} - {period_words(table.period)}", styles)
    row = 2
    row = _reporting(book, page, table, row, styles)
    for at in charted(table):
        column = table.form.columns[at]
        name = f"{column.name} ({column.unit})" if column.unit else column.name
        bars = unit_bars(table, at, places)
        if bars:
            row = draw(book, page, row, name, ("Đơn vị", clean(column.unit) or "Số liệu"), bars, styles)
    shares = [
        Bar(table.form.columns[at].name, f"={reference(COMPARISON, cell)}", float(value))
        for at, (cell, value) in compared.percents.items()
        if table.form.columns[at].relation is None and table.form.columns[at].kind == "value"
    ]
    if shares:
        name = f"So với {compared.name[:1].lower()}{compared.name[1:]} (%)"
        row = draw(book, page, row, name, ("Chỉ tiêu", "%"), shares[:_MOST_BARS], styles)


def set_up_charts(book: Any, title: str, styles: Mapping[str, Any]) -> Any:
    """The sheet of charts with its title; the first block begins in row 2."""
    page = book.add_worksheet(SHEET)
    page.set_column(0, 0, 36)
    page.set_column(1, 1, 12)
    page.set_column(2, 2, 2)
    page.set_column(3, _LAST, 10)
    page.hide_gridlines(2)
    page.set_default_row(LINE)
    across(page, 0, (0, _LAST), f"BIỂU ĐỒ: {title}".upper(), styles["title"])
    page.set_row(0, 40)
    set_print(page, repeat=None)
    # One page wide by scale: only so are breaks kept, which hold a table and its chart together.
    page.set_print_scale(_SCALE)
    page.set_h_pagebreaks(range(2 + 2 * _BLOCK, 2 + 20 * _BLOCK, 2 * _BLOCK))
    return page


def unit_bars(table: Consolidated, column: int, places: Layout) -> list[Bar]:
    """The largest values of a column, largest first; lines that lie within others are left to these."""
    values = [
        (value, line)
        for line, row in enumerate(table.cells)
        if (value := row[column].value) is not None and value > 0
    ]
    values.sort(key=lambda pair: (-pair[0], pair[1]))
    return [
        Bar(table.lines[line].name, f"={reference(MAIN, places.line(line, column))}", float(value))
        for value, line in values[:_MOST_BARS]
    ]


def draw(
    book: Any,
    page: Any,
    row: int,
    title: str,
    heads: tuple[str, str],
    bars: Sequence[Bar],
    styles: Mapping[str, Any],
) -> int:
    """A table of bars with its chart; the row of the next block."""
    for at, head in enumerate(heads):
        page.write_string(row, at, head, styles["head"])
    for number, bar in enumerate(bars, row + 1):
        page.write_string(number, 0, clean(bar.name), styles["short"])
        value, look = (bar.value, "number") if bar.value % 1 else (int(bar.value), "whole")
        page.write_formula(number, 1, bar.formula, styles[look], value)
    chart = book.add_chart({"type": "bar"})
    last = row + len(bars)
    chart.add_series(
        {
            "name": as_title(title),
            "categories": [SHEET, row + 1, 0, last, 0],
            "values": [SHEET, row + 1, 1, last, 1],
            "fill": {"color": _COLOUR},
            "gap": 50,
            "data_labels": {
                "value": True,
                "num_format": "#,##0.##" if _broken(bars) else "#,##0",
                "font": _FONT,
            },
        }
    )
    chart.set_title({"name": as_title(title), "name_font": _TITLE, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": _FONT})
    chart.set_x_axis({"num_font": _FONT, "major_gridlines": {"visible": False}, "visible": False, "min": 0})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    page.insert_chart(row, 3, chart, {**_PLACED, "description": clean(title)})
    return row + max(_BLOCK, len(bars) + 2)


def as_title(text: str) -> str:
    """Text over a chart; XlsxWriter takes one like "=Sheet9!A1" or "Sheet9!A1" for the address of a cell."""
    return _ADDRESS.sub("! ", clean(text))


def _broken(bars: Sequence[Bar]) -> bool:
    return any(bar.value % 1 for bar in bars)


def _reporting(book: Any, page: Any, table: Consolidated, row: int, styles: Mapping[str, Any]) -> int:
    """How many units have reported, as a ring."""
    if not table.lines:
        return row
    came, missing = table.came, len(table.missing)
    page.write_string(row, 0, "Tình hình báo cáo", styles["head"])
    page.write_string(row, 1, "Số đơn vị", styles["head"])
    for number, (name, value) in enumerate((("Đã báo cáo", came), ("Chưa báo cáo", missing)), row + 1):
        page.write_string(number, 0, name, styles["name"])
        page.write_number(number, 1, value, styles["whole"])
    chart = book.add_chart({"type": "doughnut"})
    chart.add_series(
        {
            "categories": [SHEET, row + 1, 0, row + 2, 0],
            "values": [SHEET, row + 1, 1, row + 2, 1],
            "points": [{"fill": {"color": _COLOUR}}, {"fill": {"color": _OTHER}}],
            "data_labels": {
                "value": True,
                "font": {**_FONT, "bold": True},
                "custom": [{"font": {**_FONT, "bold": True, "color": "#FFFFFF"}}],
            },
        }
    )
    title = f"Đơn vị đã báo cáo: {came}/{len(table.lines)}"
    chart.set_title({"name": title, "name_font": _TITLE})
    chart.set_legend({"position": "right", "font": _FONT})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    page.insert_chart(row, 3, chart, {**_PLACED, "description": title})
    return row + _BLOCK
