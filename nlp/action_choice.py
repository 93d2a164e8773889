"""Candidates for the action of a number: predicates before, behind and within its noun, labels, what it shares.

Knows one sentence and what it follows; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from nlp.action_clausal import clausal
from nlp.choice import Candidate, Question
from nlp.predicates import Phrase, shape
from nlp.slot_context import Context, Told, gap, marks, near, spell

_MOST_BEFORE = 6
_MOST_BEHIND = 3
_REACH_BEHIND = 8
_MEMORY = 12


def action_question(context: Context) -> Question:
    """All that the action may be, "none" first."""
    q = context.q
    before = [p for p in context.phrases if p.last < q.at][-_MOST_BEFORE:]
    following = _next_at(context)
    behind = [
        p for p in context.phrases if q.end <= p.first < min(len(context.words), following + _REACH_BEHIND)
    ]
    behind = behind[:_MOST_BEHIND]
    found = [_none(context, before, behind)]
    found += [_before(context, p, n, len(before), bool(behind)) for n, p in enumerate(reversed(before))]
    found += [_behind(context, p, n, len(before)) for n, p in enumerate(behind)]
    found += [
        Candidate(spell(context, p.first, p.end), "inside", [f"t={p.grade}"])
        for p in context.phrases
        if q.at < p.first < q.end
    ][:1]
    found += _label(context, len(before))
    found += clausal(context, {candidate.value for candidate in found})
    found += _shared(context, before)
    if context.lead and context.place == 0:
        own = [
            f"nb={min(len(before), 3)}",
            f"lab={bool(context.clause.label)}",
            f"first={shape(context.words[0])}",
        ]
        found.append(Candidate(context.lead, "lead", own))
    return Question("action", context.words[q.at].start, _base(context), found)


def _next_at(context: Context) -> int:
    after = context.place + 1
    return context.quantities[after].at if after < len(context.quantities) else len(context.words)


def _base(context: Context) -> list[str]:
    q, c = context.q, context.clause
    named = bool(q.noun)
    kin = context.told[-1].source if context.told else "-"
    return [
        f"kind={q.kind}", f"mark={c.mark}", f"noun={named}", f"light={c.light}", f"label={bool(c.label)}",
        f"chg={bool(c.change)}", f"br={min(context.bracket, 2)}", f"kn={q.kind}{named}", f"kin={kin}", f"k={q.kind}&kin={kin}&own={named}", f"g={kin}{' '.join(gap(context)[:2])}",
        "gap=" + (" ".join(gap(context)[:3]) if context.place else "^"),
    ]  # fmt: skip


def _none(context: Context, before: list[Phrase], behind: list[Phrase]) -> Candidate:
    told = context.told[-1] if context.told else None
    own = [
        f"nb={min(len(before), 3)}", f"bh={bool(behind)}", f"prev={bool(told and told.action)}", f"first={context.place == 0}",
        f"w={context.within}{bool(told and told.action)}",
    ]  # fmt: skip
    return Candidate(None, "none", own)


def _before(context: Context, phrase: Phrase, rank: int, count: int, follows: bool) -> Candidate:
    words, q = context.words, context.q
    between = words[phrase.last + 1 : q.at]
    numbers = sum(1 for other in context.quantities[: context.place] if other.at > phrase.last)
    preposition = next((w.text for w in reversed(between) if w.has("prepositions")), "-")
    dots = marks(between)
    value = words[phrase.first].text if phrase.grade else spell(context, phrase.first, min(phrase.end, q.at))
    again = bool(context.told) and context.told[-1].action == value
    own = [
        f"rank={min(rank, 3)}", f"again={again}", f"d={near(len(between))}", f"nums={min(numbers, 3)}", f"marks={dots}",
        f"prevw={shape(words[phrase.first - 1]) if phrase.first else '^'}", f"nxt={shape(words[phrase.last + 1])}",
        f"lastw={shape(words[q.at - 1])}", f"prep={preposition}", f"parts={any(w.has('parts') for w in between)}",
        f"in={phrase.first >= context.clause.start}", f"t={phrase.grade}", f"rn={min(rank, 3)}{min(numbers, 2)}",
        f"first={phrase.first == 0}", f"own={rank == 0 and numbers == 0}",
        f"mn={bool(dots)}{min(numbers, 2)}{min(rank, 2)}", f"allb={count}", f"bh={follows}",
        f"next2={' '.join(shape(w) for w in between[:2])}",
    ]  # fmt: skip
    return Candidate(value, "before", [*own, "v=" + words[phrase.first].text])


def _behind(context: Context, phrase: Phrase, rank: int, count: int) -> Candidate:
    words, q = context.words, context.q
    between = words[q.end : phrase.first]
    numbers = sum(1 for other in context.quantities[context.place + 1 :] if other.at < phrase.first)
    own = [
        f"rank={rank}", f"d={near(len(between))}", f"nums={min(numbers, 2)}", f"marks={marks(between)}",
        f"bet={' '.join(shape(w) for w in between[:2])}", f"prevw={shape(words[phrase.first - 1])}",
        f"nb={min(count, 2)}", f"t={phrase.grade}", f"d0nb={not between}{min(count, 2)}",
        f"own={context.clause.predicate is not None}",
        f"nxt={shape(words[phrase.end]) if phrase.end < len(words) else '$'}",
    ]  # fmt: skip
    value = spell(context, phrase.first, phrase.end)
    return Candidate(value, "behind", [*own, "v=" + words[phrase.first].text])


def _label(context: Context, count: int) -> list[Candidate]:
    if context.clause.label is None:
        return []
    first, end = context.clause.label
    told = context.told[-1] if context.told else None
    own = [
        f"lc={shape(context.words[first])}",
        f"le={shape(context.words[end - 1])}",
        f"len={min(end - first, 4)}",
        f"nb={min(count, 2)}",
        f"prev={bool(told and told.action)}",
        f"d={near(context.q.at - end)}",
    ]
    source = "label" if context.q.noun is None else "label-of-noun"
    return [Candidate(spell(context, first, end), source, own)]


def _shared(context: Context, before: list[Phrase]) -> list[Candidate]:
    """The action of the number before, and the nearest other one of the sentence."""
    found: list[Candidate] = []
    if not context.told:
        return found
    told, shapes = context.told[-1], gap(context)
    first = told.q.end
    fresh = any(p.first >= first for p in before)
    within = context.within
    levelled = any(w.has("levels") for w in context.words[first : context.q.at])
    if told.action:
        own = [
            f"sameN={_same(told, context)}", f"sameK={told.q.kind == context.q.kind}", f"gap4={' '.join(shapes[:4])}",
            f"own={context.clause.predicate is not None}", f"bh={context.clause.behind is not None}", f"pr={told.source}",
            f"vb={fresh}", f"w={within}{fresh}", f"wl={within}{levelled}{fresh}", f"gl={near(len(shapes))}", f"in={context.bracket - told.bracket}",
            f"parts={any(w.has('parts') for w in context.words[first : context.q.at])}",
        ]  # fmt: skip
        found.append(Candidate(told.action, "prev", own))
    for steps, other in enumerate(reversed(context.told[-_MEMORY:-1])):
        if other.action and other.action != told.action:
            own = [
                f"n={min(steps, 4)}", f"in={context.bracket - other.bracket}", f"sameN={_same(other, context)}", f"vb={fresh}",
                f"w={within}{fresh}", f"wl={within}{levelled}{fresh}",
            ]  # fmt: skip
            found.append(Candidate(other.action, "earlier", own))
            break
    return found


def _same(told: Told, context: Context) -> bool:
    return told.noun == context.q.noun
