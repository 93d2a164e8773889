"""How a table row is drawn: edges of its cells, merges and lines, from its property list. Knows no text."""

from __future__ import annotations

from dataclasses import dataclass, field
from struct import unpack_from

from extract import doc_sprms as codes
from extract.doc_sprms import sprms

_MOST_CELLS = 64
_NO_LINE = (0x00, 0xFF)
_NO_LINES = (False,) * 6


@dataclass(slots=True)
class CellShape:
    """`across`: flags of a merge in the row. `below`: 1 goes on from the cell above, 3 may go on below.

    `lines`: whether top, left, bottom and right side have a line, None where the table decides.
    """

    across: int = 0
    below: int = 0
    lines: list[bool | None] = field(default_factory=lambda: [None] * 4)


@dataclass(frozen=True, slots=True)
class RowShape:
    """`edges`: one more than cells, in twips. `table_lines`: outer four, inner level, inner upright."""

    edges: tuple[int, ...]
    cells: tuple[CellShape, ...]
    table_lines: tuple[bool, ...] = _NO_LINES


@dataclass(slots=True)
class _Draft:
    """A row while its list is read. `gap`: half the room between columns."""

    edges: list[int] = field(default_factory=list)
    cells: list[CellShape] = field(default_factory=list)
    lines: tuple[bool, ...] = _NO_LINES
    gap: int = 0


def row_shape(properties: bytes, old: bool = False) -> RowShape | None:
    """The shape that a row's property list describes, None where it describes no cells."""
    draft = _Draft()
    for code, operand in sprms(properties, old):
        if code == codes.T_CELLS:
            draft.edges, draft.cells = _cells(operand, 10 if old else 20)
        elif code == codes.T_CELLS_10:
            draft.edges, draft.cells = _cells(operand, 10)
        elif code in (codes.T_BORDERS_80, codes.T_BORDERS):
            draft.lines = _table_lines(operand)
        elif draft.cells and len(operand) >= 2:
            _change_edges(code, operand, draft)
            _change_cells(code, operand, draft.cells)
    return RowShape(tuple(draft.edges), tuple(draft.cells), draft.lines) if draft.cells else None


def is_drawn(shape: RowShape, place: int) -> bool:
    """Whether lines run along two sides of a cell: columns of figures are often ruled without level lines."""
    first, last = place == 0, place == len(shape.cells) - 1
    top, left, bottom, right, across, down = shape.table_lines
    default = (across or top, left if first else down, across or bottom, right if last else down)
    sides = zip(shape.cells[place].lines, default, strict=True)
    return sum(by_table if own is None else own for own, by_table in sides) >= 2


def _cells(operand: bytes, size: int) -> tuple[list[int], list[CellShape]]:
    count = min(operand[0], _MOST_CELLS) if operand else 0
    if not count or len(operand) < 1 + 2 * (count + 1):
        return [], []
    edges = list(unpack_from(f"<{count + 1}h", operand, 1))
    start = 1 + 2 * (count + 1)
    cells = []
    for at in range(start, start + count * size, size):
        record = operand[at : at + size]
        # A row may describe fewer cells than it has: the rest are plain.
        cells.append(_cell(record, size) if len(record) == size else CellShape())
    return edges, cells


def _cell(record: bytes, size: int) -> CellShape:
    flags = int.from_bytes(record[:2], "little")
    width = 2 if size == 10 else 4
    lines = [_line(record[at : at + width]) for at in range(size - 4 * width, size, width)]
    return CellShape(flags & 3, flags >> 5 & 3, lines)


def _line(border: bytes) -> bool | None:
    """Whether a border of 2, 4 or 8 bytes is drawn; None where nothing is said of it."""
    if not any(border):
        return None
    if len(border) == 2:
        # Word 6: three bits of width, two of kind.
        return border[0] & 0x1F != 0
    return border[1 if len(border) == 4 else 5] not in _NO_LINE


def _table_lines(operand: bytes) -> tuple[bool, ...]:
    """The six borders of a table: 2 bytes each in Word 6, 4 in Word 97, 8 (colour first) since."""
    size = len(operand) // 6
    if size not in (2, 4, 8):
        return _NO_LINES
    return tuple(_line(operand[at : at + size]) is True for at in range(0, 6 * size, size))


def _change_edges(code: int, operand: bytes, draft: _Draft) -> None:
    """Modifiers that move edges, add cells or take some away after the row has been described."""
    edges, cells = draft.edges, draft.cells
    first, second = operand[0], operand[1]
    if code == codes.T_GAP:
        draft.gap = int.from_bytes(operand, "little", signed=True)
    elif code == codes.T_LEFT:
        shift = int.from_bytes(operand, "little", signed=True) - draft.gap - edges[0]
        edges[:] = [edge + shift for edge in edges]
    elif code == codes.T_WIDTH and len(operand) == 4:
        width = int.from_bytes(operand[2:], "little")
        for place in range(first, min(second, len(cells))):
            shift = width - (edges[place + 1] - edges[place])
            edges[place + 1 :] = [edge + shift for edge in edges[place + 1 :]]
    elif code == codes.T_INSERT and len(operand) == 4 and len(cells) + second <= _MOST_CELLS:
        width = int.from_bytes(operand[2:], "little")
        while len(cells) < first:
            cells.append(CellShape())
            edges.append(edges[-1] + width)
        new = [edges[first] + width * n for n in range(1, second + 1)]
        edges[first + 1 :] = new + [edge + width * second for edge in edges[first + 1 :]]
        cells[first:first] = [CellShape() for _ in range(second)]
    elif code == codes.T_DELETE and first < second:
        gone = edges[min(second, len(cells))] - edges[min(first, len(cells))]
        edges[first + 1 :] = [edge - gone for edge in edges[second + 1 :]]
        del cells[first:second]


def _change_cells(code: int, operand: bytes, cells: list[CellShape]) -> None:
    """Modifiers that change merges and lines of some cells."""
    first, second = operand[0], operand[1]
    if code == codes.T_VERTICAL_MERGE and first < len(cells):
        cells[first].below = second & 3
    elif code in (codes.T_MERGE, codes.T_SPLIT):
        for place, cell in enumerate(cells[first:second]):
            cell.across = 0 if code == codes.T_SPLIT else 1 if not place else 2
    elif code in (codes.T_SET_BORDER_80, codes.T_SET_BORDER) and len(operand) in (7, 11):
        kind = operand[4 if code == codes.T_SET_BORDER_80 else 8]
        for cell in cells[first:second]:
            for side in range(4):
                if operand[2] & 1 << side:
                    cell.lines[side] = kind not in _NO_LINE
