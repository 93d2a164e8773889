"""The word classes of corpus/lexicon and the longest-match reading of words by them.

Knows which part a word can play around a number; which one it plays is the grammar's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from corpus.files import read_yaml
from corpus.folding import fold

_SIMPLE = (
    "light", "transparent", "parts", "prepositions", "conjunctions", "adverbs", "determiners",
    "attributes", "events", "nouns", "adjectives", "grades", "vague", "level_owners", "bases", "actors",
    "governed",
)  # fmt: skip


# The syllables of a word, how many there are, its classes.
Entry = tuple[list[str], int, frozenset[str]]
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`classes`: folded word -> its class names. `by_opening`: first two syllables -> the words that they
    open, longest first.

    `approx`, `change`: word -> sign. `groups`: word -> numbers of its coordination groups.
    """

    classes: dict[str, frozenset[str]]
    by_opening: dict[str, dict[str, tuple[Entry, ...]]]
    approx: dict[str, str]
    approx_after: dict[str, str]
    change: dict[str, str]
    groups: dict[str, frozenset[int]]

    def longest(self, syllables: list[str], at: int) -> tuple[int, frozenset[str]]:
        """How many syllables the longest known word at `at` takes (0: unknown) and its classes."""
        first = syllables[at]
        longer = self.by_opening.get(first)
        if longer is not None and at + 1 < len(syllables):
            for word, length, classes in longer.get(syllables[at + 1], ()):
                if length == 2 or syllables[at : at + length] == word:
                    return length, classes
        alone = self.classes.get(first)
        return (0, _NONE) if alone is None else (1, alone)


@cache
def lexicon() -> Lexicon:
    """The lexicon of corpus/lexicon/words.yaml and verbs.yaml, read once a process."""
    data: dict[str, Any] = read_yaml("lexicon", "words.yaml")
    classes: dict[str, set[str]] = {}

    def add(words: Iterable[str], name: str) -> None:
        for word in words:
            classes.setdefault(word, set()).add(name)

    for name in _SIMPLE:
        add(listed(data[name]), name)
    add(listed(read_yaml("lexicon", "verbs.yaml")["verbs"]), "verbs")
    signs = {name: _signs(data[name]) for name in ("approx", "approx_after", "change")}
    for name, words in signs.items():
        add(words, name)
    add((f"{first} {second}" for first, rest in data["levels"].items() for second in listed(rest)), "levels")
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(data["coordinates"]):
        add(listed(group), "nouns")
        for word in listed(group):
            groups.setdefault(word, set()).add(number)
    by_opening: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for word, names in classes.items():
        first, *more = syllables = word.split()
        if more:
            known = by_opening.setdefault(first, {})
            entry = (syllables, len(syllables), frozenset(names))
            known[more[0]] = tuple(sorted((*known.get(more[0], ()), entry), key=itemgetter(1), reverse=True))
    return Lexicon(
        {word: frozenset(names) for word, names in classes.items()},
        by_opening,
        signs["approx"],
        signs["approx_after"],
        signs["change"],
        {word: frozenset(numbers) for word, numbers in groups.items()},
    )


def listed(text: str) -> list[str]:
    """The words of one comma-separated YAML entry, folded."""
    return [fold(word.strip()) for word in text.split(",") if word.strip()]


def _signs(table: dict[str, str]) -> dict[str, str]:
    return {word: sign for sign, words in table.items() for word in listed(words)}
