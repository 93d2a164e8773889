"""Stretches where names of units do not count: titles of cited documents and what they quote."""

from __future__ import annotations

from extract.document import Document
from nlp.zones import Zones


def cited_spans(document: Document, zones: Zones) -> tuple[tuple[int, int], ...]:
    """Spans of the titles of documents cited in the body."""
    return ()
