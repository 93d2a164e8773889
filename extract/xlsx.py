"""Excel (xlsx, xlsm, also Strict) to a `Document`, read as a stream of rows. Knows results, no formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from extract.document import Document
from extract.packages import DAMAGE, damaged, open_package
from extract.problems import FileProblem
from extract.sheet_cells import MOST_CELLS, MOST_SHEETS, Area, Run, Sheet, SheetCell, Workbook
from extract.sheet_document import as_document, for_excel, too_many_cells
from extract.sheet_numbers import number_text
from extract.xlsx_boxes import page_texts, read_boxes
from extract.xlsx_parts import Element, Link, Look, Parts, Styles, local, read_runs, shared_strings

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READER = "lxml"
_SHEET_PART = 250_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_EMPTY = 2_000
_LAST_COL = 16_383
_ROW_TAGS = frozenset(("row", "col", "mergeCell", "headerFooter"))
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class _Book:
    """What all sheets share. `left`: how many cells may still come."""

    parts: Parts
    styles: Styles
    strings: list[tuple[Run, ...]]
    since_1904: bool
    found: Workbook = field(default_factory=Workbook)
    left: int = MOST_CELLS


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a workbook; raises FileProblem: corrupt, encrypted or too_big."""
    try:
        with open_package(data, largest_part=_SHEET_PART) as archive:
            book = _read(archive)
    except FileProblem as problem:
        raise for_excel(problem) from problem
    return as_document(book, name, sha256, MIME, "xlsx", _READER)


def _read(archive: ZipFile) -> Workbook:
    parts = Parts(archive)
    main = next((link.target for link in parts.links("") if link.kind == "officeDocument"), "xl/workbook.xml")
    root = parts.root(main)
    if root is None:
        raise damaged()
    links = parts.links(main)
    by_kind = {link.kind: link.target for link in links}
    strings, unread = _strings(parts, by_kind.get("sharedStrings"))
    book = _Book(parts, Styles(parts.root(by_kind.get("styles", ""))), strings, _since_1904(root))
    book.found.unread = unread
    for sheet, link in _sheets(root, links):
        if sheet.get("state") in ("hidden", "veryHidden"):
            book.found.hidden.append(sheet.get("name") or "?")
        elif link is None or link.target.casefold() not in {n.casefold() for n in parts.names}:
            book.found.unread += 1
        else:
            book.found.sheets.append(_sheet(book, sheet.get("name") or "", link.target))
    return book.found


def _strings(parts: Parts, name: str | None) -> tuple[list[tuple[Run, ...]], int]:
    """The shared strings, and 1 where some of them could not be read."""
    from lxml import etree

    if name is None:
        return [], 0
    try:
        return shared_strings(parts, name), 0
    except (etree.XMLSyntaxError, *DAMAGE) as error:
        # Without its strings a workbook is numbers only.
        raise damaged() from error


def _since_1904(root: Element) -> bool:
    settings = next((child for child in root if local(child) == "workbookPr"), None)
    return settings is not None and settings.get("date1904") in ("1", "true")


def _sheets(root: Element, links: list[Link]) -> Iterator[tuple[Element, Link | None]]:
    """Each work sheet in the order of its tabs; sheets that only hold a chart are none."""
    by_id = {link.id: link for link in links}
    listed = [sheet for parent in root if local(parent) == "sheets" for sheet in parent]
    if len(listed) > MOST_SHEETS:
        raise too_many_cells()
    for sheet in listed:
        link = by_id.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
        if link is None or link.kind == "worksheet":
            yield sheet, link


def _sheet(book: _Book, name: str, part: str) -> Sheet:
    from lxml import etree

    sheet = Sheet(name)
    hidden_cols: set[int] = set()
    row = -1
    try:
        for element in book.parts.elements(part, _ROW_TAGS):
            tag = local(element)
            if tag == "row":
                row = _position(element.get("r"), row + 1)
                _row(book, sheet, element, row)
            elif tag == "col":
                if element.get("hidden") in ("1", "true"):
                    first = _position(element.get("min"), 0)
                    hidden_cols.update(range(first, min(_position(element.get("max"), first), _LAST_COL) + 1))
            elif tag == "headerFooter":
                sheet.page_texts = page_texts(element)
            else:
                sheet.merged += _area(element.get("ref") or "")
    except (etree.XMLSyntaxError, *DAMAGE):
        # What stands before the damage has been read.
        book.found.unread += 1
    used = {cell.col for cell in sheet.cells}
    book.found.hidden_lines += len(used & hidden_cols)
    sheet.boxes = read_boxes(book.parts, part)
    return sheet


def _row(book: _Book, sheet: Sheet, element: Element, row: int) -> None:
    col, ruled, said = -1, 0, len(sheet.cells)
    for child in element:
        if local(child) != "c":
            continue
        col = _column(child.get("r"), col + 1)
        style = child.get("s") or ""
        look = book.styles.look(int(style) if style.isascii() and style.isdigit() and len(style) < 9 else 0)
        ruled += look.ruled
        if len(child):
            cell = _cell(book, child, row, min(col, _LAST_COL), look)
            if cell is not None:
                sheet.cells.append(cell)
    # Some draw lines down to the last row.
    if ruled > 1 and row - (sheet.cells[-1].row if sheet.cells else 0) < _MOST_EMPTY:
        sheet.ruled_rows.add(row)
    fresh = len(sheet.cells) - said
    book.left -= fresh
    if book.left < 0:
        raise too_many_cells()
    book.found.hidden_lines += bool(fresh) and element.get("hidden") in ("1", "true")


def _cell(book: _Book, element: Element, row: int, col: int, look: Look) -> SheetCell | None:
    kind = element.get("t") or "n"
    value: str | None = None
    formula = False
    runs: tuple[Run, ...] = ()
    for child in element:
        tag = local(child)
        if tag == "v":
            value = child.text
        elif tag == "f":
            formula = True
        elif tag == "is":
            runs = read_runs(child)
    if formula and value is None and not runs and kind != "str":
        book.found.uncomputed += 1
        return None
    number = False
    if kind == "s":
        place = int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else -1
        if not 0 <= place < len(book.strings):
            book.found.unread = max(book.found.unread, 1)
            return None
        runs = book.strings[place]
    elif value is not None and not runs:
        text, number = _value(book, kind, value, look)
        runs = (Run(text),)
    shown = tuple(Run(_unescaped(run.text), run.font or look.font) for run in runs)
    if not any(run.text.strip() for run in shown):
        return None
    book.found.errors += kind == "e"
    return SheetCell(row, col, shown, number, look.bold, look.ruled)


def _value(book: _Book, kind: str, value: str, look: Look) -> tuple[str, bool]:
    """The text of a cell without a string of its own, and whether it is a number."""
    if kind == "b":
        return ("TRUE" if value.strip() == "1" else "FALSE"), False
    if kind != "n":
        return value, False
    try:
        return number_text(float(value), look.form, book.since_1904), True
    except (ValueError, OverflowError):
        return value, False


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _position(value: str | None, default: int) -> int:
    """A number that counts from 1, from 0."""
    return int(value) - 1 if value and value.isascii() and value.isdigit() and len(value) < 9 else default


def _column(reference: str | None, default: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    return default if found is None else _letters(found[1])


def _letters(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _area(reference: str) -> list[Area]:
    first, _, last = reference.partition(":")
    top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if top is None or bottom is None:
        return []
    return [Area(int(top[2]) - 1, _letters(top[1]), int(bottom[2]) - 1, _letters(bottom[1]))]
