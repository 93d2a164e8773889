"""OpenDocument spreadsheets (.ods) to a `Document`. Knows stored values, no formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from extract.document import Document
from extract.packages import DAMAGE, damaged, doctype, encrypted, open_package
from extract.problems import FileProblem
from extract.sheet_cells import MOST_CELLS, MOST_SHEETS, Area, Box, Run, Sheet, SheetCell, Workbook
from extract.sheet_document import as_document, for_excel, too_many_cells
from extract.sheet_numbers import amount_text, moment_text

Element = Any
MIME = "application/vnd.oasis.opendocument.spreadsheet"
_READER = "lxml"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_SPACE}{part}:1.0}}" for part in ("table", "office", "text", "style"))
_DRAW = f"{_SPACE}drawing:1.0}}"
_FO = f"{_SPACE}xsl-fo-compatible:1.0}}"
# Rows and columns that only group others.
_GROUPS = frozenset(
    f"{_TABLE}{name}"
    for name in ("table-row-group", "table-rows", "table-header-rows", "table-column-group", "table-columns",
                 "table-header-columns")
)  # fmt: skip
_NUMBERS = frozenset(("float", "currency", "percentage"))
_DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?.*")
_HIDDEN = frozenset(("collapse", "filter"))
# A sheet ends with one empty row that is repeated to the last line.
_MOST_REPEATS = 10_000
_LAST_COL = 16_383


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says; None where it leaves that to its parent."""

    parent: str = ""
    font: str | None = None
    bold: bool | None = None
    ruled: bool | None = None
    shown: bool = True


@dataclass
class _Book:
    """`looks`: styles by name. `left`: how many cells may still come."""

    looks: dict[str, _Look]
    found: Workbook = field(default_factory=Workbook)
    left: int = MOST_CELLS


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a workbook; raises FileProblem: corrupt, encrypted or too_big."""
    try:
        content = _content(data)
    except FileProblem as problem:
        raise for_excel(problem) from problem
    book = _Book(
        {style.get(f"{_STYLE}name") or "": _style(style) for style in content.iter(f"{_STYLE}style")}
    )
    tables = [table for table in content.iter(f"{_TABLE}table") if not _inside_cell(table)]
    if len(tables) > MOST_SHEETS:
        raise too_many_cells()
    for table in tables:
        title = table.get(f"{_TABLE}name") or ""
        look = book.looks.get(table.get(f"{_TABLE}style-name") or "")
        if look is not None and not look.shown:
            book.found.hidden.append(title)
        else:
            book.found.sheets.append(_sheet(book, table, title))
    return as_document(book.found, name, sha256, MIME, "ods", _READER)


def _content(data: bytes) -> Element:
    from lxml import etree

    with open_package(data) as archive:
        names = set(archive.namelist())
        try:
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise encrypted()
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root: Element = etree.fromstring(archive.read("content.xml"), parser)
        except (KeyError, etree.XMLSyntaxError, *DAMAGE) as error:
            raise damaged() from error
    if root.getroottree().docinfo.doctype:
        raise doctype()
    return root


def _inside_cell(table: Element) -> bool:
    return any(above.tag == f"{_TABLE}table-cell" for above in table.iterancestors())


def _style(style: Element) -> _Look:
    font = bold = ruled = None
    shown = True
    for child in style:
        if child.tag == f"{_STYLE}text-properties":
            font = child.get(f"{_STYLE}font-name") or child.get(f"{_FO}font-family") or font
            weight = child.get(f"{_FO}font-weight")
            bold = bold if weight is None else weight == "bold" or weight in ("600", "700", "800", "900")
        elif child.tag == f"{_STYLE}table-cell-properties":
            ruled = _encloses(child)
        elif child.tag == f"{_STYLE}table-properties":
            shown = child.get(f"{_TABLE}display") != "false"
    return _Look(style.get(f"{_STYLE}parent-style-name") or "", font, bold, ruled, shown)


def _encloses(properties: Element) -> bool | None:
    whole = properties.get(f"{_FO}border")
    sides = {
        side: properties.get(f"{_FO}border-{side}", whole) for side in ("top", "bottom", "left", "right")
    }
    if all(line is None for line in sides.values()):
        return None
    drawn = {side for side, line in sides.items() if line not in (None, "none")}
    return bool(drawn & {"top", "bottom"}) and bool(drawn & {"left", "right"})


def _look(book: _Book, name: str) -> _Look:
    """A style with what it leaves to its parents filled in."""
    look = book.looks.get(name, _Look())
    for _ in range(9):
        above = book.looks.get(look.parent)
        if above is None:
            break
        look = _Look(
            above.parent if above.parent != look.parent else "",
            look.font if look.font is not None else above.font,
            look.bold if look.bold is not None else above.bold,
            look.ruled if look.ruled is not None else above.ruled,
        )
    return look


def _sheet(book: _Book, table: Element, title: str) -> Sheet:
    sheet = Sheet(title)
    columns = list(_columns(table))
    for shapes in table.iterchildren(f"{_TABLE}shapes"):
        sheet.boxes += _boxes(shapes, 0)
    row = 0
    for element in _flat(table, f"{_TABLE}table-row"):
        times = _times(element.get(f"{_TABLE}number-rows-repeated"))
        cells = list(_cells(book, sheet, element, row, columns))
        fresh, ruled = (
            [c for c in cells if isinstance(c, SheetCell)],
            sum(c is None or c.ruled for c in cells),
        )
        if fresh and times > _MOST_REPEATS:
            raise too_many_cells()
        for repeat in range(times if fresh else 0):
            book.left -= len(fresh)
            if book.left < 0:
                raise too_many_cells()
            sheet.cells += [SheetCell(row + repeat, c.col, c.runs, c.number, c.bold, c.ruled) for c in fresh]
        if ruled > 1:
            sheet.ruled_rows.update(range(row, row + min(times, _MOST_REPEATS)))
        book.found.hidden_lines += bool(fresh) and element.get(f"{_TABLE}visibility") in _HIDDEN
        row += times
    hidden = {col for col, (shown, _) in enumerate(columns) if not shown}
    book.found.hidden_lines += len(hidden & {cell.col for cell in sheet.cells})
    return sheet


def _flat(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _GROUPS:
            yield from _flat(child, tag)


def _columns(table: Element) -> Iterator[tuple[bool, str]]:
    """Whether each column is shown, and the style of its cells."""
    count = 0
    for column in _flat(table, f"{_TABLE}table-column"):
        times = min(_times(column.get(f"{_TABLE}number-columns-repeated")), _LAST_COL + 1 - count)
        count += times
        shown = column.get(f"{_TABLE}visibility") not in _HIDDEN
        yield from [(shown, column.get(f"{_TABLE}default-cell-style-name") or "")] * times


def _cells(
    book: _Book, sheet: Sheet, element: Element, row: int, columns: list[tuple[bool, str]]
) -> Iterator[SheetCell | None]:
    """The cells of a row that say something, and None for each other one that is ruled."""
    col = 0
    for child in element:
        if child.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = min(_times(child.get(f"{_TABLE}number-columns-repeated")), _LAST_COL + 1 - col)
        if len(child):
            sheet.boxes += _boxes(child, row)
        default = columns[col][1] if col < len(columns) else ""
        look = _look(book, child.get(f"{_TABLE}style-name") or default)
        covered = child.tag == f"{_TABLE}covered-table-cell"
        text, number = ("", False) if covered else _value(book, child)
        if text.strip():
            down, right = (_times(child.get(f"{_TABLE}number-{way}-spanned")) for way in ("rows", "columns"))
            if down > 1 or right > 1:
                sheet.merged.append(Area(row, col, row + down - 1, col + right - 1))
            for repeat in range(times):
                run = Run(text, look.font or "")
                yield SheetCell(row, col + repeat, (run,), number, bool(look.bold), bool(look.ruled))
        elif look.ruled:
            yield from [None] * min(times, 2)
        col += times


def _boxes(parent: Element, row: int) -> Iterator[Box]:
    """The text boxes that hang on a cell or on the sheet."""
    for shape in parent.iter(f"{_DRAW}text-box", f"{_DRAW}custom-shape"):
        lines = [text for p in shape.iterchildren(f"{_TEXT}p") if (text := _line(p)).strip()]
        if lines:
            yield Box(row, tuple((Run(text),) for text in lines))


def _value(book: _Book, cell: Element) -> tuple[str, bool]:
    """The text of a cell, and whether it is a number."""
    kind = cell.get(f"{_OFFICE}value-type")
    shown = "\n".join(_line(p) for p in cell if p.tag == f"{_TEXT}p")
    value = cell.get(f"{_OFFICE}value")
    if shown.startswith("#") and cell.get(f"{_TABLE}formula"):
        book.found.errors += 1
        return shown, False
    if kind in _NUMBERS and value:
        try:
            number = float(value)
        except ValueError:
            return shown, False
        return (f"{amount_text(number * 100)}%" if kind == "percentage" else amount_text(number)), True
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value") or "") or shown, True
    if kind == "time":
        found = _DURATION.fullmatch(cell.get(f"{_OFFICE}time-value") or "")
        if found:
            return f"{int(found[1] or 0) * 24 + int(found[2] or 0):02}:{int(found[3] or 0):02}", True
    if cell.get(f"{_TABLE}formula") and kind is None and not shown:
        book.found.uncomputed += 1
    return shown, False


def _date(value: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(value), "moment" if "T" in value else "date")
    except ValueError:
        return ""


def _line(paragraph: Element) -> str:
    """The text of a paragraph; comments are no part of it."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        tag = child.tag
        if tag == f"{_TEXT}s":
            parts.append(" " * min(_times(child.get(f"{_TEXT}c")), 100))
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if tag == f"{_TEXT}tab" else "\n")
        elif isinstance(tag, str) and tag != f"{_OFFICE}annotation":
            parts.append(_line(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times(value: str | None) -> int:
    return max(1, int(value)) if value and value.isascii() and value.isdigit() and len(value) < 9 else 1
