"""Where a form holds its indicators as lines and its units as columns. Knows layout, no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from nlp.cell_units import column_scale, is_counted, stated_scale
from outputs.fill_grids import FOOT, NAMED, NOTES, ORDER, TOTAL, Grid, Head, Layout, Row, is_code

# Heads over the names of indicators, and over their measures.
_LABELS = re.compile(
    r"(?:tên |các )?(?:chỉ tiêu|nội dung|tiêu chí|danh mục|chỉ số|nhiệm vụ|nội dung công việc)"
    r"(?: chủ yếu| báo cáo| thống kê| tổng hợp|, nội dung|/nội dung)?"
)
_MEASURES = re.compile(r"(?:đơn vị (?:tính|đo)|đvt|đv tính)\b")
# How names of units begin; a bare place needs a head over the units.
_UNIT = re.compile(
    r"(?:đảng (?:ủy|bộ)|chi bộ|ban chấp hành|ủy ban nhân dân|ubnd|xã(?! hội)|phường|thị trấn|thị xã|huyện|"
    r"quận|thành phố|tp\.?|tỉnh|thành ủy|huyện ủy|thị ủy|quận ủy|đặc khu|trường(?! hợp)|mttq|"
    r"hội(?! nghị| thi| thảo| họp| viên| đồng)|đoàn(?! viên| kết)|ban chỉ huy)\s+\w"
)
_OVER = re.compile(r"(?:chia theo |tên |các )*(?:đơn vị(?! tính| đo)|địa phương|địa bàn|xã|phường|đảng bộ)\b")
_DEEP, _BLANKS, _FEWEST = 40, 3, 2


def layout_across(grid: Grid) -> Layout | None:
    """The table of a sheet, the one with most units; None where no line names units side by side."""
    found = [table for top in range(min(_DEEP, len(grid.cells))) if (table := _table(grid, top))]
    return max(found, key=lambda table: (len(table.rows), len(table.heads)), default=None)


def _table(grid: Grid, top: int) -> Layout | None:
    """With the names of units in line `top`."""
    cells = grid.cells[top]
    label = _label(grid, top)
    if label is None:
        return None
    over = [column for column in range(label + 1, len(cells)) if _is_over(grid, top, column)]
    named = [column for column in range(label + 1, len(cells)) if cells[column]]
    units = [column for column in named if _UNIT.match(fold(cells[column])) or column in over]
    units = [column for column in units if not _is_other(cells[column])]
    if len({cells[column] for column in units}) < _FEWEST:
        return None
    totals = [column for column in named if TOTAL.match(fold(cells[column]))]
    rows = [
        Row(column, cells[column], column in totals, across=True)
        for column in sorted({*units, *totals})
        if not TOTAL.match(fold(cells[column])) or column in totals
    ]
    measure = next((column for column in named if _MEASURES.match(fold(cells[column]))), None)
    heads = _heads(grid, top, label, measure, [row.at for row in rows])
    return Layout(grid.name, tuple(heads), tuple(rows)) if heads else None


def _label(grid: Grid, top: int) -> int | None:
    """The column of the names of indicators: its head says so, in this line or merged into it."""
    cells = grid.cells[top]
    return next((column for column, text in enumerate(cells) if _LABELS.fullmatch(fold(text))), None)


def _is_over(grid: Grid, top: int, column: int) -> bool:
    """Whether a head over several columns says that units stand below it."""
    above = grid.cells[top - 1] if top else ()
    text = above[column] if column < len(above) else ""
    own = grid.cells[top][column]
    return bool(own) and own != text and _OVER.match(fold(text)) is not None and above.count(text) > 1


def _is_other(text: str) -> bool:
    said = fold(text)
    others = (ORDER.fullmatch, NOTES.match, TOTAL.match, _MEASURES.match, _LABELS.fullmatch)
    return any(is_it(said) for is_it in others)


def _heads(grid: Grid, top: int, label: int, measure: int | None, columns: Sequence[int]) -> list[Head]:
    """A head a line that can be filled; lines from side to side, or with Roman numerals, head those below."""
    above = next((scale for row in grid.cells[:top] for text in row if (scale := stated_scale(text))), None)
    found: list[Head] = []
    group, blanks = "", 0
    for number in range(top + 1, len(grid.cells)):
        cells = grid.cells[number]
        name = cells[label] if label < len(cells) else ""
        if any(FOOT.match(fold(text)) for text in cells if text):
            break
        blanks = 0 if name else blanks + 1
        if blanks >= _BLANKS:
            break
        if not name or not NAMED.search(name) or name == grid.cells[top][label] or is_code(cells):
            continue
        if _is_group(cells, label, columns):
            group = name
            continue
        unit = cells[measure] if measure is not None and measure < len(cells) else ""
        levels = tuple(filter(None, (group, name)))
        own = column_scale((name, f"({unit})") if unit else (name,))
        found.append(Head(number, levels, own or (None if is_counted(levels) else above), across=True))
    return found


def _is_group(cells: Sequence[str], label: int, columns: Sequence[int]) -> bool:
    """Whether a line is a heading: one text from side to side, or one under a Roman numeral or a letter."""
    if all(column < len(cells) and cells[column] == cells[label] for column in columns):
        return True
    order = cells[label - 1] if label else ""
    return re.fullmatch(r"[IVX]{1,5}\.?|[A-Z]\.?", order) is not None and not any(
        text for at, text in enumerate(cells) if at > label
    )
