"""Candidates for the noun of a number: its own, its label, what numbers before it count, noun phrases nearby.

Knows one sentence; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from nlp.choice import Candidate, Question
from nlp.slot_context import Context, near, spell
from nlp.words import Word

_MOST_CHUNKS = 3
_MEMORY = 12


def noun_question(context: Context) -> Question:
    """All that the noun may be, "none" first."""
    q, label = context.q, context.clause.label
    at = context.words[q.at].start
    if q.noun is not None and (label is None or context.clause.predicate):
        # A noun right behind the number that nothing else claims is the noun.
        return Question("noun", at, (), [Candidate(q.noun, "own", ())])
    told = context.told[-1] if context.told else None
    own = [f"told={told is not None and told.noun is not None}", f"head={_head(context)}"]
    found = [Candidate(None, "none", own)]
    labelled = spell(context, *label) if label else None
    if q.noun is not None:
        found.append(Candidate(q.noun, "own", own))
        if label and labelled:
            near_by = [f"head={_head(context)}", f"lc={context.shapes[label[0]]}"]
            found.append(Candidate(f"{q.noun} {labelled}", "both", near_by))
    if label and labelled:
        words = context.words
        traits = [
            f"le={context.shapes[label[1] - 1]}",
            f"len={min(label[1] - label[0], 4)}",
            f"end={near(q.at - label[1])}",
            f"w={words[label[0]].text}",
            f"vb={any('verbs' in w.classes for w in words[label[0] : label[1]])}",
            f"cap={words[label[0]].capital}",
        ]
        found.append(Candidate(labelled, "label", traits))
    found += _shared(context)
    found += _chunks(context)
    return Question("noun", at, _base(context), found)


def _base(context: Context) -> list[str]:
    q, c, gap = context.q, context.clause, context.gap
    kin = context.told[-1].named if context.told else "-"
    return [
        f"kind={q.kind}",
        f"k={q.kind}&mark={c.mark}",
        f"k={q.kind}&light={c.light}",
        f"k={q.kind}&label={c.label is not None}",
        f"chg={q.kind}{c.change is not None}",
        f"br={min(context.bracket, 2)}",
        f"verb={c.predicate is not None}{q.noun is not None}",
        "gap=" + (" ".join(gap[:3]) if context.place else "^"),
        f"named={kin}",
        f"k={q.kind}&named={kin}&own={q.noun is not None}",
        f"g={kin}{' '.join(gap[:2])}",
        f"k={q.kind}&nxt={context.shapes[q.end] if q.end < len(context.words) else '$'}",
    ]


def _head(context: Context) -> str:
    q = context.q
    return context.words[q.at + 1].text if q.noun and q.at + 1 < len(context.words) else "-"


def _shared(context: Context) -> list[Candidate]:
    """What the numbers before count: the nearest two different nouns."""
    found: list[Candidate] = []
    seen: set[str] = set()
    for steps, told in enumerate(reversed(context.told[-_MEMORY:])):
        if not told.noun or told.noun in seen:
            continue
        own = [
            f"n={min(steps, 3)}",
            f"in={context.bracket - told.bracket}",
            f"kinds={told.q.kind}>{context.q.kind}",
            f"unit={told.q.unit == context.q.unit}",
            f"gl={near(len(context.gap))}",
            f"parts={any('parts' in w.classes for w in context.words[told.q.end : context.q.at])}",
            f"label={context.clause.label is not None}",
            f"verb={context.clause.predicate is not None}",
        ]
        found.append(Candidate(told.noun, f"told{len(seen)}", own))
        seen.add(told.noun)
        if len(seen) == 2:
            break
    return found


def _chunks(context: Context) -> list[Candidate]:
    """Noun phrases before a number that has no noun of its own, the nearest first."""
    if context.q.noun is not None:
        return []
    words, q = context.words, context.q
    found: list[Candidate] = []
    before = context.line.quantities[: context.place]
    end = q.at
    while end > 0 and len(found) < _MOST_CHUNKS:
        while end > 0 and not _nominal(words[end - 1]):
            end -= 1
        first = end
        while first > 0 and _nominal(words[first - 1]):
            first -= 1
        if first == end:
            break
        between = words[end : q.at]
        numbers = sum(1 for other in before if end <= other.at)
        own = [
            f"nums={min(numbers, 2)}",
            f"prevw={context.shapes[first - 1] if first else '^'}",
            f"nxt={context.shapes[end]}",
            f"len={min(end - first, 4)}",
            f"preds={any('verbs' in w.classes for w in between)}",
            f"h={words[first].text}",
            f"told={any(other.at < first < other.end for other in before)}",
        ]
        found.append(Candidate(spell(context, first, end), "chunk", own))
        end = first
    return found


def _nominal(word: Word) -> bool:
    if word.has("mark", "number", "time", "unit", "title", "cited", "levels", "zero"):
        return False
    if word.has("nouns", "events", "attributes", "adjectives", "bases"):
        return not (word.has("verbs") and not word.has("nouns"))
    return not word.classes
