"""Place names that stand for a unit without any type word: "ở Quảng Yên", "Bình Giang đạt ...".

Knows the words before such names; what names there are comes from `unit_places` and the gazetteer.
"""

from __future__ import annotations

from collections.abc import Callable

from nlp.unit_found import Found, boundary, chunk_end, folded, is_person
from nlp.unit_lexicon import head_type, word_set
from nlp.unit_places import Places
from nlp.unit_tokens import Tokens

Lookup = Callable[[str], str | None]


def bare_names(tokens: Tokens, found: list[Found], places: Places, lookup: Lookup) -> list[Found]:
    """Mentions of names known in this report or, behind a preposition, in the gazetteer.

    `lookup`: folded name -> head of the unit under the sender's level, or None.
    """
    covered = bytearray(len(tokens.low))
    for mention in found:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    at_words = word_set("at")
    more: list[Found] = []
    at = 0
    while at < len(tokens):
        if covered[at] or not tokens.raw[at][0].isupper():
            at += 1
            continue
        end = chunk_end(tokens, at) or at + 1
        if covered[at:end].count(1) or end - at < 2 or not _stands_alone(tokens, at, end):
            at = max(end, at + 1)
            continue
        name, before = folded(tokens, at, end), tokens.low[at - 1]
        head = places.head_of(name)
        if head and (before in at_words or before == "," or boundary(tokens, at)):
            more.append(Found(at, end, head_type(head), ("bare-name", "known"), head, head))
        elif head is None and before in at_words and not is_person(tokens, at, end):
            head = lookup(name)
            if head:
                more.append(Found(at, end, head_type(head), ("bare-name", "gazetteer"), head, head))
        at = end
    return more


def _stands_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing capitalised or numbered is joined to the chunk on either side."""
    before = tokens.raw[start - 1]
    if (
        start
        and (before[0].isupper() or before in ("-", "–", "/", "“"))
        and tokens.ends[start - 1] >= tokens.starts[start] - 1
    ):
        return before in ("-", "–") and (start < 2 or tokens.raw[start - 2] == "\n")
    return tokens.raw[end] not in ("-", "–") or not tokens.raw[end + 1][0].isupper()
