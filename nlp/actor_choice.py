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
    units = [i for i, word in enumerate(words) if word.has("unit")]
    ahead = [i for i in units if i < q.at][-_MOST_UNITS:]
    told = context.told[-1] if context.told else None
    base = [
        f"kind={q.kind}", f"act={action}", f"mark={context.clause.mark}", f"br={min(context.bracket, 2)}",
        f"first={context.place == 0}", f"units={min(len(ahead), 2)}", f"prev={bool(told and told.actor)}",
        f"nounless={q.noun is None}", f"act={action}&first={context.place == 0}",
        f"chg={bool(context.clause.change)}",
    ]  # fmt: skip
    found = [Candidate(None, "none", [f"lead={bool(before)}"])]
    found += [_unit(context, index, rank) for rank, index in enumerate(reversed(ahead))]
    found += [_behind(context, index) for index in units if q.end <= index < q.end + _REACH][:2]
    found += _collective(context)
    if told and told.actor:
        own = [
            f"gap={' '.join(context.gap[:3])}", f"gl={near(len(context.gap))}",
            f"in={context.bracket - told.bracket}",
            f"new={bool(ahead) and ahead[-1] >= told.q.end}",
            f"same={told.action is not None and action == 'prev'}",
            f"m={marks(words[told.q.end : q.at])}",
        ]  # fmt: skip
        found.append(Candidate(told.actor, "prev", own))
    if before and context.place == 0:
        found.append(Candidate(before, "lead", [f"opens={context.shapes[0]}", f"units={bool(ahead)}"]))
    return Question("actor", words[q.at].start, base, found)


def _unit(context: Context, index: int, rank: int) -> Candidate:
    words, q = context.words, context.q
    between = words[index + 1 : q.at]
    verbs = sum(1 for p in context.line.phrases if index < p.first < q.at)
    numbers = sum(1 for other in context.line.quantities[: context.place] if other.at > index)
    own = [
        f"rank={rank}", f"prevw={context.shapes[index - 1] if index else '^'}",
        f"nxt={context.shapes[index + 1]}",
        f"d={near(len(between))}", f"m={marks(between)}", f"verbs={min(verbs, 2)}", f"nums={min(numbers, 2)}",
        f"first={index == 0}", f"in={index >= context.clause.start}",
        f"rv={rank}{min(verbs, 2)}{min(numbers, 2)}",
        f"two={' '.join(context.shapes[index + 1 : min(index + 3, q.at)])}",
    ]  # fmt: skip
    return Candidate(context.line.text[words[index].start : words[index].end], "unit", own)


def _behind(context: Context, index: int) -> Candidate:
    words, q = context.words, context.q
    between = words[q.end : index]
    own = [
        f"prevw={context.shapes[index - 1]}", f"d={near(len(between))}", f"m={marks(between)}",
        f"do={any(w.text == 'do' for w in between)}", f"verbs={any(w.has('verbs') for w in between)}",
    ]  # fmt: skip
    return Candidate(context.line.text[words[index].start : words[index].end], "behind", own)


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
        f"h={words[first].text}", f"verb={phrase is not None}", f"starts={first == context.clause.start}",
        f"prevw={context.shapes[first - 1] if first else '^'}", f"len={min(end - first, 3)}",
        f"d={near(q.at - end)}",
    ]  # fmt: skip
    return [Candidate(spell(context, first, end), "collective", own)]
