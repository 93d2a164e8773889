"""The catalogue's entries as rules, found by the first word of the counted noun.

Knows how an entry meets words; knows no figures, cells or documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.catalogue import CatalogueError, Indicator, catalogue
from corpus.files import read_yaml
from corpus.folding import fold
from extract.problems import SetupProblem
from nlp.lexicon import listed
from nlp.records import fixed

_WORD = re.compile(r"[^\W_]+|%")
_MOST_NEAR = 3
# Points that stand for what the catalogue does not know.
_DOUBT = 2
# "-" among the actions of an entry: the figure states how many there are, nothing was done.
NO_ACTION = "-"


class Words(NamedTuple):
    """What is said at one number: folded words between single spaces, padded by spaces; empty for nothing.

    `before`, `after`: the clause around it, `after` up to a comma and with a noun that stands there.
    `barred`: rules for bare states that the sentence before it excludes. `close`, `near`: all of these as
    they follow each other, without and with what stands behind the comma. `total`: the noun of the figure
    that this is part of. `label`: the words are labels of a table, which have no predicate.
    """

    noun: str
    action: str
    after: str
    before: str
    barred: tuple[Rule, ...]
    close: str
    near: str
    total: str = ""
    label: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One entry with its phrases padded for search. There is one of each, the same only as itself."""

    indicator: Indicator
    actions: tuple[str, ...]
    words: tuple[str, ...]
    also: tuple[str, ...]
    without: tuple[str, ...]
    levels: tuple[str, ...]
    bare: bool


# Words of the rule's noun that stand at the number, 0 for a rule that asks for none; and the rule.
Offer = tuple[int, Rule]


@fixed
class Choice:
    """`offer`: the rule that fits best, None where none does. `fit`: 0 to 1, its share of all that speaks.

    `near`: ids of the next best; where none fits, of those that miss one demand only.
    """

    offer: Offer | None
    fit: float
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """`by_noun`: first word -> (words of the noun, rule). `nounless`: kind -> rules for any noun.

    `prefixes`, `light`, `generic`: words that the matching passes over. `owners`: nouns that may open the
    name of a unit. `values`, `subsets`: words of column heads that count nothing, or a share of the rest.
    `shares`: the indicator of a ratio's numerator -> that of its percentage. `ids`: of all entries.
    `programmes`: words that entries ask for, and their ends: a quoted one of these is no title of a model.
    """

    by_noun: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    nounless: dict[str, tuple[Rule, ...]]
    prefixes: frozenset[str]
    light: frozenset[str]
    generic: frozenset[str]
    owners: frozenset[tuple[str, ...]]
    values: frozenset[str]
    subsets: frozenset[tuple[str, ...]]
    shares: dict[str, str]
    ids: frozenset[str]
    programmes: frozenset[str]


def said(
    noun: str,
    action: str,
    after: str,
    rest: str,
    before: str,
    barred: tuple[Rule, ...],
    total: str,
    noun_follows: bool,
) -> Words:
    """The words at a figure, padded, or empty. `rest`: behind a comma. `noun_follows`: behind its number."""
    if noun_follows:
        after = f"{noun[:-1]}{after or ' '}"
        close = f"{action}|{before}|{after}"
    else:
        close = f"{action}|{before[:-1]}{noun}|{after or ' '}"
    return Words(noun, action, after, before, barred, close, close[:-1] + (rest or " "), total)


def labelled(words: str) -> Words:
    """The words of a cell's labels, folded and padded."""
    return Words("", words, "", "", (), words, words, label=True)


def clause_words(text: str) -> str:
    """Folded words between single spaces with a space at both ends; empty text stays empty."""
    words = _WORD.findall(fold(text))
    return f" {' '.join(words)} " if words else ""


@lru_cache(maxsize=4096)
def padded(text: str) -> str:
    """`clause_words` of a short text that comes again: a predicate, a label."""
    return clause_words(text)


@lru_cache(maxsize=4096)
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
        if not entry.nouns or entry.units:
            for kind in entry.kinds:
                nounless.setdefault(kind, []).append(rule)
    passed = read_yaml("lexicon", "indicators.yaml")
    return Rules(
        {word: tuple(found) for word, found in by_noun.items()},
        {kind: tuple(found) for kind, found in nounless.items()},
        frozenset(word for phrase in listed(passed["prefixes"]) for word in phrase.split()),
        frozenset(f" {verb} " for verb in listed(passed["light"])),
        frozenset(f" {verb} " for verb in listed(passed["generic"])),
        frozenset(map(tokens, listed(passed["owners"]))),
        frozenset(word for phrase in listed(passed["values"]) for word in phrase.split()),
        frozenset(map(tokens, listed(passed["subsets"]))),
        {entry.of[0]: entry.id for entry in entries if entry.of},
        frozenset(entry.id for entry in entries),
        frozenset(padded(word) for entry in entries for phrase in entry.words for word in _ends(phrase)),
    )


def _ends(phrase: str) -> Iterable[str]:
    """A phrase and it without its first word: "quỹ vì người nghèo", "vì người nghèo"."""
    words = phrase.split()
    return (phrase, " ".join(words[1:])) if len(words) > 3 else (phrase,)


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
    """Padded for search, those of most words first."""
    return tuple(sorted(map(padded, given), key=lambda phrase: -phrase.count(" ")))


def admits(
    rule: Rule, named: int, kind: str, unit: str | None, status: str | None, change: bool, level: str
) -> bool:
    """Whether a figure of this kind, unit and status can be the entry's. `named`: words of its noun."""
    entry = rule.indicator
    if kind not in entry.kinds or change != entry.change:
        return False
    if entry.units is not None and unit not in entry.units and not (named and unit is None):
        return False
    if entry.status and (entry.status == "target") != (status == "target"):
        return False
    return not rule.levels or any(phrase in level for phrase in rule.levels)


# Reports that follow one outline say the same of other numbers.
@lru_cache(maxsize=2048)
def choose(offered: tuple[Offer, ...], at: Words) -> Choice:
    """The rule that fits best, and the next ones; of two that fit alike, the catalogue's order decides."""
    known = rules()
    fitting: list[tuple[int, Offer]] = []
    missed: list[tuple[int, Offer]] = []
    said = at.near + at.total
    for named, rule in offered:
        done = _done(rule, at, known)
        if done and (score := _fit(rule, at, said, named, done)):
            fitting.append((score, (named, rule)))
        elif named and (least := _missed_by_one(rule, at, said, done)):
            missed.append((named + least, (named, rule)))
    if not fitting:
        return Choice(None, 0.0, _ids(missed))
    fitting.sort(key=lambda entry: -entry[0])
    score, offer = fitting[0]
    others = [entry for entry in fitting if entry[1][1].indicator.id != offer[1].indicator.id]
    second = max(others[0][0], 0) if others else 0
    return Choice(offer, round(score / (score + second + _DOUBT), 2), _ids(others))


def _ids(ranked: list[tuple[int, Offer]]) -> tuple[str, ...]:
    """The ids of the few rules of most points."""
    ranked.sort(key=lambda entry: -entry[0])
    return tuple(dict.fromkeys(offer[1].indicator.id for _, offer in ranked))[:_MOST_NEAR]


def _missed_by_one(rule: Rule, at: Words, said: str, done: int) -> int:
    """What speaks for a rule that fails on a single demand, 0 where it fails on more or is excluded."""
    for phrase in rule.without:
        if phrase in at.close:
            return 0
    held = [bool(done)]
    held += [bool(_longest(phrases, said)) for phrases in (rule.words, rule.also) if phrases]
    return sum(held) + 1 if held.count(False) == 1 else 0


def _fit(rule: Rule, at: Words, said: str, named: int, done: int) -> int:
    """How well a rule fits of whose actions `done` speaks, 0 where it does not."""
    if rule in at.barred or any(phrase in at.close for phrase in rule.without):
        return 0
    found = [_longest(phrases, said) for phrases in (rule.words, rule.also) if phrases]
    if not all(found):
        return 0
    entry = rule.indicator
    narrowed = (rule.levels, entry.status, entry.change, entry.units)
    return entry.weight + 3 * named + done + sum(4 + size for size in found) + 2 * sum(map(bool, narrowed))


def _done(rule: Rule, at: Words, known: Rules) -> int:
    """How surely what the entry asks for was done: said by the predicate, by the noun, or near by."""
    if not rule.actions and not rule.bare:
        return 1
    stated = "" if at.action in known.light else at.action
    if rule.bare and (not stated or at.label):
        return 2
    for where, worth in ((at.action, 6), (at.noun, 5), (at.after, 4)):
        if size := _longest(rule.actions, where):
            return worth + size
    # A predicate of its own says that something else was done than what stands further away.
    if (not stated or stated in known.generic) and (size := _longest(rule.actions, at.before)):
        return 2 + size
    return 0


def _longest(phrases: tuple[str, ...], where: str) -> int:
    """Words of the longest phrase that stands there, 0 for none; the phrases come longest first."""
    for phrase in phrases:
        if phrase in where:
            return phrase.count(" ") - 1
    return 0
