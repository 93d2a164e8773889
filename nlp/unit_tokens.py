"""Syllables, numbers and signs of a report, as the unit grammar walks over them.

Knows where tokens stand and how they are folded; knows no organisations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.folding import fold
from nlp.unit_counts import counts_in

_TOKEN = re.compile(
    r"\d+(?:[.,/]\d+)*(?:[A-ZĐ](?![^\W_]))?|[^\W\d_]+(?:['’ʼ`&][^\W\d_]+)*|[\n\t]|[^\w\s]", re.UNICODE
)
BREAK = "\n"
_OPENING = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}
_OPENS = re.compile("[“‘\"'«]")
_QUOTE_REACH = 160


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: `raw` as written, `low` folded, code point spans in the document's text.

    `capitals`: indexes of those that begin with one. `counts`: of numbers that count what a label says.
    Both lists of words end in a sentinel break, so that looking one ahead needs no check.
    """

    text: str
    raw: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[int]
    counts: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)


def tokenise(text: str, spans: Sequence[tuple[int, int]], hidden: Sequence[tuple[int, int]] = ()) -> Tokens:
    """Tokens of the spans in order, a break after each; what stands in `hidden` becomes one break."""
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    covers = sorted(hidden)
    edge = 0
    for begin, end in spans:
        while edge < len(covers) and covers[edge][1] <= begin:
            edge += 1
        found = list(_TOKEN.finditer(text, begin, end))
        if edge == len(covers) or covers[edge][0] >= end:
            # Most blocks hide nothing, and none of their tokens needs a look at the covers.
            raw += [match[0] for match in found]
            starts += [match.start() for match in found]
            ends += [match.end() for match in found]
            found = []
        for at, behind in (match.span() for match in found):
            while edge < len(covers) and covers[edge][1] <= at:
                edge += 1
            if edge < len(covers) and covers[edge][0] <= at:
                if raw and raw[-1] == BREAK:
                    continue
                raw.append(BREAK)
            else:
                raw.append(text[at:behind])
            starts.append(at)
            ends.append(behind)
        raw.append(BREAK)
        starts.append(end)
        ends.append(end)
    raw += [BREAK, BREAK]
    known = _FOLDED.get
    low = [known(word) or fold_word(word) for word in raw]
    capitals = [at for at, word in enumerate(raw) if word[0].isupper()]
    return Tokens(text, raw, low, starts, ends, capitals, counts_in(raw, low))


_FOLDED: dict[str, str] = {}


def fold_word(word: str) -> str:
    """`fold` of one token, remembered: reports use few different syllables. Tabs become breaks."""
    known = _FOLDED.get(word)
    if known is None:
        known = BREAK if word in "\n\t" else fold(word).replace("’", "'").replace("ʼ", "'").replace("`", "'")
        if len(_FOLDED) < 50_000:
            _FOLDED[word] = known
    return known


def words_of(phrase: str) -> list[str]:
    """A phrase of a lexicon as folded tokens."""
    return [fold_word(m.group()) for m in _TOKEN.finditer(phrase)]


def token_at(tokens: Tokens, offset: int) -> int:
    """Index of the first token that starts at or after the offset."""
    return bisect_left(tokens.starts, offset)


def quoted(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Short quoted stretches inside one block: titles, mottos, words held at a distance.

    A long quotation is somebody's speech and is read like running text.
    """
    spans: list[tuple[int, int]] = []
    at = begin
    while opening := _OPENS.search(text, at, end):
        at, mark = opening.start(), opening.group()
        if at > begin and mark in "'‘\"" and text[at - 1].isalnum():
            at += 1
            continue
        stop = _closing(text, at + 1, min(end, at + _QUOTE_REACH), _OPENING[mark])
        if stop is None:
            at += 1
            continue
        spans.append((at, stop + 1))
        at = stop + 1
    return spans


def _closing(text: str, begin: int, end: int, closing: str) -> int | None:
    at = text.find(closing, begin, end)
    while at >= 0 and closing in "’'" and at + 1 < end and text[at + 1].isalnum():
        at = text.find(closing, at + 1, end)
    if at < 0 or "\n" in text[begin:at]:
        return None
    return at
