"""The grid of a Word table: rows, merged cells and whether lines are drawn. Knows no text inside cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extract import docx_names as w
from extract.docx_styles import Styles, chain, number

Element = Any
# Word draws at most 63 columns; more is damage.
_COLUMNS = 63
_TRANSPARENT = frozenset((w.CONTROL, w.CONTROL_CONTENT, w.INSERTION, w.MOVED_HERE, w.CUSTOM_MARKUP))
_UNDRAWN = frozenset((None, "nil", "none"))
_UPRIGHT, _LEVEL = (
    frozenset(("left", "start", "right", "end", "insideV")),
    frozenset(("top", "bottom", "insideH")),
)


@dataclass(slots=True)
class Span:
    """One cell at its top left position; `elements`: the tc elements that make it up, the first one shown."""

    row: int
    col: int
    rowspan: int
    colspan: int
    elements: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of a table. `ruled`: lines are drawn around cells, None where a style is missing."""

    rows: int
    cols: int
    spans: tuple[Span, ...]
    ruled: bool | None


def read_layout(table: Element, styles: Styles) -> Layout:
    """The cells of a table in reading order; rows whose deletion is tracked are gone."""
    spans: list[Span] = []
    above: dict[int, Span] = {}
    rows = cols = 0
    for row in inner(table, w.ROW):
        look = row.find(w.ROW_LOOK)
        if look is not None and look.find(w.DELETION) is not None:
            continue
        above, width = _row(row, rows, _value(look, w.SKIPPED_BEFORE, 0), above, spans)
        rows, cols = rows + 1, max(cols, width)
    return Layout(rows, cols, tuple(spans), _ruled(table, spans, styles))


def inner(parent: Element, tag: str) -> Iterator[Element]:
    """Children with this tag, also those that content controls or tracked insertions wrap."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from inner(child, tag)


def _row(
    row: Element, index: int, before: int, above: dict[int, Span], spans: list[Span]
) -> tuple[dict[int, Span], int]:
    """Add the cells of one row; gives the merges that may go on below, and the row's width."""
    col = max(0, min(before, _COLUMNS))
    open_below: dict[int, Span] = {}
    last: Span | None = None
    for cell in inner(row, w.CELL):
        look = cell.find(w.CELL_LOOK)
        width = max(1, min(_value(look, w.SPAN, 1), _COLUMNS))
        if last is not None and _merge(look, w.MERGED_RIGHT) == "continue":
            last.colspan += width
            last.elements.append(cell)
            col += width
            continue
        down = _merge(look, w.MERGED_DOWN)
        last = above.get(col) if down == "continue" else None
        if last is not None:
            last.rowspan = index - last.row + 1
            last.elements.append(cell)
        else:
            last = Span(index, col, 1, width, [cell])
            spans.append(last)
        if down is not None:
            open_below[col] = last
        col += width
    return open_below, col


def _value(look: Element | None, name: str, default: int) -> int:
    child = None if look is None else look.find(name)
    return default if child is None else number(child.get(w.VALUE), default)


def _merge(look: Element | None, name: str) -> str | None:
    """restart, continue, or None where the cell is not merged that way."""
    child = None if look is None else look.find(name)
    return None if child is None else child.get(w.VALUE) or "continue"


def _ruled(table: Element, spans: list[Span], styles: Styles) -> bool | None:
    drawn = sum(_drawn(span.elements[0].find(f"{w.CELL_LOOK}/{w.CELL_BORDERS}")) is True for span in spans)
    if spans and drawn * 2 >= len(spans):
        return True
    look = table.find(w.TABLE_LOOK)
    own = None if look is None else _drawn(look.find(w.TABLE_BORDERS))
    if own is not None:
        return own
    style = None if look is None else look.find(w.TABLE_STYLE)
    id = styles.default_table if style is None else style.get(w.VALUE)
    if style is not None and id not in styles.by_id:
        return None
    for one in chain(styles, id):
        said = _drawn(one.find(f"{w.TABLE_LOOK}/{w.TABLE_BORDERS}"))
        if said is not None:
            return said
    return False


def _drawn(borders: Element | None) -> bool | None:
    """Whether borders enclose cells, which takes upright and level lines; None where none are spoken of."""
    if borders is None or not len(borders):
        return None
    lines = {
        border.tag.rsplit("}", 1)[-1]
        for border in borders
        if isinstance(border.tag, str) and border.get(w.VALUE) not in _UNDRAWN
    }
    return bool(lines & _UPRIGHT) and bool(lines & _LEVEL)
