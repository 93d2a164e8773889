"""Stretches where names of units do not count: titles of laws, which speak of kinds of bodies.

Knows how the title of a law is written; decisions and resolutions name their subject, not units.
"""

from __future__ import annotations

import re

from extract.document import Document
from nlp.zones import Zones

_LAW = re.compile(r"[BLP](?<!\w.)(?:(?<=B)ộ luật|(?<=L)uật|(?<=P)háp lệnh)\s+(?=[A-ZĐÀ-Ỹ])")
# Where a law's title ends at the latest, and the words that go on with the sentence.
_END = re.compile(
    r"[.;:()“”\"\n\d]|,\s+(?=[A-ZĐÀ-Ỹ])"
    r"|\s(?:có|được|đã|quy định|năm|số|của|trong|cho|để|theo|tại (?=xã|huyện|tỉnh))\s"
    r"|\s(?:về|khi|thì|vào|trên|ở|với|do)\s"
)
_LONGEST = 90


def cited_spans(document: Document, zones: Zones) -> tuple[tuple[int, int], ...]:
    """Spans of the titles of laws cited in the body."""
    text = document.text
    spans: list[tuple[int, int]] = []
    for index in zones.body:
        block = document.blocks[index]
        for law in _LAW.finditer(text, block.start, block.end):
            limit = min(block.end, law.end() + _LONGEST)
            end = _END.search(text, law.end(), limit)
            spans.append((law.end(), end.start() if end else limit))
    return tuple(spans)
