"""Regions of text side by side to what they are: a layout table, a table without rules, or text columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.document import BBox
from extract.headings import bulleted
from extract.pdf_columns import Region, Row
from extract.pdf_cuts import cuts
from extract.pdf_gutters import grid_rows, is_figure
from extract.pdf_layout import Margins, Strip, Table, TableCell
from extract.pdf_page import Line, Rules, all_bold, line_of, words_text
from extract.pdf_wrapping import cell_text, lead_width, space_width, tie, width

_TEXT_ROWS = 12
_FULL = 0.8
_CENTRED = 4.0
_SAME_X = 3.0
# Cells keep their text off their sides by this much. Where lines stand at two distances, the closer ones
# are wrapped: then a little room left on the line does not matter.
_PAD = 5.4
_SPACED = 1.2
_LINE = 1.6
_SHIFT = 0.03


def sides(region: Region, page: int, margins: Margins, rules: Rules | None = None) -> list[Strip | Table]:
    """What the region holds, in reading order. `rules`: what is drawn on the page."""
    lines: list[list[Line]] = [[] for _ in region.columns]
    for row in region.pieces:
        for column, words in row:
            lines[column].append(line_of(words, page))
    if _is_text(region, lines):
        return [Strip(tuple(own), Margins(*region.columns[i])) for i, own in enumerate(lines) if own]
    if _is_data(region):
        return [open_table(region.columns, region.pieces, page, rules=rules)]
    return [_layout_table(region, lines, page, margins)]


def _is_text(region: Region, lines: list[list[Line]]) -> bool:
    """Columns of running text: many rows on both sides, most of them full."""
    if len(region.columns) > 3 or min(len(own) for own in lines) < _TEXT_ROWS:
        return False
    for (left, right), own in zip(region.columns, lines, strict=True):
        full = sum(line.x1 - line.x0 > _FULL * (right - left) for line in own)
        if full < 0.5 * len(own):
            return False
    return True


def _is_data(region: Region) -> bool:
    """Rows of labels and figures: some column behind the first holds mostly figures in three rows or more."""
    counts = [[0, 0] for _ in region.columns]
    for row in region.pieces:
        for column, words in row:
            counts[column][0] += 1
            counts[column][1] += is_figure(words)
    return any(figures >= 3 and 2 * figures > total for total, figures in counts[1:])


def _bbox(lines: Sequence[Line]) -> BBox:
    boxes = [line.bbox for line in lines]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _edges(columns: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Column edges half-way between neighbouring columns."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return (columns[0][0], *inner, columns[-1][1])


def open_table(
    columns: Sequence[tuple[float, float]],
    lines: list[list[tuple[int, Row]]],
    page: int,
    edges: tuple[float, ...] = (),
    rules: Rules | None = None,
) -> Table:
    """A table without rules from its lines, each in pieces by column. `edges`: of its part overleaf.

    `rules`: what is drawn on the page, which may part its rows.
    """
    at = cuts(rules, columns[0][0], columns[-1][1]) if rules is not None else ()
    rows = grid_rows(lines, at)
    cells = []
    for r, row in enumerate(rows):
        for c, (left, right) in enumerate(columns):
            own = row.get(c, [])
            text = cell_text(own, right - left) if own else ""
            cells.append(_cell(r, c, [line_of(words, page) for words in own], text, page))
    every = [line_of(words, page) for row in rows for own in row.values() for words in own]
    box, edges = _bbox(every), edges or _edges(columns)
    return Table(page, box, len(rows), len(columns), tuple(cells), False, edges, columns=tuple(columns))


def _cell(row: int, col: int, lines: Sequence[Line], text: str, page: int) -> TableCell:
    box = _bbox(lines) if lines else None
    bold = bool(lines) and all(all_bold(line.words) for line in lines)
    return TableCell(row, col, 1, 1, text, page, box, bold)


def _layout_table(region: Region, lines: list[list[Line]], page: int, margins: Margins) -> Table:
    """One row; in each cell the lines of a column, wrapped ones joined."""
    edges = _edges(region.columns)
    outer = (min(margins.left, edges[0]), *edges[1:-1], max(margins.right, edges[-1]))
    cells = [_cell(0, i, own, _side_text(own, outer[i], outer[i + 1]), page) for i, own in enumerate(lines)]
    every = [line for own in lines for line in own]
    return Table(page, _bbox(every), 1, len(lines), tuple(cells), False, edges)


def _side_text(lines: Sequence[Line], left: float, right: float) -> str:
    """The lines of one side, with a newline between those that were set apart."""
    if not lines:
        return ""
    drops = [(b.y - a.y) / b.size for a, b in pairwise(lines)] or [0.0]
    pitch = min(drops)
    if max(drops) > _SPACED * pitch:
        left, right = left + _SHIFT * (right - left), right - _SHIFT * (right - left)
    text = words_text(lines[0].words)
    for above, below in pairwise(lines):
        said = words_text(below.words)
        close = (below.y - above.y) / below.size <= min(pitch + 0.15, _LINE)
        wrapped = close and _wrapped(above, below, left, right, lines)
        text += (tie(words_text(above.words), said) if wrapped else "\n") + said
    return text


def _wrapped(above: Line, below: Line, left: float, right: float, lines: Sequence[Line]) -> bool:
    """Whether `below` goes on with `above`, which had no room for its first word."""
    if all_bold(above.words) != all_bold(below.words) or abs(above.size - below.size) > 0.6:
        return False
    text = words_text(below.words)
    if bulleted(text) or words_text(above.words).isupper() != text.isupper():
        return False
    need = space_width(below.size) + lead_width(below.words)
    middle = (above.x0 + above.x1) / 2
    if abs(middle - (below.x0 + below.x1) / 2) < _CENTRED:
        return width(above.words) + need > 2 * min(middle - left, right - middle) - _PAD
    if bulleted(words_text(above.words)) or below.x0 - above.x0 > _SAME_X:
        return not words_text(above.words).endswith((";", ".", ":"))
    return above.x1 + need > max(line.x1 for line in lines) + 0.5 and not text[:1].isupper()
