"""The consolidated sheet as a workbook (.xlsx): heading, column codes, totals first, signatures, sources.

Knows how offices lay such a sheet out; which values stand in it was decided before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from outputs.consolidation import Consolidated, Doubt, Entry
from outputs.flat_files import clean
from outputs.form_sheets import (
    WIDER,
    Sources,
    one_text,
    row_height,
    write_doubts,
    write_missing,
    write_sources,
)
from outputs.text_width import lines_needed
from outputs.wording import period_words

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_BOX = {**_FONT, "border": 1}
_HEAD = {**_BOX, "bold": True, "align": "center", "text_wrap": True}
STYLES: dict[str, dict[str, Any]] = {
    "plain": _FONT,
    "bold": {**_FONT, "bold": True},
    "centre": {**_FONT, "align": "center", "text_wrap": True},
    "strong": {**_FONT, "bold": True, "align": "center", "text_wrap": True},
    "title": {**_FONT, "bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "slanted": {**_FONT, "italic": True, "align": "center"},
    "head": _HEAD,
    "unit_head": {**_HEAD, "bold": False, "italic": True, "font_size": 10},
    "code": {**_HEAD, "bold": False, "font_size": 10},
    "name": {**_BOX, "text_wrap": True},
    "name_bold": {**_BOX, "bold": True, "text_wrap": True},
    "number": {**_BOX, "num_format": "#,##0.##"},
    "whole": {**_BOX, "num_format": "#,##0"},
    "number_bold": {**_BOX, "bold": True, "num_format": "#,##0.##"},
    "whole_bold": {**_BOX, "bold": True, "num_format": "#,##0"},
    "doubt": {**_BOX, "num_format": "#,##0.##", "bg_color": "#FFF2CC"},
    "whole_doubt": {**_BOX, "num_format": "#,##0", "bg_color": "#FFF2CC"},
    "gone": {**_BOX, "align": "center", "font_color": "#808080"},
    "wrap": {**_BOX, "text_wrap": True, "valign": "top"},
}
# What stands in a cell without a number: the report is silent, no report came, it does not apply.
_MARKS = {"silent": "...", "missing": "", "none": "x"}
_BLOCKS = {
    "party": (("ĐẢNG BỘ ...", "*"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "")),
    "state": (("ĐƠN VỊ ...", ""), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
}
_SIGNERS = ("NGƯỜI LẬP BIỂU", "NGƯỜI KIỂM TRA", "THỦ TRƯỞNG")
_TOP = 7
# Characters of the column of names.
_NAME_WIDTH = 34
_MOST_COMMENT = 900


def write_form(table: Consolidated, doubts: Sequence[Doubt], path: Path) -> None:
    """Write the sheet, its sources, who has not reported and what to verify; an existing file is replaced."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        styles = {name: book.add_format(look) for name, look in STYLES.items()}
        page = book.add_worksheet("Biểu tổng hợp")
        sources = Sources(table)
        marked = {(doubt.line, doubt.column) for doubt in doubts}
        _head(page, table, styles)
        last = _body(page, table, styles, sources, marked)
        _foot(page, table, last, styles)
        write_sources(book.add_worksheet("Nguồn"), sources, styles)
        write_missing(book.add_worksheet("Chưa báo cáo"), table, styles)
        write_doubts(book.add_worksheet("Cần xác minh"), table, doubts, sources, styles)


def _head(page: Any, table: Consolidated, styles: Mapping[str, Any]) -> None:
    columns = len(table.form.columns)
    left, right = _BLOCKS[table.form.style]
    middle = max(2, (columns + 2) // 2)
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        _across(page, row, 0, middle - 1, one, styles["strong"])
        _across(page, row, middle, columns + 1, other, styles["strong"])
    if table.form.number:
        _across(page, 2, middle, columns + 1, table.form.number, styles["slanted"])
    _across(page, 3, 0, columns + 1, table.form.name.upper(), styles["title"])
    when = period_words(table.period)
    when = f"Năm {when}" if when.isdigit() else when
    came = f"tính từ {table.came}/{len(table.lines)} đơn vị"
    _across(page, 4, 0, columns + 1, f"Kỳ báo cáo: {when} ({came})", styles["slanted"])
    _column_heads(page, table, styles)
    page.set_column(0, 0, 5)
    page.set_column(1, 1, _NAME_WIDTH)
    page.set_column(2, columns + 1, 11)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_TOP - 1, _TOP + 2)
    page.freeze_panes(_TOP + 3, 2)
    page.set_footer("&RTrang &P/&N")


def _column_heads(page: Any, table: Consolidated, styles: Mapping[str, Any]) -> None:
    """Groups over names over units over codes."""
    top = _TOP - 1
    page.merge_range(top, 0, top + 1, 0, "TT", styles["head"])
    page.merge_range(top, 1, top + 1, 1, "Đơn vị", styles["head"])
    page.set_row(top + 1, 110)
    start = 0
    columns = table.form.columns
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].group != columns[start].group:
            _across(page, top, start + 2, at + 1, columns[start].group, styles["head"])
            start = at
    for at, column in enumerate(columns):
        prefix = {"some": "Trong đó: ", "all": "Chia theo: "}.get(column.relation or "", "")
        page.write_string(top + 1, at + 2, clean(prefix + column.name), styles["head"])
        page.write_string(top + 2, at + 2, column.unit, styles["unit_head"])
        page.write_string(top + 3, at + 2, str(at + 1), styles["code"])
    for at, code in enumerate(("A", "B")):
        page.write_string(top + 2, at, "", styles["unit_head"])
        page.write_string(top + 3, at, code, styles["code"])


def _body(
    page: Any,
    table: Consolidated,
    styles: Mapping[str, Any],
    sources: Sources,
    marked: set[tuple[int | None, int | None]],
) -> int:
    """Totals first, then every unit; the row behind the last."""
    first = _TOP + 3 + len(table.totals)
    for number, total in enumerate(table.totals):
        row = _TOP + 3 + number
        page.set_row(row, _height(total.name))
        page.write_string(row, 0, "", styles["name_bold"])
        page.write_string(row, 1, clean(total.name), styles["name_bold"])
        for at, entry in enumerate(total.entries):
            _total(page, (row, at + 2), entry, first, styles, adds=_adds(table, at, entry))
    for number, (line, entries) in enumerate(zip(table.lines, table.cells, strict=True)):
        row = first + number
        page.set_row(row, _height(line.name))
        page.write_number(row, 0, number + 1, styles["code"])
        page.write_string(
            row, 1, clean(("   " if line.above is not None else "") + line.name), styles["name"]
        )
        for at, entry in enumerate(entries):
            _cell(page, (row, at + 2), entry, styles, sources, (number, at), (number, at) in marked)
    return first + len(table.lines)


def _height(name: str) -> float:
    """Points of a row whose name may take several lines."""
    return row_height(lines_needed(f"   {name}", _NAME_WIDTH * WIDER))


def _adds(table: Consolidated, column: int, entry: Entry) -> bool:
    """Whether a total is the plain sum of the lines it is made of."""
    parts = [table.cells[at][column].value or Decimal() for at in entry.lines]
    return bool(parts) and entry.value == sum(parts, Decimal())


def _total(
    page: Any, at: tuple[int, int], entry: Entry, first: int, styles: Mapping[str, Any], *, adds: bool
) -> None:
    if entry.value is None:
        page.write_string(*at, _MARKS.get(entry.state, ""), styles["gone"])
        return
    style = styles["whole_bold" if entry.value == entry.value.to_integral_value() else "number_bold"]
    if adds:
        page.write_formula(*at, f"=SUM({_ranges(at[1], first, entry.lines)})", style, float(entry.value))
    else:
        page.write_number(*at, float(entry.value), style)


def _ranges(column: int, first: int, lines: Sequence[int]) -> str:
    """Neighbouring lines as one range each: C12:C14,C16."""
    from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ",".join(
        xl_rowcol_to_cell(first + a, column) if a == b else xl_range(first + a, column, first + b, column)
        for a, b in runs
    )


def _cell(
    page: Any,
    at: tuple[int, int],
    entry: Entry,
    styles: Mapping[str, Any],
    sources: Sources,
    place: tuple[int, int],
    doubted: bool,
) -> None:
    if entry.value is None:
        page.write_string(*at, _MARKS.get(entry.state, ""), styles["gone"])
        return
    whole = entry.value == entry.value.to_integral_value()
    name = ("whole_doubt" if whole else "doubt") if doubted else ("whole" if whole else "number")
    row = sources.rows.get(place)
    if row is not None:
        # The number is written over the link's text; the link stays.
        page.write_url(*at, f"internal:'Nguồn'!A{row + 1}", styles[name], "")
        claim = entry.sources[0].claims[0]
        note = f"{claim.file}{f', trang {claim.page}' if claim.page else ''}\n{claim.sentence}"
        page.write_comment(*at, one_text(note)[:_MOST_COMMENT], {"x_scale": 2.5, "y_scale": 1.2})
    page.write_number(*at, float(entry.value), styles[name])


def _foot(page: Any, table: Consolidated, last: int, styles: Mapping[str, Any]) -> None:
    note = (
        "Ghi chú: ... đơn vị không nêu; ô trống: chưa có báo cáo; x: không áp dụng; nền vàng: cần xác minh."
    )
    page.write_string(last + 1, 1, note, styles["plain"])
    width = max(1, (len(table.form.columns) + 2) // 3)
    for number, signer in enumerate(_SIGNERS):
        start = number * width
        end = len(table.form.columns) + 1 if number == 2 else start + width - 1
        _across(page, last + 3, start, end, signer, styles["strong"])
        _across(page, last + 4, start, end, "(Ký, ghi rõ họ tên)", styles["slanted"])


def _across(page: Any, row: int, start: int, end: int, text: str, style: Any) -> None:
    """Text over several columns."""
    if end > start:
        page.merge_range(row, start, row, end, clean(text), style)
    else:
        page.write_string(row, start, clean(text), style)
