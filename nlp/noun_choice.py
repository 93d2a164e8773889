"""Candidates for the noun of a number: its own, its label, what numbers before it count, noun phrases nearby.

Knows one sentence; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from nlp.choice import Candidate, Question
from nlp.priced_objects import priced_object
from nlp.slot_context import Context, attribute, head_of, holds, marks, near, spell
from nlp.words import Word

_MOST_CHUNKS = 3
_MEMORY = 12
_TITLE_REACH = 10
_NAMELESS = ("mark", "number", "time", "unit", "title", "cited", "levels", "zero")
_NAMING = ("nouns", "events", "attributes", "adjectives", "bases")


def noun_question(context: Context) -> Question:
    """All that the noun may be, "none" first."""
    q, label = context.q, context.clause.label
    at = context.words[q.at].start
    if q.noun is not None and (label is None or context.clause.predicate):
        # A noun right behind the number that nothing else claims is the noun.
        return Question("noun", at, (), [Candidate(q.noun, "own", ())])
    told = context.told[-1] if context.told else None
    own = [f"told={told is not None and told.noun is not None}", f"head={head_of(context)}"]
    found = [Candidate(None, "none", own)]
    labelled = spell(context, *label) if label else None
    if q.noun is not None:
        found.append(Candidate(q.noun, "own", own))
        if label and labelled and not _acts(context, label):
            near_by = [f"head={head_of(context)}", f"lc={context.shapes[label[0]]}"]
            found.append(Candidate(f"{q.noun} {labelled}", "both", near_by))
    if label and labelled and not _graded(context, label):
        words = context.words
        traits = [
            f"le={context.shapes[label[1] - 1]}",
            f"len={min(label[1] - label[0], 4)}",
            f"end={near(q.at - label[1])}",
            f"w={words[label[0]].text}",
            f"vb={holds(context, 'verbs', *label)}",
            f"cap={words[label[0]].capital}",
            f"k={q.kind}{context.shapes[label[0]]}",
            f"colon={any(w.text == ':' for w in words[label[1] : q.at])}{q.kind}",
            f"a={attribute(context, q.at) != '-'}{q.kind}",
        ]
        found.append(Candidate(labelled, "label", traits))
    found += _shared(context)
    found += _chunks(context)
    known = {candidate.value for candidate in found}
    found += _broken_down(context, known)
    found += _stated(context, known)
    found += _titled(context, known)
    found += _carried(context, known)
    return Question("noun", at, _base(context), found)


def _acts(context: Context, label: tuple[int, int]) -> bool:
    """ "Xã đạt 19 tiêu chí": who did it is no part of what is counted."""
    return label[1] - label[0] == 1 and context.words[label[0]].has("actors")


def _graded(context: Context, label: tuple[int, int]) -> bool:
    """ "Trung bình 128" behind "Khá 198": a grade says what was achieved, not what is counted."""
    said = context.words[label[0] : label[1]]
    return bool(context.told) and all(word.has("grades") and not word.has("nouns") for word in said)


def _base(context: Context) -> list[str]:
    q, c, gap = context.q, context.clause, context.gap
    told = context.told[-1] if context.told else None
    kin = told.named if told else "-"
    words = context.words
    each = any(w.text in ("mỗi", "bình quân") for w in words[max(c.start, q.at - 5) : q.at])
    return [
        f"pw={q.kind}{words[q.at - 1].text if q.at else '^'}",
        f"attr={q.kind}{attribute(context, q.at)}",
        f"each={q.kind}{each}",
        f"kt={told.q.kind if told else '^'}>{q.kind}{c.mark}",
        f"kg={told.q.kind if told else '^'}>{q.kind}{' '.join(gap[:2])}",
        f"tn={bool(told and told.noun)}{q.kind}{c.predicate is not None}",
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
            f"parts={holds(context, 'parts', told.q.end, context.q.at)}",
            f"label={context.clause.label is not None}",
            f"verb={context.clause.predicate is not None}",
            f"ku={context.q.kind}{told.q.kind}{told.q.unit == context.q.unit}{min(steps, 2)}",
            f"m={context.q.kind}{marks(context, told.q.end, context.q.at)}",
            f"src={told.named}{context.q.kind}",
        ]
        found.append(Candidate(told.noun, f"told{len(seen)}", own))
        seen.add(told.noun)
        if len(seen) == 2:
            break
    return found


def _broken_down(context: Context, known: set[str | None]) -> list[Candidate]:
    """What the total of an open breakdown counts, where it is none of the nearest nouns."""
    total = context.total()
    if total is None or total.noun is None or total.noun in known or context.q.kind == "percent":
        return []
    own = [
        f"kinds={total.q.kind}>{context.q.kind}",
        f"unit={total.q.unit == context.q.unit}",
        f"br={context.bracket > 0}",
        f"label={context.clause.label is not None}",
        f"verb={context.clause.predicate is not None}",
        f"own={context.q.noun is not None}",
    ]
    known.add(total.noun)
    return [Candidate(total.noun, "total", own)]


def _stated(context: Context, known: set[str | None]) -> list[Candidate]:
    """The predicate that says what a sum or a share is of: "Thu lãi đạt 99,4%", "thu phí 48,6 triệu đồng"."""
    q, predicate = context.q, context.clause.predicate
    if q.noun is not None or predicate is None or q.kind not in ("money", "percent", "measure"):
        return []
    priced = priced_object(context, predicate)
    value = priced if priced and q.kind != "percent" else spell(context, *predicate)
    if value in known:
        return []
    known.add(value)
    words = context.words
    own = [
        f"k={q.kind}",
        f"obj={priced is not None}{q.kind}",
        f"objl={priced is not None}{context.clause.light}",
        f"l={q.kind}{context.clause.light}",
        f"v={words[predicate[0]].text}",
        f"len={min(predicate[1] - predicate[0], 3)}",
        f"d={near(q.at - predicate[1])}",
        f"opens={context.clause.mark}",
    ]
    return [Candidate(value, "stated", own)]


def _titled(context: Context, known: set[str | None]) -> list[Candidate]:
    """The title that a measure or a sum is of: "“Vườn thuốc nam” rộng 350 m2"."""
    q, at = context.q, context.q.at
    if q.noun is not None or q.kind not in ("money", "measure"):
        return []
    titles = context.line.places["title"]
    index = bisect_left(titles, at) - 1
    if index < 0 or at - titles[index] > _TITLE_REACH:
        return []
    first = titles[index]
    if any(first < other.at < at for other in context.line.quantities):
        return []
    value = spell(context, first, first + 1)
    if value in known:
        return []
    known.add(value)
    own = [
        f"k={q.kind}",
        f"pw={context.words[at - 1].text if context.shapes[at - 1] not in ('unit', 'number') else '-'}",
        f"m={marks(context, first + 1, at)}{q.kind}",
        f"vb={holds(context, 'verbs', first + 1, at)}",
        f"a={attribute(context, at) != '-'}{q.kind}",
        f"d={near(at - first - 1)}",
    ]
    return [Candidate(value, "title", own)]


def _carried(context: Context, known: set[str | None]) -> list[Candidate]:
    """What a number of the sentences before counts that measures the same: "Riêng hộ A hiến 512 m2"."""
    q, kin = context.q, context.relative()
    if q.noun is not None or kin is None or kin.noun is None or kin.noun in known:
        return []
    own = [
        f"k={q.kind}{kin.kind}",
        f"n={near(kin.steps)}",
        f"place={min(context.place, 2)}",
        f"label={context.clause.label is not None}",
        f"first={context.shapes[0]}",
        f"light={context.clause.light}",
        f"chg={context.clause.change is not None}{q.kind}",
    ]
    known.add(kin.noun)
    return [Candidate(kin.noun, "kin", own)]


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
        numbers = sum(1 for other in before if end <= other.at)
        own = [
            f"nums={min(numbers, 2)}",
            f"prevw={context.shapes[first - 1] if first else '^'}",
            f"nxt={context.shapes[end]}",
            f"len={min(end - first, 4)}",
            f"preds={holds(context, 'verbs', end, q.at)}",
            f"h={words[first].text}",
            f"told={any(other.at < first < other.end for other in before)}",
            f"m={marks(context, end, q.at)}{context.q.kind}",
            f"d={near(q.at - end)}{context.q.kind}",
            f"kn={context.q.kind}{min(numbers, 2)}{len(found)}",
            f"in={first >= context.clause.start}{context.q.kind}",
            f"a={holds(context, 'attributes', first, end)}{context.q.kind}",
        ]
        found.append(Candidate(spell(context, first, end), "chunk", own))
        end = first
    return found


def _nominal(word: Word) -> bool:
    return _can_be_named(word.classes)


# Words play few different parts, and each is asked about again and again.
@cache
def _can_be_named(classes: frozenset[str]) -> bool:
    if not classes.isdisjoint(_NAMELESS):
        return False
    if not classes.isdisjoint(_NAMING):
        return "verbs" not in classes or "nouns" in classes
    return not classes
