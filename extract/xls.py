"""Legacy Excel (.xls, BIFF 2 to 8) to a `Document`: xlrd reads the cells. Knows fonts, no letters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from extract.document import Document
from extract.packages import damaged, encrypted
from extract.problems import FileProblem
from extract.sheet_cells import MOST_CELLS, MOST_SHEETS, Area, Run, Sheet, SheetCell, Workbook
from extract.sheet_document import as_document, for_excel, too_many_cells
from extract.sheet_numbers import number_text
from extract.xls_boxes import read_boxes

MIME = "application/vnd.ms-excel"
_READER = "xlrd"
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
_BOLD = 600


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a workbook; raises FileProblem: corrupt, encrypted or too_big."""
    try:
        book = _read(data)
    except FileProblem as problem:
        raise for_excel(problem) from problem
    except MemoryError:
        raise
    # Damaged records lead the reader anywhere.
    except Exception as error:
        raise for_excel(damaged()) from error
    return as_document(book, name, sha256, MIME, "xls", _READER)


def _read(data: bytes) -> Workbook:
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ignore_workbook_corruption=True
        )
    except xlrd.XLRDError as error:
        raise encrypted() if "encrypted" in str(error).casefold() else damaged() from error
    if book.nsheets > MOST_SHEETS:
        raise too_many_cells()
    found = Workbook()
    left = MOST_CELLS
    boxes = read_boxes(data, [font.name.strip() for font in book.font_list])
    for number, sheet in enumerate(book.sheets()):
        if sheet.visibility:
            if sheet.nrows:
                found.hidden.append(sheet.name)
            continue
        read = _sheet(book, sheet, found)
        read.boxes = boxes.get(number, [])
        left -= len(read.cells)
        if left < 0:
            raise too_many_cells()
        found.sheets.append(read)
    return found


def _sheet(book: Any, sheet: Any, found: Workbook) -> Sheet:
    read = Sheet(sheet.name)
    read.merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    used_rows, used_cols = set(), set()
    for row in range(sheet.nrows):
        ruled = 0
        for col, kind in enumerate(sheet.row_types(row)):
            look = _look(book, sheet, row, col)
            ruled += _ruled(look)
            if kind in (_EMPTY, _BLANK):
                continue
            cell = _cell(book, sheet, row, col, kind, look)
            if cell is not None:
                used_rows.add(row)
                used_cols.add(col)
                found.errors += kind == _ERROR
                read.cells.append(cell)
        if ruled > 1:
            read.ruled_rows.add(row)
    found.hidden_lines += sum(
        bool(sheet.rowinfo_map[row].hidden) for row in used_rows & sheet.rowinfo_map.keys()
    )
    found.hidden_lines += sum(
        bool(sheet.colinfo_map[col].hidden) for col in used_cols & sheet.colinfo_map.keys()
    )
    return read


def _look(book: Any, sheet: Any, row: int, col: int) -> Any:
    index = sheet.cell_xf_index(row, col)
    return book.xf_list[index] if 0 <= index < len(book.xf_list) else None


def _ruled(look: Any) -> bool:
    border = getattr(look, "border", None)
    if border is None:
        return False
    level = border.top_line_style or border.bottom_line_style
    return bool(level and (border.left_line_style or border.right_line_style))


def _cell(book: Any, sheet: Any, row: int, col: int, kind: int, look: Any) -> SheetCell | None:
    value = sheet.cell_value(row, col)
    font = _font(book, look)
    name = font.name.strip() if font is not None else ""
    if kind == _TEXT:
        runs = tuple(_runs(book, sheet.rich_text_runlist_map.get((row, col), ()), value, name))
    elif kind in (_NUMBER, _DATE):
        form = book.format_map.get(look.format_key) if look is not None else None
        text = number_text(float(value), form.format_str if form is not None else "", book.datemode == 1)
        runs = (Run(text),)
    elif kind == _BOOLEAN:
        runs = (Run("TRUE" if value else "FALSE"),)
    else:
        runs = (Run(_error_text(value)),)
    if not any(run.text.strip() for run in runs):
        return None
    bold = font is not None and font.weight >= _BOLD
    return SheetCell(row, col, runs, kind in (_NUMBER, _DATE), bold, _ruled(look))


def _font(book: Any, look: Any) -> Any:
    index = -1 if look is None else look.font_index
    return book.font_list[index] if 0 <= index < len(book.font_list) else None


def _runs(book: Any, changes: Any, text: str, font: str) -> Iterator[Run]:
    """The text in its fonts; `changes`: (first character, index of the font) in order."""
    at = 0
    for start, index in changes:
        if at < start <= len(text):
            yield Run(text[at:start], font)
            at = start
        if 0 <= index < len(book.font_list):
            font = book.font_list[index].name.strip()
    yield Run(text[at:], font)


def _error_text(code: Any) -> str:
    from xlrd.biffh import error_text_from_code

    return str(error_text_from_code.get(code, "#N/A"))
