"""The heads over the columns of a consolidated sheet: groups, names, "Trong đó", units, column codes.

Knows the columns of a form and how wide they are; no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from corpus.forms import Column, Relation
from outputs.flat_files import clean
from outputs.form_page import NARROWER, PAGE_WIDTH, across, row_height
from outputs.text_width import lines_needed

RELATIONS: dict[Relation, str] = {"some": "Trong đó", "all": "Chia theo"}
# With more columns names stand upright, so that one page's width holds them in letters that can be read.
_UPRIGHT_FROM = 13
_NARROWEST, _NARROWEST_FLAT, _WIDEST = 5.5, 9.5, 24.0
# A digit of Times New Roman 12 in Excel's width units, and the cell's margins.
_DIGIT, _MARGIN = 1.15, 1.5
# Points: a letter of a bold name and a line of it, the least and most height of upright names.
_LETTER, _LINE, _LOWEST, _TALLEST = 6.6, 16.5, 90.0, 260.0
_UNIT_POINTS = 5.25


def is_upright(columns: Sequence[Column]) -> bool:
    """Whether names stand upright."""
    return len(columns) >= _UPRIGHT_FROM


def column_widths(columns: Sequence[Column], longest: Sequence[int], before: float) -> list[float]:
    """Widths of the columns. `longest`: characters of each one's longest number; `before`: width taken."""
    least = _NARROWEST if is_upright(columns) else _NARROWEST_FLAT
    needed = [max(least, size * _DIGIT + _MARGIN) for size in longest]
    spare = (PAGE_WIDTH - before - sum(needed)) / max(1, len(needed))
    return [min(width + max(spare, 0.0), max(width, _WIDEST)) for width in needed]


def head_rows(columns: Sequence[Column]) -> int:
    """How many rows the heads take: groups, names, parts where there are any, units, codes."""
    return 5 if any(column.relation for column in columns) else 4


def write_heads(
    page: Any,
    top: int,
    columns: Sequence[Column],
    widths: Sequence[float],
    styles: Mapping[str, Any],
    first: Sequence[str] = ("TT", "Đơn vị"),
) -> None:
    """Heads from row `top` on. `widths`: of the columns alone. `first`: heads of the columns to the left."""
    depth = head_rows(columns) - 2
    left = len(first)
    _groups(page, top, columns, widths, styles, left)
    look = "head_up" if is_upright(columns) else "head"
    nested = depth == 3
    for at, column in enumerate(columns):
        name = clean(column.name)
        if nested and column.relation is None:
            across(page, top + 1, (left + at, left + at), name, styles[look], rows=2)
        else:
            page.write_string(top + depth - 1, left + at, name, styles[look])
    if nested:
        _relations(page, top + 1, columns, styles, left)
        page.set_row(top + 1, row_height(2))
    page.set_row(top + depth - 1, _names_height(columns, widths))
    for at, head in enumerate(first):
        across(page, top, (at, at), head, styles["head"], rows=depth)
        page.write_string(top + depth, at, "", styles["unit_head"])
        page.write_string(top + depth + 1, at, chr(ord("A") + at), styles["code"])
    for at, column in enumerate(columns):
        page.write_string(top + depth, left + at, clean(column.unit), styles["unit_head"])
        page.write_string(top + depth + 1, left + at, code(columns, at), styles["code"])
    units = max(lines_needed(c.unit, w * 1.05) for c, w in zip(columns, widths, strict=True))
    page.set_row(top + depth, 14.0 * units)


def code(columns: Sequence[Column], at: int) -> str:
    """The code of a column: its number; of a share of two others also how it comes about, "3=2/1"."""
    column = columns[at]
    places = [_place(columns, id) for id in column.of] if column.kind == "ratio" else []
    if len(places) == 2 and None not in places:
        return f"{at + 1}={places[0]}/{places[1]}"
    return str(at + 1)


def _place(columns: Sequence[Column], indicator: str) -> int | None:
    same = (n for n, c in enumerate(columns, 1) if c.kind == "value" and c.indicator == indicator)
    return next(same, None)


def _groups(
    page: Any,
    top: int,
    columns: Sequence[Column],
    widths: Sequence[float],
    styles: Mapping[str, Any],
    left: int,
) -> None:
    most = 1
    for group, (start, end) in _runs(column.group for column in columns):
        across(page, top, (left + start, left + end), group, styles["head"])
        most = max(most, lines_needed(group, sum(widths[start : end + 1]) * NARROWER))
    page.set_row(top, row_height(most) + 3)


def _relations(page: Any, row: int, columns: Sequence[Column], styles: Mapping[str, Any], left: int) -> None:
    for (relation, _), (start, end) in _runs((column.relation, column.inside) for column in columns):
        if relation is not None:
            across(page, row, (left + start, left + end), RELATIONS[relation], styles["head"])


def _runs(values: Iterable[Any]) -> list[tuple[Any, tuple[int, int]]]:
    """Equal neighbours as (value, (first, last))."""
    found, start = [], 0
    for value, members in groupby(values):
        end = start + len(list(members))
        found.append((value, (start, end - 1)))
        start = end
    return found


def _names_height(columns: Sequence[Column], widths: Sequence[float]) -> float:
    if not is_upright(columns):
        lines = (lines_needed(c.name, w * 0.85) for c, w in zip(columns, widths, strict=True))
        return row_height(max(lines)) + 4
    heights = (
        len(column.name) * _LETTER / max(1, int(width * _UNIT_POINTS / _LINE)) + 14
        for column, width in zip(columns, widths, strict=True)
    )
    return min(max(_LOWEST, *heights), _TALLEST)
