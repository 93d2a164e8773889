"""Where an office's own form holds its heads, its units and its empty cells. Knows layout, no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.folding import fold
from extract.problems import SetupProblem
from nlp.cell_units import Scale, column_scale, is_counted, stated_scale

# Heads over the names of units; "Đơn vị tính" is over measures.
_UNITS = re.compile(
    r"(?:tên )?(?:các )?(?:cơ quan, )?(?:đơn vị(?! tính| đo)|địa phương|địa bàn|xã|phường|đảng bộ|chi bộ|"
    r"tổ chức đảng|cấp ủy|huyện|trường|cơ quan|tên tổ chức)\b"
)
_ORDER = re.compile(r"(?:tt|stt|số tt|số thứ tự|số)\.?")
_NOTES = re.compile(r"ghi chú|chú thích")
_CODE = re.compile(r"\(?(?:\d{1,3}|[a-zđ])\)?(?:\s*=.*)?")
_FOOT = re.compile(
    r"(?:người lập|lập biểu|nơi nhận|ghi chú\s*:|thủ trưởng|t/m|tm\.|kt\.|bí thư|chủ tịch|trưởng ban|"
    r"xác nhận)"
)
_TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng|toàn (?:tỉnh|huyện|thành phố|đảng bộ)|tổng hợp)\b")
_NAMED = re.compile(r"\w{2}")
_DEEP, _WIDE, _BLANKS = 40, 400, 3


@dataclass(frozen=True, slots=True)
class Head:
    """A column to be filled. `at`: counted from 0. `levels`: what stands over it, the outermost first."""

    at: int
    levels: tuple[str, ...]
    scale: Scale | None = None

    @property
    def title(self) -> str:
        """The levels as one."""
        return " / ".join(self.levels)


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be filled. `at`: counted from 0. `total`: it sums up the others."""

    at: int
    name: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of one sheet."""

    sheet: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells as text; the text of merged cells stands in each of them."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_grids(file: Path) -> list[Grid]:
    """Every sheet of a workbook. Raises SetupProblem where it is none, or one that cannot be filled."""
    from python_calamine import CalamineError, CalamineWorkbook

    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        raise SetupProblem(
            "bad_fill_form", f"Chỉ điền được biểu .xlsx; hãy mở {file.name} rồi lưu lại thành .xlsx."
        )
    try:
        book = CalamineWorkbook.from_path(str(file))
        return [_grid(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise SetupProblem(
            "bad_fill_form", f"Không đọc được biểu {file}; hãy kiểm tra đường dẫn và mật khẩu của tệp."
        ) from error


def layouts(grids: Sequence[Grid]) -> list[Layout]:
    """The tables that have a column of units under a head, at most one a sheet."""
    return [found for grid in grids if (found := _layout(grid)) is not None]


def _grid(sheet: Any) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    cells = [[_text(value) for value in row[:_WIDE]] for row in rows]
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    for top, left, bottom, right in merged:
        for row in cells[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = cells[top][left]
    return Grid(sheet.name, tuple(map(tuple, cells)), merged)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _layout(grid: Grid) -> Layout | None:
    found = [_table(grid, top, at) for top, at in _anchors(grid)]
    full = [table for table in found if table.heads and table.rows]
    return max(full, key=lambda table: len(table.rows), default=None)


def _anchors(grid: Grid) -> list[tuple[int, int]]:
    """Where heads over names of units stand: in the first rows, with other heads beside them."""
    return [
        (row, column)
        for row, cells in enumerate(grid.cells[:_DEEP])
        for column, text in enumerate(cells)
        if _UNITS.match(fold(text)) and len(text) < 60 and len(set(filter(None, cells))) > 2
    ]


def _table(grid: Grid, top: int, at: int) -> Layout:
    first = _first_line(grid, top, at)
    heads = tuple(_heads(grid, top, first, at))
    return Layout(grid.name, heads, tuple(_rows(grid, first, at, [head.at for head in heads])))


def _first_line(grid: Grid, top: int, at: int) -> int:
    """The row behind the head, whose lowest level may be lower than the cell over the names."""
    bottom = top
    for upper, left, lower, right in grid.merged:
        if upper <= top <= lower and left <= at <= right:
            bottom = max(bottom, lower)
    row = bottom + 1
    while row < len(grid.cells) and (_is_code(grid.cells[row]) or not grid.cells[row][at]):
        if not any(grid.cells[row]) and row > bottom + 1:
            break
        row += 1
    return row


def _is_code(cells: Sequence[str]) -> bool:
    """A line of letters and numbers that name the columns."""
    said = [fold(text) for text in cells if text]
    return len(said) > 1 and all(_CODE.fullmatch(text) for text in said)


def _heads(grid: Grid, top: int, first: int, units: int) -> list[Head]:
    above = next((scale for row in grid.cells[:top] for text in row if (scale := stated_scale(text))), None)
    found = []
    width = max(len(row) for row in grid.cells[top:first])
    for column in range(width):
        levels = [row[column] for row in grid.cells[top:first] if column < len(row) and not _is_code(row)]
        levels = list(dict.fromkeys(filter(None, levels)))
        if (
            column == units
            or not levels
            or _ORDER.fullmatch(fold(levels[0]))
            or _NOTES.match(fold(levels[0]))
        ):
            continue
        if grid.cells[top][column] == grid.cells[top][units] and len(levels) == 1:
            # The head over the units is as wide as two columns.
            continue
        own = column_scale(levels)
        found.append(Head(column, tuple(levels), own or (None if is_counted(levels) else above)))
    return found


def _rows(grid: Grid, first: int, at: int, columns: Sequence[int]) -> list[Row]:
    found: list[Row] = []
    blanks = 0
    for number in range(first, len(grid.cells)):
        cells = grid.cells[number]
        name = cells[at] if at < len(cells) else ""
        if any(_FOOT.match(fold(text)) for text in cells if text):
            break
        blanks = 0 if name else blanks + 1
        if blanks >= _BLANKS:
            break
        # A line that is one cell from side to side is a heading of those below.
        across = columns and all(column < len(cells) and cells[column] == name for column in columns)
        if name and _NAMED.search(name) and not across:
            found.append(Row(number, name, bool(_TOTAL.match(fold(name)))))
    return found
