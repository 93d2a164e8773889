"""The slots of a sentence's figures: what each says itself and what it shares with its neighbours.

Knows one sentence and what its paragraph opened with; `parts` links totals, `figures` makes records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp import scopes
from nlp.action_choice import action_question
from nlp.actor_choice import actor_question
from nlp.choice import Choice, Chooser
from nlp.clauses import Clause, clause
from nlp.lexicon import Lexicon
from nlp.noun_choice import noun_question
from nlp.predicates import Phrase
from nlp.quantities import Quantity
from nlp.readings import Reading
from nlp.records import changed
from nlp.slot_context import Context, Kin, Told, context, line
from nlp.words import Word


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it has an id. `start`, `end`: the mention; `at`: offset of the numeral.

    `noun_sure`, `action_sure`, `period_sure`: how probable each choice is, 0 to 1.
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

    @property
    def at(self) -> int:
        """Offset of the numeral, which no better rule moves."""
        return self.reading.words[self.q.at].start


@dataclass(frozen=True, slots=True)
class Opening:
    """What a sentence inherits: the paragraph's period, whether the section holds targets, last action."""

    period: str | None
    target: bool
    lead: str | None = None
    actor: str | None = None
    kin: tuple[Kin, ...] = ()


def drafts(text: str, reading: Reading, opening: Opening, lexicon: Lexicon, chooser: Chooser) -> list[Draft]:
    """Drafts of all quantities of the sentence, in order."""
    found: list[Draft] = []
    if not reading.quantities:
        return found
    words, whole = reading.words, line(text, reading.words, reading.quantities)
    levels = {0: scopes.opening_level(words, reading.quantities[0].at)}
    told: list[Told] = []
    previous_end = 0
    for place, q in enumerate(reading.quantities):
        c = clause(words, q, previous_end, lexicon)
        opened = whole.depths[q.at]
        # What a bracket says of level holds inside it.
        levels = {d: found_level for d, found_level in levels.items() if d <= opened}
        own_level, levels[opened] = scopes.level(words, q, c, levels[max(levels)])
        here = context(whole, place, c, told, opening.lead, opening.kin)
        draft = _draft(here, reading, own_level, _neighbour(found, opened), opening, chooser)
        found.append(draft)
        told.append(Told(q, draft.noun, draft.action, draft.source, draft.named, draft.actor, opened))
        previous_end = q.end
    return found


def _neighbour(found: Sequence[Draft], opened: int) -> Draft | None:
    """The figure that one at this depth continues: the last one that stands in no bracket closed since."""
    return next((draft for draft in reversed(found) if draft.bracket <= opened), None)


def _draft(
    context: Context,
    reading: Reading,
    level: str | None,
    before: Draft | None,
    opening: Opening,
    chooser: Chooser,
) -> Draft:
    words, q, c = context.words, context.q, context.clause
    noun = chooser(noun_question(context))
    action = chooser(action_question(context))
    unit = q.unit
    if q.kind == "money" and unit in ("đồng", "đồng/tháng", "đồng/năm"):
        unit = _each(words, q, unit)
    # Who did it is asked only where something was done.
    acting = (
        actor_question(context, action.candidate.source, opening.actor) if action.candidate.value else None
    )
    actor = chooser(acting).candidate.value if acting else None
    target = opening.target or scopes.planned(words, q, c, reading.folded)
    return Draft(
        reading,
        q,
        c,
        _start(context, noun, action),
        words[q.end - 1].end,
        noun.candidate.value,
        action.candidate.value,
        level or (before.level if before and c.mark == "(" else None),
        actor,
        opening.period,
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
    )


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


def _start(context: Context, noun: Choice, action: Choice) -> int:
    """Where the mention starts: a bare count takes its label with it ("khiển trách 28", "Tốt: 186")."""
    words, q, c = context.words, context.q, context.clause
    if q.noun is None and q.kind in ("count", "ratio"):
        if c.label and not words[c.label[1] - 1].has("actors") and not _plan(context):
            return words[c.label[0]].start
        if c.label is None and c.predicate and c.predicate[1] >= q.at - 1:
            return words[_label_start(words, c, context.line.phrases)].start
    return words[q.at].start


def _plan(context: Context) -> bool:
    """ "chỉ tiêu: 6", "giao: 3": the label says that it is planned and is not in the text."""
    label = context.clause.label
    if label is None:
        return False
    if scopes.among_papers(context.words, label):
        return False
    said = " ".join(word.text for word in context.words[label[0] : label[1]])
    return said in ("chỉ tiêu", "kế hoạch", "kh", "giao", "chỉ tiêu giao")


def _label_start(words: Sequence[Word], c: Clause, predicates: Sequence[Phrase]) -> int:
    """A verb label opens with its clause: "không đội mũ bảo hiểm 1.105"."""
    first = c.predicate[0] if c.predicate else c.start
    index = first
    while index > c.start and not words[index - 1].has(
        "unit",
        "time",
        "cited",
        "title",
        "levels",
        "parts",
        "light",
        "conjunctions",
        "prepositions",
        "mark",
        "nouns",
    ):
        index -= 1
    return index


def _each(words: Sequence[Word], q: Quantity, unit: str) -> str:
    """ "mỗi căn 60 triệu đồng", "1 triệu đồng mỗi suất": a rate without a slash."""
    behind = words[q.end : q.end + 2]
    if len(behind) == 2 and behind[0].text == "mỗi" and behind[1].has("nouns", "events"):
        return unit if behind[1].text in ("năm", "tháng", "quý") else f"{unit}/{behind[1].text}"
    for index in range(q.at - 1, max(0, q.at - 4) - 1, -1):
        if words[index].has("number"):
            break
        if words[index].text == "mỗi" and index + 1 < q.at:
            return "/".join(("đồng", words[index + 1].text, *unit.split("/")[1:]))
    return unit


def with_period(draft: Draft, period: Choice) -> Draft:
    """The draft with the period chosen for it."""
    return changed(draft, period=period.candidate.value, period_sure=period.probability)
