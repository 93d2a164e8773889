"""Place names that stand for a unit without any type word: "ở Quảng Yên", "Bình Giang đạt ...", "(A, B)".

Knows the words around such names; what names there are comes from `unit_places` and the gazetteer.
"""

from __future__ import annotations

from nlp.unit_context import shouted
from nlp.unit_found import Found, boundary, chunk_end, folded, is_person
from nlp.unit_gazetteer import type_in
from nlp.unit_lexicon import head_type, word_set
from nlp.unit_places import Places
from nlp.unit_tokens import BREAK, Tokens

_HYPHENS = ("-", "–")
_JOINS = ((",",), (";",), ("và",), (",", "và"), (";", "và"), ("hoặc",), ("hay",))
_BRACKET_REACH = 24
_AMOUNT_REACH = 5


def bare_names(tokens: Tokens, found: list[Found], places: Places) -> list[Found]:
    """Mentions of names known in this report, or in the gazetteer where the words around speak of a place."""
    covered = bytearray(len(tokens.low))
    for mention in found:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    more: list[Found] = []
    behind = 0
    for at in tokens.capitals:
        if at < behind or covered[at]:
            continue
        start, end = _chunk(tokens, at, places)
        alone = end - start > 1 and _stands_alone(tokens, start, end) and not shouted(tokens, start, end)
        if covered[start:end].count(1) or not alone:
            behind = end
            continue
        name = _name(tokens, start, end, places, more)
        if name:
            more.append(name)
        behind = end
    return more


def _chunk(tokens: Tokens, at: int, places: Places) -> tuple[int, int]:
    """The capitalised syllables from `at`, without a preposition that opens the sentence, with what a hyphen
    joins to them in the gazetteer ("Phan Rang - Tháp Chàm")."""
    end = chunk_end(tokens, at) or at + 1
    if end - at > 2 and tokens.low[at] in word_set("at") and boundary(tokens, at):
        at += 1
    if tokens.raw[end] in _HYPHENS and tokens.raw[end + 1][0].isupper():
        further = chunk_end(tokens, end + 1)
        if further and type_in(places.area, folded(tokens, at, further)):
            end = further
    return at, end


def _name(tokens: Tokens, start: int, end: int, places: Places, before: list[Found]) -> Found | None:
    """The mention, if the chunk is a known name in a place where names of places stand."""
    name, previous = folded(tokens, start, end), tokens.low[start - 1]
    head = places.head_of(name)
    goes_on = bool(before) and _joined(tokens, before[-1].end, start)
    if head and (previous in word_set("at") or goes_on or previous == "," or boundary(tokens, start)):
        return Found(start, end, head_type(head), ("bare-name", "known"), head, head)
    if head or is_person(tokens, start, end):
        return None
    if not (goes_on or _place_expected(tokens, start, end, places)):
        return None
    head = type_in(places.area, name, places.below)
    return Found(start, end, head_type(head), ("bare-name", "gazetteer"), head, head) if head else None


def _joined(tokens: Tokens, at: int, start: int) -> bool:
    """Whether a name goes on the list of the one that ends at `at`, amounts between: "A 9 hộ, B"."""
    if tokens.raw[at][0].isdigit():
        stop = at + 1
        while stop < min(start, at + _AMOUNT_REACH) and tokens.raw[stop].islower():
            stop += 1
        at = stop
    return tuple(tokens.low[at:start]) in _JOINS


def _place_expected(tokens: Tokens, start: int, end: int, places: Places) -> bool:
    """Behind a preposition or the people who live there, in a bracket of names, as the sentence's subject."""
    before = tokens.low[start - 1]
    if before in word_set("at") or before in word_set("dwellers"):
        return True
    if f"{tokens.low[start - 2]} {before}" in word_set("dwellers"):
        return True
    if before == "(":
        return _only_names(tokens, start, places)
    if not boundary(tokens, start):
        return False
    if tokens.low[end] == "," and tokens.raw[end + 1][0].isupper():
        return _subjects(tokens, start, places)
    return tokens.raw[end].islower() and tokens.low[end] not in ("và", "hoặc")


def _subjects(tokens: Tokens, at: int, places: Places) -> bool:
    """Whether names of places, and nothing else, are what a sentence speaks of: "A, B và C mỗi xã ..."."""
    limit = at + _BRACKET_REACH
    while at < limit:
        end = chunk_end(tokens, at)
        if end is None or not type_in(places.area, folded(tokens, at, end), places.below):
            return False
        if tokens.low[end] not in (",", "và"):
            return tokens.raw[end].islower()
        at = end + 1
    return False


def _only_names(tokens: Tokens, at: int, places: Places) -> bool:
    """Whether the bracket opened before `at` holds names of places and nothing else."""
    limit = at + _BRACKET_REACH
    while at < min(limit, len(tokens)):
        end = chunk_end(tokens, at)
        if end is None:
            return False
        name = folded(tokens, at, end)
        if not (places.head_of(name) or type_in(places.area, name)):
            return False
        if tokens.low[end] == ")":
            return True
        if tokens.low[end] not in (",", ";", "và"):
            return False
        at = end + 2 if tokens.low[end + 1] == "và" else end + 1
    return False


def _stands_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing capitalised or numbered is joined to the chunk on either side."""
    before = tokens.raw[start - 1]
    if start and before.lower() in word_set("at"):
        return True
    if (
        start
        and (before[0].isupper() or before in ("-", "–", "/", "“"))
        and tokens.ends[start - 1] >= tokens.starts[start] - 1
    ):
        return before in _HYPHENS and (start < 2 or tokens.raw[start - 2] == BREAK)
    return tokens.raw[end] not in _HYPHENS or not tokens.raw[end + 1][0].isupper()
