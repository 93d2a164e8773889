"""The slots of a sentence's figures: what each says itself and what it shares with its neighbours.

Knows one sentence and what its paragraph opened with; `parts` links totals, `figures` makes records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp import scopes
from nlp.action_choice import action_question
from nlp.actor_choice import actor_question
from nlp.choice import Choice, Chooser, choose
from nlp.clauses import Clause, clause
from nlp.lexicon import Lexicon
from nlp.mentions import each, first_word
from nlp.noun_choice import noun_question
from nlp.number_lists import Item, items, told_by_values
from nlp.quantities import Quantity
from nlp.readings import Reading
from nlp.records import changed, fixed
from nlp.respective import Share, respective
from nlp.sentence_forms import Form, actor_of, called, form, onwards, remember
from nlp.slot_context import Context, Kin, Line, Told, as_asked, context, line, relative


@fixed
class Draft:
    """A figure before it has an id. `start`, `end`: the mention; `at`: offset of the numeral.

    `noun_sure`, `action_sure`, `period_sure`: how probable each choice is, 0 to 1. `time`: index of the
    period of its sentence that "lần lượt" gives it.
    """

    reading: Reading
    q: Quantity
    clause: Clause
    start: int
    end: int
    noun: str | None
    action: str | None
    level: str | None
    actor: str | None
    period: str | None
    status: str | None
    change: str | None
    approx: str | None
    unit: str | None
    reasons: tuple[str, ...]
    bracket: int
    source: str
    named: str
    noun_sure: float
    action_sure: float
    period_sure: float = 1.0
    time: int | None = None

    @property
    def at(self) -> int:
        """Offset of the numeral, which no better rule moves."""
        return self.reading.words[self.q.at].start


@fixed
class Opening:
    """What a sentence inherits: the paragraph's period, whether the section holds targets, last action."""

    period: str | None
    target: bool
    lead: str | None = None
    actor: str | None = None
    kin: tuple[Kin, ...] = ()


class _Got(NamedTuple):
    """What a number got, in words of its sentence's form. `at`: index of the word its mention starts with.

    `levels`: by depth of brackets, the level that holds behind it. `told`: what later choices may look at.
    """

    clause: Clause
    at: int
    noun: str | None
    action: str | None
    level: str | None
    actor: str | None
    status: str | None
    change: str | None
    approx: str | None
    unit: str | None
    reasons: tuple[str, ...]
    bracket: int
    source: str
    named: str
    noun_sure: float
    action_sure: float
    levels: dict[int, str | None]
    told: tuple[str | None, ...]


@dataclass(slots=True)
class _Sentence:
    """A sentence on its way to drafts. `told`, `line`: made when a number must be asked about."""

    text: str
    reading: Reading
    opening: Opening
    form: Form
    lexicon: Lexicon
    chooser: Chooser
    items: Sequence[Item | None]
    found: list[Draft]
    told: list[Told]
    line: Line | None = None


def drafts(text: str, reading: Reading, opening: Opening, lexicon: Lexicon, chooser: Chooser) -> list[Draft]:
    """Drafts of all quantities of the sentence, in order."""
    if not reading.quantities:
        return []
    listed = items(reading.words, reading.quantities)
    depends = (opening.target, scopes.plans(reading.folded), told_by_values(listed))
    seen = form(text, reading, depends, lexicon)
    sentence = _Sentence(text, reading, opening, seen, lexicon, chooser, listed, [], [])
    # Only the weights of a process answer the same each time.
    course = seen.course if chooser is choose else None
    levels = {0: scopes.opening_level(seen.words, reading.quantities[0].at)}
    for place, q in enumerate(reading.quantities):
        kin = as_asked(q, relative(q, opening.kin, listed[place]))
        asked = (kin,) if place else (kin, opening.lead, called(seen, opening.actor, opening.actor))
        got: _Got | None = course.found.get(asked) if course else None
        if got is None:
            got, plain = _got(sentence, place, kin, levels)
            if course and plain:
                remember(course, asked, got)
        levels = got.levels
        sentence.found.append(_put(sentence, q, got))
        course = onwards(course, got.told) if course else None
    shares = respective(text, reading.words, reading.quantities)
    return [
        _with_share(draft, shares[place]) if place in shares else draft
        for place, draft in enumerate(sentence.found)
    ]


def _with_share(draft: Draft, share: Share) -> Draft:
    """What "lần lượt" says stands over what weights guess; the mention is the number and its own noun."""
    return changed(
        draft,
        start=draft.at,
        noun=share.noun or draft.noun,
        noun_sure=1.0 if share.noun else draft.noun_sure,
        actor=share.actor or draft.actor,
        time=share.time,
        reasons=tuple(dict.fromkeys((*draft.reasons, "respective"))),
    )


def _got(
    sentence: _Sentence, place: int, kin: Kin | None, levels: dict[int, str | None]
) -> tuple[_Got, bool]:
    """What the number at `place` gets, and whether all that was looked at is in the form."""
    reading, opening, found, told = sentence.reading, sentence.opening, sentence.found, sentence.told
    words, q = sentence.form.words, reading.quantities[place]
    if sentence.line is None:
        sentence.line = line(sentence.text, words, reading.quantities, sentence.form.hidden, sentence.items)
    told += [Told(d.q, d.noun, d.action, d.source, d.named, d.actor, d.bracket) for d in found[len(told) :]]
    c = clause(words, q, found[-1].q.end if found else 0, sentence.lexicon)
    opened = sentence.line.depths[q.at]
    # What a bracket says of level holds inside it.
    levels = {d: found_level for d, found_level in levels.items() if d <= opened}
    own_level, levels[opened] = scopes.level(words, q, c, levels[max(levels)])
    sentence.line.exposed.clear()
    lead = None if place else opening.lead
    here = context(sentence.line, place, c, told, lead, () if kin is None else (kin,))
    got = _chosen(sentence, here, own_level, _neighbour(found, opened), levels)
    return got, not sentence.line.exposed


def _put(sentence: _Sentence, q: Quantity, got: _Got) -> Draft:
    words = sentence.reading.words
    return Draft(
        sentence.reading,
        q,
        got.clause,
        words[got.at].start,
        words[q.end - 1].end,
        got.noun,
        got.action,
        got.level,
        actor_of(sentence.form, got.actor, sentence.opening.actor),
        sentence.opening.period,
        got.status,
        got.change,
        got.approx,
        got.unit,
        got.reasons,
        got.bracket,
        got.source,
        got.named,
        got.noun_sure,
        got.action_sure,
    )


def _neighbour(found: Sequence[Draft], opened: int) -> Draft | None:
    """The figure that one at this depth continues: the last one that stands in no bracket closed since."""
    return next((draft for draft in reversed(found) if draft.bracket <= opened), None)


def _chosen(
    sentence: _Sentence,
    context: Context,
    level: str | None,
    before: Draft | None,
    levels: dict[int, str | None],
) -> _Got:
    opening, chooser = sentence.opening, sentence.chooser
    words, q, c = context.words, context.q, context.clause
    noun = chooser(noun_question(context))
    action = chooser(action_question(context, noun.candidate.source))
    unit = q.unit
    if q.kind == "money" and unit in ("đồng", "đồng/tháng", "đồng/năm"):
        unit = _each(sentence, context, unit)
    acting = actor_question(context, action.candidate, None if context.place else opening.actor)
    actor = called(sentence.form, chooser(acting).candidate.value, opening.actor)
    target = opening.target or scopes.planned(words, q, c, sentence.reading.folded)
    return _Got(
        c,
        first_word(context),
        noun.candidate.value,
        action.candidate.value,
        level or (before.level if before and c.mark == "(" else None),
        actor,
        "target" if target and (q.kind != "duration" or opening.target) else None,
        c.change or _shared_change(context, before),
        c.approx,
        unit,
        _reasons(noun, action),
        context.bracket,
        action.candidate.source,
        noun.candidate.source,
        noun.probability,
        action.probability,
        levels,
        (noun.candidate.value, action.candidate.value, action.candidate.source, noun.candidate.source, actor),
    )


def _each(sentence: _Sentence, context: Context, unit: str) -> str:
    """The unit of money with what it is for each of, in the sentence's own words."""
    found = each(sentence.reading.words, context.q, unit)
    if found != each(context.words, context.q, unit):
        context.line.exposed.append((0, context.q.at))
    return found


def _shared_change(context: Context, before: Draft | None) -> str | None:
    """ "tăng 5 vụ, 8 đối tượng": the sign goes on to the next count of the same list."""
    q = context.q
    if before is not None and before.change and q.kind == "percent" and _restates(context):
        return before.change
    if (
        before is None
        or before.change is None
        or q.kind != "count"
        or before.q.kind != "count"
        or q.noun is None
    ):
        return None
    return before.change if context.words[before.q.end : q.at] and context.gap in ([","], ["và"]) else None


def _restates(context: Context) -> bool:
    """ "tăng 36, tương đương 9%", "tăng 3 đảng viên (9,1%)": the same difference again."""
    said = [word.text for word in context.words[context.told[-1].q.end : context.q.at]]
    return bool(said) and set(said) <= {"(", "=", ",", "tương đương", "tương ứng", "tỷ lệ", "tỉ lệ", "hay"}


# Why a slot has its value, by where the value stood.
_NOUN_REASONS = {
    "own": "noun", "both": "noun", "label": "label", "chunk": "label",
    "told0": "shared-noun", "told1": "shared-noun",
}  # fmt: skip
_ACTION_REASONS = {
    "before": "verb-before", "inside": "verb-before", "behind": "verb-behind", "label": "label",
    "prev": "shared-verb", "earlier": "shared-verb", "lead": "shared-verb",
}  # fmt: skip


def _reasons(noun: Choice, action: Choice) -> tuple[str, ...]:
    named = (_NOUN_REASONS.get(noun.candidate.source), _ACTION_REASONS.get(action.candidate.source))
    return tuple(dict.fromkeys(("number", *(reason for reason in named if reason))))
