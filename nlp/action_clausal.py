"""Candidates for the action that no verb of the lexicon gives: results, linking verbs, unknown words.

"đạt gia đình văn hóa", "xuống còn", "phòng xử án thấm dột". Knows one clause.
"""

from __future__ import annotations

from nlp.choice import Candidate
from nlp.slot_context import Context, near, spell

_MOST = 4
# What says of things counted what they have, what they are, where they are or went.
_STATIVE = frozenset(
    (
        "có",
        "đều có",
        "đã có",
        "không có",
        "là",
        "còn",
        "thuộc",
        "ở",
        "về",
        "lên",
        "xuống",
        "đến",
        "ra",
        "sang",
    )
)
# These are the verb themselves where no other verb of the clause governs the number.
_COVERBS = frozenset(
    ("cho", "đến", "tới", "về", "qua", "ra", "lên", "thêm", "xong", "được", "thì được", "đúng")
)


def clausal(context: Context, known: set[str | None]) -> list[Candidate]:
    """Candidates beside those of `known` values."""
    spans = [
        ("reached", context.clause.behind),
        ("tail", _tail(context)),
        ("after", _after(context)),
        ("ahead", _ahead(context)),
        ("has", _has(context)),
        ("coverb", _coverb(context)),
    ]
    found = []
    for source, span in spans:
        value = spell(context, *span) if span and span[0] < span[1] else None
        if span and value and value not in known:
            found.append(Candidate(value, source, _traits(context, source, span)))
            known.add(value)
    light = context.clause.light
    if light and " " in light and light not in known:
        told = context.told[-1] if context.told else None
        alike = bool(told and told.q.kind == context.q.kind)
        found.append(Candidate(light, "linking", [f"l={light}", f"from={alike}"]))
    return found


# What of a span speaks for it, by where the span stands.
_TRAITS = {
    "reached": ("c", "len", "d", "nxt", "prevw", "pred", "told", "v"),
    "tail": ("c", "len", "d", "nxt", "prevw", "told", "v"),
    "after": ("c", "nxt", "prevw", "pred", "told", "light"),
    "has": ("c", "len", "d", "nxt", "prevw", "kind", "told", "v"),
    "coverb": ("v", "nxt", "prevw", "kind", "told", "opens"),
    "ahead": ("c", "len", "d", "nxt", "prevw", "pred", "told", "v"),
}


def _traits(context: Context, source: str, span: tuple[int, int]) -> list[str]:
    words, shapes, q = context.words, context.shapes, context.q
    first, end = span
    seen = {
        "c": shapes[first],
        "len": min(end - first, 4),
        "d": near(first - q.end if first >= q.end else q.at - end) if first >= q.end or end <= q.at else "in",
        "nxt": shapes[end] if end < len(words) else "$",
        "prevw": shapes[first - 1] if first else "^",
        "pred": context.clause.predicate is not None,
        "told": bool(context.told) and context.told[-1].action is not None,
        "v": words[first].text,
        "light": context.clause.light,
        "kind": q.kind,
        "opens": first == context.clause.start,
    }
    return [f"{name}={seen[name]}" for name in _TRAITS[source]]


def _tail(context: Context) -> tuple[int, int] | None:
    """Unknown words that end the noun phrase, behind its head: "phòng xử án [thấm dột]"."""
    words, q = context.words, context.q
    first = q.end
    while first > q.at + 2 and not words[first - 1].classes:
        first -= 1
    return (first, q.end) if first < q.end else None


def _has(context: Context) -> tuple[int, int] | None:
    """ "100% ấp [có mô hình tự quản]", "2 người [ở trại giam]": what they have, are or where they are."""
    words, first = context.words, context.q.end
    if first < len(words) and words[first].text in ("chưa", "không", "đã", "đều", "cũng"):
        first += 1
    if first + 1 >= len(words) or words[first].text not in _STATIVE:
        return None
    end = first + 1
    while end < min(len(words), first + _MOST) and not words[end].has(
        "mark", "number", "light", "prepositions"
    ):
        end += 1
    negated = first > context.q.end and words[first - 1].text in ("chưa", "không")
    return (first - negated, end) if end > first + 1 else None


def _after(context: Context) -> tuple[int, int] | None:
    """Words behind the noun phrase that no lexicon knows, or qualities: "khoản thu còn [chậm]"."""
    words = context.words
    first = context.q.end
    while first < len(words) and words[first].has("adverbs", "light") and first < context.q.end + 3:
        first += 1
    end = first
    while end < min(len(words), first + _MOST) and (not words[end].classes or words[end].has("adjectives")):
        end += 1
    return (first, end) if end > first else None


def _ahead(context: Context) -> tuple[int, int] | None:
    """Unknown words right before the number: "[phục dựng] ba lễ hội"."""
    words, q = context.words, context.q
    end = q.at
    while end > context.clause.start and words[end - 1].has("approx", "adverbs", "light"):
        end -= 1
    first = end
    while first > context.clause.start and not words[first - 1].classes and end - first < _MOST:
        first -= 1
    return (first, end) if first < end else None


def _coverb(context: Context) -> tuple[int, int] | None:
    """ "Công ty [cho] 10 bóng", "đến nay [xong] 43 việc": no other verb of the clause governs the number."""
    words, clause = context.words, context.clause
    if clause.predicate is not None:
        return None
    at = context.q.at
    while at > clause.start and words[at - 1].has("approx"):
        at -= 1
    if at == clause.start or words[at - 1].text not in _COVERBS:
        return None
    # "dịch vụ công cho 865 người": behind anything but who gives, "cho" only links.
    gives = at - 1 == clause.start or words[at - 2].has("unit", "actors")
    return (at - 1, at) if gives or words[at - 1].text != "cho" else None
