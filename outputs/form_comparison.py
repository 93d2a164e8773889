"""Sheets So sánh: the totals of a period against those of earlier ones, and some columns unit by unit.

Knows which sheet and cell a value stands in; works out differences as formulas, decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from outputs.consolidation import Consolidated, Entry
from outputs.flat_files import clean
from outputs.form_choice import charted
from outputs.form_layout import MAIN, Layout, names, reference
from outputs.form_page import NARROWER, across, row_height, set_print
from outputs.form_styles import number_look
from outputs.text_width import lines_needed
from outputs.wording import period_words

SHEET = "So sánh"
_HUNDRED = Decimal(100)
_FIRST = 4
_WIDTHS = (5.0, 44.0, 13.0, 14.0)
_UNIT_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same form of another period. `name`: how it relates, "Cùng kỳ năm trước"."""

    name: str
    table: Consolidated


@dataclass(slots=True)
class Compared:
    """What was written: column of the form -> cell of its percentage against the first earlier period."""

    name: str = ""
    rows: int = 0
    percents: dict[int, tuple[tuple[int, int], Decimal]] = field(default_factory=dict)


def write_comparison(
    page: Any, table: Consolidated, earlier: Sequence[Earlier], places: Layout, styles: Mapping[str, Any]
) -> Compared:
    """A line a column of the form: this period, and for each earlier one value, difference, percent."""
    known = [one for one in earlier if any(entry.value is not None for entry in one.table.totals[0].entries)]
    found = Compared(known[0].name if known else "")
    if not known:
        page.write_string(0, 0, "Chưa có số liệu của kỳ trước để so sánh.", styles["plain"])
        set_print(page, repeat=None)
        return found
    _comparison_heads(page, table, known, styles)
    row, group = 4, ""
    for at, column in enumerate(table.form.columns):
        if column.group != group:
            group = column.group
            across(page, row, (0, _FIRST - 1 + 4 * len(known)), group, styles["name_bold"])
            page.set_row(row, row_height(1) + 2)
            row += 1
        page.set_row(row, row_height(lines_needed(column.name, _WIDTHS[1] * NARROWER)))
        page.write_number(row, 0, at + 1, styles["code"])
        page.write_string(row, 1, clean(column.name), styles["name_in" if column.relation else "name"])
        page.write_string(row, 2, clean(column.unit), styles["code"])
        now = table.totals[0].entries[at]
        _linked(page, (row, 3), now, reference(MAIN, places.total(0, at)), styles)
        for number, one in enumerate(known):
            start = _FIRST + 4 * number
            before = one.table.totals[0].entries[at]
            _plain(page, (row, start), before, styles)
            percent = against(page, (row, 3), (row, start), now.value, before.value, column.unit, styles)
            if percent is not None and number == 0:
                found.percents[at] = ((row, start + 2), percent)
            page.write_string(row, start + 3, _units(table, one.table, at), styles["code"])
        row += 1
    found.rows = row - 4
    note = (
        "Ghi chú: số đơn vị là số đơn vị có số liệu kỳ này / kỳ trước; % là kỳ này so với kỳ trước bằng 100."
    )
    page.write_string(row + 1, 1, note, styles["note"])
    set_print(page, repeat=(2, 3))
    page.freeze_panes(4, 2)
    return found


def _comparison_heads(
    page: Any, table: Consolidated, known: Sequence[Earlier], styles: Mapping[str, Any]
) -> None:
    last = _FIRST - 1 + 4 * len(known)
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.set_column(_FIRST, last, 13)
    across(page, 0, (0, last), f"SO SÁNH {table.form.name.upper()}", styles["title"])
    page.set_row(0, 6 + 19 * lines_needed(table.form.name.upper(), (76 + 52 * len(known)) * 0.7))
    for at, name in enumerate(("TT", "Chỉ tiêu", "Đơn vị tính", f"Kỳ này\n{period_words(table.period)}")):
        across(page, 2, (at, at), name, styles["head"], rows=2)
    for number, one in enumerate(known):
        start = _FIRST + 4 * number
        across(page, 2, (start, start + 3), f"{one.name} ({period_words(one.table.period)})", styles["head"])
        for at, name in enumerate(("Số liệu", "Tăng (+), giảm (-)", "So sánh (%)", "Số đơn vị")):
            page.write_string(3, start + at, name, styles["head"])
    page.set_row(2, row_height(2))
    page.set_row(3, row_height(2))


def _units(now: Consolidated, before: Consolidated, column: int) -> str:
    counts = [sum(row[column].value is not None for row in table.cells) for table in (now, before)]
    return f"{counts[0]}/{counts[1]}"


def write_unit_comparison(
    page: Any, table: Consolidated, earlier: Sequence[Earlier], places: Layout, styles: Mapping[str, Any]
) -> None:
    """A line a unit for the columns that charts show, against the first earlier period that has values."""
    one = next(
        one for one in earlier if any(entry.value is not None for entry in one.table.totals[0].entries)
    )
    columns = charted(table)[:_UNIT_COLUMNS]
    _unit_heads(page, table, one, columns, styles)
    rows = {line.unit.key: row for line, row in zip(one.table.lines, one.table.cells, strict=True)}
    for line, (unit, cells) in enumerate(zip(table.lines, table.cells, strict=True)):
        row = 4 + line
        page.write_number(row, 0, line + 1, styles["code"])
        page.write_string(row, 1, clean(unit.name), styles["name" if unit.above is None else "name_in"])
        page.set_row(row, row_height(lines_needed(f"   {unit.name}", _WIDTHS[1] * NARROWER)))
        before = rows.get(unit.unit.key)
        for number, at in enumerate(columns):
            start = 2 + 4 * number
            then = before[at] if before else Entry("missing")
            _linked(page, (row, start), cells[at], reference(MAIN, places.line(line, at)), styles)
            _plain(page, (row, start + 1), then, styles)
            unit_of = table.form.columns[at].unit
            against(page, (row, start), (row, start + 1), cells[at].value, then.value, unit_of, styles)
    set_print(page, repeat=(2, 3))
    page.freeze_panes(4, 2)


def _unit_heads(
    page: Any, table: Consolidated, one: Earlier, columns: Sequence[int], styles: Mapping[str, Any]
) -> None:
    page.set_column(0, 0, _WIDTHS[0])
    page.set_column(1, 1, _WIDTHS[1])
    page.set_column(2, 1 + 4 * len(columns), 11)
    last = 1 + 4 * len(columns)
    title = f"SO SÁNH THEO ĐƠN VỊ: {period_words(table.period)} VỚI {period_words(one.table.period)}"
    across(page, 0, (0, last), title.upper(), styles["title"])
    page.set_row(0, 24)
    for at, name in enumerate(("TT", "Đơn vị")):
        across(page, 2, (at, at), name, styles["head"], rows=2)
    most = 1
    for number, at in enumerate(columns):
        column = table.form.columns[at]
        name = f"{column.name} ({column.unit})" if column.unit else column.name
        start = 2 + 4 * number
        across(page, 2, (start, start + 3), name, styles["head"])
        most = max(most, lines_needed(name, 44 * 0.85))
        for place, head in enumerate(("Kỳ này", one.name, "Tăng, giảm", "So sánh (%)")):
            page.write_string(3, start + place, head, styles["head"])
    page.set_row(2, row_height(most))
    page.set_row(3, row_height(3))


def _linked(page: Any, at: tuple[int, int], entry: Entry, cell: str, styles: Mapping[str, Any]) -> None:
    """The value as the main sheet has it."""
    if entry.value is None:
        page.write_string(*at, "...", styles["gone"])
    else:
        page.write_formula(*at, f"={cell}", styles[number_look(entry.value)], float(entry.value))


def _plain(page: Any, at: tuple[int, int], entry: Entry, styles: Mapping[str, Any]) -> None:
    if entry.value is None:
        page.write_string(*at, "...", styles["gone"])
    else:
        page.write_number(*at, float(entry.value), styles[number_look(entry.value)])


def against(
    page: Any,
    this: tuple[int, int],
    that: tuple[int, int],
    now: Decimal | None,
    before: Decimal | None,
    unit: str,
    styles: Mapping[str, Any],
) -> Decimal | None:
    """Difference and percent behind the earlier value, as formulas; the percentage where there is one.

    Of percentages only the difference, in points.
    """
    row, start = max(this, that)
    if now is None or before is None:
        for at in (1, 2):
            page.write_string(row, start + at, "", styles["gone"])
        return None
    a, b = names(this), names(that)
    less = now - before
    page.write_formula(row, start + 1, f"={a}-{b}", styles[number_look(less)], float(less))
    if unit == "%" or not before:
        page.write_string(row, start + 2, "", styles["gone"])
        return None
    percent = now / before * _HUNDRED
    page.write_formula(row, start + 2, f"={a}/{b}*100", styles["number"], float(percent))
    return percent
