"""A form's sheets as grids of text, and the records of what is found in them. Knows layout, no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.folding import fold
from extract.problems import SetupProblem
from nlp.cell_units import Scale

ORDER = re.compile(r"(?:tt|stt|số tt|số thứ tự|số)\.?")
NOTES = re.compile(r"ghi chú|chú thích")
_CODE = re.compile(r"\(?(?:\d{1,3}|[a-zđ])\)?(?:\s*=.*)?")
FOOT = re.compile(
    r"(?:người lập|lập biểu|nơi nhận|ghi chú\s*:|thủ trưởng|t/m|tm\.|kt\.|bí thư|chủ tịch|trưởng ban|"
    r"xác nhận)"
)
TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng|toàn (?:tỉnh|huyện|thành phố|đảng bộ)|tổng hợp)\b")
NAMED = re.compile(r"\w{2}")
_WIDE = 400


@dataclass(frozen=True, slots=True)
class Head:
    """A column to be filled, or a line where units stand `across`. `at`: counted from 0.

    `levels`: what stands over it, the outermost first.
    """

    at: int
    levels: tuple[str, ...]
    scale: Scale | None = None
    across: bool = False

    @property
    def title(self) -> str:
        """The levels as one."""
        return " / ".join(self.levels)


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be filled, or a column where units stand `across`. `at`: counted from 0.

    `total`: it sums up the others.
    """

    at: int
    name: str
    total: bool = False
    across: bool = False


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
            "bad_fill_form", f"Chỉ điền được biểu .xlsx và .xls; hãy mở {file.name} rồi lưu lại thành .xlsx."
        )
    try:
        book = CalamineWorkbook.from_path(str(file))
        return [_grid(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise SetupProblem(
            "bad_fill_form", f"Không đọc được biểu {file}; hãy kiểm tra đường dẫn và mật khẩu của tệp."
        ) from error


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


def is_code(cells: Sequence[str]) -> bool:
    """A line of letters and numbers that name the columns."""
    said = [fold(text) for text in cells if text]
    return len(said) > 1 and all(_CODE.fullmatch(text) for text in said)
