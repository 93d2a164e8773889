"""Which columns of a table may add up to which: by their headers, by their places.

Knows headers and positions; whether a split holds is found by adding up elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.table_columns import Column
from nlp.table_words import is_one_of, is_total, label_key, opens_with

_LONGEST_RUN = 15


@dataclass(frozen=True, slots=True)
class Split:
    """A column and the columns that may add up to it."""

    total: int
    parts: tuple[int, ...]
    named: bool


def likely_splits(columns: Sequence[Column], added: Sequence[int]) -> list[Split]:
    """All splits that headers or places speak for, each once."""
    found: dict[tuple[int, tuple[int, ...]], Split] = {}
    for split in (
        *_within(columns, added),
        *_grouped(columns, added),
        *_alike(columns, added),
        *_runs(columns, added),
    ):
        key = (split.total, split.parts)
        if len(split.parts) > 1 and split.total not in split.parts and (key not in found or split.named):
            found[key] = split
    return list(found.values())


def second_splits(known: Sequence[Split], added: Sequence[int]) -> list[Split]:
    """Runs of columns behind those that make up a total already: Tổng = Cũ + Mới = Đã xong + Còn lại."""
    found: dict[tuple[int, tuple[int, ...]], Split] = {}
    for split in known:
        behind = [col for col in added if col > max(*split.parts, split.total)]
        for start in range(len(behind)):
            for end in range(start + 2, min(len(behind), start + _LONGEST_RUN) + 1):
                run = tuple(behind[start:end])
                found[split.total, run] = Split(split.total, run, False)
    return list(found.values())


def _within(columns: Sequence[Column], added: Sequence[int]) -> Iterator[Split]:
    """ "Tổng" under a heading over its sisters; "Tổng số" of its own over what stands beside it."""
    for place, col in enumerate(added):
        column = columns[col]
        if not column.levels or not is_total(column.leaf):
            continue
        above = column.levels[:-1]
        sisters = [c for c in added if c != col and columns[c].levels[:-1] == above and above]
        yield Split(col, tuple(sisters), True)
        if not above:
            yield from (Split(col, tuple(run), True) for run in _beside(added, place))
        totals = tuple(
            c
            for c in added
            if c != col
            and columns[c].levels
            and is_total(columns[c].leaf)
            and columns[c].levels != column.levels
        )
        yield Split(col, totals, True)


def _grouped(columns: Sequence[Column], added: Sequence[int]) -> Iterator[Split]:
    """The columns under one heading against a column beside them."""
    for heading, members in _headings(columns, added):
        exhaustive = opens_with(heading, "exhaustive")
        first, last = added.index(members[0]), added.index(members[-1])
        for place in (first - 1, last + 1, first - 2, first - 3):
            if 0 <= place < len(added):
                yield Split(added[place], tuple(members), exhaustive and place == first - 1)


def _alike(columns: Sequence[Column], added: Sequence[int]) -> Iterator[Split]:
    """ "SL" under Tốt, Khá, Đạt against the column that counts all; or against "SL" under Tổng số."""
    leaves: dict[str, list[int]] = {}
    for col in added:
        if len(columns[col].levels) > 1:
            leaves.setdefault(label_key(columns[col].leaf), []).append(col)
    for members in leaves.values():
        for col in members:
            if is_total(columns[col].levels[0]):
                yield Split(col, tuple(c for c in members if c != col), True)
        before = [c for c in added if c < members[0]]
        yield from (Split(c, tuple(members), False) for c in before[-4:])


def _runs(columns: Sequence[Column], added: Sequence[int]) -> Iterator[Split]:
    """Any column against the columns that follow it, or those before it."""
    for place, col in enumerate(added):
        for run in _beside(added, place):
            yield Split(col, tuple(run), False)


def _beside(added: Sequence[int], place: int) -> Iterable[Sequence[int]]:
    """Runs of two and more columns that begin right behind, or end right before, the one at `place`."""
    for end in range(place + 3, min(len(added), place + 1 + _LONGEST_RUN) + 1):
        yield added[place + 1 : end]
    for start in range(place - 2, max(-1, place - 1 - _LONGEST_RUN), -1):
        yield added[start:place]


def _headings(columns: Sequence[Column], added: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Headings that stand over two and more added columns, with these."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for col in added:
        for depth in range(1, len(columns[col].levels)):
            groups.setdefault(columns[col].levels[:depth], []).append(col)
    for levels, members in groups.items():
        if len(members) > 1 and not any(is_one_of(columns[c].leaf, "totals") for c in members):
            yield levels[-1], members
