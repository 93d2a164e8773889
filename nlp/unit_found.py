"""What the layers of the unit reader hand on: one mention, still in tokens.

Knows no grammar and no gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.folding import fold
from nlp.unit_grammar import Node
from nlp.unit_lexicon import LEVELS, word_set
from nlp.unit_tokens import BREAK, Tokens

# The village-like heads of one type: the head word itself is what an enumeration repeats.
_BELOW = {"thị trấn": "xã", "thành phố": "huyện", "thị xã": "huyện"}


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in tokens `start`..`end`. `head`: the words that a following bare name leaves out
    ("xã", "Công an xã"). `restored`: such words that this name itself left out."""

    start: int
    end: int
    type: str
    reasons: tuple[str, ...]
    head: str = ""
    restored: str = ""
    node: Node | None = None


def chunk_end(tokens: Tokens, start: int) -> int | None:
    """The end of a bare name of capitalised syllables at `start`, or None. Numbers stay outside."""
    raw = tokens.raw
    at = start
    while raw[at][0].isupper() and raw[at][0].isalpha():
        at += 1
    return at if at > start and at - start <= 5 else None


def folded(tokens: Tokens, start: int, end: int) -> str:
    """The comparison key of the tokens, joined by single spaces."""
    return " ".join(tokens.low[start:end])


def is_person(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a chunk of capitalised syllables reads like a person's name."""
    if tokens.low[start - 1] in word_set("persons") or tokens.low[start] in word_set("persons"):
        return True
    first, size = tokens.raw[start], end - start
    return size >= 3 and first in word_set("surnames") and tokens.raw[start + 1] in word_set("middles")


def opens_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a capitalised word may open a place name rather than a sentence or a document.

    "Hướng dẫn" is none; where all syllables are capitals ("Hướng Phùng") and no word goes on, it may be.
    """
    if tokens.raw[start] not in word_set("openers"):
        return True
    return end - start >= 2 and (not tokens.raw[end].isalpha() or tokens.low[end] in ("và", "hoặc"))


def left_out(tokens: Tokens, node: Node) -> tuple[str, str] | None:
    """(type, words) that a bare name behind this unit in a list leaves out, or None."""
    place = node.place
    if place is None or place.proper is None:
        return None
    if node is place:
        below = _BELOW.get(place.type)
        return (below, below) if below else (node.type, head_words(tokens, place))
    return node.type, spelled(tokens, node, tokens.starts[place.proper[0]])


def spelled(tokens: Tokens, node: Node, end: int) -> str:
    """The unit's words up to the code point `end`, with its abbreviations spelled out."""
    start = tokens.starts[node.start]
    words = tokens.text[start:end]
    for a, b, new in sorted(node.edits, reverse=True):
        if b <= end:
            words = words[: a - start] + new + words[b - start :]
    return words.rstrip()


def head_words(tokens: Tokens, place: Node) -> str:
    """The head of an administrative unit as `name` writes it: "TT." is thị trấn, "Ấp" ấp."""
    return fold(place.head.name) if place.type in LEVELS else place.head.name


def boundary(tokens: Tokens, at: int) -> bool:
    """Whether a sentence, cell or bracket begins at `at`."""
    return at == 0 or tokens.low[at - 1] in (BREAK, "(", ":", ".", ";", "+", "*", "•", "“")
