"""What the choice of a slot looks at: one number in its sentence, with the numbers before it.

Knows words, clauses and what was chosen for earlier numbers; no weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.clauses import Clause
from nlp.predicates import Phrase, phrases, shape
from nlp.quantities import Quantity
from nlp.words import Word


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, once for all its numbers.

    `shapes`: the part each word plays. `depths`: brackets open before it.
    """

    text: str
    words: Sequence[Word]
    quantities: Sequence[Quantity]
    phrases: Sequence[Phrase]
    shapes: Sequence[str]
    depths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Told:
    """What an earlier number ended up with. `source`, `named`: where its action and its noun came from."""

    q: Quantity
    noun: str | None
    action: str | None
    source: str
    named: str
    actor: str | None
    bracket: int


@dataclass(frozen=True, slots=True)
class Context:
    """One number. `place`: its index among the sentence's quantities. `told`: the earlier ones in order.

    `gap`: shapes of the words since the number before (or the sentence start). `within`: whether a
    breakdown was opened earlier in the sentence. `lead`: the action that the sentence before ended with.
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


def line(text: str, words: Sequence[Word], quantities: Sequence[Quantity]) -> Line:
    """The sentence with what all its numbers look at."""
    return Line(text, words, quantities, phrases(words), [shape(word) for word in words], depths(words))


def context(line: Line, place: int, clause: Clause, told: Sequence[Told], lead: str | None) -> Context:
    """The number at `place` of the sentence."""
    q = line.quantities[place]
    first = line.quantities[place - 1].end if place else 0
    opened = any("parts" in word.classes for word in line.words[line.quantities[0].end : q.at])
    gap, depth = line.shapes[first : q.at], line.depths[q.at]
    return Context(line, line.words, line.shapes, q, place, clause, told, depth, lead, gap, opened)


def depths(words: Sequence[Word]) -> list[int]:
    """How many brackets are open before each word."""
    found, opened = [], 0
    for word in words:
        found.append(opened)
        if word.text == "(":
            opened += 1
        elif word.text == ")" and opened:
            opened -= 1
    return found


def spell(context: Context, first: int, end: int) -> str:
    """Lower-case text of `words[first:end]`."""
    return context.line.text[context.words[first].start : context.words[end - 1].end].lower()


def near(count: int) -> str:
    """A distance in words, in steps."""
    return _STEPS[count] if count < len(_STEPS) else "13+"


_STEPS = ("0", "1", "2", "3", "4-6", "4-6", "4-6", *("7-12",) * 6)


def marks(words: Sequence[Word]) -> str:
    """The punctuation among the words, each once."""
    found = {word.text for word in words if "mark" in word.classes}
    return "".join(sorted(found)) if found else ""
