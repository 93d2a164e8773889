"""Members of a list of titles that have no quotes: named by a capital or by the owner in brackets.

Knows separators and openers; the titles around them are found before.
"""

from __future__ import annotations

import re

from nlp import model_heads as words
from nlp.model_found import MARKS, UPPER, Found, trim_end

_FAR = 30
_CALLED = ("phong trào", "cuộc vận động", "câu lạc bộ")
_SEGMENT = re.compile(r"[,;:]\s+(?:và\s+)?")
_BRACKETED = re.compile(
    rf"\(\s*(?:[{UPPER}]|(?:ông|bà|anh|chị|thôn|ấp|khu|xóm|bản|buôn|tổ|hộ|làng|khóm|xã)\s)"
)


def bare_members(text: str, low: str, found: list[Found], heads: list[words.Head], end: int) -> list[Found]:
    """Members of a list without quotes, behind opener and head: named by a capital or a bracketed owner."""
    more: list[Found] = []
    for head in heads:
        until = min((h.start for h in heads if h.start > head.start), default=end)
        until = min(until, _sentence_part(text, head.end, until))
        opener = re.compile(r":\s*").search(text, head.end, until)
        if opener is None or len(low[head.end : opener.start()].split()) > _FAR:
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
        if at >= until or text[at] in MARKS or any(f.start <= at < f.outer for f in taken):
            continue
        if _in_brackets(text, begin, at):
            continue
        stop = re.compile(r"[,;:.(“\"]").search(text, at, until)
        limit = trim_end(text, at, stop.start() if stop else until)
        owned = stop is not None and stop.group() == "("
        if (
            not 2 <= len(text[at:limit].split()) <= 12
            or re.match(r"[\d“]", text[at])
            or words.is_generic(low, at, limit)
        ):
            continue
        bracket = owned and _BRACKETED.match(text, stop.start()) if stop else None
        if bracket and kind != "câu lạc bộ" and all(word[0].isupper() for word in text[at:limit].split()):
            continue  # a place and what it belongs to: "Tân Phú (Tân Châu)"
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
