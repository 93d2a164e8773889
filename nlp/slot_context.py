"""What the choice of a slot looks at: one number in its sentence, with the numbers before it.

Knows words, clauses and what was chosen for earlier numbers; no weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.clauses import Clause
from nlp.predicates import Phrase, shape
from nlp.quantities import Quantity
from nlp.words import Word


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

    `bracket`: open brackets where it stands. `lead`: the action that the sentence before ended with.
    """

    text: str
    words: Sequence[Word]
    quantities: Sequence[Quantity]
    phrases: Sequence[Phrase]
    place: int
    clause: Clause
    told: Sequence[Told]
    bracket: int
    lead: str | None

    @property
    def q(self) -> Quantity:
        """The quantity itself."""
        return self.quantities[self.place]

    @property
    def within(self) -> bool:
        """Whether a breakdown was opened earlier in the sentence: "1.030 ..., trong đó cấp cơ sở 474 ...; cấp huyện"."""
        first = self.quantities[0].end
        return any(word.has("parts") for word in self.words[first : self.q.at])


def gap(context: Context) -> list[str]:
    """Shapes of the words between the quantity before (or the sentence start) and this one."""
    first = context.quantities[context.place - 1].end if context.place else 0
    return [shape(word) for word in context.words[first : context.q.at]]


def spell(context: Context, first: int, end: int) -> str:
    """Lower-case text of `words[first:end]`."""
    return context.text[context.words[first].start : context.words[end - 1].end].lower()


def near(count: int) -> str:
    """A distance in words, in steps."""
    return str(count) if count < 4 else "4-6" if count < 7 else "7-12" if count < 13 else "13+"


def marks(words: Sequence[Word]) -> str:
    """The punctuation among the words, each once."""
    return "".join(sorted({word.text for word in words if word.has("mark")}))
