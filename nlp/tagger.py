"""Part-of-speech tags from underthesea for the few words that no lexicon knows.

Offsets come from the source, never from the tagger's strings, which it may rewrite (Hoà to Hòa).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def _pos_tag() -> Callable[[str], list[tuple[str, str]]]:
    """Loaded on first use: most sentences are explained without it."""
    from underthesea import pos_tag

    tag: Callable[[str], list[tuple[str, str]]] = pos_tag
    return tag


@cache
def _tagged(text: str) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for token, tag in _pos_tag()(text):
        length = sum(not c.isspace() for c in token)
        while at < len(text) and text[at].isspace():
            at += 1
        start = at
        while at < len(text) and length:
            length -= not text[at].isspace()
            at += 1
        found.append((start, at, tag))
    return tuple(found)


def tags(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, tag) of each word of a short text: V verb, N noun, A adjective, E preposition ...

    Empty where the tagger's words do not cover the text as it stands.
    """
    found = _tagged(text)
    return found if found and found[-1][1] == len(text.rstrip()) else ()
