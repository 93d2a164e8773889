"""A sentence as words with their classes, with numbers, names and titles as single words.

Knows the lexicon and what other layers have found; no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.folding import fold
from nlp.lexicon import Lexicon

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Atom:
    """A span that is one word whatever stands in it: a number, time, unit, title or citation."""

    start: int
    end: int
    name: str
    index: int = -1


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is folded. `classes`: lexicon classes, or the name of the atom. `index`: the atom's."""

    start: int
    end: int
    text: str
    classes: frozenset[str]
    index: int = -1
    capital: bool = False

    def has(self, *names: str) -> bool:
        """Whether the word can play one of these parts."""
        return not self.classes.isdisjoint(names)


def words(text: str, start: int, end: int, atoms: Sequence[Atom], lexicon: Lexicon) -> list[Word]:
    """The words of `text[start:end]`; `atoms` lie in it, sorted, and do not overlap."""
    found: list[Word] = []
    at = start
    for atom in atoms:
        found += _plain(text, at, atom.start, lexicon)
        folded = fold(text[atom.start : atom.end])
        found.append(
            Word(atom.start, atom.end, folded, frozenset({atom.name}), atom.index, text[atom.start].isupper())
        )
        at = atom.end
    return found + _plain(text, at, end, lexicon)


def _plain(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    folded = fold(text[start:end])
    spans, syllables = [], []
    for match in _TOKEN.finditer(folded):
        a, b = match.span()
        spans.append((a + start, b + start))
        syllables.append(match.group())
    longest = lexicon.longest
    # "đ/c", "và/hoặc": a slash between letters without spaces keeps one word together.
    found: list[Word] = []
    at = 0
    while at < len(spans):
        length, classes = longest(syllables, at)
        if not length:
            length, classes = _abbreviated(syllables, spans, at)
        elif "verbs" in classes and syllables[at + length : at + length + 1] == ["viên"]:
            # "hòa giải viên", "kiểm tra viên": who does it is a noun.
            length, classes = length + 1, frozenset({"nouns"})
        first, last = spans[at][0], spans[at + length - 1][1]
        found.append(
            Word(first, last, " ".join(syllables[at : at + length]), classes, -1, text[first].isupper())
        )
        at += length
    return found


def _abbreviated(
    syllables: Sequence[str], spans: Sequence[tuple[int, int]], at: int
) -> tuple[int, frozenset[str]]:
    """ "đ/c" is one noun; anything else unknown is one syllable, punctuation its own class."""
    if tuple(syllables[at : at + 3]) == ("đ", "/", "c") and spans[at][1] == spans[at + 1][0]:
        return 3, frozenset({"nouns"})
    return 1, _NONE if syllables[at][0].isalnum() else frozenset({"mark"})
