"""Candidates for who did what a number counts: subjects and units of its sentence, its neighbours' actors.

Knows one sentence; which candidate is right is for the trained weights to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.choice import Candidate, Question
from nlp.slot_context import Context, Told, marks, near
from nlp.subject_traits import between, followed, ruled, segment, subject_traits
from nlp.subjects import Subject

_MOST_SUBJECTS = 3
_MOST_OTHERS = 2
_MOST_BEHIND = 2
_MOST_LABEL = 7
_REACH = 12
# "được Chủ tịch tặng", "do Hội vận động"
_AGENTLY = frozenset(("được", "bị", "do", "bởi"))


def actor_question(context: Context, action: Candidate, before: str | None) -> Question:
    """All that the actor may be, "none" first.

    `action`: the number's action and where it came from. `before`: the actor of the sentence before.
    """
    q, subjects = context.q, context.line.subjects
    ahead = [s for s in subjects if s.end <= q.at]
    acting = [s for s in ahead if s.acts and _reaches(context, s)][-_MOST_SUBJECTS:]
    others = [s for s in ahead if not s.acts and s.kind == "unit"][-_MOST_OTHERS:]
    behind = [s for s in subjects if q.end <= s.first < q.end + _REACH]
    behind = [s for s in behind if s.kind == "unit" or s.left in _AGENTLY][:_MOST_BEHIND]
    told = _before(context)
    seg = segment(context)
    found = [Candidate(None, "none", ())]
    found += [_acting(context, s, rank, seg) for rank, s in enumerate(reversed(acting))]
    found += [_other(context, s, rank) for rank, s in enumerate(reversed(others))]
    found += [_behind(context, s) for s in behind]
    found += _item(context)
    if told is not None and told.actor is not None:
        found.append(_prev(context, told, told.actor, action, seg))
    if before and context.place == 0:
        found.append(Candidate(before, "lead", [f"opens={context.shapes[0]}", f"units={bool(ahead)}"]))
    # Where nobody can be meant nothing is weighed.
    base = _base(context, action, ahead, acting, seg) if len(found) > 1 else ()
    return Question("actor", context.words[q.at].start, base, found)


def _base(
    context: Context, action: Candidate, ahead: Sequence[Subject], acting: Sequence[Subject], seg: str
) -> list[str]:
    """Traits of the number, for all candidates."""
    q, told = context.q, _before(context)
    prev = told is not None and told.actor is not None
    return [
        f"acting={len(acting[:2])}",
        f"units={min(len(ahead) - len(acting), 2)}",
        f"prev={prev}",
        f"nounless={q.noun is None}",
        # Where the verb stands behind the number, what is counted did it itself.
        f"src={action.source}",
        f"act={(action.value or '-').split()[0]}",
        f"k={q.kind}{context.clause.change is not None}",
        f"kp={q.kind}{prev}",
        f"br={min(context.bracket, 2)}{action.source}",
        f"seg={seg}",
        f"sp={seg}{prev}{context.bracket - told.bracket if told else '-'}",
        f"rule={ruled(context, acting[-1]) if acting else '-'}",
    ]


def _before(context: Context) -> Told | None:
    """The number that this one goes on from: the last that stands in no bracket closed since."""
    return next((told for told in reversed(context.told) if told.bracket <= context.bracket), None)


def _reaches(context: Context, subject: Subject) -> bool:
    """Whether what is said of the phrase can go on up to the number: not from a bracket closed since."""
    inner = context.line.depths[subject.first] > context.bracket
    return not inner or subject.role in (")verb", ")bare")


def _acting(context: Context, subject: Subject, rank: int, seg: str) -> Candidate:
    """A phrase that a verb or the number itself follows."""
    value = _value(context, subject)
    own = [*subject_traits(context, subject, rank, seg), *followed(context, subject, value, seg)]
    return Candidate(value, "subject" if subject.kind == "unit" else "group", own)


def _prev(context: Context, told: Told, actor: str, action: Candidate, seg: str) -> Candidate:
    """The actor of the number before."""
    new = between(context, told.q.end)
    own = [
        f"gap={' '.join(context.gap[:3])}",
        f"gl={near(len(context.gap))}",
        f"in={context.bracket - told.bracket}",
        f"same={told.action is not None and action.source == 'prev'}",
        f"m={marks(context, told.q.end, context.q.at)}",
        f"new={new}{action.source}",
        f"ns={new}{seg}",
        f"n={min(_since(context, actor), 4)}",
        f"segk={seg}{context.q.kind}",
    ]
    return Candidate(actor, "prev", own)


def _since(context: Context, actor: str) -> int:
    """How many numbers in a row before this one have had the actor."""
    count = 0
    for told in reversed(context.told):
        if told.actor != actor:
            break
        count += 1
    return count


def _other(context: Context, subject: Subject, rank: int) -> Candidate:
    """A unit that nothing follows as a subject's verb would."""
    at = context.q.at
    numbers = min(sum([o.at >= subject.end for o in context.line.quantities[: context.place]]), 2)
    own = [
        f"left={subject.left}",
        f"role={subject.role}",
        f"lr={subject.left}{subject.role}",
        f"m={marks(context, subject.end, at)}",
        f"rn={rank}{numbers}",
        f"v={subject.verb}",
        f"new={between(context, subject.end + 1)}{min(numbers, 1)}",
        f"in={context.line.depths[at] - context.line.depths[subject.first]}{min(numbers, 1)}",
    ]
    return Candidate(_value(context, subject), "unit", own)


def _behind(context: Context, subject: Subject) -> Candidate:
    own = [
        f"left={subject.left}",
        f"role={subject.role}",
        f"lr={subject.left}{subject.role}",
        f"k={subject.kind}",
    ]
    own += [f"m={marks(context, context.q.end, subject.first)}"]
    return Candidate(_value(context, subject), "behind", own)


def _item(context: Context) -> list[Candidate]:
    """The label of an item in a list of names: "Tổ SMT 71 sáng kiến, lắp ráp 58 sáng kiến"."""
    words, at = context.words, context.q.at
    first = at
    while first and not words[first - 1].has("mark", "number", "parts", "light", "time"):
        first -= 1
    if not 0 < at - first <= _MOST_LABEL or (first and words[first - 1].has("number")):
        return []
    if any(w.has("verbs", "levels", "change") for w in words[first:at]):
        return []
    if any(first <= s.first < at for s in context.line.subjects):
        return []
    told = context.told[-1] if context.told else None
    if told is None or told.actor is None or told.actor not in _bare_before(context):
        return []
    value = _text(context, first, at)
    own = [
        f"len={min(at - first, 3)}",
        f"h={words[first].text}",
        f"m={words[first - 1].text if first else '^'}",
    ]
    return [Candidate(value, "item", own)]


def _bare_before(context: Context) -> set[str]:
    """The names right before the numbers so far."""
    bare = [s for s in context.line.subjects if s.end <= context.q.at and s.role in ("bare", "aside")]
    return {_value(context, s) for s in bare[-1:]}


def _value(context: Context, subject: Subject) -> str:
    return _text(context, subject.first, subject.end)


def _text(context: Context, first: int, end: int) -> str:
    """The words as written; a common noun that only opens its clause starts small."""
    words, hidden = context.words, context.line.hidden
    # Names of units in it the form of the sentence calls by its own names.
    if hidden[first] != hidden[end] and any(word.has("number") for word in words[first:end]):
        context.line.exposed.append((first, end))
    said = context.line.text[words[first].start : words[end - 1].end]
    if words[first].has("unit") or words[first].upper:
        return said
    return said[:1].lower() + said[1:]
