"""The heads of organisations and what may follow them, read once from corpus/lexicon.

Knows the tables' form; which reading holds in a sentence is the grammar's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from corpus.files import read_yaml
from corpus.folding import bare
from nlp.unit_tokens import BREAK, words_of

LEVELS = frozenset("tỉnh|thành phố|thị xã|quận|huyện|thị trấn|phường|xã|đặc khu|thôn".split("|"))


@dataclass(frozen=True, slots=True)
class Head:
    """One head word. `takes`, `needs`: kinds of complement (see units.yaml)."""

    name: str
    type: str
    takes: tuple[str, ...]
    needs: frozenset[str]
    alone: bool
    inner: bool
    inherits: bool
    functions: tuple[str, ...]
    size: int

    @property
    def strict(self) -> bool:
        """Written small it is an ordinary word (ban, đội, phòng)."""
        return self.size == 1 and self.name[0].isupper()


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing. `full` spells it out, None where it already is spelled out."""

    full: str | None
    capital: bool
    head: Head | None = None


class Trie:
    """Phrases by their folded tokens, longest match first."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, words: Iterable[str], form: Form) -> None:
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault("", []).append(form)

    def matches(self, low: list[str], start: int) -> list[tuple[int, list[Form]]]:
        """(end, forms) of all phrases that start here, the longest first."""
        found: list[tuple[int, list[Form]]] = []
        node = self.root.get(low[start])
        at = start + 1
        while node is not None:
            forms = node.get("")
            if forms:
                found.append((at, forms))
            node = node.get(low[at])
            at += 1
        found.reverse()
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads`, `functions` (by section): tries. `spelt`: bare first two syllables -> spelt heads."""

    heads: Trie
    functions: dict[str, Trie]
    spelt: dict[tuple[str, str], tuple[tuple[str, ...], ...]]
    false_heads: Trie


@cache
def lexicon() -> Lexicon:
    """The tables as tries; about 30 ms once a process."""
    heads, spelt = Trie(), dict[tuple[str, str], list[tuple[str, ...]]]()
    for group in read_yaml("lexicon", "units.yaml"):
        for line in group["heads"]:
            _add_head(heads, spelt, group, line)
    functions: dict[str, Trie] = {}
    for section, lines in read_yaml("lexicon", "units_functions.yaml").items():
        trie = functions[section] = Trie()
        kind = {"school": "trường", "association": "đoàn thể", "business": "doanh nghiệp"}.get(section, "")
        for line in lines:
            for words, form in _forms(line, _shorter(kind)):
                trie.add(words, form)
    false_heads = Trie()
    for phrase in word_set("false_heads"):
        false_heads.add(words_of(phrase), Form(None, False))
    return Lexicon(heads, functions, {k: tuple(v) for k, v in spelt.items()}, false_heads)


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of units_words.yaml, as written."""
    listed: str = read_yaml("lexicon", "units_words.yaml")[name]
    return frozenset(word.strip() for word in listed.replace("\n", " ").split(","))


@cache
def head_type(head: str) -> str:
    """The guideline's type of a head word: ấp, bản, khu phố are `thôn`."""
    for end, forms in lexicon().heads.matches([*words_of(head), BREAK], 0)[:1]:
        if end == len(words_of(head)) and forms[0].head:
            return forms[0].head.type
    return "thôn"


def _add_head(
    heads: Trie,
    spelt: dict[tuple[str, str], list[tuple[str, ...]]],
    group: dict[str, Any],
    line: str,
) -> None:
    name = line.split("|")[0].strip()
    size = len(words_of(name))
    head = Head(
        name,
        group["type"],
        tuple(group["takes"]),
        frozenset(group.get("needs", ())),
        group.get("alone", False),
        group.get("inner", False),
        group.get("inherits", False),
        tuple(group.get("functions", ())),
        size,
    )
    for words, form in _forms(line, _shorter(head.type)):
        heads.add(words, Form(form.full, form.capital, head))
        if form.full is None and size >= 2:
            for pair in list(pairwise(words))[:1]:
                spelt.setdefault((bare(pair[0]), bare(pair[1])), []).append(tuple(words))


Shorter = dict[str, list[tuple[list[str], list[str]]]]


def _forms(line: str, shorter: Shorter) -> list[tuple[list[str], Form]]:
    """The full name, the forms beside it, and the full name with parts abbreviated."""
    name, *others = (part.strip() for part in line.split("|"))
    words = words_of(name)
    found = [(words, Form(None, False))]
    found += [(words_of(other), Form(name, other[0].isupper())) for other in others]
    seen = {tuple(w) for w, _ in found}
    for variant in _shortened(words, shorter, 0):
        if tuple(variant) not in seen:
            seen.add(tuple(variant))
            found.append((variant, Form(name, variant[0] != words[0])))
    return found


def _shortened(words: list[str], shorter: Shorter, start: int) -> list[list[str]]:
    """`words` with one or more stretches from `start` on abbreviated."""
    found: list[list[str]] = []
    for at in range(start, len(words)):
        for long, short in shorter.get(words[at], ()):
            if words[at : at + len(long)] == long:
                variant = words[:at] + short + words[at + len(long) :]
                found += [variant, *_shortened(variant, shorter, at + len(short))]
    return found


@cache
def _shorter(kind: str) -> Shorter:
    """Abbreviations that hold in units of this type, by the first word of what they stand for."""
    table = read_yaml("lexicon", "abbreviations.yaml")
    found: Shorter = {}
    for short, full in [*table["everywhere"].items(), *table.get(kind, {}).items()]:
        long = words_of(full)
        found.setdefault(long[0], []).append((long, words_of(short)))
    return found
