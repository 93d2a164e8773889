"""Text side by side at the foot of a page whose rows go on overleaf (a list of recipients, a signature)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf_columns import Row, find_regions, split_row
from extract.pdf_gutters import find_open_tables

_TAIL = 12
_USUAL_DROP = 1.5
_LARGEST_DROP = 2.2


def rows_overleaf(upper: Sequence[Row], lower: Sequence[Row]) -> list[Row]:
    """The first rows of `lower` that go on with columns at the end of `upper`, moved below them.

    `upper` and `lower` are the body rows of two pages in a row, without tables between them.
    """
    tail = list(upper[-_TAIL:])
    if not tail or not lower or not _ends_in_columns(tail):
        return []
    tables = find_open_tables(upper)
    if tables and tables[-1].last == len(upper) - 1:
        return []
    head = list(lower[:_TAIL])
    shift = tail[-1][0].y + _drop(tail, head) - head[0][0].y
    moved = [tuple(w._replace(y=w.y + shift) for w in row) for row in head]
    for region in find_regions([*tail, *moved]):
        if region.first < len(tail) <= region.last:
            return moved[: region.last + 1 - len(tail)]
    return []


def _ends_in_columns(tail: list[Row]) -> bool:
    if len(split_row(tail[-1])) > 1:
        return True
    return any(region.last == len(tail) - 1 for region in find_regions(tail))


def _drop(tail: list[Row], head: list[Row]) -> float:
    """How far below the last row the next one would stand: as far as the rows after it do from each other."""
    size = head[0][0].size
    for rows in (head[:2], tail[-2:]):
        for above, below in pairwise(rows):
            if size < below[0].y - above[0].y <= _LARGEST_DROP * size:
                return below[0].y - above[0].y
    return _USUAL_DROP * size
