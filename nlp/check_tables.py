"""Sums and percentages of tables: total rows, total columns, columns that are a percentage of two others.

Knows sheets and their numbers; the relation must hold for most rows before a row that breaks it is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from corpus.folding import fold
from nlp.cell_tables import Sheet
from nlp.check_percents import follows
from nlp.check_records import Term, percent_check, sum_check
from nlp.records import Cell, Check

_TOTAL = re.compile(
    r"(?:tổng(?: số| cộng| hợp)?|cộng(?: cả năm| chung)?|toàn (?:huyện|tỉnh|xã|trường|ngành|phường)|tổng cộng)\b"
)
_WHOLE_COLUMN = re.compile(r"(?:^|/ )(?:tổng(?: số| cộng)?|cộng)\b")
_AVERAGES = re.compile(
    r"bình quân|trung bình|năng suất|mức |đơn giá|hệ số|xếp|thứ hạng|điểm|thu nhập|mật độ|so với|so sánh|tăng|giảm|%|tỷ lệ|tỉ lệ"
)
_ROMAN = re.compile(r"[IVX]+|[A-Z]")
_MOSTLY = Decimal("0.7")
_ROWS = 3

Grid = Mapping[tuple[int, int], Cell]


def table_checks(sheet: Sheet, cells: Sequence[Cell]) -> list[Check]:
    """All checks of one table."""
    grid = {(c.evidence.cell[1], c.evidence.cell[2]): c for c in cells if c.evidence.cell}
    columns = sorted({col for _, col in grid})
    return [*_columns(sheet, grid, columns), *_rows(sheet, grid, columns), *_percents(sheet, grid, columns)]


def _columns(sheet: Sheet, grid: Grid, columns: Sequence[int]) -> Iterator[Check]:
    for total, parts in _blocks(sheet, grid):
        for col in columns:
            whole = grid.get((total, col))
            mine = [grid[row, col] for row in parts if (row, col) in grid]
            if (
                whole is None
                or whole.unit in ("%", "‰")
                or len(mine) < 2
                or _AVERAGES.search(fold(sheet.header(col)))
            ):
                continue
            if _AVERAGES.search(fold(sheet.label(parts[0]))) or any(m.unit != whole.unit for m in mine):
                continue
            yield sum_check(_term(whole), [_term(m, row=True) for m in mine], "table-total", _scale(whole))


def _blocks(sheet: Sheet, grid: Grid) -> Iterator[tuple[int, list[int]]]:
    """Total rows with the rows they add up."""
    rows = [r for r in range(sheet.body, sheet.rows) if any((r, c) in grid for c in range(sheet.cols))]
    totals = [r for r in rows if _TOTAL.match(fold(sheet.label(r)))]
    marks = {r: sheet.cell(r, 0).strip(". )") if 0 in sheet.aside else "" for r in rows}
    groups = [r for r in rows if _ROMAN.fullmatch(marks[r]) and r not in totals]
    inner = [r for r in rows if r not in totals and r not in groups]
    if len(groups) > 1 and inner:
        for place, group in enumerate(groups):
            end = next((r for r in [*groups[place + 1 :], *totals] if r > group), rows[-1] + 1)
            mine = [r for r in inner if group < r < end]
            if len(mine) > 1:
                yield group, mine
    if not totals:
        return
    tops = groups if len(groups) > 1 and inner else None
    last = sheet.body - 1
    for total in totals:
        if total == rows[0]:
            mine = tops or [r for r in rows[1:] if r not in totals]
        else:
            mine = [r for r in rows if last < r < total and r not in totals and (tops is None or r in tops)]
            if not mine and len(totals) > 2:
                mine = [r for r in totals if r < total and r != rows[0]]
            last = total
        if len(mine) > 1:
            yield total, mine


def _rows(sheet: Sheet, grid: Grid, columns: Sequence[int]) -> Iterator[Check]:
    """A column that is the sum of columns beside it, by its header or by its numbers."""
    usable = [c for c in columns if not any(grid[k].unit in ("%", "‰") for k in grid if k[1] == c)]
    used: set[int] = set()
    for whole in usable:
        parts = _parts_of(sheet, grid, usable, whole)
        if parts is None or whole in used:
            continue
        used.update(parts)
        for row in range(sheet.body, sheet.rows):
            total = grid.get((row, whole))
            mine = [grid[row, c] for c in parts if (row, c) in grid]
            if total is not None and mine and (len(mine) > 1 or total.value == mine[0].value):
                if len(mine) > 1:
                    yield sum_check(_term(total), [_term(m) for m in mine], "table-columns", _scale(total))


def _parts_of(sheet: Sheet, grid: Grid, usable: Sequence[int], whole: int) -> list[int] | None:
    """The columns that make up this one in most rows: a run of two or more right behind or before it."""
    at = usable.index(whole)
    named = _WHOLE_COLUMN.search(fold(sheet.header(whole))) is not None
    runs = [list(usable[at + 1 : end]) for end in range(at + 3, len(usable) + 1)]
    runs += [list(usable[start:at]) for start in range(at - 2, -1, -1)]
    for run in sorted(runs, key=len):
        hits, seen = _holds(grid, run, whole)
        if seen >= (2 if named else _ROWS) and hits >= _MOSTLY * seen:
            return run
    return None


def _holds(grid: Grid, run: Sequence[int], whole: int) -> tuple[int, int]:
    hits = seen = 0
    for (row, col), total in grid.items():
        if col != whole:
            continue
        values = [grid[row, c].value for c in run if (row, c) in grid]
        if len(values) < 2 and len(run) > 1 and not values:
            continue
        # A column of zeros proves nothing.
        if total.value == 0 or sum(1 for v in values if v) < 1:
            continue
        seen += 1
        hits += sum(values) == total.value
    return hits, seen


def _percents(sheet: Sheet, grid: Grid, columns: Sequence[int]) -> Iterator[Check]:
    """A column of percentages that follows from two columns, or from its column's total."""
    for col in columns:
        stated = [c for (_, k), c in grid.items() if k == col]
        if not stated or not any(c.unit == "%" for c in stated) or not _is_percent(sheet, col, stated):
            continue
        pair = _pair(grid, columns, col)
        if pair is None:
            continue
        for row in range(sheet.body, sheet.rows):
            said, part, base = (grid.get((row, c)) for c in (col, *pair))
            if said is None or part is None or base is None or base.value == 0:
                continue
            ok = follows(said.value, part.value, base.value)
            yield percent_check(_term(said), _term(part), _term(base), ok, "table-percent", _scale(part))


def _is_percent(sheet: Sheet, col: int, stated: Sequence[Cell]) -> bool:
    header = fold(sheet.header(col))
    return "%" in header or "tỷ lệ" in header or "tỉ lệ" in header or all(c.unit == "%" for c in stated)


def _pair(grid: Grid, columns: Sequence[int], col: int) -> tuple[int, int] | None:
    """(part, base): the two columns whose quotient the percentages are in most rows, the nearest first."""
    others = sorted((c for c in columns if c != col), key=lambda c: (c > col, abs(c - col)))
    best: tuple[int, int] | None = None
    most = 0
    for part in others:
        for base in others:
            if part == base:
                continue
            rows = [r for (r, k) in grid if k == col and (r, part) in grid and (r, base) in grid]
            rows = [r for r in rows if grid[r, base].value and grid[r, part].unit == grid[r, base].unit]
            hits = sum(follows(grid[r, col].value, grid[r, part].value, grid[r, base].value) for r in rows)
            enough = hits >= 2 or (hits == 1 and len(rows) == 1)
            if enough and hits >= Decimal("0.6") * len(rows) and hits > most:
                best, most = (part, base), hits
    return best


def _term(cell: Cell, row: bool = False) -> Term:
    name = cell.row if row else " · ".join(filter(None, (cell.row, cell.column)))
    return Term(cell.id, cell.value, name)


def _scale(cell: Cell) -> Decimal:
    return (
        Decimal(10**6) if cell.unit and cell.unit.startswith("đồng") and cell.value >= 10**6 else Decimal(1)
    )
