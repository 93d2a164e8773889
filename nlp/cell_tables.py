"""Data tables as sheets: which rows are headers, which column labels the rows, which only number them.

Knows layout and header words; no units of measure and no sums.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document, Grid
from nlp.numerals import numeral
from nlp.zones import Zones, is_layout

_NUMBERING = re.compile(r"(?:stt|tt|số tt|số thứ tự|số t\.t|s\.t\.t|#|no|ms|mã số|mã)\.?")
_CODE = re.compile(r"[a-zđ]|\(?\d{1,2}\)?|\d{1,2}\s*=.*|\(\d+\)\s*=.*", re.IGNORECASE)
_INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,5}|[a-zđA-ZĐ])[.)]?|[-+*•]")
_UNIT_HEAD = re.compile(r"(?:đvt|đơn vị tính|đơn vị đo|đ\.v\.t)\.?")
_VALUE = re.compile(r"([+\-−–]?)\s*\(?(\d[\d.,]*)\)?\s*(%|‰)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAPTION_REACH = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A data table as a matrix. `body`: the first data row. `aside`: columns of numbers and codes of rows.

    `texts`, `blocks` by (row, column), merged cells repeated; `origins` holds where cells begin.
    """

    index: int
    rows: int
    cols: int
    texts: Mapping[tuple[int, int], str]
    blocks: Mapping[tuple[int, int], int]
    origins: frozenset[tuple[int, int]]
    body: int
    label_col: int
    unit_col: int | None
    aside: frozenset[int]
    years: frozenset[int]
    caption: str
    headers: tuple[str, ...] = field(default=())

    def cell(self, row: int, col: int) -> str:
        """The text at a place."""
        return self.texts.get((row, col), "")

    def header(self, col: int) -> str:
        """The column's header, its rows joined with " / "."""
        return self.headers[col]

    def origin(self, row: int, col: int) -> bool:
        """Whether a cell begins here, so that a merged one counts once."""
        return (row, col) in self.origins

    def label(self, row: int) -> str:
        """What the row is about."""
        return self.cell(row, self.label_col)

    def written_unit(self, row: int) -> str:
        """The row's own unit of measure."""
        return self.cell(row, self.unit_col) if self.unit_col is not None else ""

    def value(self, row: int, col: int) -> Decimal | None:
        """The number that fills the cell, else None."""
        return None if col in self.years else number_of(self.cell(row, col))

    def year(self, row: int, col: int) -> bool:
        """Whether the cell holds a year of a column of years."""
        return col in self.years and _YEAR.fullmatch(self.cell(row, col)) is not None

    def numeric(self, row: int) -> bool:
        """Whether the row has any number."""
        skip = {*self.aside, self.label_col}
        return any(self.value(row, col) is not None for col in range(self.cols) if col not in skip)


def sheets(document: Document, zones: Zones) -> list[Sheet]:
    """The body's data tables in reading order."""
    body = set(zones.body)
    found = []
    for index, grid in enumerate(document.tables):
        if is_layout(document, index) or not any(cell.block in body for cell in grid.cells):
            continue
        sheet = _sheet(document, index, grid)
        if sheet is not None:
            found.append(sheet)
    return found


def number_of(text: str) -> Decimal | None:
    """The number that a cell consists of, with its sign; "-", "…" and words are none."""
    match = _VALUE.fullmatch(text.strip())
    if match is None:
        return None
    value = numeral(match.group(2).rstrip(".,"))
    if value is None:
        return None
    return -value if match.group(1) in ("-", "−", "–") and match.group(1) else value


def _sheet(document: Document, index: int, grid: Grid) -> Sheet | None:
    texts, blocks, origins = _matrix(document, grid)
    if grid.rows < 2 or grid.cols < 2:
        return Sheet(
            index,
            grid.rows,
            grid.cols,
            texts,
            blocks,
            origins,
            grid.rows,
            0,
            None,
            frozenset(),
            frozenset(),
            "",
            ("",) * grid.cols,
        )
    head = _header_rows(texts, grid)
    codes = head < grid.rows and _is_code_row(texts, grid, head)
    body = head + codes
    headers = tuple(_header(texts, head, col) for col in range(grid.cols))
    aside = _aside(texts, grid, body, headers)
    unit_col = next((c for c in range(grid.cols) if _UNIT_HEAD.fullmatch(fold(headers[c]).strip())), None)
    label = _label_column(texts, grid, body, aside, unit_col)
    aside = aside | {c for c in range(label) if c != unit_col}
    years = frozenset(
        c for c in range(grid.cols) if c not in aside and c != label and _years(texts, grid, body, c)
    )
    caption = _caption(document, blocks)
    return Sheet(
        index,
        grid.rows,
        grid.cols,
        texts,
        blocks,
        origins,
        body,
        label,
        unit_col,
        aside,
        years,
        caption,
        headers,
    )


def _matrix(
    document: Document, grid: Grid
) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], int], frozenset[tuple[int, int]]]:
    texts: dict[tuple[int, int], str] = {}
    blocks: dict[tuple[int, int], int] = {}
    origins = set()
    for cell in grid.cells:
        block = document.blocks[cell.block]
        text = " ".join(document.text[block.start : block.end].split())
        origins.add((cell.row, cell.col))
        for row in range(cell.row, min(cell.row + cell.rowspan, grid.rows)):
            for col in range(cell.col, min(cell.col + cell.colspan, grid.cols)):
                texts[row, col] = text
                blocks[row, col] = cell.block
    return texts, blocks, frozenset(origins)


def _header_rows(texts: Mapping[tuple[int, int], str], grid: Grid) -> int:
    """How many rows head the table: up to the first that holds numbers and no row of codes or years."""
    for row in range(grid.rows):
        cells = [texts.get((row, c), "") for c in range(grid.cols)]
        if _is_code_row(texts, grid, row):
            return row if row else 1
        numbers = [c for c in cells[1:] if number_of(c) is not None]
        years = [c for c in cells if _YEAR.fullmatch(c)]
        if numbers and len(years) < len(numbers) and row:
            return row
        if row and _INDEX.fullmatch(cells[0]) and any(len(c) > 1 for c in cells[1:]):
            return row
        if row and not numbers and _fills_less(cells, texts, grid, row):
            return row
    return 1


def _fills_less(cells: list[str], texts: Mapping[tuple[int, int], str], grid: Grid, row: int) -> bool:
    """Whether a row without numbers is a first data row (a group, a register) and no second header row."""
    above = [texts.get((row - 1, c), "") for c in range(grid.cols)]
    same = sum(a == b for a, b in zip(cells, above, strict=True) if b)
    empty_first = not cells[0] or cells[0] == above[0]
    repeated = Counter(a for a in above if a)
    spans = any(count > 1 for count in repeated.values())
    return not (same or (empty_first and spans))


def _is_code_row(texts: Mapping[tuple[int, int], str], grid: Grid, row: int) -> bool:
    """ "A B 1 2 3 4": the columns' codes."""
    cells = [texts.get((row, c), "") for c in range(grid.cols)]
    filled = [c for c in cells if c]
    if row == 0 or len(filled) < 3 or not all(_CODE.fullmatch(c) for c in filled):
        return False
    digits = [int(c.strip("()")) for c in filled if c.strip("()").isdigit()]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits))) and digits[0] <= 3


def _header(texts: Mapping[tuple[int, int], str], head: int, col: int) -> str:
    parts: list[str] = []
    for row in range(head):
        text = texts.get((row, col), "")
        if text and text not in parts:
            parts.append(text)
    return " / ".join(parts)


def _aside(
    texts: Mapping[tuple[int, int], str], grid: Grid, body: int, headers: tuple[str, ...]
) -> frozenset[int]:
    found = set()
    for col in range(grid.cols):
        name = fold(headers[col]).strip()
        if _NUMBERING.fullmatch(name):
            found.add(col)
        elif col == 0 and not name:
            filled = [t for r in range(body, grid.rows) if (t := texts.get((r, 0), ""))]
            if filled and all(_INDEX.fullmatch(t) for t in filled):
                found.add(col)
    return frozenset(found)


def _label_column(
    texts: Mapping[tuple[int, int], str], grid: Grid, body: int, aside: frozenset[int], unit_col: int | None
) -> int:
    """The first column of words; one whose cells are merged over rows only groups them."""
    candidates = []
    for col in range(grid.cols):
        if col in aside or col == unit_col:
            continue
        filled = [t for r in range(body, grid.rows) if (t := texts.get((r, col), ""))]
        words = [t for t in filled if number_of(t) is None and any(c.isalpha() for c in t)]
        if filled and len(words) * 2 > len(filled):
            candidates.append((col, len(set(words)) * 2 > len(words)))
        elif candidates:
            break
    for col, distinct in candidates:
        if distinct:
            return col
    if candidates:
        return candidates[0][0]
    return next((c for c in range(grid.cols) if c not in aside), 0)


def _years(texts: Mapping[tuple[int, int], str], grid: Grid, body: int, col: int) -> bool:
    filled = [t for r in range(body, grid.rows) if (t := texts.get((r, col), ""))]
    return bool(filled) and all(_YEAR.fullmatch(t) for t in filled)


def _caption(document: Document, blocks: Mapping[tuple[int, int], int]) -> str:
    """The lines right above the table that name its unit of measure."""
    first = min(blocks.values())
    for index in range(first - 1, max(first - 1 - _CAPTION_REACH, -1), -1):
        block = document.blocks[index]
        if block.kind == "cell":
            break
        text = document.text[block.start : block.end]
        if re.search(r"(?i)đvt|đơn vị\s*(?:tính)?\s*:|\((?:triệu|tỷ|nghìn|ngàn)", text):
            return text
    return ""
