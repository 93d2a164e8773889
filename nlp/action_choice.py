"""Candidates for the action of a number: predicates around and within its noun, labels, what it shares.

Knows one sentence and what it follows; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.action_clausal import clausal
from nlp.action_lists import broken_down, noun_traits, of_total
from nlp.choice import Candidate, Question
from nlp.predicates import Phrase
from nlp.slot_context import Context, Told, attribute, head_of, holds, marks, near, spell
from nlp.words import Word

_MOST_BEFORE = 4
_MOST_BEHIND = 2
_REACH_BEHIND = 8
_MEMORY = 12


def action_question(context: Context, named: str) -> Question:
    """All that the action may be, "none" first. `named`: where the noun came from."""
    q = context.q
    if told := _verb_label(context):
        return Question("action", context.words[q.at].start, (), [Candidate(told, "before", ())])
    if part := of_total(context):
        return Question("action", context.words[q.at].start, (), [part])
    before = [p for p in context.line.phrases if p.last < q.at][-_MOST_BEFORE:]
    following = _next_at(context)
    reach = min(len(context.words), following + _REACH_BEHIND)
    behind = [p for p in context.line.phrases if q.end <= p.first < reach][:_MOST_BEHIND]
    found = [_none(context, behind)]
    found += [_before(context, p, n, len(before), bool(behind)) for n, p in enumerate(reversed(before))]
    found += [_behind(context, p, n, len(before)) for n, p in enumerate(behind)]
    inner = next((p for p in context.line.phrases if q.at < p.first < q.end), None)
    if inner:
        found.append(_inside(context, inner, before))
    found += _label(context, len(before))
    found += clausal(context, {candidate.value for candidate in found})
    found += _shared(context, before)
    if context.lead and context.place == 0:
        own = [
            f"nb={min(len(before), 3)}",
            f"lab={bool(context.clause.label)}",
            f"first={context.shapes[0]}",
        ]
        found.append(Candidate(context.lead, "lead", own))
    found += broken_down(context, {c.value for c in found if c.source != "none"})
    kin = context.relative()
    if kin and kin.action and kin.action not in {c.value for c in found if c.source != "none"}:
        own = [
            f"k={q.kind}{kin.kind}",
            f"whole={kin.whole}{q.noun is not None}",
            f"n={near(kin.steps)}",
            f"place={min(context.place, 2)}",
            f"nb={min(len(before), 2)}",
            f"first={context.shapes[0]}",
            f"lab={context.clause.label is not None}{q.noun is not None}",
            f"told={bool(context.told and context.told[-1].action)}",
        ]
        found.append(Candidate(kin.action, "kin", own))
    base = [*_base(context), *noun_traits(context, named)]
    return Question("action", context.words[q.at].start, base, found)


def _verb_label(context: Context) -> str | None:
    """ "thực hiện: 8", "Kết nạp mới: 4": a verb alone before a colon and a bare count is what was done."""
    q, predicate = context.q, context.clause.predicate
    if q.noun is not None or q.kind != "count" or predicate is None:
        return None
    if context.words[predicate[0]].has("nouns") and context.item is not None and context.item.verbal != "all":
        return None  # "kế hoạch: 04; công văn: 05; hướng dẫn: 01": a kind of paper among others
    alone = predicate[0] == context.clause.start and predicate[1] == q.at - 1
    return spell(context, *predicate) if alone and context.words[q.at - 1].text == ":" else None


def _next_at(context: Context) -> int:
    after = context.place + 1
    return context.line.quantities[after].at if after < len(context.line.quantities) else len(context.words)


def _base(context: Context) -> list[str]:
    q, c, gap = context.q, context.clause, context.gap
    named = q.noun is not None
    kin = context.told[-1].source if context.told else "-"
    return [
        f"mark={c.mark}",
        f"noun={named}",
        f"label={c.label is not None}",
        f"chg={c.change is not None}",
        f"br={min(context.bracket, 2)}",
        f"kn={q.kind}{named}",
        f"k={q.kind}&kin={kin}&own={named}",
        "gap=" + (" ".join(gap[:3]) if context.place else "^"),
        *_scene(context),
    ]


def _scene(context: Context) -> list[str]:
    """What stands around the number whatever governs it: its head noun, the words before, the kind before."""
    words, q = context.words, context.q
    told = context.told[-1] if context.told else None
    each = any(w.text in ("mỗi", "bình quân") for w in words[max(context.clause.start, q.at - 5) : q.at])
    kinds = f"{told.q.kind if told else '^'}>{q.kind}"
    return [
        f"h={head_of(context)}",
        f"pw={words[q.at - 1].text if q.at else '^'}",
        f"each={each}{q.kind}",
        f"attr={attribute(context, q.at)}",
        f"ka={kinds}{bool(told and told.action)}",
        f"kg={kinds}{' '.join(context.gap[:2])}",
        f"chg={context.clause.change}{q.kind}{bool(told and told.action)}",
    ]


def _none(context: Context, behind: list[Phrase]) -> Candidate:
    acted = bool(context.told) and context.told[-1].action is not None
    own = [f"bh={bool(behind)}", f"first={context.place == 0}", f"w={context.within}{acted}"]
    return Candidate(None, "none", own)


def _before(context: Context, phrase: Phrase, rank: int, count: int, follows: bool) -> Candidate:
    words, shapes, at = context.words, context.shapes, context.q.at
    behind = phrase.last + 1
    numbers = sum([other.at >= behind for other in context.line.quantities[: context.place]])
    dots = marks(context, behind, at)
    step, many = min(rank, 3), min(numbers, 2)
    own = [
        f"rank={step}",
        f"d={near(at - behind)}",
        f"nums={min(numbers, 3)}",
        f"marks={dots}",
        f"prevw={shapes[phrase.first - 1] if phrase.first else '^'}",
        f"nxt={shapes[behind]}",
        f"lastw={shapes[at - 1]}",
        f"parts={holds(context, 'parts', behind, at)}",
        f"t={phrase.grade}",
        f"rn={step}{many}",
        f"own={rank == 0 and numbers == 0}",
        f"mn={bool(dots)}{many}{min(rank, 2)}",
        f"allb={count}",
        f"bh={follows}",
        f"next2={' '.join(shapes[behind : min(behind + 2, at)])}",
        "v=" + words[phrase.first].text,
    ]
    value = words[phrase.first].text if phrase.grade else spell(context, phrase.first, min(phrase.end, at))
    told = context.told[-1].action if context.told else None
    own += [
        f"attr={attribute(context, phrase.first) != '-'}{numbers == 0}",
        f"said={_voice(words, phrase.first)}{attribute(context, phrase.first) != '-'}",
        f"path={_path(shapes[behind:at])}",
        f"pv={_kin(value, told)}{many}{fresh(context, behind)}",
        f"pk={_kin(value, told)}{context.q.kind}{' '.join(context.gap[:2])}",
        f"title={holds(context, 'title', behind, at)}",
        f"vl={words[phrase.last].text}",
        f"vh={words[phrase.last].text}|{head_of(context)}",
        f"vk={words[phrase.last].text}|{context.q.kind}",
        f"kr={context.q.kind}{step}{many}",
        f"kl={context.q.kind}{shapes[at - 1]}{many}",
        f"ka={context.q.kind}{attribute(context, phrase.first) != '-'}{many}",
    ]
    return Candidate(value, "before", own)


def _voice(words: Sequence[Word], first: int) -> str:
    """ "vốn [được] giao" was acted on, "vốn giao" is so called: the word before a predicate that tells."""
    if not first:
        return "^"
    before = words[first - 1]
    return before.text if before.text in ("được", "bị") or before.has("governed", "attributes") else "-"


def _kin(value: str, told: str | None) -> str:
    """Whether the candidate is what the number before has for its action."""
    return "-" if told is None else "=" if told == value else "/"


def fresh(context: Context, behind: int) -> bool:
    return not context.told or behind > context.told[-1].q.end


def _path(between: Sequence[str]) -> str:
    """The parts from a predicate to its number, runs of nouns as one: "N cho", "N , N trong đó"."""
    found: list[str] = []
    for shape in between:
        name = "N" if shape in ("nouns", "adjectives", "events", "?") else shape
        if not found or found[-1] != name:
            found.append(name)
    return " ".join(found) if len(found) < 5 else " ".join([*found[:2], "..", *found[-2:]])


def _behind(context: Context, phrase: Phrase, rank: int, count: int) -> Candidate:
    words, q = context.words, context.q
    far, dots = phrase.first - q.end, marks(context, q.end, phrase.first)
    numbers = sum(1 for other in context.line.quantities[context.place + 1 :] if other.at < phrase.first)
    own = [
        f"rank={rank}", f"d={near(far)}", f"nums={min(numbers, 2)}", f"marks={dots}",
        f"bet={' '.join(context.shapes[q.end : min(q.end + 2, phrase.first)])}",
        f"prevw={context.shapes[phrase.first - 1]}",
        f"t={phrase.grade}", f"d0nb={not far}{min(count, 2)}",
        f"own={context.clause.predicate is not None}",
        f"nxt={context.shapes[phrase.end] if phrase.end < len(words) else '$'}",
    ]  # fmt: skip
    value = spell(context, phrase.first - _denied(words, phrase.first), phrase.end)
    own += [f"vh={words[phrase.first].text}|{head_of(context)}", f"h={head_of(context)}|{near(far)}"]
    return Candidate(value, "behind", [*own, "v=" + words[phrase.first].text])


def _inside(context: Context, phrase: Phrase, before: list[Phrase]) -> Candidate:
    """ "2 cuộc [giám sát]": the verb within the noun, which mostly only says which event it is."""
    told = context.told[-1] if context.told else None
    since = told.q.end if told else 0
    alike = bool(told and told.noun and told.noun.split()[0] == head_of(context))
    own = [
        f"t={phrase.grade}",
        f"h={head_of(context)}",
        f"gov={bool(before) and before[-1].first >= since}",
        f"like={alike}{bool(told and told.action)}",
        f"pw={context.shapes[context.q.at - 1] if context.q.at else '^'}",
    ]
    return Candidate(spell(context, phrase.first, phrase.end), "inside", own)


def _denied(words: Sequence[Word], first: int) -> bool:
    """ "3 thôn [chưa] có camera", "6 hộ [không] nhận tiền": what was not done is not what was done."""
    return words[first - 1].text in ("chưa", "không")


def _label(context: Context, count: int) -> list[Candidate]:
    if context.clause.label is None:
        return []
    first, end = context.clause.label
    said = context.words[first:end]
    if said[0].has("attributes") and not any(word.has("verbs", "grades") for word in said):
        return []  # "Tổng đàn lợn 12.500 con": what is counted, nothing that was done
    told = context.told[-1] if context.told else None
    own = [
        f"lc={context.shapes[first]}",
        f"le={context.shapes[end - 1]}",
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
    told, shapes = context.told[-1], context.gap
    first = told.q.end
    fresh = any(p.first >= first for p in before)
    within = context.within
    levelled = holds(context, "levels", first, context.q.at)
    if told.action:
        own = [
            f"sameN={_same(told, context)}", f"sameK={told.q.kind == context.q.kind}",
            f"gap4={' '.join(shapes[:4])}",
            f"own={context.clause.predicate is not None}", f"bh={context.clause.behind is not None}",
            f"vb={fresh}", f"w={within}{fresh}", f"gl={near(len(shapes))}",
            f"in={context.bracket - told.bracket}",
            f"parts={holds(context, 'parts', first, context.q.at)}",
            f"vh={told.action.split()[0]}|{head_of(context)}",
            f"kg={told.q.kind}{context.q.kind}{' '.join(shapes[:2])}",
            f"lab={context.clause.label is not None}{context.q.noun is not None}{told.source}",
        ]  # fmt: skip
        found.append(Candidate(told.action, "prev", own))
    for steps, other in enumerate(reversed(context.told[-_MEMORY:-1])):
        if other.action and other.action != told.action:
            own = [
                f"n={min(steps, 4)}", f"in={context.bracket - other.bracket}",
                f"sameN={_same(other, context)}", f"vb={fresh}",
                f"w={within}{fresh}", f"wl={within}{levelled}{fresh}",
            ]  # fmt: skip
            found.append(Candidate(other.action, "earlier", own))
            break
    return found


def _same(told: Told, context: Context) -> bool:
    return told.noun == context.q.noun
