"""Rows of scanned pages whose digits are not sure: they say so and are less sure themselves.

Knows what the reader doubted, how sure it was of a block, and which sums fail; corrects nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from extract.document import Document, Unsure, block_at
from nlp.records import Cell, Evidence, Figure

_Row = TypeVar("_Row", Figure, Cell)
REASON, OTHER = "ocr", "ocr-other"
# What is left of a row's confidence; that of a block below which all its figures are doubtful.
_LEFT = 0.4
_UNSURE_BLOCK = 0.7


def with_recognition(document: Document, rows: Sequence[_Row]) -> tuple[_Row, ...]:
    """The rows; those with doubtful digits carry the reason `ocr`, and what else was read behind it."""
    if all(block.confidence is None for block in document.blocks):
        return tuple(rows)
    starts = [doubt.start for doubt in document.unsure]
    return tuple(_doubted(document, row, starts) for row in rows)


def _doubted(document: Document, row: _Row, starts: Sequence[int]) -> _Row:
    block = block_at(document, row.evidence.start)
    if block is None or block.confidence is None:
        return row
    doubts = _overlapping(document.unsure, starts, row.evidence)
    fails = "check-fails" in row.reasons
    if not doubts and not fails and block.confidence >= _UNSURE_BLOCK:
        return row
    others: list[str] = [f"{OTHER}:{doubt.read}" for doubt in doubts if doubt.read]
    sure = row.confidence if fails and not doubts else row.confidence * _LEFT
    return replace(row, confidence=round(sure, 3), reasons=(*row.reasons, REASON, *others))


def _overlapping(doubts: Sequence[Unsure], starts: Sequence[int], evidence: Evidence) -> list[Unsure]:
    first = max(bisect_left(starts, evidence.start) - 1, 0)
    found = []
    for doubt in doubts[first:]:
        if doubt.start >= evidence.end:
            break
        if doubt.end > evidence.start:
            found.append(doubt)
    return found
