"""Titles of models, movements, campaigns, clubs and ways of working, and the units that run them.

Takes blocks in reading order with what headings and list openings above them say; knows no figures.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.folding import fold, key
from extract.document import Block, Document
from nlp import model_heads as words
from nlp.model_cited import cited_spans
from nlp.model_found import Context, Found
from nlp.model_owners import attach_units
from nlp.model_tables import table_titles
from nlp.model_titles import titles_in
from nlp.records import Evidence, ModelTitle, row_id
from nlp.sentences import split
from nlp.zones import Zones

__all__ = ["attach_units", "cited_spans", "find_titles", "title_spans"]

_NUMBERED = re.compile(r"\s*(?:[IVXL]{1,5}[.)/]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)])")
# Below a heading of models: "3. Tổ tự quản đường điện: 12 thành viên", "4. Hũ gạo tình thương (thôn 5)".
_COUNTED_ITEM = re.compile(r"\s*\d{1,2}[.)]\s*[^:;.(\n]{6,70}(?::\s*\d|\((?!\d))")
_DASHED = re.compile(r"\s*[-–+*•]")


def find_titles(document: Document, zones: Zones) -> tuple[ModelTitle, ...]:
    """The titles in the body, in reading order, `unit` None."""
    low = fold(document.text)
    found: list[tuple[Found, Block]] = []
    above = Context()
    for index in zones.body:
        block = document.blocks[index]
        if block.kind == "cell":
            continue
        above = replace(_context(document, low, block, above), quoting=above.quoting)
        for line_start, line_end in _lines(document.text, block):
            titles, above = _line(document.text, low, line_start, line_end, block, above)
            found += [(title, block) for title in titles]
    found += table_titles(document, low, zones)
    found += _again(document, low, zones, found)
    unique = {title.start: (title, block) for title, block in reversed(found)}
    return tuple(_record(document, *unique[start]) for start in sorted(unique))


def title_spans(titles: tuple[ModelTitle, ...]) -> tuple[tuple[int, int], ...]:
    """The stretches of text that titles take; names inside them are no units."""
    return tuple((t.evidence.start, t.evidence.end) for t in titles)


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    spans, begin = [], block.start
    while begin < block.end:
        stop = text.find("\n", begin, block.end)
        stop = block.end if stop < 0 else stop
        spans.append((begin, stop))
        begin = stop + 1
    return spans


def _line(
    text: str, low: str, start: int, end: int, block: Block, above: Context
) -> tuple[list[Found], Context]:
    """The titles of one line, and the context that it leaves to the next."""
    found: list[Found] = []
    context = above
    for a, b in split(text, start, end):
        found += titles_in(text, low, a, b, context)
        kinds = words.kinds_in(low, a, b) if words.may_hold(low, a, b) else ()
        if kinds:
            context = Context(kinds[-1:], context.listing if found else False)
        if found and found[-1].reasons[0] == "quoted_with_owner":
            context = replace(context, quoting=True)
    return found, replace(_after(text, low, start, end, block, above), quoting=context.quoting)


def _context(document: Document, low: str, block: Block, above: Context) -> Context:
    """What the headings over a block say, where no opened list goes on."""
    text = document.text[block.start : block.end]
    if above.label and (_DASHED.match(text) or block.kind == "item") and not _NUMBERED.match(text):
        return above
    if above.label and block.kind == "para" and not _NUMBERED.match(text) and text[:1] in "“\"‘'":
        return above
    for heading in reversed(block.path):
        kinds = words.kinds_in(fold(heading), 0, len(heading))
        if kinds:
            listed = len(heading.split()) < 9 and _COUNTED_ITEM.match(text) is not None
            return Context(kinds, listed)
    return Context()


def _after(text: str, low: str, start: int, end: int, block: Block, above: Context) -> Context:
    """The context below a line: a list that it opens, or the one it stands in."""
    line = text[start:end]
    kinds = words.kinds_in(low, start, end) if words.may_hold(low, start, end) else ()
    numbered = _NUMBERED.match(line) is not None
    opens = line.rstrip().endswith(":") or block.kind == "heading" or (numbered and len(line) < 90)
    if kinds and opens and not _DASHED.match(line):
        return Context(kinds, True, True)
    if (
        kinds
        and numbered
        and re.match(r"\s*\S+\s*(?:công trình|mô hình|câu lạc bộ|clb|phong trào)", low[start:end])
    ):
        return Context(kinds[:1], True, True)
    if numbered or block.kind == "heading":
        return Context(kinds)
    return above if above.label else Context()


def _again(
    document: Document, low: str, zones: Zones, found: list[tuple[Found, Block]]
) -> list[tuple[Found, Block]]:
    """A quoted title that stands again elsewhere without its head."""
    from nlp.model_quotes import quotes

    names = {
        key(document.text[t.start : t.end]): t.kind
        for t, _ in found
        if t.reasons[0].startswith(("quoted", "table"))
    }
    starts = {t.start for t, _ in found}
    more: list[tuple[Found, Block]] = []
    if not names:
        return more
    for index in zones.body:
        block = document.blocks[index]
        for quote in quotes(document.text, block.start, block.end):
            kind = names.get(key(document.text[quote.inner_start : quote.inner_end]))
            if kind and quote.inner_start not in starts and not words.forbids(low, block.start, quote.start):
                more.append(
                    (Found(quote.inner_start, quote.inner_end, quote.end, kind, ("quoted_again",)), block)
                )
    return more


def _record(document: Document, found: Found, block: Block) -> ModelTitle:
    table = words.confidences()
    score = sum(table.get(reason, 0.0) for reason in found.reasons)
    text = document.text[found.start : found.end]
    cell = (block.table, block.row or 0, block.col or 0) if block.table is not None else None
    evidence = Evidence(found.start, found.end, text, block.page, block.bbox, cell)
    return ModelTitle(
        id=row_id(document.sha256, "m", found.start),
        evidence=evidence,
        key=key(text),
        kind=found.kind,
        confidence=round(min(max(score, 0.05), 0.99), 2),
        reasons=found.reasons,
    )
