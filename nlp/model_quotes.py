"""Quoted stretches of a line, in every style that reports use, also where a mark is missing.

Knows quotation marks only; what a quote means is `model_titles`' work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = "“„\"‘'«”‟″"
_CLOSERS = {
    "“": '”"“″',
    "„": '”“"',
    '"': '"”“″',
    "‘": "’'‘",
    "'": "'’",
    "«": "»",
    "”": '”"',
    "‟": '”"',
    "″": '″"”',
}
_MARK = re.compile(r"[“”„\"‘’'«»‟″]")
# Where the closing mark is missing the quote ends before one of these.
_CUT = re.compile(r"[;.()\n\t]|\s(?:của|do|tại|ở|được|đã)\s|,\s(?=(?:mô hình|phong trào|câu lạc bộ|clb)\s)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """`start`, `end`: with the marks; `inner_start`, `inner_end`: without. `closed`: both marks are there."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """The quoted stretches of one line, in order, none inside another."""
    found: list[Quote] = []
    position = start
    while mark := _MARK.search(text, position, end):
        place = mark.start()
        if not _opens(text, place, start, end):
            position = place + 1
            continue
        quote = _quote(text, place, end)
        if quote is None:
            position = place + 1
            continue
        found.append(quote)
        position = quote.end
    return found


def _opens(text: str, place: int, start: int, end: int) -> bool:
    """An opening mark stands before a word and not after one (`B’Tong` holds none)."""
    if (
        text[place] not in _OPENING
        or place + 1 >= end
        or not (text[place + 1].isalnum() or text[place + 1] == " ")
    ):
        return False
    before = text[place - 1] if place > start else " "
    return not before.isalnum() or text[place] in "“«„"


def _quote(text: str, place: int, end: int) -> Quote | None:
    closers = _CLOSERS[text[place]]
    limit = min(end, place + _LONGEST)
    for mark in _MARK.finditer(text, place + 1, limit):
        at = mark.start()
        if mark.group() not in closers:
            continue
        after = text[at + 1] if at + 1 < end else " "
        if mark.group() in "’'" and after.isalnum():
            continue
        if mark.group() == "“" or (text[place] == "”" and mark.group() == "”" and text[at - 1] == " "):
            break
        return _trimmed(text, place, at + 1, place + 1, at, True)
    if text[place] in "'\"”″":
        return None
    cut = _CUT.search(text, place + 1, limit)
    stop = cut.start() if cut else limit
    return _trimmed(text, place, stop, place + 1, stop, False)


def _trimmed(text: str, start: int, end: int, inner_start: int, inner_end: int, closed: bool) -> Quote | None:
    while inner_start < inner_end and text[inner_start] in " \u00a0.,;:":
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1] in " \u00a0.,;:…":
        inner_end -= 1
    return Quote(start, end, inner_start, inner_end, closed) if inner_start < inner_end else None
