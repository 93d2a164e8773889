"""One fact stated twice with different values: in two paragraphs, or in the text and in a table.

Flags only what is said in nearly the same words, because most numbers of like nouns count different things;
what agrees needs no line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, cached_property
from operator import attrgetter

from corpus.folding import fold
from extract.document import Document, block_at
from nlp.check_records import Term, repeat_check
from nlp.check_words import says
from nlp.lexicon import lexicon
from nlp.records import Cell, Check, Figure

_BREAK = re.compile(r"[;\n()]|[.,:](?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 160
# Fewer words than these say too little to be sure of the same fact.
_ENOUGH = 4
_ENOUGH_IN_ROW = 3
_MOST_MORE = 2

_SLOTS = attrgetter("kind", "unit", "status", "level", "actor", "period")

Words = frozenset[str]


def repeats(document: Document, figures: Sequence[Figure], cells: Sequence[Cell]) -> list[Check]:
    """A failing check for each later statement of a fact whose value differs from the first."""
    stated = [figure for figure in figures if _plain(figure)]
    said = _Clauses(fold(document.text))
    known = frozenset(figure.value for figure in figures)
    # Where the text states the table's value too, its other value is of another time or part.
    unsaid = [cell for cell in cells if cell.value not in known]
    return [*_in_text(document, stated, said), *_in_tables(stated, said, cells, unsaid)]


def _plain(figure: Figure) -> bool:
    """Whether the figure is a value of its own: no part, bound, range or difference."""
    rough = figure.approx or figure.change or figure.part_of or figure.value_max is not None
    return not rough and figure.kind in ("count", "money", "measure") and figure.evidence.cell is None


class _Clauses:
    """The clauses of a report whose folded text is `low`, each read once, when first asked for."""

    def __init__(self, low: str) -> None:
        self._low = low
        self._read: dict[tuple[int, int, int, int], Words] = {}

    @cached_property
    def _breaks(self) -> list[int]:
        return [mark.start() for mark in _BREAK.finditer(self._low)]

    def words(self, figure: Figure) -> Words:
        """The words of the clause that a figure stands in, light ones left out."""
        low, start, end = self._low, figure.evidence.start, figure.evidence.end
        place = bisect_left(self._breaks, start)
        # What parts digits breaks the text all the same where they are a figure of their own.
        parted = low[start - 1 : start] in (".", ",", ":") and start > 0
        first = max(self._breaks[place - 1] + 1 if place else 0, start - _REACH, start if parted else 0)
        behind = bisect_left(self._breaks, end, place)
        stop = min(self._breaks[behind] if behind < len(self._breaks) else len(low), end + _REACH)
        # Neighbours stand in one clause, unless a mention itself holds a break.
        asked = (first, stop, start, end) if behind > place else (first, stop, 0, 0)
        known = self._read.get(asked)
        if known is None:
            known = self._read[asked] = _content(f"{low[first:start]} {low[start:end]} {low[end:stop]}")
        return known


def _content(text: str) -> Words:
    return frozenset(_WORD.findall(text)) - _light()


@cache
def _light() -> Words:
    return frozenset(word for word, classes in lexicon().classes.items() if "light" in classes)


def _in_text(document: Document, stated: Sequence[Figure], said: _Clauses) -> list[Check]:
    found = []
    slots = {figure.id: _SLOTS(figure) for figure in stated if figure.noun}
    # What only one figure states is not stated twice.
    shared = Counter(slots.values())
    first: dict[tuple[object, ...], Figure] = {}
    for figure in stated:
        own = slots.get(figure.id)
        if own is None or shared[own] == 1 or len(words := said.words(figure)) < _ENOUGH:
            continue
        earlier = first.setdefault((words, own), figure)
        if earlier.value == figure.value or _block(document, earlier) == _block(document, figure):
            continue
        found.append(_check(earlier, figure))
    return found


def _block(document: Document, figure: Figure) -> object:
    block = block_at(document, figure.evidence.start)
    return block and (block.start, block.table)


def _in_tables(
    stated: Sequence[Figure], said: _Clauses, cells: Sequence[Cell], unsaid: Sequence[Cell]
) -> list[Check]:
    """Figures of the text against the one cell of a row that states the same."""
    rows: dict[tuple[int, str], list[Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.table, cell.row), []).append(cell)
    labels = {key: _content(fold(key[1])) for key in rows}
    found = []
    for key, row in rows.items():
        label = labels[key]
        results = [cell for cell in row if _is_result(cell)]
        alike = [other for other in labels if labels[other] == label and other[0] == key[0]]
        if len(label) < _ENOUGH_IN_ROW or len(results) != 1 or len(alike) > 1 or results[0] not in unsaid:
            continue
        cell = results[0]
        same = [
            f for f in stated if f.unit == cell.unit and f.status != "target" and _says(said.words(f), label)
        ]
        if same:
            found.append(_check(same[0], cell))
    return found


def _is_result(cell: Cell) -> bool:
    """Whether the column states what was done, not what was planned, done before, or a share."""
    column = fold(cell.column)
    return cell.unit != "%" and says("table_result").search(column) is not None


def _says(clause: Words, label: Words) -> bool:
    """Whether a clause says the label and hardly more."""
    return label <= clause and len(clause - label) <= _MOST_MORE


def _check(first: Figure, second: Figure | Cell) -> Check:
    terms: Iterable[tuple[str, Decimal, str]] = (
        (row.id, row.value, f"“{row.evidence.quote}”") for row in (first, second)
    )
    one, other = (Term(*term) for term in terms)
    return repeat_check(one, other, first.unit)
