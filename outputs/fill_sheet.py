"""The file in which the office confirms what a form's columns and lines stand for: written, read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.catalogue import catalogue
from corpus.folding import fold
from extract.problems import SetupProblem
from outputs.fill_matches import ColumnMatch, Matches, UnitMatch
from outputs.new_book import new_book

_COLUMNS, _UNITS, _CATALOGUE = "Cột", "Đơn vị", "Danh mục"
_COLUMN_HEADS = (
    "Trang tính", "Cột (dòng)", "Tiêu đề trong biểu", "Chỉ tiêu", "Loại", "Độ khớp", "Gần giống", "Điền",
)  # fmt: skip
_UNIT_HEADS = ("Trang tính", "Dòng (cột)", "Tên trong biểu", "Đơn vị trong báo cáo", "Độ khớp", "Điền")
_YES, _NO = "có", "không"
_KINDS = {"target": "kế hoạch", None: "thực hiện"}
_WIDTHS = {_COLUMNS: (14, 6, 48, 48, 12, 9, 48, 8), _UNITS: (14, 6, 44, 44, 9, 8)}
_GUIDE = (
    "Xem từng dòng: đúng thì để “có” ở cột Điền, sai thì sửa hoặc ghi “không”."
    " Lưu lại rồi chạy lại đúng lệnh vừa dùng."
)


def write_matches(matches: Matches, path: Path) -> None:
    """Two sheets to confirm, with drop-downs of the catalogue's indicators. Raises OSError."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with new_book(path, options) as book:
        columns = [_column_line(match) for match in matches.columns]
        page = _page(book, _COLUMNS, _COLUMN_HEADS, columns)
        names = sorted(indicator.name for indicator in catalogue())
        last = max(3, len(columns) + 2)
        source = {"validate": "list", "source": f"='{_CATALOGUE}'!$A$1:$A${len(names)}"}
        page.data_validation(2, 3, last, 3, source)
        page.data_validation(2, 4, last, 4, {"validate": "list", "source": list(_KINDS.values())})
        page.data_validation(2, 7, last, 7, {"validate": "list", "source": [_YES, _NO]})
        units = [_unit_line(match) for match in matches.units]
        page = _page(book, _UNITS, _UNIT_HEADS, units)
        page.data_validation(2, 5, max(3, len(units) + 2), 5, {"validate": "list", "source": [_YES, _NO]})
        hidden = book.add_worksheet(_CATALOGUE)
        for number, name in enumerate(names):
            hidden.write_string(number, 0, name)
        hidden.hide()


def read_matches(matches: Matches, path: Path) -> Matches:
    """The same with what people changed. Raises SetupProblem for a file that is not the one we wrote."""
    columns = {(line[0], line[1]): line for line in _lines(path, _COLUMNS, len(_COLUMN_HEADS))}
    units = {(line[0], line[1]): line for line in _lines(path, _UNITS, len(_UNIT_HEADS))}
    return Matches(
        tuple(_changed_column(match, columns, path) for match in matches.columns),
        tuple(_changed_unit(match, units) for match in matches.units),
    )


def letters(column: int) -> str:
    """How spreadsheets call a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def head_place(match: ColumnMatch) -> str:
    """The column of a head as spreadsheets call it, or where heads are lines the line's number."""
    return str(match.head.at + 1) if match.head.across else letters(match.head.at)


def unit_place(match: UnitMatch) -> str:
    """The number of a unit's line, or where units are columns the column."""
    return letters(match.row.at) if match.row.across else str(match.row.at + 1)


def _column_line(match: ColumnMatch) -> list[str | float]:
    names = {indicator.id: indicator.name for indicator in catalogue()}
    return [
        match.sheet, head_place(match), match.head.title, names.get(match.indicator or "", ""),
        _KINDS[match.status], match.score, "; ".join(names[id] for id in match.near),
        _YES if match.taken else _NO,
    ]  # fmt: skip


def _unit_line(match: UnitMatch) -> list[str | float]:
    taken = "" if match.row.total else _YES if match.taken else _NO
    return [match.sheet, unit_place(match), match.row.name, match.unit or "", match.score, taken]


def _page(book: Any, name: str, heads: Sequence[str], lines: Sequence[Sequence[str | float]]) -> Any:
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#E3F0F8", "border": 1, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5DCE3"})
    doubt = book.add_format({"bg_color": "#FFF3D6"})
    page.write_string(0, 0, _GUIDE)
    for at, (head, width) in enumerate(zip(heads, _WIDTHS[name], strict=True)):
        page.write_string(1, at, head, bold)
        page.set_column(at, at, width)
    for number, line in enumerate(lines, 2):
        for at, value in enumerate(line):
            if isinstance(value, float):
                page.write_number(number, at, value, plain)
            else:
                page.write_string(number, at, value, plain)
    page.freeze_panes(2, 0)
    last = len(lines) + 1
    asked = f'=${letters(len(heads) - 1)}3="{_NO}"'
    if lines:
        page.autofilter(1, 0, last, len(heads) - 1)
        rule = {"type": "formula", "criteria": asked, "format": doubt}
        page.conditional_format(2, 0, last, len(heads) - 1, rule)
    return page


def _lines(path: Path, sheet: str, width: int) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        raise SetupProblem(
            "bad_matches",
            f"Không đọc được tệp ghép cột {path.name}; hãy xóa tệp này rồi chạy lại để lập tệp mới.",
        ) from error
    texts = [[_plain(value) for value in row] for row in rows]
    return [[*row, *[""] * (width - len(row))] for row in texts if len(row) > 1 and row[1]]


def _plain(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return " ".join(str(int(value) if whole else value).split())


def _changed_column(
    match: ColumnMatch, lines: Mapping[tuple[str, str], Sequence[str]], path: Path
) -> ColumnMatch:
    line = lines.get((match.sheet, head_place(match)))
    if line is None:
        return replace(match, taken=False)
    ids = {fold(indicator.name): indicator.id for indicator in catalogue()}
    name = line[3]
    if name and fold(name) not in ids:
        raise SetupProblem(
            "bad_matches",
            f"Tệp {path.name}: cột {line[1]} có chỉ tiêu lạ “{name[:60]}”; hãy chọn trong danh sách.",
        )
    status = "target" if fold(line[4]) == _KINDS["target"] else None
    taken = _agreed(line[7]) and bool(name)
    return replace(match, indicator=ids.get(fold(name)), status=status, taken=taken)


def _changed_unit(match: UnitMatch, lines: Mapping[tuple[str, str], Sequence[str]]) -> UnitMatch:
    line = lines.get((match.sheet, unit_place(match)))
    if line is None or match.row.total:
        return replace(match, taken=False)
    return replace(match, unit=line[3] or None, taken=_agreed(line[5]) and bool(line[3]))


def _agreed(text: str) -> bool:
    return fold(text).strip() in (_YES, "co", "x", "yes")
