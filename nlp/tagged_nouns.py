"""Counted nouns that the lexicon would take apart: "93 hiện vật" is no "hiện" (now) and "vật".

Asks the tagger only where a bare number has no noun behind it.
"""

from __future__ import annotations

from collections.abc import Collection

from nlp.lexicon import Lexicon
from nlp.quantities import noun_end
from nlp.records import changed
from nlp.tagger import tags
from nlp.words import Word

_REACH = 6


def with_tagged_nouns(text: str, read: list[Word], bare: Collection[int], lexicon: Lexicon) -> list[Word]:
    """The words with nouns of several syllables joined behind the numbers `bare` (indexes of their atoms)."""
    for at in range(len(read) - 2, -1, -1):
        word = read[at]
        if "number" not in word.classes or word.index not in bare:
            continue
        end = noun_end(read, at + 1, lexicon)
        if end == at + 1 and _may_be_noun(read[at + 1]):
            read = _joined(text, read, at)
        elif end > at + 2 and any(not w.classes and not w.capital for w in read[at + 2 : end]):
            read = _parted(text, read, at, end)
    return read


def _parted(text: str, read: list[Word], at: int, end: int) -> list[Word]:
    """ "12 bộ [xài được]": an unknown word behind the noun that the tagger takes for a verb."""
    start = read[at].start
    reach = min(end + 2, len(read))
    while reach > end and not read[reach - 1].text[0].isalpha():
        reach -= 1
    verbs = {first + start for first, _, tag in tags(text[start : read[reach - 1].end]) if tag == "V"}
    parted = list(read)
    for i in range(at + 2, end):
        if not read[i].classes and read[i].start in verbs:
            parted[i] = changed(read[i], classes=frozenset({"verbs"}))
    return parted


def _may_be_noun(word: Word) -> bool:
    return (
        word.text[0].isalpha()
        and not word.capital
        and not word.has("unit", "time", "title", "cited", "levels")
    )


def _joined(text: str, read: list[Word], at: int) -> list[Word]:
    end = at + 1
    while end < len(read) and end <= at + _REACH and read[end].text[0].isalpha():
        end += 1
    start = read[at].start
    tagged = tags(text[start : read[end - 1].end])
    for first, last, tag in tagged:
        if first + start != read[at + 1].start:
            continue
        inside = [i for i in range(at + 1, end) if read[i].start < last + start]
        whole = inside and read[inside[-1]].end == last + start
        # One syllable that the lexicon knows as something else stays what it is.
        if not whole or not tag.startswith("N") or (len(inside) == 1 and read[at + 1].classes):
            return read
        merged = Word(
            read[at + 1].start, last + start, " ".join(read[i].text for i in inside), frozenset({"nouns"}), -1
        )
        return [*read[: at + 1], merged, *read[inside[-1] + 1 :]]
    return read
