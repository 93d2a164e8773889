"""Titles without quotes that open a clause and whose owner follows: "Chung cư an toàn của Tổ dân phố 3".

Knows where such a clause opens and which words are no title; a title or its heading must stand before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp import model_heads as words
from nlp.lexicon import lexicon
from nlp.model_found import UPPER, Context, Found

_BULLET = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)/]\s*|[a-zđ][.)]\s*)?")
_NEXT = re.compile(rf";\s+(?=[{UPPER}])")
_TITLE = re.compile(r"[^;:,.()“”\"\d\n]{8,60}?(?=\s(?:của|do)\s|\s\()")
_OWNER = re.compile(r"\s(?:(?:của|do)\s|\((?!\d))(?:dòng\s+)?(?:họ\s)?")
_FEWEST, _MOST = 3, 8
_OTHER = frozenset(("verbs", "transparent", "events", "light"))


def owned_titles(
    text: str, low: str, start: int, end: int, found: Sequence[Found], context: Context
) -> list[Found]:
    """Titles at the opening of the sentence (below a heading or behind other titles) and behind its ";"."""
    more: list[Found] = []
    bullet = _BULLET.match(low, start, end)
    first = bullet.end() if bullet else start
    begins = [first] if context.kinds else []
    begins += [
        mark.end() for mark in _NEXT.finditer(text, start, end) if any(f.outer <= mark.start() for f in found)
    ]
    for at in begins:
        kinds = [f.kind for f in found if f.outer <= at] or context.kinds
        title = _TITLE.match(low, at, end)
        if not (title and kinds and text[at].isupper()):
            continue
        free = not any(f.start < title.end() and at < f.outer for f in found)
        if free and _names(low, at, title.end()) and _owned(text, low, title.end()):
            more.append(Found(at, title.end(), title.end(), own_kind(kinds[-1]), ("list_item",)))
    return more


def own_kind(above: str | None) -> str:
    """The kind of a title without a head: a movement or club spoken of before does not lend it its own."""
    return above if above in ("mô hình", "cách làm", "công trình") else "mô hình"


def _names(low: str, start: int, end: int) -> bool:
    """Whether the words may be a title: no body, no action, nothing generic."""
    said = low[start:end].split()
    classes = lexicon().classes
    opening = classes.get(said[0], frozenset()) | classes.get(" ".join(said[:2]), frozenset())
    return (
        _FEWEST <= len(said) <= _MOST
        and not _OTHER & opening
        and not words.is_body(low, start)
        and not words.is_generic(low, start, end)
        and not words.is_no_item(low, start, end)
        and not words.heads(low, start, end)
    )


def _owned(text: str, low: str, at: int) -> bool:
    """Whether an organisation, a village or a clan follows as the owner."""
    owner = _OWNER.match(low, at)
    if owner is None:
        return False
    clan = owner.group().rstrip().endswith("họ") and text[owner.end() : owner.end() + 1].isupper()
    return clan or words.is_named_body(text, low, owner.end())
