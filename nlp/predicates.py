"""The predicates of a sentence: verb phrases and grades with what completes them.

Knows one sentence's words; which number a predicate governs is `action_choice`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nlp.records import fixed
from nlp.words import Word

_STOPS = (
    "prepositions", "mark", "unit", "time", "cited", "light", "parts", "title", "levels", "number", "zero",
    "conjunctions",
    "approx",
)  # fmt: skip
_MOST_WORDS = 7
# What a word is to its neighbours; the first that fits. Function words stand for themselves.
_SHAPES = (
    "mark number zero time unit title cited parts prepositions conjunctions light levels determiners "
    "governed adverbs approx attributes grades events nouns adjectives verbs"
).split()
_SPOKEN = frozenset("mark prepositions conjunctions parts light".split())


@fixed
class Phrase:
    """Word indexes: verbs stand in `first`..`last`, the phrase with its complement ends before `end`."""

    first: int
    last: int
    end: int
    grade: bool = False


def phrases(words: Sequence[Word]) -> list[Phrase]:
    """Verb phrases and grades of a sentence in order; linking verbs alone are none."""
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        if _is_verb(words, at):
            last = at
            while last + 1 < len(words) and _is_verb(words, last + 1):
                last += 1
            found.append(Phrase(at, last, _complement_end(words, last)))
            at = last
        elif "grades" in words[at].classes:
            found.append(Phrase(at, at, at + 1, grade=True))
        at += 1
    return found


def shape(word: Word) -> str:
    """The part that the word plays around a predicate: a class, or itself where it is a function word."""
    name = _leading(word.classes)
    return word.text if name in _SPOKEN else name


@cache
def _leading(classes: frozenset[str]) -> str:
    return next((name for name in _SHAPES if name in classes), "?")


def _is_verb(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if "verbs" not in word.classes or "light" in word.classes:
        return False
    before = words[index - 1] if index else None
    if before is None:
        return True
    if word.has("nouns") and (before.has("determiners", "number") or _numbered(words, index)):
        return False
    return not _within_name(word, before)


def _numbered(words: Sequence[Word], index: int) -> bool:
    """ "theo [quyết định] số 49": a paper that is cited."""
    behind = words[index + 1 : index + 3]
    return bool(behind) and (
        behind[0].has("cited") or (len(behind) == 2 and behind[0].text == "số" and behind[1].has("cited"))
    )


def _within_name(word: Word, before: Word) -> bool:
    """ "miền [Bắc]", "vốn [Hàn] Quốc": a lone capital syllable within a clause belongs to a name."""
    return word.capital and not word.upper and " " not in word.text and not before.has("mark")


def _complement_end(words: Sequence[Word], last: int) -> int:
    end = last + 1
    while end < min(len(words), last + _MOST_WORDS) and not words[end].has(*_STOPS):
        if words[end].text == "lần lượt":
            break
        end += 1
    return end
