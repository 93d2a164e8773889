"""Writes the review workbook: hidden columns, protected structure, choices, sentences beside values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from extract.problems import SetupProblem
from outputs.new_book import new_book
from outputs.styles import STYLES, formats
from outputs.text_width import lines_needed
from review.sheet_cells import shown_in
from review.sheet_columns import GUIDE, LISTS, MARK, SHEET_TITLES, SheetColumn, columns_of
from review.sheet_guide import write_guide
from review.sheet_rows import SheetRow, kept_values, seal, tidy

OPTIONS = {
    # Rows go to disk as they are written.
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
# The hidden row of keys, the row of titles, the first row of values; from 0.
KEYS, TITLES, FIRST = 0, 1, 2
_MOST_ROWS = 1_048_000
_LINE, _MOST_HEIGHT = 12.75, 400
_A4 = 9
_ALLOWED = {"sort": True, "autofilter": True, "format_rows": True, "select_locked_cells": True}
# Cells must not be locked where Excel is to sort them; what is only read refuses typing instead.
_OPEN = {"locked": False}
_QUOTED = ("=", "+", "-", "@", "'")


def write_book(
    layers: Mapping[str, Iterable[SheetRow]], key: bytes, target: Path | BinaryIO
) -> dict[str, int]:
    """Write a sheet for each layer; layer -> how many rows. Raises SetupProblem where Excel holds no more."""
    counts = {}
    with new_book(target, OPTIONS) as book:
        book.set_properties({"title": "Duyệt số liệu", "comments": "tonghop"})
        styles = _styles(book)
        lists: dict[str, tuple[str, int]] = {}
        for layer, rows in layers.items():
            page = book.add_worksheet(SHEET_TITLES[layer])
            counts[layer] = _write_sheet(page, layer, rows, key, styles, lists)
        write_guide(book.add_worksheet(GUIDE), counts, styles)
        _write_lists(book, lists)
    return counts


def _styles(book: Any) -> dict[str, Any]:
    made = formats(book, **_OPEN)
    for name in ("text", "input"):
        made[f"{name}_quoted"] = book.add_format(
            {**STYLES[name], **_OPEN, "num_format": "@", "quote_prefix": 1}
        )
    # Text cells stay text when they are typed in anew: no period becomes a date, no word a formula.
    made["input"] = book.add_format({**STYLES["input"], **_OPEN, "num_format": "@"})
    made["input_number"] = book.add_format(
        {**STYLES["input"], **_OPEN, "num_format": "#,##0", "align": "right", "bold": True, "indent": 1}
    )
    made["places"] = book.add_format({"num_format": "#,##0.0########"})
    made["key"] = book.add_format({"font_size": 8, "locked": True})
    made["head"] = book.add_format({**STYLES["head"], "locked": True})
    made["head_input"] = book.add_format({**STYLES["head_input"], "locked": True})
    return made


def _write_sheet(
    page: Any,
    layer: str,
    rows: Iterable[SheetRow],
    key: bytes,
    styles: Mapping[str, Any],
    lists: dict[str, tuple[str, int]],
) -> int:
    columns = columns_of(layer)
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width, None, {"hidden": column.role == "hidden"})
    page.set_row(KEYS, None, None, {"hidden": True})
    for index, column in enumerate(columns):
        page.write_string(KEYS, index, f"{MARK}{layer}.{column.key}", styles["key"])
    page.set_row(TITLES, 32)
    for index, column in enumerate(columns):
        style = styles["head_input" if column.role == "input" else "head"]
        page.write_string(TITLES, index, column.title, style)
    at = FIRST
    for row in rows:
        if at > _MOST_ROWS:
            raise SetupProblem(
                "too_many_rows", "Nhiều dòng hơn một trang Excel chứa được; hãy lọc theo báo cáo hoặc đơn vị."
            )
        _write_row(page, at, columns, row, key, styles)
        at += 1
    _finish(page, layer, at - FIRST, styles, lists)
    return at - FIRST


def _write_row(
    page: Any, at: int, columns: tuple[SheetColumn, ...], row: SheetRow, key: bytes, styles: Mapping[str, Any]
) -> None:
    page.set_row(at, min(_height(columns, row) * _LINE, _MOST_HEIGHT) + 3)
    base = kept_values(row.base)
    version = str(row.version)
    hidden = {"id": row.id, "version": version, "base": base}
    hidden["seal"] = seal(key, row.id, version, base, row.shown, row.layer)
    for index, column in enumerate(columns):
        if column.role == "hidden":
            page.write_string(at, index, hidden[column.key], styles["text"])
        elif column.key == "sentence":
            _write_sentence(page, at, index, row, styles)
        elif column.key == "confidence":
            # A cell that is not written is locked, and Excel sorts no rows with locked cells.
            if row.confidence is None:
                page.write_blank(at, index, None, styles["share"])
            else:
                page.write_number(at, index, row.confidence, styles["share"])
        elif column.role == "shown":
            write_text(page, at, index, row.shown.get(column.key, ""), styles, "text")
        else:
            _write_input(page, at, index, column, row.base.get(column.key), styles)


def _write_input(
    page: Any, at: int, index: int, column: SheetColumn, value: str | None, styles: Mapping[str, Any]
) -> None:
    held = shown_in(column, value)
    if isinstance(held, float):
        page.write_number(at, index, held, styles["input_number"])
    elif not held and column.kind == "number":
        page.write_blank(at, index, None, styles["input_number"])
    else:
        write_text(page, at, index, held, styles, "input")


def write_text(page: Any, at: int, index: int, text: str, styles: Mapping[str, Any], style: str) -> None:
    """Text as a string whatever it begins with; also when somebody types in the cell and leaves it."""
    text = tidy(text)[:32_000]
    if text:
        quoted = f"{style}_quoted" if text.lstrip().startswith(_QUOTED) else style
        page.write_string(at, index, text, styles[quoted])
    else:
        page.write_blank(at, index, None, styles[style])


def _write_sentence(page: Any, at: int, index: int, row: SheetRow, styles: Mapping[str, Any]) -> None:
    before, mention, behind = row.sentence
    parts = [("plain", before), ("mention", mention), ("plain", behind)]
    if not mention or not (before or behind):
        write_text(page, at, index, "".join(row.sentence), styles, "text")
        return
    rich = [item for style, piece in parts if piece for item in (styles[style], piece)]
    page.write_rich_string(at, index, *rich, styles["text"])


def _height(columns: tuple[SheetColumn, ...], row: SheetRow) -> int:
    most = 1
    for column in columns:
        if column.role == "hidden" or column.key == "confidence":
            continue
        text = row.shown.get(column.key) or row.base.get(column.key) or ""
        if len(text) > column.width * 0.8:
            most = max(most, lines_needed(column.choices().get(text, text), column.width))
    return most


def _finish(
    page: Any, layer: str, count: int, styles: Mapping[str, Any], lists: dict[str, tuple[str, int]]
) -> None:
    columns, last = columns_of(layer), max(FIRST + count - 1, FIRST)
    page.autofilter(TITLES, 0, last, len(columns) - 1)
    page.freeze_panes(FIRST, next(i for i, column in enumerate(columns) if column.key == "sentence") + 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.set_zoom(90)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(TITLES)
    page.print_area(TITLES, 0, last, next(i for i, column in enumerate(columns) if column.key == "comment"))
    page.set_footer("&RTrang &P/&N")
    for index, column in enumerate(columns):
        area = (FIRST, index, last, index)
        page.data_validation(*area, _validation(column, lists))
        if column.kind == "number" and column.role == "input":
            cell = f"{_letters(index)}{FIRST + 1}"
            rule = f"=AND(ISNUMBER({cell}),{cell}<>INT({cell}))"
            page.conditional_format(*area, {"type": "formula", "criteria": rule, "format": styles["places"]})
    page.protect("", _ALLOWED)


def _validation(column: SheetColumn, lists: dict[str, tuple[str, int]]) -> dict[str, Any]:
    if column.role != "input":
        return {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_title": "Cột chỉ để đọc",
            "error_message": "Cột này không sửa được; hãy sửa ở các cột màu vàng.",
        }
    choices = list(column.choices().values())
    if choices:
        place, count = lists.setdefault("\n".join(choices), (_letters(len(lists)), len(choices)))
        return {
            "validate": "list",
            "source": f"='{LISTS}'!${place}$1:${place}${count}",
            "error_title": column.title,
            "error_message": "Hãy chọn trong danh sách, hoặc để trống.",
        }
    if column.kind == "number":
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e15,
            "maximum": 1e15,
            "error_type": "warning",
            "error_title": column.title,
            "error_message": "Ô này cần một con số. Số có nhiều hơn 15 chữ số thì ghi dạng chữ.",
        }
    limit = {"validate": "length", "criteria": "<=", "value": 2000, "error_title": column.title}
    return {**limit, "error_message": "Dài quá 2000 chữ; hãy rút ngắn."}


def _write_lists(book: Any, lists: Mapping[str, tuple[str, int]]) -> None:
    """The choices, on a sheet that nobody need see. Row by row, as everything is written."""
    page = book.add_worksheet(LISTS)
    kinds = [choices.split("\n") for choices in lists]
    for at in range(max(map(len, kinds), default=0)):
        for index, choices in enumerate(kinds):
            if at < len(choices):
                page.write_string(at, index, choices[at])
    page.protect("")
    page.hide()


def _letters(index: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(index))
