"""Where drawn lines and coloured bands part the rows of a table without a grid. Knows positions only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.pdf_page import Rules

# A line or band parts rows when it lies along this share of the table's width.
_ALONG = 0.6
_SAME = 2.6


def cuts(rules: Rules, left: float, right: float) -> tuple[float, ...]:
    """The heights, from top to bottom, at which something drawn runs along a table between these sides.

    Lines and bands that are drawn cell by cell count together.
    """
    edges = [(rule.at, rule.start, rule.end) for rule in rules.across]
    edges += [(edge, box[0], box[2]) for box in rules.bands for edge in (box[1], box[3])]
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(edges):
        start, end = max(start, left), min(end, right)
        if end <= start:
            continue
        if found and at - found[-1][0] <= _SAME:
            found[-1][1].append((start, end))
        else:
            found.append((at, [(start, end)]))
    return tuple(at for at, spans in found if _covered(spans) >= _ALONG * (right - left))


def _covered(spans: list[tuple[float, float]]) -> float:
    """The length of a line that these pieces cover together."""
    length, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        length += max(end - max(start, reached), 0.0)
        reached = max(reached, end)
    return length


def intervals(heights: Sequence[float], at: Sequence[float]) -> list[int]:
    """For each line of text (the middle of its letters) the number of the interval that it stands in."""
    return [bisect_left(at, height) for height in heights]
