"""What stands around a quantity in its clause: label, predicate, change, approximation.

    clause   = boundary [opening] [actor] [predicate] [label] [light verb] [qualifier] NUMBER noun [predicate]

Knows one clause at a time; what neighbours share is resolved by `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.degrees import approximation, change
from nlp.lexicon import Lexicon
from nlp.quantities import Quantity
from nlp.records import fixed
from nlp.words import Word

_BOUNDARIES = frozenset(';:,()[]+*•.…“”"?!=')
_TRAILING = (
    "approx",
    "light",
    "change",
    "prepositions",
    "adverbs",
    "determiners",
    "conjunctions",
    "parts",
    "transparent",
)
_ATTRIBUTED = ("money", "percent", "measure", "duration")
_MOST_BEHIND = 4
_COMPLETING = ("verbs", "nouns", "adjectives", "grades", "events")
_REACHED = (*_COMPLETING, "attributes", "title")


@fixed
class Clause:
    """Word indexes and words around one quantity.

    `start`: first word of its clause. `mark`: the boundary before it ("" at the sentence start,
    "#" behind another quantity). `label`: span of the nominal label before the number.
    `predicate`: span of the governing verb phrase before it, `behind`: behind the noun.
    `light`: the linking verb directly before. `own_subject`: the label is the subject of a light verb.
    """

    start: int
    mark: str
    label: tuple[int, int] | None
    predicate: tuple[int, int] | None
    behind: tuple[int, int] | None
    passive: bool
    light: str | None
    approx: str | None
    change: str | None
    transparent: bool


def clause(words: Sequence[Word], q: Quantity, previous_end: int, lexicon: Lexicon) -> Clause:
    """The clause of `q`; `previous_end` is the word index behind the quantity before it (0: none)."""
    start, mark = _opening(words, q.at, previous_end)
    graded = False
    bare = q.noun is None and q.kind == "count"
    tail = _stripped(words, start, q.at, bare)
    if mark == ":" and tail == start and not (q.noun is not None and words[q.at + 1].has("events")):
        # "Nữ: 45": the label stands before the colon; a heading before a happening is none.
        colon = start - 1
        start, mark = _opening(words, colon, previous_end)
        graded = colon - start == 1 and words[start].has("grades") and bare
        # "Đạt: 13" beside "Tốt: 412": alone before a colon it grades and links nothing.
        tail = colon if graded else _stripped(words, start, colon, bare)
    direct = words[tail : q.at]
    label = _attribute(words, start, tail) if q.kind in _ATTRIBUTED and q.noun is None else None
    limit = label[0] if label else tail
    predicate = _predicate(words, start, _stripped(words, start, limit))
    if predicate is None and mark == "#":
        predicate = _within_noun(words, start)
    if label is None and predicate is None:
        label = (start, tail) if graded else _nominal(words, start, tail)
    behind, passive = _behind(words, q.end)
    return Clause(
        start,
        mark,
        label,
        predicate,
        behind,
        passive,
        next((w.text for w in reversed(direct) if w.has("light")), None),
        approximation(words, q, lexicon),
        change(words, tail, q, lexicon),
        any(w.has("transparent") for w in words[start : q.at]),
    )


def _opening(words: Sequence[Word], at: int, previous_end: int) -> tuple[int, str]:
    index = at
    while index > previous_end:
        word = words[index - 1]
        if word.has("mark") and (word.text in _BOUNDARIES or _dash(words, index - 1)):
            return index, word.text
        index -= 1
    return (index, "#") if previous_end else (index, "")


def _dash(words: Sequence[Word], index: int) -> bool:
    """A dash parts clauses at the start and behind numbers; between words it joins a name's halves."""
    if words[index].text not in "–-":
        return False
    return index == 0 or words[index - 1].has("number", "mark")


def _joins(words: Sequence[Word], index: int) -> bool:
    """The dash of "văn hóa - xã hội", "QP-AN"."""
    return words[index].text in "–-" and index > 0 and not words[index - 1].has("number", "mark")


def _stripped(words: Sequence[Word], start: int, end: int, bare: bool = False) -> int:
    """Index behind the last word before `end` that is no mere link to the number.

    `bare`: the number counts nothing of its own, so a grade before it is its label ("trung bình 128").
    """
    last = end
    if bare and end > start and words[end - 1].has("grades") and not words[end - 1].has("light"):
        return end
    while end > start and words[end - 1].has(*_TRAILING) and not words[end - 1].has("verbs", "attributes"):
        end -= 1
    # "khác 85": alone before its number it is the label of the rest.
    return last if end == start and last == start + 1 and words[start].text == "khác" else end


def _attribute(words: Sequence[Word], start: int, tail: int) -> tuple[int, int] | None:
    """ "tổng số tiền hỗ trợ [là]": from the attribute noun to the number."""
    for index in range(start, tail):
        word = words[index]
        if word.has("attributes") and not (word.has("transparent") and index == tail - 1 and index > start):
            end = next((i for i in range(index + 1, tail) if words[i].has("time", "mark", "cited")), tail)
            return index, _stripped(words, index + 1, end)
    return None


def _predicate(words: Sequence[Word], start: int, tail: int) -> tuple[int, int] | None:
    """The verb phrase nearest to the number: its verbs and what completes them."""
    fallback = None
    index = tail - 1
    while index >= start:
        if _is_verb(words, index):
            first = index
            while first > start and _is_verb(words, first - 1):
                first -= 1
            span = (first, _complement_end(words, index, tail))
            if first > start and words[first - 1].has("governed") and not words[first - 1].has("verbs"):
                # The verb says which event or sum it is ("kinh phí hỗ trợ"): look for the governor.
                fallback = fallback or (span if words[first - 1].text in ("công tác", "hoạt động") else None)
                index = first
            else:
                return span
        index -= 1
    return fallback


def _is_verb(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if not word.has("verbs"):
        return False
    before = words[index - 1] if index else None
    return not (word.has("nouns") and before is not None and before.has("determiners", "number"))


def _complement_end(words: Sequence[Word], verb: int, tail: int) -> int:
    end = verb + 1
    while end < tail and not words[end].has(
        "prepositions", "mark", "unit", "time", "cited", "light", "parts", "title", "levels", "number"
    ):
        end += 1
    return _stripped(words, verb + 1, end)


def _within_noun(words: Sequence[Word], start: int) -> tuple[int, int] | None:
    """ "118 buổi tuyên truyền cho [9.640 lượt]": the verb stands in the noun phrase before."""
    index = start - 1
    while index >= 0 and not words[index].has("number", "mark"):
        if words[index].has("verbs"):
            return index, start
        index -= 1
    return None


def _nominal(words: Sequence[Word], start: int, tail: int) -> tuple[int, int] | None:
    """The label of a number without verb: "đảng viên 04", "Tốt: 186", "lĩnh vực kinh tế 52"."""
    first = tail
    while first > start and (
        _joins(words, first - 1)
        or not words[first - 1].has(
            "mark",
            "number",
            "time",
            "unit",
            "levels",
            "cited",
            "title",
            "parts",
            "light",
            "conjunctions",
            "change",
        )
    ):
        first -= 1
    while first < tail and _links(words[first]):
        first += 1
    return (first, tail) if first < tail else None


def _links(word: Word) -> bool:
    """Whether the word only leads to a label; a grade is one ("trung bình 128")."""
    if word.text == "khác" or word.has("grades"):
        return False
    return word.has("prepositions", "adverbs", "determiners", "conjunctions") or word.text == "lĩnh vực"


def _behind(words: Sequence[Word], end: int) -> tuple[tuple[int, int] | None, bool]:
    """The verb phrase behind the noun: "đảng viên [tham gia học tập]", "mô hình [được công nhận]"."""
    index, passive = _behind_bracket(words, end), False
    while (
        index < len(words)
        and index < end + _MOST_BEHIND
        and (words[index].has("adverbs", "approx_after") or words[index].text == "nào")
        and not words[index].has("grades")
    ):
        passive = passive or words[index].text == "được"
        index += 1
    if index >= len(words):
        return None, False
    word = words[index]
    reached = word.text == "đạt" and index + 1 < len(words) and words[index + 1].has(*_REACHED[1:])
    negated = index > end and words[index - 1].text in ("chưa", "không") and words[index - 1].has("adverbs")
    if not (word.has("verbs", "grades") or reached) or (word.has("light", "change") and not reached):
        return None, False
    first = index - 1 if negated else index
    return (first, _complement_behind(words, index, reached)), passive


def _complement_behind(words: Sequence[Word], verb: int, reached: bool) -> int:
    """Index behind what completes a verb phrase; "đạt" also reaches attributes and titles."""
    taken = _REACHED if reached else _COMPLETING
    stop = verb + 1
    while stop < min(len(words), verb + 5) and (words[stop].has(*taken) or not words[stop].classes):
        stop += 1
    return stop


def _behind_bracket(words: Sequence[Word], end: int) -> int:
    """ "128.640 đảng viên (98,04%) viết cam kết": a short bracket parts noun and verb."""
    if end < len(words) and words[end].text == "(":
        for index in range(end + 1, min(end + 5, len(words))):
            if words[index].text == ")":
                return index + 1
    return end
