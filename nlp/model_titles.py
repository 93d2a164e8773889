"""Titles in one sentence: quoted and bare, after heads and in lists.

Knows quotes, heads and the kind inherited from before; nothing of tables, headings or owners.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import model_heads as words
from nlp.model_bare import bare_title, item_title
from nlp.model_found import Context, Found, skip
from nlp.model_lists import bare_members
from nlp.model_owned import own_kind, owned_titles
from nlp.model_quotes import Quote, quotes

_SEPARATED = re.compile(r"(?:[;,:+•\n]|(?<![^\W\d_])(?:và|cùng|hay|hoặc|với|cùng\s+với)|(?:^|\s)[-–])\s*$")
_BULLET = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)/]\s*|[a-zđ][.)]\s*)?")
_LISTED = re.compile(r":\s")
# "; Đoàn xã có “...”": the next who runs one, in a clause built like the first.
_PARALLEL = re.compile(
    r"[;,]\s[^;:.,]{2,60}\s(?:có|với|là|duy trì|xây dựng|thực hiện|triển khai|ra mắt|phát động)\s*$"
)
# "tiêu biểu là “...” (Đoàn xã)": without any head, opener and owner say that it is a model.
_EXAMPLE = re.compile(r"(?:tiêu biểu|điển hình|nổi bật)(?:\s+(?:là|như)\s*:?|:)\s*$")
_OWNER = re.compile(r"\s*(?:\(\s*(?!\d)\w|của\s|do\s)")
# "“...” là cách làm của Chi bộ": what a title that opens its clause is said to be.
_SAID = re.compile(r"\s*là\s+(mô hình|cách làm|công trình|phong trào|câu lạc bộ)\s+(?:của|do)\s")
_TOLD = re.compile(r"\s*(?::|dài\s|gồm\s|có\s|do\s|của\s|\(|là\s|giúp\s|thu\s)")
_CLAUSE = re.compile(r"(?:^|;)\s*$")


@dataclass(slots=True)
class _State:
    """Reading position in a sentence: the kind in force, its anchor, and what the last quote was."""

    kind: str | None
    anchor: int
    accepted: bool = False
    from_head: bool = False
    label: str = ""


def titles_in(text: str, low: str, start: int, end: int, context: Context) -> list[Found]:
    """The titles of one sentence `text[start:end]`, `low` being the folded text."""
    marks = quotes(text, start, end)
    inside = [(q.start, q.end) for q in marks]
    own = words.heads(low, start, end) if words.may_hold(low, start, end) else ()
    heads = [h for h in own if not any(a <= h.start < b for a, b in inside)]
    if not heads and not (marks or context.listing or context.kinds):
        return []
    found: list[Found] = []
    state = _State(context.kinds[0] if context.kinds else None, start)
    events: list[words.Head | Quote] = sorted([*heads, *marks], key=lambda e: e.start)
    for place, event in enumerate(events):
        following = events[place + 1].start if place + 1 < len(events) else end
        if isinstance(event, Quote):
            title = _quoted(text, low, start, event, state, context)
            if title:
                found.append(title)
            if not (title or _is_aside(low, state, event)):
                state.accepted = False
            state.anchor, state.from_head = event.end, False
            continue
        state.kind, state.anchor, state.from_head = event.kind, event.end, True
        bare = bare_title(text, low, event, following, start, end)
        if bare:
            found.append(bare)
            state.anchor, state.from_head, state.accepted = bare.outer, False, True
    if not heads and context.listing and not any(f.start <= start + 8 for f in found):
        found += item_title(text, low, start, end, context)
    found += bare_members(text, low, found, heads, end)
    return sorted(found + owned_titles(text, low, start, end, found, context), key=lambda f: f.start)


def _is_aside(low: str, state: _State, quote: Quote) -> bool:
    """A rejected quote in the middle of a clause does not end the list around it."""
    return not state.from_head and not _SEPARATED.search(low, state.anchor, quote.start)


def _quoted(text: str, low: str, start: int, quote: Quote, state: _State, context: Context) -> Found | None:
    own = next(iter(words.heads(low, quote.inner_start, min(quote.inner_end, quote.inner_start + 20))), None)
    if own and own.start == quote.inner_start and not words.forbids(low, start, quote.start):
        begin = skip(text, own.end, quote.inner_end)
        if begin < quote.inner_end and " " in text[begin : quote.inner_end]:
            state.kind, state.accepted = own.kind, True
            return _found(text, begin, quote, own.kind, "quoted_after_head")
    reason = _reason(low, start, quote, state, context)
    named = reason is None and not state.from_head and text[quote.inner_start].isupper()
    if named and words.is_carried_out(low, state.anchor, quote.start, quote.inner_start, quote.inner_end):
        # "mở “Phòng vắt trữ sữa”": a verb of carrying out says it where no head does.
        state.kind, state.accepted = "mô hình", True
        return _found(text, quote.inner_start, quote, "mô hình", "quoted_after_verb")
    if reason is None:
        owned = _opens_clause(text, low, start, quote, state, context)
        if owned is not None:
            state.kind, state.accepted = owned, True
            return _found(text, quote.inner_start, quote, owned, "quoted_with_owner")
    if reason is None or state.kind is None:
        return None
    state.accepted = True
    kind = state.kind
    if not state.from_head and len(context.kinds) > 1:
        kind = words.known_kind(text[quote.inner_start : quote.inner_end]) or kind
    return _found(text, quote.inner_start, quote, kind, reason)


def _opens_clause(
    text: str, low: str, start: int, quote: Quote, state: _State, context: Context
) -> str | None:
    """The kind of a title that opens its item, sentence or clause, where its owner follows, or another such
    title stands before it."""
    bullet = _BULLET.match(low, start, quote.start)
    begin = max(bullet.end() if bullet else start, state.anchor)
    opens = begin >= quote.start or _CLAUSE.search(low, begin, quote.start)
    if (
        not opens
        or not text[quote.inner_start].isupper()
        or not words.is_name(low, quote.inner_start, quote.inner_end)
    ):
        return None
    said = _SAID.match(low, quote.end)
    if said:
        return said[1]
    goes_on = (context.quoting or state.accepted) and _TOLD.match(low, quote.end)
    return own_kind(state.kind) if goes_on or _owned(text, low, quote.end) else None


def _owned(text: str, low: str, at: int) -> bool:
    """Whether the unit that runs a title is named right behind it: "(Đoàn xã)", "của Tổ 6"."""
    owner = _OWNER.match(low, at)
    if owner is None:
        return False
    first = owner.end() - (low[at : owner.end()].lstrip().startswith("("))
    return text[first : first + 1].isupper() or words.is_body(low, first)


def _reason(low: str, start: int, quote: Quote, state: _State, context: Context) -> str | None:
    """Why a quote is a title, or None."""
    anchor, at = state.anchor, quote.start
    if state.kind is None and _EXAMPLE.search(low, start, at) and _OWNER.match(low, quote.end):
        state.kind = "mô hình"
        return "quoted_in_list"
    if state.kind is None or words.forbids(low, anchor, at):
        return None
    gap = low[anchor:at]
    if state.from_head:
        if words.is_between(low, anchor, at):
            return "quoted_after_head"
        listed = _LISTED.search(low, anchor, at)
        # "06 CLB: chèo “Làng Khuốc nhí”": a word of its kind may stand before a title of the list.
        lead = listed is not None and len(low[listed.end() : at].split()) <= 2
        if words.opens_list(low, anchor, at) or (listed and _SEPARATED.search(low, listed.end(), at)) or lead:
            return "quoted_in_list"
        return "quoted_near_head" if len(gap.split()) <= 7 and not re.search(r"[,;:.]", gap) else None
    if anchor > start:
        joined = _SEPARATED.search(low, anchor, at) or _PARALLEL.search(low, anchor, at)
        return "quoted_in_list" if state.accepted and joined else None
    begin = _BULLET.match(low, start, at)
    begin_at = begin.end() if begin else start
    if begin_at >= at or words.is_between(low, begin_at, at):
        return "quoted_in_list" if context.listing or context.label else "quoted_under_heading"
    if words.opens_list(low, begin_at, at):
        return "quoted_in_list"
    return "quoted_under_heading" if len(low[begin_at:at].split()) <= 3 and context.listing else None


def _found(text: str, begin: int, quote: Quote, kind: str, reason: str) -> Found:
    reasons = [reason]
    if not quote.closed:
        reasons.append("unbalanced_quote")
    if words.known_kind(text[begin : quote.inner_end]):
        reasons.append("known_title")
    if len(text[begin : quote.inner_end].split()) > 18:
        reasons.append("long")
    return Found(begin, quote.inner_end, quote.end, kind, tuple(reasons))
