"""The slots of a sentence's figures: what each says itself and what it shares with its neighbours.

Knows one sentence and what its paragraph opened with; `parts` links totals, `figures` makes records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp import scopes
from nlp.clauses import Clause, clause
from nlp.lexicon import Lexicon
from nlp.quantities import Quantity
from nlp.readings import Reading
from nlp.words import Word

# Nouns that say too little alone: the label before the number completes them.
_GENERIC = frozenset("người|em|đồng chí|đ/c|hộ|trường hợp|vụ|ca|cháu|con|lượt|bé|trẻ|cái|chiếc|chị|anh|đối tượng|đơn vị|tổ|suất|ông|bà|vụ việc|cuộc|lượt người|cas|bộ|căn|bài|đơn|trẻ em|hội viên|đoàn viên|học sinh|mô hình|điển hình".split("|"))


_LINKS = frozenset(("đạt", "ước đạt", "trị giá", "tổng trị giá", "tương đương", "quy ra tiền"))
_PEOPLE = 1  # the coordination group of persons in the lexicon


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it has an id. `start`, `end`: the mention; `at`: offset of the numeral."""

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

    @property
    def at(self) -> int:
        """Offset of the numeral, which no better rule moves."""
        return self.reading.words[self.q.at].start

    @property
    def bracket(self) -> int:
        """How many brackets are open where the number stands."""
        return depth(self.reading.words, self.q.at)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a sentence inherits: the paragraph's period and whether its section holds targets."""

    period: str | None
    target: bool


def drafts(text: str, reading: Reading, opening: Opening, lexicon: Lexicon) -> list[Draft]:
    """Drafts of all quantities of the sentence, in order."""
    found: list[Draft] = []
    words = reading.words
    level = scopes.opening_level(words, reading.quantities[0].at) if reading.quantities else None
    levels = {0: level}
    previous_end = 0
    for q in reading.quantities:
        c = clause(words, q, previous_end, lexicon)
        opened = depth(words, q.at)
        # What a bracket says of level holds inside it.
        levels = {d: found_level for d, found_level in levels.items() if d <= opened}
        own_level, levels[opened] = scopes.level(words, q, c, levels[max(levels)])
        before = _neighbour(found, words, q)
        found.append(_draft(text, reading, q, c, own_level, before, opening, lexicon))
        previous_end = q.end
    return found


def depth(words: Sequence[Word], at: int) -> int:
    """Open brackets before `words[at]`."""
    opened = 0
    for word in words[:at]:
        if word.has("mark"):
            opened = opened + 1 if word.text == "(" else max(0, opened - 1) if word.text == ")" else opened
    return opened


def _neighbour(found: Sequence[Draft], words: Sequence[Word], q: Quantity) -> Draft | None:
    """The figure that `q` continues: the last one that stands in no bracket closed since."""
    lowest = depth(words, q.at)
    for draft in reversed(found):
        if draft.bracket <= lowest:
            return draft
    return None


def _draft(
    text: str,
    reading: Reading,
    q: Quantity,
    c: Clause,
    level: str | None,
    before: Draft | None,
    opening: Opening,
    lexicon: Lexicon,
) -> Draft:
    words = reading.words
    start = words[q.at].start
    reasons = ["number"]
    noun, start = _noun(text, words, q, c, before, start, reasons)
    action = _action(text, words, q, c, before, lexicon, reasons)
    unit = q.unit
    if q.kind == "money" and unit == "đồng" and before is not None:
        unit = _each(words, q, unit)
    acting = scopes.actor(words, q, c)
    actor = text[words[acting].start : words[acting].end] if acting is not None else None
    target = opening.target or scopes.planned(words, q, c, reading.folded)
    return Draft(
        reading,
        q,
        c,
        start,
        words[q.end - 1].end,
        noun,
        action,
        level or (before.level if before and c.mark == "(" else None),
        actor or (before.actor if before else None),
        opening.period,
        "target" if target and q.kind != "duration" or target and q.kind == "duration" and opening.target else None,
        c.change,
        c.approx,
        unit,
        tuple(reasons),
    )


def _noun(
    text: str,
    words: Sequence[Word],
    q: Quantity,
    c: Clause,
    before: Draft | None,
    start: int,
    reasons: list[str],
) -> tuple[str | None, int]:
    """The noun, and where the mention starts: with its label where the number is bare."""
    label = _text(text, words, c.label)
    if q.noun is not None:
        reasons.append("noun")
        if label and q.noun in _GENERIC and q.kind in ("count", "ratio") and not c.predicate:
            return f"{q.noun} {label}", start
        return q.noun, start
    if q.kind in ("count", "ratio"):
        if label and c.label and words[c.label[1] - 1].has("actors"):
            reasons.append("shared-noun")
            return before.noun if before else None, start
        if label and c.label and not _plan(label):
            reasons.append("label")
            grade = words[c.label[0]].has("grades") or words[c.label[0]].has("verbs")
            begin = words[c.label[0]].start
            return (before.noun if before else None) if grade else label, begin
        if c.predicate and c.predicate[1] >= q.at - 1:
            reasons.append("label")
            return before.noun if before else None, words[_label_start(words, c)].start
        reasons.append("shared-noun")
        return before.noun if before else None, start
    if label:
        reasons.append("label")
        return label, start
    if before is not None and (q.kind == "measure" and before.q.unit == q.unit or c.change or c.mark == "(" and q.kind == "percent"):
        reasons.append("shared-noun")
        return before.noun, start
    return None, start


def _label_start(words: Sequence[Word], c: Clause) -> int:
    """A verb label opens with its clause: "không đội mũ bảo hiểm 1.105"."""
    first = c.predicate[0] if c.predicate else c.start
    index = first
    while index > c.start and not words[index - 1].has(
        "unit", "time", "cited", "title", "levels", "parts", "light", "conjunctions", "prepositions", "mark", "nouns"
    ):
        index -= 1
    return index


def _action(
    text: str,
    words: Sequence[Word],
    q: Quantity,
    c: Clause,
    before: Draft | None,
    lexicon: Lexicon,
    reasons: list[str],
) -> str | None:
    own = _text(text, words, c.predicate)
    behind = _text(text, words, c.behind)
    grade = c.label is not None and words[c.label[0]].has("grades") and q.noun is None
    if grade:
        return _text(text, words, c.label)
    if behind and (own is None or c.passive and q.kind in ("percent", "ratio") or c.mark == "#") and _subject(words, q, c, before, lexicon):
        reasons.append("verb-behind")
        return behind
    if own:
        reasons.append("verb-before")
        return own
    if c.light and _linked(words, q, c):
        return c.light if c.light in _LINKS and q.kind != "percent" else None
    if before is None or (c.change and q.kind == "percent"):
        return None if c.change else _left_verb(text, words, c)
    attribute = c.label is not None and q.kind in ("money", "measure", "percent") and c.mark in (";", "")
    alone = "verb-behind" in before.reasons and q.noun is not None and c.mark not in ("(", "#")
    if attribute or alone:
        return None
    reasons.append("shared-verb")
    return before.action


def _subject(
    words: Sequence[Word], q: Quantity, c: Clause, before: Draft | None, lexicon: Lexicon
) -> bool:
    """Whether the verb behind is the number's own: in "9 hồ chứa, 41 trạm bơm lắp 132 máy" it is not."""
    listed = before is not None and "verb-before" in before.reasons and c.mark in (",", "#") and c.start == q.at
    if not listed or q.kind in ("percent", "ratio"):
        return True
    head = words[q.at + 1].text if q.noun else ""
    return head in _GENERIC or _PEOPLE in lexicon.groups.get(head, frozenset())


def _linked(words: Sequence[Word], q: Quantity, c: Clause) -> bool:
    """Whether the number has a linking verb of its own: it shares no predicate then, unless it is a part."""
    if c.change or any(w.has("parts") for w in words[c.start : q.at]):
        return False
    return q.kind in ("percent", "money") and q.noun is None or q.noun is not None and c.mark != "("


def _left_verb(text: str, words: Sequence[Word], c: Clause) -> str | None:
    """ "Trao Huy hiệu Đảng dịp 03/02, 19/5 cho [38 đảng viên]": the verb stands before a comma."""
    if c.start == 0 or not words[c.start].has("prepositions") or c.mark not in (",", "#"):
        return None
    for index in range(c.start - 1, -1, -1):
        if words[index].has("verbs"):
            end = index + 1
            while end < c.start and not words[end].has("mark", "prepositions", "time", "cited", "number"):
                end += 1
            return _text(text, words, (index, end))
    return None


def _each(words: Sequence[Word], q: Quantity, unit: str) -> str:
    """ "mỗi căn 60 triệu đồng", "1 triệu đồng mỗi suất": a rate without a slash."""
    for index in range(max(0, q.at - 4), q.at):
        if words[index].text == "mỗi" and index + 1 < q.at:
            return f"{unit}/{words[index + 1].text}"
    return unit


def _plan(label: str) -> bool:
    return label in ("chỉ tiêu", "kế hoạch", "kh", "giao", "chỉ tiêu giao")


def _text(text: str, words: Sequence[Word], span: tuple[int, int] | None) -> str | None:
    if span is None or span[0] >= span[1]:
        return None
    return text[words[span[0]].start : words[span[1] - 1].end].lower()


def with_period(draft: Draft, period: str | None) -> Draft:
    """The draft with a period of its own."""
    return replace(draft, period=period)
