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
    """`classes`: folded word -> its class names. `by_first`: first syllable -> its words, longest first.

    `approx`, `change`: word -> sign. `groups`: word -> numbers of its coordination groups.
    """

    classes: dict[str, frozenset[str]]
    by_first: dict[str, tuple[Entry, ...]]
    approx: dict[str, str]
    approx_after: dict[str, str]
    change: dict[str, str]
    groups: dict[str, frozenset[int]]

    def longest(self, syllables: list[str], at: int) -> tuple[int, frozenset[str]]:
        """How many syllables the longest known word at `at` takes (0: unknown) and its classes."""
        for word, length, classes in self.by_first.get(syllables[at], ()):
            if length == 1 or syllables[at : at + length] == word:
                return length, classes
        return 0, _NONE


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
    by_first: dict[str, list[Entry]] = {}
    for word, names in classes.items():
        syllables = word.split()
        by_first.setdefault(syllables[0], []).append((syllables, len(syllables), frozenset(names)))
    return Lexicon(
        {word: frozenset(names) for word, names in classes.items()},
        {first: tuple(sorted(words, key=itemgetter(1), reverse=True)) for first, words in by_first.items()},
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
