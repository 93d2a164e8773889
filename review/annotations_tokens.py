"""Tokens of a text for formats that know no letters: those of the pipeline, cut where spans begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from nlp.tokenizer import token_spans
from review.annotations import Span


def cut_tokens(text: str, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """All tokens in order, white space too, so that every span begins and ends at one."""
    cuts = sorted({at for span in spans for at in (span.start, span.end)})
    at = 0
    for start, end in token_spans(text):
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        inside = []
        while at < len(cuts) and cuts[at] < end:
            inside.append(cuts[at])
            at += 1
        yield from pairwise([start, *inside, end])


def words_and_spaces(text: str, spans: Iterable[Span]) -> tuple[list[str], list[bool]]:
    """The text as spaCy keeps it: words, and whether a blank that bounds no span follows each."""
    spans = list(spans)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in cut_tokens(text, spans):
        token = text[start:end]
        follows = token[0] == " " and words and not words[-1].isspace() and not spaces[-1]
        if follows and start not in starts and start + 1 not in ends:
            spaces[-1] = True
            start += 1
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
    return words, spaces
