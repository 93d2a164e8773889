"""Thirty ways in which a workbook comes back with something that must not be taken as it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import openpyxl

from tests.review.workbooks import column, ids, line_of, page_of

ROWS = ids()
FIRST, SECOND, SHARE = ROWS[0], ROWS[2], ROWS[1]
Tamper = Callable[[openpyxl.Workbook], object]


def _typed(page: Any) -> None:
    """Beside every tampering somebody also typed a number, which must not slip in with it."""
    _cell(page, FIRST, "slot.value").value = 12


def _cell(page: Any, row: str, key: str) -> Any:
    return page.cell(line_of(page, row), column(page, key))


def _setting(key: str, value: Any, row: str = FIRST) -> Tamper:
    def tamper(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        _typed(page)
        cell = _cell(page, row, key)
        cell.value = value
        if isinstance(value, str) and key.startswith("text:"):
            cell.data_type = "s"

    return tamper


def _words(key: str, words: str) -> Tamper:
    def tamper(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        _typed(page)
        cell = _cell(page, FIRST, key)
        cell.value, cell.data_type = words, "s"

    return tamper


def _from(key: str) -> Tamper:
    """The cell of another row in place of its own."""

    def tamper(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        _typed(page)
        _cell(page, FIRST, key).value = _cell(page, SECOND, key).value

    return tamper


def _copy_row(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    page.append([cell.value for cell in page[line_of(page, FIRST)]])
    _typed(page)


def _new_row(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    line = page.max_row + 1
    page.cell(line, column(page, "slot.value")).value = 99
    page.cell(line, column(page, "sentence")).value = "Chi bộ thôn 99 kết nạp 99 đảng viên mới."


def _made_up_row(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    values = [cell.value for cell in page[line_of(page, FIRST)]]
    values[column(page, "id") - 1] = values[column(page, "id") - 1] + "0"
    page.append(values)
    line = page.max_row
    page.cell(line, column(page, "slot.value")).value = 99


def _double_column(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    _typed(page)
    source, target = column(page, "slot.value"), page.max_column + 1
    for line in range(1, page.max_row + 1):
        page.cell(line, target).value = page.cell(line, source).value


def _drop(key: str) -> Tamper:
    def tamper(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        _typed(page)
        page.delete_cols(column(page, key))

    return tamper


def _merge_cells(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    _typed(page)
    line, at = line_of(page, FIRST), column(page, "slot.value")
    page.merge_cells(start_row=line, end_row=line + 1, start_column=at, end_column=at)


def _sort_one_column(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    at = column(page, "slot.value")
    lines = range(3, page.max_row + 1)
    values = sorted(page.cell(line, at).value for line in lines)
    for line, value in zip(lines, values, strict=True):
        page.cell(line, at).value = value


def _sort_what_is_seen(book: openpyxl.Workbook) -> None:
    """Sorted without the hidden columns, which then belong to other rows."""
    page = page_of(book, "figures")
    _typed(page)
    lines = [[cell.value for cell in row[4:]] for row in page.iter_rows(min_row=3)]
    for number, values in enumerate(reversed(lines), 3):
        for index, value in enumerate(values, 5):
            page.cell(number, index).value = value


def _clear_row(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    for index in range(column(page, "state"), column(page, "confidence")):
        page.cell(line_of(page, FIRST), index).value = None


def _clear_column(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    for line in range(3, page.max_row + 1):
        page.cell(line, column(page, "slot.noun")).value = None


def _other_sheet(book: openpyxl.Workbook) -> None:
    """A row moved to a sheet of another layer."""
    page, other = page_of(book, "figures"), page_of(book, "cells")
    _typed(page)
    line, below = line_of(page, FIRST), other.max_row + 1
    for key in ("id", "version", "base", "seal", "file", "sentence", "slot.value"):
        other.cell(below, column(other, key)).value = page.cell(line, column(page, key)).value
    page.delete_rows(line)


def _copied_sheet(book: openpyxl.Workbook) -> None:
    page = page_of(book, "figures")
    _typed(page)
    book.copy_worksheet(page)


# Name -> what is done, and a code of what is told.
TAMPERED: dict[str, tuple[Tamper, str]] = {
    "a version made newer": (_words("version", "7"), "seal"),
    "the version of another row": (_words("version", "1"), "seal"),
    "the id of another row": (_from("id"), "twice"),
    "an id that is none": (_words("id", "figures|x|y"), "seal"),
    "an id of one part": (_words("id", "x"), "seal"),
    "no id": (_setting("id", None), "unknown_row"),
    "the checksum of another row": (_from("seal"), "seal"),
    "no checksum": (_setting("seal", None), "seal"),
    "values at export made up": (_words("base", '{"slot.value":"12"}'), "seal"),
    "values at export broken": (_words("base", "{"), "seal"),
    "the sentence rewritten": (_words("sentence", "Chi bộ thôn 0 kết nạp 12 đảng viên mới."), "seal"),
    "the sentence of another row": (_from("sentence"), "seal"),
    "another file": (_words("file", "khác.docx"), "seal"),
    "a row twice": (_copy_row, "twice"),
    "a sheet copied": (_copied_sheet, "twice"),
    "a row of one's own": (_new_row, "unknown_row"),
    "a row with a made-up id": (_made_up_row, "seal"),
    "a column twice": (_double_column, "sheet"),
    "no column of checksums": (_drop("seal"), "sheet"),
    "no sentences": (_drop("sentence"), "sheet"),
    "merged cells": (_merge_cells, "merged"),
    "one column sorted": (_sort_one_column, "shuffled"),
    "sorted without the hidden columns": (_sort_what_is_seen, "seal"),
    "a row cleared": (_clear_row, "empty_value"),
    "a column cleared": (_clear_column, "column_cleared"),
    "a row on another sheet": (_other_sheet, "wrong_sheet"),
    "a formula for a number": (_setting("slot.value", "=6*2"), "formula"),
    "a formula for a word": (_setting("slot.noun", '=HYPERLINK("http://x","y")'), "formula"),
    "a date for a number": (_setting("slot.value", datetime.date(2024, 4, 3)), "turned"),
    "true for a number": (_setting("slot.value", True), "turned"),
    "an error for a number": (_setting("slot.value", "#REF!"), "error_cell"),
    "words for a number": (_words("slot.value", "mười hai"), "no_number"),
    "a choice that there is not": (_words("state", "đồng ý"), "no_choice"),
    "an indicator that there is not": (_words("slot.indicator", "Chỉ tiêu lạ"), "no_choice"),
    "a period that is none": (_words("slot.period", "quý ba"), "no_period"),
    "words without end": (_words("slot.noun", "x" * 2001), "long_value"),
}
