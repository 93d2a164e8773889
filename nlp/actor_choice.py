"""Candidates for who did what a number counts: units and collectives of its sentence, its neighbours' actors.

Knows one sentence; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.choice import Candidate, Question
from nlp.predicates import Phrase
from nlp.slot_context import Context, marks, near, spell
from nlp.words import Word

_MOST_UNITS = 3
_MOST_COLLECTIVES = 2
_MOST_WORDS = 6
_REACH = 12


def actor_question(context: Context, action: Candidate, before: str | None) -> Question:
    """All that the actor may be, "none" first.

    `action`: the number's action and where it came from. `before`: the actor of the sentence before.
    """
    q, words = context.q, context.words
    units = context.line.units
    ahead = [i for i in units if i < q.at][-_MOST_UNITS:]
    told = context.told[-1] if context.told else None
    prev = told is not None and told.actor is not None
    base = [
        f"units={min(len(ahead), 2)}",
        f"prev={prev}",
        f"nounless={q.noun is None}",
        # Where the verb stands behind the number, what is counted did it itself.
        f"src={action.source}",
        f"act={(action.value or '-').split()[0]}",
        f"k={q.kind}{context.clause.change is not None}",
        f"br={min(context.bracket, 2)}{action.source}",
    ]
    found = [Candidate(None, "none", ())]
    found += [_unit(context, index, rank) for rank, index in enumerate(reversed(ahead))]
    found += [_behind(context, index) for index in units if q.end <= index < q.end + _REACH][:2]
    found += _collectives(context)
    if told is not None and told.actor is not None:
        own = [
            f"gap={' '.join(context.gap[:3])}",
            f"gl={near(len(context.gap))}",
            f"in={context.bracket - told.bracket}",
            f"new={bool(ahead) and ahead[-1] >= told.q.end}",
            f"same={told.action is not None and action.source == 'prev'}",
            f"m={marks(context, told.q.end, q.at)}",
            f"subj={_subject_between(context, told.q.end)}{action.source}",
            f"n={min(_since(context, told.actor), 4)}",
        ]
        found.append(Candidate(told.actor, "prev", own))
    if before and context.place == 0:
        found.append(Candidate(before, "lead", [f"opens={context.shapes[0]}", f"units={bool(ahead)}"]))
    return Question("actor", words[q.at].start, base, found)


def _unit(context: Context, index: int, rank: int) -> Candidate:
    words, shapes, at = context.words, context.shapes, context.q.at
    verbs = min(sum([index < p.first < at for p in context.line.phrases]), 2)
    numbers = min(sum([other.at > index for other in context.line.quantities[: context.place]]), 2)
    own = [
        f"prevw={shapes[index - 1] if index else '^'}",
        f"nxt={shapes[index + 1]}",
        f"m={marks(context, index + 1, at)}",
        f"verbs={verbs}",
        f"nums={numbers}",
        f"in={index >= context.clause.start}",
        f"rv={rank}{verbs}{numbers}",
        f"two={' '.join(shapes[index + 1 : min(index + 3, at)])}",
        f"subj={_subject(context, index)}{min(verbs, 1)}{numbers}",
        f"subj={_subject(context, index)}{_subject_between(context, index + 1)}",
    ]
    return Candidate(context.line.text[words[index].start : words[index].end], "unit", own)


def _subject(context: Context, index: int) -> str:
    """Whether the name opens its clause and a verb follows, with helpers between: "Hội phối hợp ... trao"."""
    words = context.words
    before = words[index - 1] if index else None
    opens = before is None or before.has("mark", "time", "conjunctions", "parts")
    behind = index + 1
    while behind < len(words) and words[behind].has("adverbs", "transparent"):
        behind += 1
    acts = behind < len(words) and words[behind].has("verbs") and not words[behind].has("light")
    return f"{opens}{acts}{bool(before and before.text == 'do')}"


def _subject_between(context: Context, first: int) -> str:
    """Whether something else stands in front of a verb between word `first` and the number: "dân góp"."""
    words, at = context.words, context.q.at
    for phrase in context.line.phrases:
        if not first <= phrase.first < at:
            continue
        behind = phrase.first
        while behind > first and words[behind - 1].has("adverbs", "transparent"):
            behind -= 1
        if behind > first and words[behind - 1].has("nouns", "unit") and not words[behind - 1].has("verbs"):
            return "unit" if words[behind - 1].has("unit") else "noun"
    return "-"


def _since(context: Context, actor: str) -> int:
    """How many numbers in a row before this one have had the actor."""
    count = 0
    for told in reversed(context.told):
        if told.actor != actor:
            break
        count += 1
    return count


def _behind(context: Context, index: int) -> Candidate:
    words = context.words
    value = context.line.text[words[index].start : words[index].end]
    return Candidate(value, "behind", (f"prevw={context.shapes[index - 1]}",))


def _collectives(context: Context) -> list[Candidate]:
    """Noun phrases in front of a verb, the nearest first: "Nhân dân hiến 2.000 m2"."""
    words, at = context.words, context.q.at
    found: list[Candidate] = []
    seen: set[str] = set()
    for phrase in reversed(context.line.phrases):
        if phrase.first >= at or len(found) == _MOST_COLLECTIVES:
            continue
        first, end = _noun_phrase(words, phrase.first)
        if first == end:
            continue
        value = spell(context, first, end)
        if value in seen:
            continue
        seen.add(value)
        found.append(Candidate(value, "collective", _collective(context, phrase, first, end, len(found))))
    return found


def _noun_phrase(words: Sequence[Word], verb: int) -> tuple[int, int]:
    """The words of the noun phrase that ends in front of the verb, helpers left out; empty for none."""
    end = verb
    while end and words[end - 1].has("adverbs", "transparent") and not words[end - 1].has("nouns"):
        end -= 1
    first = end
    while first and end - first < _MOST_WORDS and _nominal(words[first - 1]):
        first -= 1
    if first == end or not (words[first].has("nouns", "determiners") or words[first].capital):
        return end, end
    return first, end


def _nominal(word: Word) -> bool:
    if word.has("mark", "number", "time", "unit", "title", "cited", "prepositions", "conjunctions", "light"):
        return False
    if word.has("nouns", "adjectives", "levels", "attributes", "events"):
        return not word.has("verbs") or word.capital
    return word.text in ("các", "từng", "những") or (not word.classes and (word.capital or word.upper))


def _collective(context: Context, phrase: Phrase, first: int, end: int, rank: int) -> list[str]:
    words, shapes, at = context.words, context.shapes, context.q.at
    numbers = min(sum([first < other.at for other in context.line.quantities[: context.place]]), 2)
    head = words[first].text if not words[first].has("determiners") else words[min(first + 1, end - 1)].text
    before = shapes[first - 1] if first else "^"
    return [
        f"h={head}",
        f"prevw={before}",
        f"cap={words[first].capital}{before}",
        f"len={min(end - first, 3)}",
        f"d={near(at - end)}",
        f"rn={rank}{numbers}",
        f"m={marks(context, end, at)}",
        f"in={first >= context.clause.start}",
        f"subj={_subject_between(context, end + 1)}",
        f"v={words[phrase.first].text}",
    ]
