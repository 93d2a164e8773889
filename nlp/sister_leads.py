"""Neighbours in a list: "Thôn 1 có 25 hộ, thôn 2 có 12 hộ": one is no total of the others.

Knows the words in front of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.folding import fold

_REACH = 70
_CUT = re.compile(r"[,;:.(\n]\s+|\(|\n")
_MOST_WORDS = 3
_OPENERS = frozenset(("tại", "ở", "trong", "đó", "riêng", "và", "còn", "của"))


def lead(text: str, start: int) -> str:
    """What sort of numbered or named thing opens the clause in front of `start`: "thôn", or empty."""
    clauses = _CUT.split(text[max(0, start - _REACH) : start])
    # "thôn 1: 25 hộ": the label stands in front of the colon.
    words = next((clause for clause in reversed(clauses) if clause.strip()), "").split()
    while words and fold(words[0]) in _OPENERS:
        del words[0]
    for index, word in enumerate(words[1 : _MOST_WORDS + 1], 1):
        if word[0].isdigit() or word[0].isupper():
            return fold(" ".join(words[:index]))
    return ""


def are_sisters(text: str, total: int, parts: Iterable[int]) -> bool:
    """Whether the number at `total` and those at `parts` stand behind leads of one sort."""
    first = lead(text, total)
    return bool(first) and all(lead(text, part) == first for part in parts)
