"""Reads a review workbook that came back: finds its sheets and columns where they are now. Merges nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from extract.packages import DAMAGE, UNPACKED, open_package
from extract.problems import FileProblem, Problem
from extract.xlsx_parts import Parts, local
from review.sheet_columns import LAYERS, MARK, SheetColumn, columns_of
from review.sheet_reach import check_reach

MOST_BYTES = 64 << 20
# Rows from the top among which the titles are looked for, where the row of keys is gone.
_TOP = 20
_NEEDED = ("id", "version", "base", "seal", "file", "sentence")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SIGNS = re.compile(rb"<(?:\w+:)?(?:f[\s>/]|mergeCell\s)|\st=['\"]e['\"]")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`number`: as the program shows it, from 1. `cells`: key -> value as the program gave it.

    `formulas`, `errors`: keys whose cell holds one, whatever value the program tells. `merged`: whether it
    is part of a merged area.
    """

    number: int
    cells: Mapping[str, Any]
    formulas: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()
    merged: bool = False


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet of ours. `name`: what it is called now. `problem`: why nothing of it can be taken."""

    name: str
    layer: str
    rows: tuple[ReadRow, ...] = ()
    missing: tuple[SheetColumn, ...] = ()
    problem: str | None = None


@dataclass(slots=True)
class _Marks:
    """Of one sheet: where formulas and errors stand (row, column from 0), and the rows of merged areas."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int]] = field(default_factory=list)


def read_book(data: bytes) -> list[ReadSheet]:
    """The sheets of ours in the workbook. Raises Problem where there is none or it cannot be read."""
    if len(data) > MOST_BYTES:
        raise Problem("too_big", "Tệp Excel quá lớn; hãy xuất ít dòng hơn rồi nộp từng tệp.")
    marks = _marks(data)
    found = [sheet for sheet in _sheets(data, marks) if sheet is not None]
    if not found:
        raise Problem(
            "no_sheet", "Tệp không phải bảng duyệt do phần mềm xuất ra; hãy dùng tệp của lệnh sheet export."
        )
    return found


def _sheets(data: bytes, marks: Mapping[str, _Marks]) -> Iterator[ReadSheet | None]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for name in book.sheet_names:
                grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield _sheet(name, grid, marks.get(name, _Marks()))
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable() from error


def _sheet(name: str, grid: Sequence[Sequence[Any]], marks: _Marks) -> ReadSheet | None:
    found = _by_keys(grid) or _by_titles(grid)
    if found is None:
        return None
    layer, header, places = found
    doubled = [key for key, count in Counter(key for key, _ in places).items() if count > 1]
    if doubled:
        titles = ", ".join(column.title for column in columns_of(layer) if column.key in doubled)
        return ReadSheet(name, layer, problem=f"Cột {titles} có hai lần; hãy xóa cột chép thêm rồi nộp lại.")
    at = dict(places)
    lost = [column for column in columns_of(layer) if column.key not in at]
    needed = ", ".join(column.title for column in lost if column.key in _NEEDED)
    if needed:
        return ReadSheet(
            name, layer, problem=f"Thiếu cột {needed} nên không kiểm được các dòng; hãy xuất lại rồi sửa."
        )
    rows = tuple(_rows(layer, grid, header, at, marks))
    return ReadSheet(name, layer, rows, tuple(column for column in lost if column.role == "input"))


def _rows(
    layer: str, grid: Sequence[Sequence[Any]], header: int, at: Mapping[str, int], marks: _Marks
) -> Iterator[ReadRow]:
    """Every row that holds something, also above the titles: whoever sorts too much moves rows there."""
    titles = {column.key: column.title for column in columns_of(layer)}
    for number, values in enumerate(grid):
        cells = {key: values[index] if index < len(values) else "" for key, index in at.items()}
        if number == header or sum(cells[key] == titles[key] for key in cells) > len(cells) // 2:
            continue
        formulas = frozenset(key for key, index in at.items() if (number, index) in marks.formulas)
        errors = frozenset(key for key, index in at.items() if (number, index) in marks.errors)
        merged = any(top <= number <= bottom for top, bottom in marks.merged)
        if formulas or errors or merged or any(value not in ("", None) for value in cells.values()):
            yield ReadRow(number + 1, cells, formulas, errors, merged)


def _by_keys(grid: Sequence[Sequence[Any]]) -> tuple[str, int, list[tuple[str, int]]] | None:
    """Layer, row of the keys, (key, column), by the hidden row of keys."""
    for number, values in enumerate(grid[:_TOP]):
        marked = [(value, index) for index, value in enumerate(values) if _is_key(value)]
        if not marked:
            continue
        layers = Counter(value.split(".")[1] for value, _ in marked)
        layer = layers.most_common(1)[0][0]
        known = {column.key for column in columns_of(layer)} if layer in LAYERS else set()
        start = f"{MARK}{layer}."
        places = [(value.removeprefix(start), index) for value, index in marked if value.startswith(start)]
        if known & {key for key, _ in places}:
            return layer, number, [(key, index) for key, index in places if key in known]
    return None


def _by_titles(grid: Sequence[Sequence[Any]]) -> tuple[str, int, list[tuple[str, int]]] | None:
    """The same by the titles, in the first row that has what every sheet of ours has."""
    for number, values in enumerate(grid[:_TOP]):
        titles = [
            (" ".join(value.split()), index) for index, value in enumerate(values) if isinstance(value, str)
        ]
        present = {title for title, _ in titles}
        usual = {column.title for column in columns_of("checks") if column.key in _NEEDED}
        if len(usual & present) < 3:
            continue
        layer = max(LAYERS, key=lambda layer: len({c.title for c in columns_of(layer)} & present))
        keys = {column.title: column.key for column in columns_of(layer)}
        return layer, number, [(keys[title], index) for title, index in titles if title in keys]
    return None


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(MARK) and value.count(".") >= 2


def _marks(data: bytes) -> dict[str, _Marks]:
    """Name of a sheet -> its formulas and merged cells, which the reader of values does not tell."""
    try:
        with open_package(data, UNPACKED) as package:
            check_reach(package)
            return dict(_package_marks(package))
    except FileProblem as problem:
        if problem.status == "too_big":
            raise Problem("too_big", "Tệp Excel bung ra quá lớn; hãy xuất ít dòng hơn.") from problem
        raise _unreadable() from problem
    except DAMAGE as error:
        raise _unreadable() from error


def _package_marks(package: ZipFile) -> Iterator[tuple[str, _Marks]]:
    parts = Parts(package)
    book = next((link.target for link in parts.links("") if link.kind == "officeDocument"), None)
    root = None if book is None else parts.root(book)
    if book is None or root is None:
        raise _unreadable()
    targets = {link.id: link.target for link in parts.links(book)}
    for sheet in (element for element in root.iter() if local(element) == "sheet"):
        id = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(id)
        if target is not None:
            yield sheet.get("name") or "", _sheet_marks(parts, target)


def _sheet_marks(parts: Parts, target: str) -> _Marks:
    from lxml.etree import XMLSyntaxError

    marks = _Marks()
    stored = parts.names.get(target.casefold())
    # Nearly no sheet has any; looking for their letters costs a tenth of reading the elements.
    if stored is None or not _SIGNS.search(parts.archive.read(stored)):
        return marks
    try:
        for element in parts.elements(target, frozenset(("c", "mergeCell"))):
            ends = _CELL.findall(element.get("ref") or element.get("r") or "")
            if local(element) == "mergeCell" and len(ends) == 2:
                marks.merged.append((int(ends[0][1]) - 1, int(ends[1][1]) - 1))
            elif local(element) == "c":
                _mark_cell(marks, element, ends)
    except XMLSyntaxError as error:
        raise _unreadable() from error
    return marks


def _mark_cell(marks: _Marks, element: Any, ends: list[tuple[str, str]]) -> None:
    formula = any(local(child) == "f" for child in element)
    if not formula and element.get("t") != "e":
        return
    if not ends:
        # Somewhere: no row can be told from the others.
        marks.merged.append((0, 1 << 30))
        return
    place = int(ends[0][1]) - 1, _column(ends[0][0])
    (marks.formulas if formula else marks.errors).add(place)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unreadable() -> Problem:
    return Problem(
        "unreadable", "Không đọc được tệp Excel; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nộp lại."
    )
