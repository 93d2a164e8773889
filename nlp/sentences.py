"""Sentences of the running text. Knows Vietnamese abbreviations, no grammar.

A sentence never crosses a block or a line break; `;` separates clauses, not sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.document import Document
from nlp.records import fixed

# What a full stop does not end: name initials, titles, administrative abbreviations.
_ABBREVIATIONS = frozenset(
    "tx tp tt p q h x pgs gs ts ths bs ks cn ds ncs th ô b đ/c tr v.v vd gđ st nđ ls kts tnhh ông bà".split()
)
_STOP = re.compile(r"(?:\.{3}|[.!?…])[”\"’')\]]*(?=\s)")
_LIST_NUMBER = re.compile(r"\s*(?:[-+*•–]\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,5}|[a-zđA-ZĐ])$")
_NEXT = re.compile(r"\s+[“\"‘'(\[]*([^\W_]|[-+•–*])")


@fixed
class Sentence:
    """`start`, `end`: code points in `Document.text`; `block` indexes `Document.blocks`."""

    start: int
    end: int
    block: int


def sentences(document: Document, blocks: tuple[int, ...] | None = None) -> tuple[Sentence, ...]:
    """Sentences of the given blocks (all of them by default), in reading order, without outer space."""
    chosen = range(len(document.blocks)) if blocks is None else blocks
    found: list[Sentence] = []
    for index in chosen:
        block = document.blocks[index]
        for start, end in _lines(document.text, block.start, block.end):
            found += [Sentence(a, b, index) for a, b in split(document.text, start, end)]
    return tuple(found)


# Titles and figures ask for the sentences of the same lines.
@lru_cache(maxsize=512)
def split(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences in `text[start:end]`, one line of running text."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            _add(spans, text, begin, stop.end())
            begin = stop.end()
    _add(spans, text, begin, end)
    return tuple(spans)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    if following is None:
        return not text[stop.end() : end].strip()
    if following.group(1).islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith("..."):
        return True
    if _LIST_NUMBER.fullmatch(text, begin, stop.start()):
        return False
    at = stop.start()
    while at > begin and (text[at - 1].isalnum() or text[at - 1] in "_/."):
        at -= 1
    word = text[at : stop.start()].strip(".")
    if word.lower() in _ABBREVIATIONS or word.lower().rsplit(".", 1)[-1] in _ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        spans.append((begin, stop))
        begin = stop + 1
    return spans
