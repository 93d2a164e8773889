"""Patterns that look for words by their first letters, to which the engine leaps.

Knows how patterns are searched, and no words.
"""

from __future__ import annotations

from collections.abc import Iterable


def any_of(words: Iterable[str], barred: str, digits: str | None = None) -> str:
    """`(?<!barred)(?:word|word ...)`, found several times as fast.

    `words`: patterns that begin with a plain letter. `barred`: the set of characters that may not stand
    before them. `digits`: one digit will do as well, before this pattern.
    """
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[0], []).append(word[1:])
    tails = [rf"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in behind.items()]
    if digits is not None:
        tails.insert(0, rf"(?<=\d)(?={digits})")
    # A search that begins with looking back tries every place of a text; one that begins with a set does not.
    first = "".join(behind) + (r"\d" if digits is not None else "")
    return rf"[{first}](?<!{barred}.)(?:{'|'.join(tails)})"
