"""Drawn lines to grids: which rectangles between them are cells, and which cells span several.

Knows rules and positions; reads no text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import BBox
from extract.pdf_page import Rule, Rules

_TOUCH = 3.0
_SAME_EDGE = 2.6
# A side of a cell is drawn when this share of it is.
_DRAWN = 0.6
# Rules that run on beyond the last crossing by this much have an open side there.
_OPEN_SIDE = 8.0
_MOST_CROSSINGS = 250_000
_LEAST_SIDE = 4.0

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """A drawn grid: column edges `xs`, row edges `ys`, cells as (row, column, rowspan, colspan).

    `clear`: every cell is a rectangle. `owner` gives for each position (row-major) the index of its cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Span, ...]
    owner: tuple[int, ...]
    clear: bool = True

    @property
    def bbox(self) -> BBox:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(rules: Rules) -> list[Lattice]:
    """The grids of a page with at least two cells, from the smallest to the largest."""
    if not rules.across or not rules.down or len(rules.across) * len(rules.down) > _MOST_CROSSINGS:
        return []
    found = [_lattice(across, down) for across, down in _connected(rules.across, rules.down)]
    kept = [grid for grid in found if grid is not None and len(grid.cells) > 1]
    return sorted(kept, key=lambda g: (g.bbox[2] - g.bbox[0]) * (g.bbox[3] - g.bbox[1]))


def cell_at(grid: Lattice, x: float, y: float) -> int | None:
    """Index of the cell that holds a point of the page, None outside of the grid."""
    left, top, right, bottom = grid.bbox
    if not (left - _TOUCH <= x <= right + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH):
        return None
    col = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
    row = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
    return grid.owner[row * (len(grid.xs) - 1) + col]


def cell_bbox(grid: Lattice, index: int) -> BBox:
    row, col, rowspan, colspan = grid.cells[index]
    return (grid.xs[col], grid.ys[row], grid.xs[col + colspan], grid.ys[row + rowspan])


def from_boxes(boxes: Iterable[BBox]) -> Lattice | None:
    """The grid of cells that another engine found as boxes, None where they make none."""
    found = list(boxes)
    if len(found) < 2:
        return None
    xs = _edges([x for b in found for x in (b[0], b[2])])
    ys = _edges([y for b in found for y in (b[1], b[3])])
    cols = len(xs) - 1
    owner = [-1] * (cols * (len(ys) - 1))
    cells: list[Span] = []
    for box in found:
        col, row = _nearest(xs, box[0]), _nearest(ys, box[1])
        colspan, rowspan = _nearest(xs, box[2]) - col, _nearest(ys, box[3]) - row
        places = [r * cols + c for r in range(row, row + rowspan) for c in range(col, col + colspan)]
        if places and all(owner[p] < 0 for p in places):
            for place in places:
                owner[place] = len(cells)
            cells.append((row, col, rowspan, colspan))
    for place, index in enumerate(owner):
        if index < 0:
            owner[place] = len(cells)
            cells.append((place // cols, place % cols, 1, 1))
    return _ordered(xs, ys, cells, owner, True)


def _connected(across: tuple[Rule, ...], down: tuple[Rule, ...]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules in groups that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            meets = h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH
            if meets:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*across, *down)):
        groups.setdefault(root(i), ([], []))[int(i >= len(across))].append(rule)
    return [group for group in groups.values() if group[0] and group[1] and len(group[0]) + len(group[1]) > 3]


def _edges(positions: Iterable[float]) -> tuple[float, ...]:
    """Positions that lie near each other as one edge."""
    lanes: list[list[float]] = []
    for at in sorted(positions):
        if lanes and at - lanes[-1][-1] <= _SAME_EDGE:
            lanes[-1].append(at)
        else:
            lanes.append([at])
    return tuple(sum(lane) / len(lane) for lane in lanes)


def _nearest(edges: tuple[float, ...], at: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - at))


def _with_open_sides(rules: list[Rule], crossing: list[Rule]) -> list[Rule]:
    """Add the side that is not drawn where two or more crossing rules run on beyond the last rule."""
    first, last = min(r.at for r in rules), max(r.at for r in rules)
    before = [c.start for c in crossing if c.start < first - _OPEN_SIDE]
    behind = [c.end for c in crossing if c.end > last + _OPEN_SIDE]
    low, high = min(r.start for r in rules), max(r.end for r in rules)
    sides = []
    if len(before) > 1:
        sides.append(Rule(min(before), low, high))
    if len(behind) > 1:
        sides.append(Rule(max(behind), low, high))
    return rules + sides


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    across, down = _with_open_sides(across, down), _with_open_sides(down, across)
    xs, ys = _edges(v.at for v in down), _edges(h.at for h in across)
    cols, rows = len(xs) - 1, len(ys) - 1
    if cols < 1 or rows < 1 or xs[-1] - xs[0] < _LEAST_SIDE or ys[-1] - ys[0] < _LEAST_SIDE:
        return None
    beside = _drawn_sides(down, xs, ys)
    below = _drawn_sides(across, ys, xs)
    parent = list(range(cols * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and (c + 1, r) not in beside:
                parent[root(r * cols + c + 1)] = root(r * cols + c)
            if r + 1 < rows and (r + 1, c) not in below:
                parent[root((r + 1) * cols + c)] = root(r * cols + c)
    members: dict[int, list[int]] = {}
    for place in range(cols * rows):
        members.setdefault(root(place), []).append(place)
    return _from_regions(xs, ys, list(members.values()))


def _drawn_sides(
    rules: list[Rule], edges: tuple[float, ...], between: tuple[float, ...]
) -> set[tuple[int, int]]:
    """(edge, gap): the rules of this edge cover the gap between two neighbouring edges across."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = _nearest(edges, rule.at)
        for gap in range(len(between) - 1):
            shared = min(rule.end, between[gap + 1]) - max(rule.start, between[gap])
            if shared > 0:
                covered[edge, gap] = covered.get((edge, gap), 0.0) + shared
    return {
        (edge, gap)
        for (edge, gap), length in covered.items()
        if length >= _DRAWN * (between[gap + 1] - between[gap])
    }


def _from_regions(xs: tuple[float, ...], ys: tuple[float, ...], regions: list[list[int]]) -> Lattice:
    """Cells from regions of positions; a region that is no rectangle falls apart into positions."""
    cols = len(xs) - 1
    cells: list[Span] = []
    owner = [0] * (cols * (len(ys) - 1))
    clear = True
    for region in regions:
        row, col = min(p // cols for p in region), min(p % cols for p in region)
        rowspan = max(p // cols for p in region) - row + 1
        colspan = max(p % cols for p in region) - col + 1
        if rowspan * colspan == len(region):
            parts = [((row, col, rowspan, colspan), region)]
        else:
            clear = False
            parts = [((p // cols, p % cols, 1, 1), [p]) for p in region]
        for span, places in parts:
            for place in places:
                owner[place] = len(cells)
            cells.append(span)
    return _ordered(xs, ys, cells, owner, clear)


def _ordered(
    xs: tuple[float, ...], ys: tuple[float, ...], cells: list[Span], owner: list[int], clear: bool
) -> Lattice:
    """Cells in reading order."""
    order = sorted(range(len(cells)), key=lambda i: cells[i])
    rank = {old: new for new, old in enumerate(order)}
    return Lattice(xs, ys, tuple(cells[i] for i in order), tuple(rank[i] for i in owner), clear)
