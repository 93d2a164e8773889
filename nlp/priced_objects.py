"""What a sum or a measure is of, where the verb before it has an object: "thu phí 48 triệu đồng" counts fees.

Knows one predicate; compound verbs of the lexicon ("thu phí", "chi trả bồi thường") are taken apart.
"""

from __future__ import annotations

from functools import cache

from nlp.lexicon import lexicon
from nlp.slot_context import Context, spell

_NAMING = ("nouns", "attributes")
_HEADS = (*_NAMING, "events")
_NONE: frozenset[str] = frozenset()


def priced_object(context: Context, predicate: tuple[int, int]) -> str | None:
    """The object of the predicate that spans these words, or None where it has none."""
    words = context.words
    first, end = predicate
    while first < end and words[first].has("verbs") and not words[first].has(*_NAMING):
        first += 1
    if first < end and any(word.has(*_NAMING) for word in words[first:end]):
        return spell(context, first, end)
    return _tail(words[end - 1].text) if first == end else None


@cache
def _tail(verb: str) -> str | None:
    """The noun that a compound verb ends with: "phí" of "thu phí"."""
    syllables, classes = verb.split(), lexicon().classes
    for at in range(1, len(syllables)):
        if "verbs" not in classes.get(" ".join(syllables[:at]), ()):
            continue
        heads = (" ".join(syllables[at:end]) for end in range(at + 1, len(syllables) + 1))
        if any(not classes.get(head, _NONE).isdisjoint(_HEADS) for head in heads):
            return " ".join(syllables[at:])
    return None
