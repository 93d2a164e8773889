"""Candidates for who did what a number counts: units and collectives of its sentence, its neighbours' actors.

Knows one sentence; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from nlp.choice import Candidate, Question
from nlp.slot_context import Context, marks, near, spell

_MOST_UNITS = 3
_REACH = 12


def actor_question(context: Context, action: str, before: str | None) -> Question:
    """All that the actor may be, "none" first.

    `action`: where the number's action came from. `before`: the actor of the sentence before.
    """
    q, words = context.q, context.words
    units = context.line.units
    ahead = [i for i in units if i < q.at][-_MOST_UNITS:]
    told = context.told[-1] if context.told else None
    prev = told is not None and told.actor is not None
    base = [f"units={min(len(ahead), 2)}", f"prev={prev}", f"nounless={q.noun is None}"]
    found = [Candidate(None, "none", ())]
    found += [_unit(context, index, rank) for rank, index in enumerate(reversed(ahead))]
    found += [_behind(context, index) for index in units if q.end <= index < q.end + _REACH][:2]
    found += _collective(context)
    if told is not None and told.actor is not None:
        own = [
            f"gap={' '.join(context.gap[:3])}",
            f"gl={near(len(context.gap))}",
            f"in={context.bracket - told.bracket}",
            f"new={bool(ahead) and ahead[-1] >= told.q.end}",
            f"same={told.action is not None and action == 'prev'}",
            f"m={marks(words[told.q.end : q.at])}",
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
        f"m={marks(words[index + 1 : at])}",
        f"verbs={verbs}",
        f"nums={numbers}",
        f"in={index >= context.clause.start}",
        f"rv={rank}{verbs}{numbers}",
        f"two={' '.join(shapes[index + 1 : min(index + 3, at)])}",
    ]
    return Candidate(context.line.text[words[index].start : words[index].end], "unit", own)


def _behind(context: Context, index: int) -> Candidate:
    words = context.words
    value = context.line.text[words[index].start : words[index].end]
    return Candidate(value, "behind", (f"prevw={context.shapes[index - 1]}",))


def _collective(context: Context) -> list[Candidate]:
    """The noun phrase that is the subject of the clause's first predicate: "Nhân dân hiến 2.000 m2 đất"."""
    words, q = context.words, context.q
    phrase = next((p for p in context.line.phrases if context.clause.start <= p.first < q.at), None)
    end = phrase.first if phrase else q.at
    while end > context.clause.start and words[end - 1].has("adverbs"):
        end -= 1
    first = end
    while first > context.clause.start and words[first - 1].has("nouns", "adjectives", "levels"):
        first -= 1
    if first == end or not words[first].has("nouns"):
        return []
    own = [
        f"h={words[first].text}", f"verb={phrase is not None}",
        f"prevw={context.shapes[first - 1] if first else '^'}", f"len={min(end - first, 3)}",
        f"d={near(q.at - end)}",
    ]  # fmt: skip
    return [Candidate(spell(context, first, end), "collective", own)]
