"""The review workbook (.xlsx) in Vietnamese, written afresh each time. Knows sheets and frames, no report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from outputs.cells import lines, number_width, put
from outputs.guide import write_guide
from outputs.new_book import new_book
from outputs.review_rows import find_links, sheet_rows
from outputs.sheets import GUIDE, SHEETS, Column, Sheet
from outputs.styles import FAIR, GOOD, NEXT, formats
from outputs.tables import Frames, Row
from outputs.wording import word

_OPTIONS = {
    # Rows go to disk as they are written, so that a big folder needs no more memory than a small one.
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_A4 = 9
# Points: a line of Arial 10, and the most that Excel allows a row.
_LINE, _MOST_HEIGHT = 12.75, 400
_CHOICES = ["Đúng", "Sửa", "Bỏ"]
# Excel keeps at most 1,048,576 rows a sheet, and 65,530 links.
_MOST_ROWS = 1_048_000
_MOST_LINKED_ROWS = 60_000


def write_workbook(frames: Frames, path: Path) -> None:
    """Write all sheets to `path`; an existing file is replaced."""
    links = find_links(frames)
    with new_book(path, _OPTIONS) as book:
        book.set_properties({"title": "Tổng hợp báo cáo", "comments": "tonghop"})
        styles, parted = formats(book), formats(book, **NEXT)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            rows = sheet_rows(sheet.table, frames, links)
            _lay_out(page, sheet, rows, styles)
            _fill(page, sheet, rows, styles, parted)
            _colour(page, sheet, len(rows), styles)
        write_guide(book.add_worksheet(GUIDE), frames, styles)


def _lay_out(page: Any, sheet: Sheet, rows: Sequence[Row], styles: Mapping[str, Any]) -> None:
    for index, column in enumerate(sheet.columns):
        hidden = column.hidden or _unused(column, rows)
        page.set_column(index, index, _width(column, rows), None, {"hidden": True} if hidden else {})
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    page.set_row(0, 32)
    page.set_zoom(90)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _set_print(page, sheet, len(rows))
    for index, column in enumerate(sheet.columns):
        page.write_string(0, index, column.title, styles["head_input" if column.style == "input" else "head"])


def _unused(column: Column, rows: Sequence[Row]) -> bool:
    return column.optional and not any(row.get(column.source) for row in rows)


def _width(column: Column, rows: Sequence[Row]) -> float:
    if column.style != "number":
        return column.width
    return max(column.width, number_width(row.get(column.source) for row in rows))


def _set_print(page: Any, sheet: Sheet, count: int) -> None:
    """A4 landscape, one page wide, titles on every page."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.5)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, max(count, 1), sum(column.printed for column in sheet.columns) - 1)
    page.set_header(f'&L&"Arial,Bold"Tổng hợp báo cáo&R{sheet.name}')
    page.set_footer("&RTrang &P/&N")


def _fill(
    page: Any, sheet: Sheet, rows: Sequence[Row], styles: Mapping[str, Any], parted: Mapping[str, Any]
) -> None:
    """All rows; the first of each sentence in the `parted` styles, so that its rows are seen together."""
    if not rows:
        page.write_string(1, 1, sheet.empty, styles["empty"])
    used = [(at, column) for at, column in enumerate(sheet.columns) if not _unused(column, rows)]
    before = None
    for number, row in enumerate(rows[:_MOST_ROWS], 1):
        if number > _MOST_LINKED_ROWS:
            row = {**row, "links": {}}
        height = max(lines(column, row) for _, column in used)
        page.set_row(number, min(height * _LINE, _MOST_HEIGHT) + 3)
        # A line of a register stands for many reports; each is parted from the next.
        sentence = (row.get("file", number), row.get("sentence_start"))
        for index, column in used:
            put(page, (number, index), column, row, styles if sentence == before else parted)
        before = sentence
    if len(rows) > _MOST_ROWS:
        more = f"Còn {len(rows) - _MOST_ROWS} dòng nữa, Excel không chứa hết; hãy xem tệp CSV."
        page.write_string(_MOST_ROWS + 1, 1, more, styles["empty"])


def _colour(page: Any, sheet: Sheet, count: int, styles: Mapping[str, Any]) -> None:
    if not count:
        return
    for index, column in enumerate(sheet.columns):
        area = (1, index, count, index)
        for rule in _rules(column, styles):
            page.conditional_format(*area, rule)
        if column.source == "review":
            page.data_validation(*area, {"validate": "list", "source": _CHOICES})


def _rules(column: Column, styles: Mapping[str, Any]) -> list[dict[str, Any]]:
    source = column.source
    good, fair, bad = styles["good"], styles["fair"], styles["bad"]
    if source == "confidence":
        return [
            {"type": "cell", "criteria": ">=", "value": GOOD, "format": good},
            {"type": "cell", "criteria": "between", "minimum": FAIR, "maximum": GOOD, "format": fair},
            {"type": "cell", "criteria": "<", "value": FAIR, "format": bad},
        ]
    if source in ("ok", "verdict"):
        return [_equals(word("verdict", "bad"), bad), _equals(word("verdict", "good"), good)]
    if source == "failing":
        return [{"type": "cell", "criteria": ">", "value": 0, "format": bad}]
    if column.words == "status":
        ok, loss, same = (word("status", code) for code in ("ok", "ok_with_loss", "duplicate"))
        others = {"type": "cell", "criteria": "!=", "value": f'"{ok}"', "format": bad}
        stop = {"stop_if_true": True}
        calm = [
            {**_equals(ok, good), **stop},
            {**_equals(loss, fair), **stop},
            {**_equals(same, fair), **stop},
        ]
        return [*calm, others]
    return []


def _equals(text: str, style: Any) -> dict[str, Any]:
    return {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": style}
