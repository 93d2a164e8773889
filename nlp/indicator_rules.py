"""The catalogue's entries as rules, found by the first word of the counted noun.

Knows how an entry meets words; knows no figures, cells or documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.catalogue import CatalogueError, Indicator, catalogue
from corpus.files import read_yaml
from corpus.folding import fold
from extract.problems import SetupProblem
from nlp.lexicon import listed

_WORD = re.compile(r"[^\W_]+|%")
# "-" among the actions of an entry: the figure states how many there are, nothing was done.
NO_ACTION = "-"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at one number, each as folded words between single spaces, padded by spaces.

    `noun`: token list. `action`: empty where there is none. `after`, `before`: the clause around it.
    `label`: the words are labels of a table, which have no predicate.
    """

    noun: tuple[str, ...]
    action: str
    after: str
    before: str
    kind: str
    unit: str | None
    level: str
    status: str | None
    change: bool
    label: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry with its phrases padded for search."""

    indicator: Indicator
    actions: tuple[str, ...]
    words: tuple[str, ...]
    also: tuple[str, ...]
    without: tuple[str, ...]
    levels: tuple[str, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """`by_noun`: first word -> (words of the noun, rule). `nounless`: kind -> rules for any noun.

    `prefixes`, `light`, `generic`: words that the matching passes over.
    """

    by_noun: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    nounless: dict[str, tuple[Rule, ...]]
    prefixes: frozenset[str]
    light: frozenset[str]
    generic: frozenset[str]


def padded(text: str) -> str:
    """Folded words between single spaces with a space at both ends; empty text stays empty."""
    words = _WORD.findall(fold(text))
    return f" {' '.join(words)} " if words else ""


def tokens(text: str) -> tuple[str, ...]:
    """Folded words without punctuation."""
    return tuple(_WORD.findall(fold(text)))


@cache
def rules() -> Rules:
    """The rules of the catalogue. Raises SetupProblem where an entry cannot be used."""
    try:
        entries = catalogue()
    except CatalogueError as error:
        raise SetupProblem(
            "catalogue", f"Danh mục chỉ tiêu có lỗi tại {error.where}: {error.what}."
        ) from error
    by_noun: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    nounless: dict[str, list[Rule]] = {}
    for entry in entries:
        rule = _rule(entry)
        for noun in map(tokens, entry.nouns):
            by_noun.setdefault(noun[0], []).append((noun, rule))
        if not entry.nouns:
            for kind in entry.kinds:
                nounless.setdefault(kind, []).append(rule)
    passed = read_yaml("lexicon", "indicators.yaml")
    return Rules(
        {word: tuple(found) for word, found in by_noun.items()},
        {kind: tuple(found) for kind, found in nounless.items()},
        frozenset(word for phrase in listed(passed["prefixes"]) for word in phrase.split()),
        frozenset(f" {verb} " for verb in listed(passed["light"])),
        frozenset(f" {verb} " for verb in listed(passed["generic"])),
    )


def _rule(entry: Indicator) -> Rule:
    return Rule(
        entry,
        _phrases(phrase for phrase in entry.actions if phrase != NO_ACTION),
        _phrases(entry.words),
        _phrases(entry.also),
        _phrases(entry.without),
        _phrases(entry.levels),
        NO_ACTION in entry.actions,
    )


def _phrases(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(padded(phrase) for phrase in given)


def fit(rule: Rule, at: Words, named: int, known: Rules) -> int:
    """How well a rule fits, 0 where it does not. `named`: how many words of its noun stand there."""
    entry = rule.indicator
    if (
        at.kind not in entry.kinds
        or (entry.units is not None and at.unit not in entry.units)
        or (entry.status == "target" and at.status != "target")
        or (entry.status == "result" and at.status == "target")
        or at.change != entry.change
        or (rule.levels and not any(level in at.level for level in rule.levels))
    ):
        return 0
    noun = f" {' '.join(at.noun)} "
    done = _done(rule, at, noun, known)
    near = f"{noun}{at.action}{at.after}{at.before}"
    if not done or any(phrase in near for phrase in rule.without):
        return 0
    said = [_longest(phrases, near) for phrases in (rule.words, rule.also) if phrases]
    if not all(said):
        return 0
    chosen = (rule.levels, entry.status, entry.change, entry.units)
    return 3 * named + done + sum(4 + size for size in said) + 2 * sum(map(bool, chosen))


def _done(rule: Rule, at: Words, noun: str, known: Rules) -> int:
    """How surely what the entry asks for was done: said by the predicate, by the noun, or near by."""
    if not rule.actions and not rule.bare:
        return 1
    stated = "" if at.action in known.light else at.action
    if rule.bare and (not stated or at.label):
        return 2
    for where, worth in ((at.action, 6), (noun, 5), (at.after, 4)):
        if size := _longest(rule.actions, where):
            return worth + size
    # A predicate of its own says that something else was done than what stands further away.
    if (not stated or stated in known.generic) and (size := _longest(rule.actions, at.before)):
        return 2 + size
    return 0


def _longest(phrases: tuple[str, ...], where: str) -> int:
    """Words of the longest phrase that stands there, 0 for none."""
    return max((phrase.count(" ") - 1 for phrase in phrases if phrase in where), default=0)
