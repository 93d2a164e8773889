"""Sentences of one form: where only numbers and names of units differ, as in reports that follow one outline,
what was chosen for the numbers of one holds for the next.

Knows which words the choices may look at, and that is all they see; no grammar and no weights.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any

from nlp.lexicon import Lexicon
from nlp.quantities import Quantity
from nlp.readings import Reading
from nlp.records import fixed
from nlp.words import Word

# Forms that a process remembers, those not met for longest forgotten first; courses that a form may take.
_MOST_FORMS = 1024
_MOST_COURSES = 64
# What grammar asks of names of units, in their words.
_TELLING = ("giao", "kế hoạch", ":")


@fixed
class Course:
    """What the numbers of a form got so far. `found`: what the next one got, by what else it looked at;

    `behind`: the courses that go on from there, by what it got.
    """

    found: dict[Hashable, Any]
    behind: dict[Hashable, Course]


@fixed
class Form:
    """A sentence without its numbers and names. `words`: what the choices see; `hidden`: the others' indexes.

    `names`: raw text of hidden names of units -> how the form calls them. `said`: the raw sentence, which
    begins at `start`.
    """

    said: str
    start: int
    words: list[Word]
    hidden: list[int]
    names: dict[str, str]
    course: Course


def form(text: str, reading: Reading, told: Hashable, lexicon: Lexicon) -> Form:
    """The form of a sentence; `told`: what else all its numbers depend on."""
    words = list(reading.words)
    numbers = {q.at for q in reading.quantities}
    hidden: list[int] = []
    names: dict[str, str] = {}
    parts: list[str] = []
    at = reading.sentence.start
    for index in _hidden(reading.quantities, numbers, words, lexicon):
        word = words[index]
        said = text[word.start : word.end]
        called = "\0#" if index in numbers else names.setdefault(said, f"\0@{len(names)}\0")
        words[index] = Word(word.start, word.end, called, word.classes, word.index, word.capital, word.upper)
        hidden.append(index)
        parts += (text[at : word.start], called)
        at = word.end
    parts.append(text[at : reading.sentence.end])
    key = (
        "".join(parts),
        tuple([word.text for word in words]),
        tuple([word.classes for word in words]),
        tuple([words[index].capital for index in hidden]),
        tuple([_seen(q) for q in reading.quantities]),
        told,
    )
    start, end = reading.sentence.start, reading.sentence.end
    return Form(text[start:end], start, words, hidden, names, _course(key))


def _hidden(
    quantities: Sequence[Quantity], numbers: set[int], words: Sequence[Word], lexicon: Lexicon
) -> list[int]:
    """Words that say nothing to a choice: numerals and names of units that no number follows at once."""
    spelled = {q.at for q in quantities if q.spelled}
    return [
        index
        for index, word in enumerate(words)
        if index + 1 not in numbers
        and (
            (index in numbers and index not in spelled and "number" in word.classes)
            or ("unit" in word.classes and _mere(word.text, lexicon))
        )
    ]


def _mere(name: str, lexicon: Lexicon) -> bool:
    return " " in name and name not in lexicon.classes and not any(word in name for word in _TELLING)


def _seen(q: Quantity) -> Hashable:
    return q.at, q.end, q.kind, q.unit, q.noun, q.spelled, q.scaled


# How a form calls the actor of the sentence before, where it is none of its own words.
_BEFORE = "\0<"
_NAME = re.compile("\0@[0-9]+\0")


def called(form: Form, actor: str | None, before: str | None) -> str | None:
    """An actor as the form calls it; `before`: the actor of the sentence before."""
    if actor is None:
        return None
    own = form.names.get(actor) or _phrase(form, actor)
    if own is None and actor == before and actor.lower() not in form.said.lower():
        return _BEFORE
    return own or actor


def _phrase(form: Form, actor: str) -> str | None:
    """An actor in whose words in the sentence hidden names stand: "các xã A và B"; else None.

    Its first letter may be written smaller than there.
    """
    at = form.said.find(actor[1:], 1) - 1
    while at >= 0:
        first, end = form.start + at, form.start + at + len(actor)
        inside = [
            form.words[i] for i in form.hidden if first < form.words[i].end and form.words[i].start < end
        ]
        if inside and inside[0].start >= first and inside[-1].end <= end:
            parts: list[str] = []
            behind = first
            for word in inside:
                parts += (actor[behind - first : word.start - first], word.text)
                behind = word.end
            return "".join((*parts, actor[behind - first :]))
        at = form.said.find(actor[1:], at + 2) - 1
    return None


def actor_of(form: Form, name: str | None, before: str | None) -> str | None:
    """The actor that the form calls so."""
    if name is None or "\0" not in name:
        return name
    if name == _BEFORE:
        return before
    said = {own: name for name, own in form.names.items()}
    return _NAME.sub(lambda match: said[match.group()], name)


@lru_cache(maxsize=_MOST_FORMS)
def _course(key: Hashable) -> Course:
    return Course({}, {})


def remember(course: Course, asked: Hashable, got: Any) -> None:
    """Keeps what a number got on this course; where that gets too much it starts anew."""
    if len(course.found) >= _MOST_COURSES:
        course.found.clear()
    course.found[asked] = got


def onwards(course: Course, got: Hashable) -> Course:
    """The course behind a number that got this."""
    following = course.behind.get(got)
    if following is None:
        if len(course.behind) >= _MOST_COURSES:
            course.behind.clear()
        following = course.behind[got] = Course({}, {})
    return following


def forget() -> None:
    """Forgets all forms, as in a new process."""
    _course.cache_clear()
