"""Titles in one sentence: quoted and bare, after heads and in lists.

Knows quotes, heads and the kind inherited from before; nothing of tables, headings or owners.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import model_heads as words
from nlp.model_quotes import Quote, quotes

_SEPARATED = re.compile(r"(?:[;,:+•\n]|(?<![^\W\d_])(?:và|cùng|hay|hoặc|với|cùng\s+với)|(?:^|\s)[-–])\s*$")
_BULLET = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)/]\s*|[a-zđ][.)]\s*)?")
_LABEL = re.compile(r"\s*(?:số\s*)?\d{0,2}\s*[:：]\s*")
_COUNTED = re.compile(r"\s*(?:\d|có\b|không\b|chưa\b|đã\b|…|\.\.)")
_TRIM = " \u00a0.,;:-–…"
_MARKS = "“”„\"‘’'«»"
_LISTED = re.compile(r":\s")
_CALLED = ("phong trào", "cuộc vận động", "câu lạc bộ")
_SEGMENT = re.compile(r"[,;:]\s+(?:và\s+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A title in the text: `start`, `end` without marks; `outer`: where the mention with its marks ends."""

    start: int
    end: int
    outer: int
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a sentence: the kinds in force, and whether a list of titles was opened."""

    kinds: tuple[str, ...] = ()
    listing: bool = False
    label: bool = False


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
    heads = [h for h in words.heads(low, start, end) if not any(a <= h.start < b for a, b in inside)]
    if not heads and not (marks or context.listing):
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
        bare = _bare(text, low, event, following, start, end)
        if bare:
            found.append(bare)
            state.anchor, state.from_head, state.accepted = bare.outer, False, True
    if not heads and context.listing and not any(f.start <= start + 8 for f in found):
        found += _item(text, low, start, end, context)
    return sorted(found + _bare_segments(text, low, found, heads, end), key=lambda f: f.start)


def _is_aside(low: str, state: _State, quote: Quote) -> bool:
    """A rejected quote in the middle of a clause does not end the list around it."""
    return not state.from_head and not _SEPARATED.search(low, state.anchor, quote.start)


def _quoted(text: str, low: str, start: int, quote: Quote, state: _State, context: Context) -> Found | None:
    own = next(iter(words.heads(low, quote.inner_start, min(quote.inner_end, quote.inner_start + 20))), None)
    if own and own.start == quote.inner_start and not words.forbids(low, start, quote.start):
        begin = _skip(text, own.end, quote.inner_end)
        if begin < quote.inner_end and " " in text[begin : quote.inner_end]:
            state.kind, state.accepted = own.kind, True
            return _found(text, begin, quote, own.kind, "quoted_after_head")
    reason = _reason(low, start, quote, state, context)
    if reason is None or state.kind is None:
        return None
    state.accepted = True
    kind = state.kind
    if not state.from_head and len(context.kinds) > 1:
        kind = words.known_kind(text[quote.inner_start : quote.inner_end]) or kind
    return _found(text, quote.inner_start, quote, kind, reason)


def _reason(low: str, start: int, quote: Quote, state: _State, context: Context) -> str | None:
    """Why a quote is a title, or None."""
    anchor, at = state.anchor, quote.start
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
        return "quoted_in_list" if state.accepted and _SEPARATED.search(low, anchor, at) else None
    begin = _BULLET.match(low, start, at)
    begin_at = begin.end() if begin else start
    if begin_at >= at or words.is_between(low, begin_at, at):
        return "quoted_in_list" if context.listing or context.label else "quoted_under_heading"
    if words.opens_list(low, begin_at, at):
        return "quoted_in_list"
    return "quoted_under_heading" if len(low[begin_at:at].split()) <= 3 and context.listing else None


def _bare(text: str, low: str, head: words.Head, following: int, start: int, end: int) -> Found | None:
    """The title without quotes right after a head, if it names something."""
    label = _LABEL.match(text, head.end)
    if label and label.group().strip():
        return _labelled(text, low, head, label.end(), end)
    begin = _skip(text, head.end, end)
    inner = text.find("Thi đua", head.start, head.end)
    begin = inner if inner > head.start else begin
    if begin >= end or begin == head.end or text[begin] in _MARKS:
        return None
    known = words.known_at(low, begin, end)
    if known and (head.bare != "any" or words.bare_end(low, known, end) - known < 2):
        return Found(begin, known, known, head.kind, ("unquoted_named", "known_title"))
    if head.bare == "no" or head.plural:
        return None
    named = text[begin].isupper()
    stop = min(words.bare_end(low, begin, end), following if following > begin else end)
    title_end = _trim_end(text, begin, stop)
    if title_end <= begin or words.is_generic(low, begin, title_end):
        return None
    if head.bare == "named" and not named:
        return None
    if len(text[begin:title_end].split()) > 16 or (following == stop < end and text[following] in _MARKS):
        return None
    return Found(begin, title_end, title_end, head.kind, ("unquoted_named" if named else "unquoted",))


def _labelled(text: str, low: str, head: words.Head, begin: int, end: int) -> Found | None:
    """`Mô hình 2: thắp sáng đường khu; đơn vị làm: ...`, `Cách làm: tái chế ...; người làm: ...`."""
    begin = _skip(text, begin, end)
    if begin >= end or _COUNTED.match(low, begin) or text[begin] in _MARKS:
        return None
    stop = re.search(r"[;.(:“\"\n]|\s[-–]\s", text[begin:end])
    limit = begin + stop.start() if stop else end
    for comma in re.finditer(r",", text[begin:limit]):
        if words.starts_detail(low, begin + comma.start(), end) or head.kind != "mô hình":
            limit = begin + comma.start()
            break
    limit = _trim_end(text, begin, limit)
    if not 2 <= len(text[begin:limit].split()) <= 16 or words.is_generic(low, begin, limit):
        return None
    return Found(begin, limit, limit, head.kind, ("labelled",))


def _item(text: str, low: str, start: int, end: int, context: Context) -> list[Found]:
    """The bare title that opens an item of a list of titles: `- tổ tự quản bến đò: 12 thành viên`."""
    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    stop = re.search(r"[:;(“\"]|\.\s|\.$|\s[-–]\s(?=\d)|,\s(?=\d|do\s|của\s)|\s(?:của|do)\s", text[begin:end])
    if stop is None or begin >= end or not context.kinds or stop.group() in _MARKS:
        return []
    limit = _trim_end(text, begin, begin + stop.start())
    if not 2 <= len(text[begin:limit].split()) <= 14 or words.is_generic(low, begin, limit):
        return []
    if context.kinds[0] in ("phong trào", "cuộc vận động", "chương trình") and not words.known_kind(
        text[begin:limit]
    ):
        return []
    if (
        text[begin].isdigit()
        or words.is_no_item(low, begin, limit)
        or "," in text[begin:limit]
        or re.search(r"\d[\d.,]*\s*(?:%|triệu|tỷ|người|hộ)", low[begin:limit])
    ):
        return []
    return [Found(begin, limit, limit, context.kinds[0], ("list_item",))]


def _bare_segments(text: str, low: str, found: list[Found], heads: list[words.Head], end: int) -> list[Found]:
    """Members of a list without quotes, behind opener and head: named by a capital or a bracketed owner."""
    more: list[Found] = []
    for head in heads:
        until = min((h.start for h in heads if h.start > head.start), default=end)
        until = min(until, _sentence_part(text, head.end, until))
        opener = re.compile(r":\s*").search(text, head.end, until)
        if opener is None or len(low[head.end : opener.start()].split()) > 12:
            if not any(f.kind == head.kind and head.end <= f.start < until for f in found):
                continue
            begin = min(f.outer for f in found if head.end <= f.start < until)
        else:
            begin = opener.end() - 2
        more += _segments(text, low, begin, until, head.kind, found + more)
    return more


def _segments(text: str, low: str, begin: int, until: int, kind: str, taken: list[Found]) -> list[Found]:
    more: list[Found] = []
    for separator in _SEGMENT.finditer(text, begin, until):
        at = separator.end()
        if at >= until or text[at] in _MARKS or any(f.start <= at < f.outer for f in taken):
            continue
        if _in_brackets(text, begin, at):
            continue
        stop = re.compile(r"[,;:.(“\"]").search(text, at, until)
        limit = _trim_end(text, at, stop.start() if stop else until)
        owned = stop is not None and stop.group() == "("
        if (
            not 2 <= len(text[at:limit].split()) <= 12
            or re.match(r"[\d“]", text[at])
            or words.is_generic(low, at, limit)
        ):
            continue
        bracket = owned and re.match(r"\(\s*[A-ZĐÀ-Ỹ]", text[stop.start() :]) if stop else None
        called = (
            kind in _CALLED and text[at].isupper() and not owned and _chained(text, separator, taken + more)
        )
        if (
            bracket
            or (called and not words.is_no_item(low, at, limit))
            or words.known_kind(text[at:limit]) == kind
        ):
            more.append(Found(at, limit, limit, kind, ("list_item",)))
    return more


def _chained(text: str, separator: re.Match[str], taken: list[Found]) -> bool:
    """Whether the list's member before this separator is a title right up to it."""
    return separator.group().startswith(":") or any(
        f.outer <= separator.start() and not text[f.outer : separator.start()].strip() for f in taken
    )


def _sentence_part(text: str, start: int, end: int) -> int:
    stop = text.find(". ", start, end)
    return end if stop < 0 else stop


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _found(text: str, begin: int, quote: Quote, kind: str, reason: str) -> Found:
    reasons = [reason]
    if not quote.closed:
        reasons.append("unbalanced_quote")
    if words.known_kind(text[begin : quote.inner_end]):
        reasons.append("known_title")
    if len(text[begin : quote.inner_end].split()) > 18:
        reasons.append("long")
    return Found(begin, quote.inner_end, quote.end, kind, tuple(reasons))


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \u00a0:":
        start += 1
    return start


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return end
