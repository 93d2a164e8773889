"""Binary Excel workbooks (xlsb) to a `Document`. Knows results, no formulas."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from zipfile import ZipFile

from extract import xlsb_records as b
from extract.document import Document
from extract.packages import DAMAGE, damaged, open_package
from extract.problems import FileProblem
from extract.sheet_cells import MOST_CELLS, MOST_SHEETS, Area, Run, Sheet, SheetCell, Workbook
from extract.sheet_document import as_document, for_excel, too_many_cells
from extract.sheet_numbers import number_text
from extract.xlsb_records import Record
from extract.xlsx_boxes import read_boxes
from extract.xlsx_parts import Look, Parts

MIME = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
_READER = "tonghop"
_PART = 100_000_000
_LAST_ROW, _LAST_COL = 1_048_575, 16_383
_MOST_EMPTY = 2_000
_NUMBERS = frozenset((b.RK, b.REAL, b.FORMULA_NUMBER))
_TEXTS = frozenset((b.TEXT, b.FORMULA_TEXT))
_BOOLEANS, _ERRORS = frozenset((b.BOOLEAN, b.FORMULA_BOOLEAN)), frozenset((b.ERROR, b.FORMULA_ERROR))
_ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_DAMAGE = (*DAMAGE, struct.error, IndexError)


@dataclass
class _Book:
    """What all sheets share. `left`: how many cells may still come."""

    parts: Parts
    looks: list[Look]
    fonts: list[tuple[str, bool]]
    strings: list[tuple[Run, ...]]
    since_1904: bool = False
    found: Workbook = field(default_factory=Workbook)
    left: int = MOST_CELLS


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a workbook; raises FileProblem: corrupt, encrypted or too_big."""
    try:
        with open_package(data) as archive:
            book = _read(archive)
    except FileProblem as problem:
        raise for_excel(problem) from problem
    except _DAMAGE as error:
        raise for_excel(damaged()) from error
    return as_document(book, name, sha256, MIME, "xlsb", _READER)


def _read(archive: ZipFile) -> Workbook:
    parts = Parts(archive)
    main = next((link.target for link in parts.links("") if link.kind == "officeDocument"), "xl/workbook.bin")
    links = parts.links(main)
    by_kind = {link.kind: link.target for link in links}
    looks, fonts = b.looks(_bytes(parts, by_kind.get("styles", "")))
    shared = b.records(_bytes(parts, by_kind.get("sharedStrings", "")))
    strings = [b.rich_string(record.data, fonts) for record in shared if record.kind == b.ITEM]
    book = _Book(parts, looks, fonts, strings)
    targets = {link.id: link.target for link in links if link.kind == "worksheet"}
    sheets = 0
    for record in b.records(_bytes(parts, main)):
        if record.kind == b.SETTINGS:
            book.since_1904 = bool(record.number(0) & 1)
        elif record.kind == b.SHEET:
            id, at = b.string(record.data, 8)
            title = b.string(record.data, at)[0]
            sheets += 1
            if sheets > MOST_SHEETS:
                raise too_many_cells()
            if record.number(0):
                book.found.hidden.append(title)
            elif id in targets:
                book.found.sheets.append(_sheet(book, title, targets[id]))
    if not sheets:
        raise damaged()
    return book.found


def _bytes(parts: Parts, name: str) -> bytes:
    """The bytes of a part, none where it is missing."""
    stored = parts.names.get(name.casefold())
    if stored is None:
        return b""
    if parts.archive.getinfo(stored).file_size > _PART:
        raise too_many_cells()
    return parts.archive.read(stored)


def _sheet(book: _Book, title: str, part: str) -> Sheet:
    sheet = Sheet(title)
    hidden_cols: set[int] = set()
    row, ruled, hidden = 0, 0, False
    rows_hidden: set[int] = set()
    try:
        for record in b.records(_bytes(book.parts, part)):
            if record.kind == b.ROW:
                row, ruled = min(record.number(0), _LAST_ROW), 0
                hidden = bool(record.number(11, 1) & 0x10)
            elif record.kind <= b.FORMULA_ERROR:
                cell, look = _cell(book, record, row)
                ruled += look.ruled
                if cell is not None:
                    book.left -= 1
                    if book.left < 0:
                        raise too_many_cells()
                    sheet.cells.append(cell)
                    if hidden:
                        rows_hidden.add(row)
                if ruled > 1 and row - (sheet.cells[-1].row if sheet.cells else 0) < _MOST_EMPTY:
                    sheet.ruled_rows.add(row)
            elif record.kind == b.COLUMNS and record.number(16, 2) & 1:
                first, last = record.number(0), min(record.number(4), _LAST_COL)
                hidden_cols.update(range(first, last + 1))
            elif record.kind == b.MERGE:
                top, bottom, left, right = (record.number(at) for at in (0, 4, 8, 12))
                sheet.merged.append(Area(top, left, bottom, right))
    except _DAMAGE:
        # What stands before the damage has been read.
        book.found.unread += 1
    used = {cell.col for cell in sheet.cells}
    book.found.hidden_lines += len(used & hidden_cols) + len(rows_hidden)
    sheet.boxes = read_boxes(book.parts, part)
    return sheet


def _cell(book: _Book, record: Record, row: int) -> tuple[SheetCell | None, Look]:
    """What a cell says, if anything, and its look."""
    col, style, kind = min(record.number(0), _LAST_COL), record.number(4, 3), record.kind
    look = book.looks[style] if style < len(book.looks) else Look()
    if kind == b.BLANK:
        return None, look
    runs: tuple[Run, ...]
    if kind == b.SHARED:
        place = record.number(8)
        if place >= len(book.strings):
            book.found.unread = max(book.found.unread, 1)
            return None, look
        runs = book.strings[place]
    elif kind in _TEXTS:
        runs = (Run(b.string(record.data, 8)[0]),)
    elif kind in _NUMBERS:
        value = b.rk(record.number(8)) if kind == b.RK else float(struct.unpack_from("<d", record.data, 8)[0])
        runs = (Run(number_text(value, look.form, book.since_1904)),)
    elif kind in _BOOLEANS:
        runs = (Run("TRUE" if record.number(8, 1) else "FALSE"),)
    else:
        book.found.errors += kind in _ERRORS
        runs = (Run(_ERROR_TEXTS.get(record.number(8, 1), "#N/A")),)
    shown = tuple(Run(run.text, run.font or look.font) for run in runs)
    if not any(run.text.strip() for run in shown):
        return None, look
    return SheetCell(row, col, shown, kind in _NUMBERS, look.bold, look.ruled), look
