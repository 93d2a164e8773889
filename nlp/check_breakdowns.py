"""Where in running text a total is broken down: brackets, colons, lists of the same noun, bullets.

Knows figures, brackets and sentence ends; whether parts come out is `check_sums`' work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.document import Document, block_index
from nlp.check_words import members
from nlp.lexicon import lexicon
from nlp.records import Figure

_COUNTS = ("count", "ratio")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ỹđ])")
_ITEM = re.compile(r"\s*[-–+*•]\s*\S")
_MOST_PARTS = 24
_MOST_ITEMS = 30
# How far from the start of its bullet a number opens it.
_LEADS = 6

Parts = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its block, how many sentences end before it, its innermost bracket or -1."""

    block: int
    sentence: int
    bracket: int
    depth: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Figures that may break a total down, in reading order. `closed`: a bracket holds them all.

    `same`: only those with the total's noun were taken. `items`: one of each bullet below.
    """

    total: Figure
    parts: Parts
    closed: bool = False
    same: bool = False
    items: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's figures with their places; `order` holds their numbers by id."""

    text: str
    figures: Sequence[Figure]
    places: Sequence[Place]
    order: Mapping[str, int]

    def at(self, figure: Figure) -> Place:
        """Where a figure stands."""
        return self.places[self.order[figure.id]]

    def before(self, figure: Figure) -> Figure | None:
        """The figure in front of this one, or None."""
        number = self.order[figure.id] - 1
        return self.figures[number] if number >= 0 else None

    def following(self, figure: Figure) -> Figure | None:
        """The figure behind this one, or None."""
        number = self.order[figure.id] + 1
        return self.figures[number] if number < len(self.figures) else None


def layout(document: Document, figures: Sequence[Figure]) -> Layout:
    """The figures of a report with their blocks, sentences and brackets."""
    starts = document.starts or tuple(block.start for block in document.blocks)
    events: dict[int, tuple[list[int], list[tuple[int, int]], list[int]]] = {}
    found: list[Place] = []
    for figure in figures:
        at = figure.evidence.start
        index = block_index(starts, at) or 0
        if index not in events:
            block = document.blocks[index]
            events[index] = _events(document.text, block.start, block.end)
        ends, brackets, positions = events[index]
        known = bisect_right(positions, at) - 1
        depth, bracket = brackets[known] if known >= 0 else (0, -1)
        found.append(Place(index, bisect_right(ends, at), bracket, depth))
    order = {figure.id: number for number, figure in enumerate(figures)}
    return Layout(document.text, figures, found, order)


def candidates(document: Document, laid: Layout) -> Iterator[Candidate]:
    """All stretches of figures that may break down a figure before them."""
    figures, at = laid.figures, laid.places
    for number, total in enumerate(figures):
        if total.kind == "percent" or total.approx or total.change or total.value_max is not None:
            continue
        if total.value < 2:
            continue
        inside, level = _following(document.text, figures, at, number)
        if total.kind == "measure" and not inside:
            inside = _bare_inside(figures, at, number)
        for parts, closed in ((inside, True), (level, False)):
            same = tuple(part for part in parts if same_noun(total, part))
            if len(parts) > 1:
                yield Candidate(total, tuple(parts), closed)
            if 1 < len(same) < len(parts):
                yield Candidate(total, same, closed, True)
        below = _below(document, figures, at, number)
        if len(below) > 1:
            yield Candidate(total, below, items=True)


def adds(total: Figure, part: Figure) -> bool:
    """Whether a part is of the same sort as a total, so that it can be added up to it."""
    if part.kind == "percent" or part.change or part.value_max is not None:
        return False
    if part.kind in _COUNTS and total.kind in _COUNTS:
        return True
    return part.kind == total.kind and part.unit == total.unit


def made(parts: Sequence[Figure]) -> Decimal:
    """What parts add up to."""
    return sum([part.value for part in parts], Decimal(0))


def same_noun(total: Figure, part: Figure) -> bool:
    """Whether two figures count the same things, by the heads of their nouns; people are people."""
    return bool(total.noun and part.noun) and _are_same(total.noun or "", part.noun or "")


# Each total is held against all that follow it, and the nouns of a report are few.
@lru_cache(maxsize=4096)
def _are_same(whole: str, part: str) -> bool:
    if part in members("persons") and _are_people(whole):
        return True
    first, second = whole.split(), part.split()
    return first[: len(second)] == second or second[: len(first)] == first


def _are_people(noun: str) -> bool:
    """Whether a noun counts people, by the words that the lexicon puts beside "hội viên"."""
    groups = lexicon().groups
    return bool(groups.get(noun, frozenset()) & groups.get("hội viên", frozenset()))


def _following(
    text: str, figures: Sequence[Figure], at: Sequence[Place], number: int
) -> tuple[list[Figure], list[Figure]]:
    """What stands in the bracket right behind a figure, and what follows it on its own level."""
    total, place = figures[number], at[number]
    inside: list[Figure] = []
    level: list[Figure] = []
    bracket = -1
    for other in range(number + 1, len(figures)):
        part, there = figures[other], at[other]
        if there.block != place.block or there.depth < place.depth or len(level) >= _MOST_PARTS:
            break
        if there.depth == place.depth:
            if there.bracket != place.bracket and place.depth:
                break
            if adds(total, part):
                level.append(part)
        elif there.depth == place.depth + 1:
            if (bracket < 0 and not level) or (bracket < 0 and _is_paired(text, total, level)):
                bracket = there.bracket
            if there.bracket == bracket and adds(total, part):
                inside.append(part)
    return inside, level


def _bare_inside(figures: Sequence[Figure], at: Sequence[Place], number: int) -> list[Figure]:
    """ "4,87ha (đất ở 3,9; đất vườn 0,97)": bare numbers in the bracket behind a measure are in its unit."""
    place = at[number]
    found = [
        figure
        for figure, there in zip(figures[number + 1 : number + 12], at[number + 1 : number + 12], strict=True)
        if there.block == place.block and there.depth == place.depth + 1
    ]
    first = at[number + 1].bracket if number + 1 < len(at) else -1
    bare = all(figure.kind == "count" and figure.unit is None for figure in found)
    return found if bare and all(at[number + 1 + i].bracket == first for i in range(len(found))) else []


def _is_paired(text: str, total: Figure, level: Sequence[Figure]) -> bool:
    """ "52 vụ/71 bị can (...)": the bracket belongs to both."""
    return len(level) == 1 and text[total.evidence.end : level[0].evidence.start].strip() == "/"


def _below(
    document: Document, figures: Sequence[Figure], at: Sequence[Place], number: int
) -> tuple[Figure, ...]:
    """One figure of the total's sort in each bullet below its block, or none."""
    total, block = figures[number], at[number].block
    last = block
    while last + 1 < len(document.blocks) and last - block < _MOST_ITEMS:
        following = document.blocks[last + 1]
        item = following.kind == "item" or _ITEM.match(document.text, following.start, following.end)
        if following.table is not None or not item:
            break
        last += 1
    if last - block < 2:
        return ()
    found: dict[int, list[Figure]] = {}
    leading: dict[int, Figure] = {}
    for other in range(number + 1, len(figures)):
        part, there = figures[other], at[other].block
        if there > last:
            break
        if there == block or at[other].depth:
            continue
        if _belongs(total, part):
            found.setdefault(there, []).append(part)
        if adds(total, part) and part.evidence.start - document.blocks[there].start <= _LEADS:
            leading.setdefault(there, part)
    if len(found) == last - block and all(len(parts) == 1 for parts in found.values()):
        return tuple(parts[0] for parts in found.values())
    # "43 tổ chức cơ sở đảng, gồm:" over "15 đảng bộ xã", "8 đảng bộ cơ quan", "20 chi bộ".
    return tuple(leading.values()) if len(leading) == last - block else ()


def _belongs(total: Figure, part: Figure) -> bool:
    return adds(total, part) and (total.kind == "money" or same_noun(total, part))


def _events(text: str, start: int, end: int) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Sentence ends; (depth, innermost bracket) behind each bracket, with their offsets."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    stack: list[int] = []
    brackets: list[tuple[int, int]] = []
    positions: list[int] = []
    for match in re.finditer(r"[()]", text[start:end]):
        if match.group() == "(":
            stack.append(start + match.start())
        elif stack:
            stack.pop()
        brackets.append((len(stack), stack[-1] if stack else -1))
        positions.append(start + match.start())
    return ends, brackets, positions
