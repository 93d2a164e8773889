"""What the choice of a slot looks at: one number in its sentence, with the numbers before it.

Knows words, clauses and what was chosen for earlier numbers; no weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from nlp.clauses import Clause
from nlp.number_lists import Item, depths, items
from nlp.predicates import Phrase, phrases, shape
from nlp.quantities import Quantity
from nlp.records import fixed
from nlp.subjects import Subject, subjects
from nlp.words import Word


@fixed
class Line:
    """A sentence, once for all its numbers.

    `shapes`: the part each word plays. `depths`: brackets open before it. `units`: indexes of the names of
    units. `attributes`: what `attribute` answers before each word and behind the last. `hidden`: how many
    words before each one (and behind the last) have a text that only `text` tells; `exposed`: spans with
    such words that were spelt. `places`: class -> indexes of the words that have it, for some classes.
    `subjects`: who its clauses may be about.
    `items`: of which list each number is an item.
    """

    text: str
    words: Sequence[Word]
    quantities: Sequence[Quantity]
    phrases: Sequence[Phrase]
    shapes: Sequence[str]
    depths: Sequence[int]
    units: Sequence[int]
    attributes: Sequence[str]
    hidden: Sequence[int]
    exposed: list[tuple[int, int]]
    places: dict[str, list[int]]
    subjects: Sequence[Subject]
    items: Sequence[Item | None]


@fixed
class Told:
    """What an earlier number ended up with. `source`, `named`: where its action and its noun came from."""

    q: Quantity
    noun: str | None
    action: str | None
    source: str
    named: str
    actor: str | None
    bracket: int


class Kin(NamedTuple):
    """A number of an earlier sentence nearby. `steps`: how many numbers before this sentence's first.

    `value`: what it is, where that still counts; `whole`: whether the list that asks makes it up.
    """

    kind: str
    unit: str | None
    head: str | None
    noun: str | None
    action: str | None
    steps: int
    value: Decimal | None = None
    whole: bool = False


@fixed
class Context:
    """One number. `place`: its index among the sentence's quantities. `told`: the earlier ones in order.

    `gap`: shapes of the words since the number before (or the sentence start). `within`: whether a
    breakdown was opened earlier in the sentence. `lead`: the action that the sentence before ended with.
    `kin`: numbers of the sentences before, the nearest first.
    """

    line: Line
    words: Sequence[Word]
    shapes: Sequence[str]
    q: Quantity
    place: int
    clause: Clause
    told: Sequence[Told]
    bracket: int
    lead: str | None
    gap: Sequence[str]
    within: bool
    kin: Sequence[Kin] = ()

    def relative(self) -> Kin | None:
        """The nearest number of earlier sentences that measures or counts the same."""
        return relative(self.q, self.kin)

    @property
    def item(self) -> Item | None:
        """What this number is in its list."""
        return self.line.items[self.place]

    def total(self) -> Told | None:
        """The number that this one breaks down: before its list, its bracket, or colon or marker of parts."""
        item = self.item
        if item is not None and item.total is not None:
            return self.told[item.total]
        if self.bracket:
            return next((t for t in reversed(self.told) if t.bracket < self.bracket), None)
        for index in range(self.q.at - 1, self.line.quantities[0].end - 1, -1):
            if self.words[index].text == ":" or self.words[index].has("parts"):
                return next((t for t in reversed(self.told) if t.q.end <= index and not t.bracket), None)
        return None


def relative(q: Quantity, kin: Sequence[Kin], item: Item | None = None) -> Kin | None:
    """The nearest of the numbers of earlier sentences that measures or counts what `q` does.

    One that the list of `item` makes up comes first.
    """
    if item is not None and item.total is None and item.count > 1 and item.sum > 1:
        for k in kin:
            if k.value == item.sum and _measure(k.kind, k.unit) == _measure(q.kind, q.unit):
                return Kin(k.kind, k.unit, k.head, k.noun, k.action, k.steps, whole=True)
    head = q.noun.split()[0] if q.noun else None
    if q.kind in ("money", "measure"):
        return next((k for k in kin if (k.kind, k.unit) == (q.kind, q.unit)), None)
    if q.kind in ("count", "ratio"):
        return next((k for k in kin if k.kind in ("count", "ratio") and head in (None, k.head)), None)
    return kin[0] if kin else None


def _measure(kind: str, unit: str | None) -> tuple[str, str | None]:
    return ("count" if kind == "ratio" else kind), unit


def as_asked(q: Quantity, kin: Kin | None) -> Kin | None:
    """The relative of `q` with no more than the choices look at."""
    if kin is None:
        return None
    noun = kin.noun if q.noun is None else None
    if noun is None and kin.action is None:
        return None
    head = q.noun.split()[0] if q.noun else None
    return Kin(
        kin.kind, q.unit, head, noun, kin.action, _FIRST_STEP.get(near(kin.steps), kin.steps), whole=kin.whole
    )


def line(
    text: str,
    words: Sequence[Word],
    quantities: Sequence[Quantity],
    hidden: Sequence[int] = (),
    listed: Sequence[Item | None] | None = None,
) -> Line:
    """The sentence with what all its numbers look at; `hidden`: indexes of words that only `text` tells."""
    before = [0] * (len(words) + 1)
    for index in hidden:
        before[index + 1] = 1
    return Line(
        text,
        words,
        quantities,
        phrases(words),
        [shape(word) for word in words],
        depths(words),
        [index for index, word in enumerate(words) if "unit" in word.classes],
        _attributes(words),
        list(accumulate(before)),
        [],
        _places(words),
        subjects(words),
        items(words, quantities) if listed is None else listed,
    )


def _places(words: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in _SOUGHT}
    for index, word in enumerate(words):
        for name in word.classes & _SOUGHT:
            found[name].append(index)
    return found


def context(
    line: Line,
    place: int,
    clause: Clause,
    told: Sequence[Told],
    lead: str | None,
    kin: Sequence[Kin] = (),
) -> Context:
    """The number at `place` of the sentence."""
    q = line.quantities[place]
    first = line.quantities[place - 1].end if place else 0
    parts, begun = line.places["parts"], line.quantities[0].end
    opened = bisect_left(parts, begun) < bisect_left(parts, q.at)
    gap, depth = line.shapes[first : q.at], line.depths[q.at]
    return Context(line, line.words, line.shapes, q, place, clause, told, depth, lead, gap, opened, kin)


def spell(context: Context, first: int, end: int) -> str:
    """Lower-case text of `words[first:end]`."""
    hidden = context.line.hidden
    if hidden[first] != hidden[end]:
        context.line.exposed.append((first, end))
    return context.line.text[context.words[first].start : context.words[end - 1].end].lower()


def near(count: int) -> str:
    """A distance in words, in steps."""
    return _STEPS[count] if count < len(_STEPS) else "13+"


_PARTING = frozenset(("mark", "number", "title"))
_SOUGHT = frozenset(("mark", "parts", "title", "verbs", "levels", "attributes"))
_ATTRIBUTE_REACH = 8
_STEPS = ("0", "1", "2", "3", "4-6", "4-6", "4-6", *("7-12",) * 6)
_FIRST_STEP = {"4-6": 4, "7-12": 7, "13+": 13}


def marks(context: Context, first: int, end: int) -> str:
    """The punctuation among `words[first:end]`, each once."""
    places = context.line.places["mark"]
    found = {context.words[at].text for at in places[bisect_left(places, first) : bisect_left(places, end)]}
    return "".join(sorted(found)) if found else ""


def holds(context: Context, name: str, first: int, end: int) -> bool:
    """Whether one of `words[first:end]` is of the class, which is one of those sought."""
    places = context.line.places[name]
    at = bisect_left(places, first)
    return at < len(places) and places[at] < end


def head_of(context: Context) -> str:
    """The first word of the number's own noun, or "-"."""
    q = context.q
    return context.words[q.at + 1].text if q.noun is not None and q.at + 1 < len(context.words) else "-"


def attribute(context: Context, end: int) -> str:
    """The attribute noun ("kinh phí", "tỷ lệ") that the clause before word `end` is about, or "-"."""
    return context.line.attributes[end]


def _attributes(words: Sequence[Word]) -> list[str]:
    """For each place between words, the nearest attribute noun of its clause within reach, or "-"."""
    found = ["-"]
    last, since = "-", 0
    for word in words:
        since += 1
        if not word.classes.isdisjoint(_PARTING):
            last = "-"
        elif "attributes" in word.classes:
            last, since = word.text, 1
        found.append(last if since <= _ATTRIBUTE_REACH else "-")
    return found
