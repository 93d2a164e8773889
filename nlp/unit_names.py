"""The canonical name and the record of a mention: abbreviations spelled out, dropped words restored.

Knows confidence weights; never adds a place that is not written.
"""

from __future__ import annotations

import re

from extract.document import Document, block_at
from nlp.records import Evidence, UnitMention, row_id
from nlp.unit_found import Found
from nlp.unit_places import CENTRAL, Places
from nlp.unit_tokens import Tokens

# How sure each way of finding is, and what strengthens or weakens it.
WEIGHTS = {
    "head": 0.9,
    "enumeration": 0.8,
    "list": 0.75,
    "table": 0.85,
    "bare-name": 0.65,
    "known": 0.1,
    "gazetteer": 0.08,
    "abbreviation": 0.0,
    "misspelt": -0.1,
    "named": 0.06,
    "ambiguous": -0.05,
}


_CITY = re.compile(r"\bHCM\b")
# Levels that the guideline has no type for.
_OUTSIDE = {"đặc khu": "khác"}


def mention(document: Document, tokens: Tokens, found: Found, places: Places) -> UnitMention:
    """The record of what was found."""
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    quote = document.text[start:end]
    reasons = [*found.reasons]
    if found.node is not None and found.node.named:
        reasons.append("named")
    name = _name(quote, start, found, places)
    type_ = _type(found, places)
    block = block_at(document, start)
    cell = None
    if block and block.table is not None and block.row is not None and block.col is not None:
        cell = (block.table, block.row, block.col)
    evidence = Evidence(start, end, quote, block.page if block else None, block.bbox if block else None, cell)
    confidence = max(0.05, min(0.99, sum(WEIGHTS[r] for r in reasons)))
    return UnitMention(
        row_id(document.sha256, "u", start),
        evidence,
        name,
        type_,
        confidence=round(confidence, 2),
        reasons=tuple(reasons),
    )


def _name(quote: str, start: int, found: Found, places: Places) -> str:
    if found.node is None:
        mended = places.mend(quote) or quote
        if found.restored:
            return f"{found.restored} {mended}"
        return places.only(found.type, quote) or mended
    name = quote
    for a, b, new in sorted(found.node.edits, reverse=True):
        name = name[: a - start] + new + name[b - start :]
    name = _CITY.sub("Hồ Chí Minh", name).strip()
    return f"{found.restored} {name}" if found.restored else name


def _type(found: Found, places: Places) -> str:
    """A Thành ủy is a province's in a central city, else a district's."""
    if places.school and found.node is not None and found.node.head.name == "tổ":
        return "khác"
    if found.type == "huyện ủy" and found.node is not None and found.node.head.inherits:
        return places.committee if found.node.behind is None else found.type
    if found.type != "thành ủy":
        return _OUTSIDE.get(found.type, found.type)
    node = found.node
    return (
        "tỉnh ủy" if node is not None and places.province in CENTRAL and places.seat is None else "huyện ủy"
    )
