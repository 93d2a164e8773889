"""Periods that hold for more than their sentence: what a paragraph opens with, what a list's lead-in says.

Knows paragraphs and how lists begin; which number keeps the period is chosen elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from extract.document import Document
from nlp.period_choice import of_paper
from nlp.periods import Period, periods
from nlp.sentences import Sentence

_ITEM = re.compile(r"\s*(?:[-–+*•]|[a-zđ]\)|\d{1,2}\))")
# A lead-in of one paragraph that is about one time says it near its start.
_REACH = 60
_OPENING_REACH = 40
_FIGURE = re.compile(r"(?<![\w/.\-])\d[\d.,]*\s+[^\W\d]")


def told_times(text: str, sentence: Sentence, times: Sequence[Period]) -> list[Period]:
    """The stated times of a sentence that are no paper's; else the year in which a programme is carried out:
    "Thực hiện Chương trình giảm nghèo năm 2023: ..."."""
    stated = [p for p in times if p.role == "stated"]
    found = [p for p in stated if not of_paper(text, p)]
    return found or [
        p
        for p in stated
        if text[p.end : p.end + 1] == ":" and "thực hiện" in fold(text[sentence.start : p.start])
    ]


def opening(text: str, sentence: Sentence, stated: Sequence[Period], first: bool) -> str | None:
    """The period that a sentence opens its paragraph with, or that the lead-in before its colon states."""
    if not stated:
        return None
    time = stated[0]
    near = time.start - sentence.start < (_OPENING_REACH if first else 4)
    leads = first and text[time.end : time.end + 1] == ":"
    return time.code if near or (leads and not _FIGURE.search(text, sentence.start, time.start)) else None


def list_periods(
    document: Document, blocks: Sequence[int], year: int | None, reported: str | None
) -> dict[int, str]:
    """Block -> the period that its list's lead-in states; blocks beside lists are left out."""
    found: dict[int, str] = {}
    lead: str | None = None
    for index in blocks:
        block = document.blocks[index]
        said = document.text[block.start : block.end]
        if _ITEM.match(said) and block.table is None:
            if lead:
                found[index] = lead
        else:
            lead = _stated(document.text, block.start, block.end, year, reported)
    return found


def _stated(text: str, start: int, end: int, year: int | None, reported: str | None) -> str | None:
    if not text[start:end].rstrip().endswith(":"):
        return None
    times = [p for p in periods(text, start, end, year, reported) if p.role == "stated"]
    return (
        times[0].code if times and times[0].start - start < _REACH and not of_paper(text, times[0]) else None
    )
