"""A sentence as words with their classes, with numbers, names and titles as single words.

Knows the lexicon and what other layers have found; no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from nlp.lexicon import Lexicon
from nlp.records import fixed

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_NONE: frozenset[str] = frozenset()
_MARK, _NOUNS = frozenset({"mark"}), frozenset({"nouns"})
_ATOMS = {name: frozenset({name}) for name in ("number", "zero", "time", "unit", "title", "cited")}


@fixed
class Atom:
    """A span that is one word whatever stands in it: a number, time, unit, title or citation."""

    start: int
    end: int
    name: str
    index: int = -1


@fixed
class Word:
    """`text` is folded. `classes`: lexicon classes, or the name of the atom. `index`: the atom's.

    `upper`: all capitals, at least two.
    """

    start: int
    end: int
    text: str
    classes: frozenset[str]
    index: int = -1
    capital: bool = False
    upper: bool = False

    def has(self, *names: str) -> bool:
        """Whether the word can play one of these parts."""
        return not self.classes.isdisjoint(names)


def words(text: str, start: int, end: int, atoms: Sequence[Atom], lexicon: Lexicon) -> list[Word]:
    """The words of `text[start:end]`; `atoms` lie in it, sorted, and do not overlap."""
    found: list[Word] = []
    at = start
    for atom in atoms:
        if at < atom.start:
            found += _between(text, at, atom.start, lexicon)
        raw = text[atom.start : atom.end]
        classes = _ATOMS[atom.name]
        found.append(Word(atom.start, atom.end, fold(raw), classes, atom.index, raw[:1].isupper()))
        at = atom.end
    return found + _between(text, at, end, lexicon)


def _between(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    return [
        Word(a + start, b + start, said, classes, -1, capital, upper)
        for a, b, said, classes, capital, upper in _plain(text[start:end], lexicon)
    ]


# Start and end in the stretch, folded text, classes, whether it opens with a capital, whether all are.
_Plain = tuple[int, int, str, frozenset[str], bool, bool]


# Between numbers and names the same few words stand again and again.
@lru_cache(maxsize=4096)
def _plain(text: str, lexicon: Lexicon) -> tuple[_Plain, ...]:
    """The words of a stretch without atoms."""
    folded, longest = fold(text), lexicon.longest
    spans, syllables = [], []
    for match in _TOKEN.finditer(folded):
        spans.append(match.span())
        syllables.append(match.group())
    # "đ/c", "và/hoặc": a slash between letters without spaces keeps one word together.
    found: list[_Plain] = []
    at = 0
    while at < len(spans):
        length, classes = longest(syllables, at)
        if not length:
            length, classes = _abbreviated(syllables, spans, at)
        elif "verbs" in classes and syllables[at + length : at + length + 1] == ["viên"]:
            # "hòa giải viên", "kiểm tra viên": who does it is a noun.
            length, classes = length + 1, _NOUNS
        first, last = spans[at][0], spans[at + length - 1][1]
        said = syllables[at] if length == 1 else " ".join(syllables[at : at + length])
        capital = text[first].isupper()
        upper = capital and last - first > 1 and text[first:last].isupper()
        found.append((first, last, said, classes, capital, upper))
        at += length
    return tuple(found)


def _abbreviated(
    syllables: Sequence[str], spans: Sequence[tuple[int, int]], at: int
) -> tuple[int, frozenset[str]]:
    """ "đ/c" is one noun; anything else unknown is one syllable, punctuation its own class."""
    if tuple(syllables[at : at + 3]) == ("đ", "/", "c") and spans[at][1] == spans[at + 1][0]:
        return 3, _NOUNS
    return 1, _NONE if syllables[at][0].isalnum() else _MARK
