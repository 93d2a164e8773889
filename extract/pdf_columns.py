"""Text that stands side by side without rules: letter heads, signatures, tables without lines, columns.

Finds them by gaps that rows have in common. Knows positions, not what the words say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf_page import Word, words_text
from extract.pdf_wrapping import width

Row = tuple[Word, ...]

# In letter sizes: a gap that may part columns (between styles, or where all others are small, a smaller
# one), how near two baselines of side-by-side lines lie, and the least gutter that must stay free.
_GAP = 1.6
_GAP_OF_STYLES = 0.75
_GAP_AMONG_SMALL = 1.1
_BESIDE = 1.0
_GUTTER = 0.8
_FREE = 1.0
_ALIGNED = 4.0
_SAME_X = 2.5
_NEXT_LINE = 1.6
_FARTHEST = 3.2
# A name stands below the signature's office with this much room for the hand.
_SIGNATURE = 130.0
_TAB = 2.5


@dataclass(slots=True)
class Region:
    """Rows `first` to `last` (inclusive) whose pieces stand in the same columns.

    `columns`: (left, right) of each. `pieces`: for each row (column, words) from left to right.
    """

    first: int
    last: int
    columns: list[tuple[float, float]]
    pieces: list[list[tuple[int, Row]]] = field(default_factory=list)


def split_row(row: Row) -> list[Row]:
    """A row cut at its wide gaps, unless all its gaps are wide (a line stretched to the margin).

    Between letters of different size or weight a smaller gap is wide enough.
    """
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    if not gaps or max(gaps) <= _GAP_OF_STYLES * row[0].size:
        return [row]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 else 0.0
    wide = [_is_wide(row[i], row[i + 1], gap, usual) for i, gap in enumerate(gaps)]
    if not any(wide) or (len(gaps) > 2 and all(wide) and max(gaps) < 1.5 * min(gaps)):
        return [row]
    parts: list[list[Word]] = [[row[0]]]
    for word, apart in zip(row[1:], wide, strict=True):
        if apart:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _is_wide(a: Word, b: Word, gap: float, usual: float) -> bool:
    size = max(a.size, b.size)
    styled = a.bold != b.bold or abs(a.size - b.size) > 0.6
    if styled and gap > _GAP_OF_STYLES * size and gap > 1.8 * usual:
        return True
    return gap > _GAP * size or (usual > 0 and gap > max(_GAP_AMONG_SMALL * size, 3.5 * usual))


def find_regions(rows: Sequence[Row]) -> list[Region]:
    """The parts of a page where two or more rows stand in the same columns, from top to bottom."""
    pieces = [split_row(row) for row in rows]
    regions: list[Region] = []
    at = 0
    while at < len(rows):
        seed = _seed(pieces, at)
        if seed is None:
            at += 1
            continue
        region = _grown(pieces, at, regions[-1].last + 1 if regions else 0)
        if region.last > region.first:
            regions.append(region)
            at = region.last + 1
        else:
            at += 1
    return regions


def _seed(pieces: list[list[Row]], at: int) -> bool | None:
    """Whether columns show at this row: by a gap in it, or by the next row standing beside it."""
    if len(pieces[at]) > 1:
        return True
    return True if at + 1 < len(pieces) and _beside(pieces[at], pieces[at + 1]) else None


def _beside(above: list[Row], below: list[Row]) -> bool:
    """Two rows of single pieces that overlap in height, not in width."""
    if len(above) != 1 or len(below) != 1:
        return False
    a, b = above[0], below[0]
    size = min(a[0].size, b[0].size)
    near = b[0].y - a[0].y < _BESIDE * size
    return near and (a[-1].x1 + _GUTTER * size < b[0].x0 or b[-1].x1 + _GUTTER * size < a[0].x0)


def _grown(pieces: list[list[Row]], at: int, floor: int) -> Region:
    """The region around a seed row, no higher than row `floor`."""
    region = Region(at, at, [(p[0].x0, p[-1].x1) for p in pieces[at]])
    if len(pieces[at]) == 1:
        region.columns = sorted([*region.columns, _reach(pieces[at + 1][0])])
        region.last = at + 1
    while region.last + 1 < len(pieces):
        below = region.last + 1
        pieces[below] = _cut(pieces[below], region.columns)
        columns = _joined(region.columns, pieces[below])
        if columns is None or not _belongs(pieces, region, below):
            break
        region.columns, region.last = columns, below
    while region.first > floor:
        above = region.first - 1
        pieces[above] = _cut(pieces[above], region.columns)
        columns = _joined(region.columns, pieces[above])
        if columns is None or not _belongs_above(pieces, region, above):
            break
        region.columns, region.first = columns, above
    region.pieces = [
        [(_column(region.columns, piece), piece) for piece in pieces[i]]
        for i in range(region.first, region.last + 1)
    ]
    return region


def _reach(piece: Row) -> tuple[float, float]:
    return piece[0].x0, max(w.x1 for w in piece)


def widen(columns: list[tuple[float, float]], left: float, right: float) -> bool:
    """Give [left, right) its place in these sorted columns; False, and no change, where it crosses two."""
    hit = [i for i, (a, b) in enumerate(columns) if left < b and a < right]
    if len(hit) > 1:
        return False
    if hit:
        a, b = columns[hit[0]]
        columns[hit[0]] = (min(a, left), max(b, right))
    else:
        columns.append((left, right))
        columns.sort()
    return True


def _joined(columns: list[tuple[float, float]], row: list[Row]) -> list[tuple[float, float]] | None:
    """The columns widened by a row, None where one of its pieces would close a gutter."""
    widened = list(columns)
    for piece in row:
        room = _GUTTER * piece[0].size
        if not widen(widened, *_reach(piece)):
            return None
        if any(b[0] - a[1] < room for a, b in pairwise(widened)):
            return None
    return widened


def _cut(row: list[Row], columns: list[tuple[float, float]]) -> list[Row]:
    """A row whose only piece reaches over a gutter, cut where it leaves the gutter free."""
    if len(row) != 1:
        return row
    for i, (before, word) in enumerate(pairwise(row[0])):
        free = word.x0 - before.x1 > _FREE * word.size
        if free and any(before.x1 < b[0] and word.x0 > a[1] for a, b in pairwise(columns)):
            return [row[0][: i + 1], row[0][i + 1 :]]
    return row


def _column(columns: list[tuple[float, float]], piece: Row) -> int:
    left, right = _reach(piece)
    return max(range(len(columns)), key=lambda i: min(columns[i][1], right) - max(columns[i][0], left))


def _belongs(pieces: list[list[Row]], region: Region, below: int) -> bool:
    """Whether a row goes on with the region: side by side itself, beside a neighbour, or in line."""
    row = pieces[below]
    if len(row) > 1:
        return row[0][0].y - pieces[region.last][0][0].y < 3 * _NEXT_LINE * row[0][0].size
    if _beside(pieces[below - 1], row) or (below + 1 < len(pieces) and _beside(row, pieces[below + 1])):
        return True
    piece = row[0]
    column = _column(region.columns, piece)
    own = [
        p
        for i in range(region.first, region.last + 1)
        for p in pieces[i]
        if _column(region.columns, p) == column
    ]
    if not own:
        return False
    drop = piece[0].y - own[-1][0].y
    pitch = max((b[0].y - a[0].y for a, b in pairwise(own)), default=0.0)
    reach = max(_NEXT_LINE * piece[0].size, min(1.35 * pitch, _FARTHEST * piece[0].size))
    centred = any(abs(_centre(p) - _centre(piece)) < _ALIGNED for p in own)
    if column and centred and drop < _SIGNATURE:
        return True
    if centred or any(abs(p[0].x0 - piece[0].x0) < _SAME_X for p in own):
        return drop < reach or (drop < 2 * reach and _sided_soon(pieces, region, below))
    return drop < reach and _sided_soon(pieces, region, below)


def _sided_soon(pieces: list[list[Row]], region: Region, at: int) -> bool:
    """Whether one of the next two rows still stands side by side in the same columns."""
    columns: list[tuple[float, float]] | None = region.columns
    for row in pieces[at : at + 3]:
        columns = _joined(columns, row) if columns else None
        if columns is None:
            return False
        if len(row) > 1:
            return True
    return False


def _belongs_above(pieces: list[list[Row]], region: Region, above: int) -> bool:
    """Above its seed a region takes only what stands beside it, or in a right column's line."""
    row = pieces[above]
    if len(row) > 1 or _beside(row, pieces[above + 1]):
        return True
    piece = row[0]
    column = _column(region.columns, piece)
    own = [p for p in pieces[region.first] if _column(region.columns, p) == column]
    if not column or not own or own[0][0].y - piece[0].y > _NEXT_LINE * piece[0].size:
        return False
    return abs(_centre(own[0]) - _centre(piece)) < _ALIGNED and piece[0].x0 > region.columns[0][1]


def _centre(piece: Row) -> float:
    return piece[0].x0 + width(piece) / 2


def tabbed(row: Row) -> str:
    """The text of a row on its own, with a tab for each wide gap."""
    pieces = split_row(row)
    text = words_text(pieces[0])
    for before, piece in pairwise(pieces):
        wide = piece[0].x0 - before[-1].x1 > _TAB * piece[0].size
        text += ("\t" if wide else "" if piece[0].glued else " ") + words_text(piece)
    return text
