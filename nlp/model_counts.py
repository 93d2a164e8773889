"""Which figures and cells belong to a model: those said of it in its sentence, its item or its row.

Knows places in the text, not what the numbers mean; a figure belongs to one title at most.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.document import Block, Document, block_at
from nlp.records import Cell, Figure, ModelTitle, changed
from nlp.sentences import split

# A title that opens its paragraph, so that all of the paragraph speaks of it: "1. Mô hình “X”: ...".
_BULLET = r"\s*(?:[-–+*•]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)/]?\s*|[a-zđ][.)]\s*)?"
_HEADS = "mô hình|câu lạc bộ|clb|phong trào|cuộc vận động|công trình|chương trình|cách làm"
_BEFORE = "về|với|riêng|thực hiện|duy trì|xây dựng|triển khai|hưởng ứng|ra mắt"
_OPENING = re.compile(
    rf"{_BULLET}(?:(?:{_BEFORE})\s+)?(?:(?:{_HEADS})(?:\s+[^\W\d]+){{0,2}}\s*:?\s*)?[“\"‘'«]?\s*",
    re.IGNORECASE,
)
# "12 mô hình “X”": the count of models stands right before the title, its noun between them.
_DIRECTLY = re.compile(r"(?:[^\W\d]|\s){0,24}[“\"‘'«]?\s*")


def with_counts(
    document: Document, titles: Sequence[ModelTitle], figures: Sequence[Figure], cells: Sequence[Cell]
) -> tuple[ModelTitle, ...]:
    """The titles with the ids of what is counted of them; titles and figures come in reading order."""
    if not titles:
        return ()
    rows = _rows(titles)
    given: dict[str, list[str]] = {title.id: [] for title in titles}
    starts = [figure.evidence.start for figure in figures]
    for place, title in enumerate(titles):
        if title.evidence.cell is not None:
            continue
        before = titles[place - 1].evidence.end if place else 0
        behind = titles[place + 1].evidence.start if place + 1 < len(titles) else len(document.text)
        low, high = _reach(document, title, before, behind)
        for figure in figures[bisect_left(starts, low) : bisect_right(starts, high)]:
            if figure.evidence.cell is None and _speaks_of(document.text, figure, title):
                given[title.id].append(figure.id)
    counted: tuple[Figure | Cell, ...] = (*figures, *cells)
    for row in counted:
        owner = rows.get(row.evidence.cell[:2]) if row.evidence.cell else None
        if owner is not None and row.evidence.start > owner.evidence.start:
            given[owner.id].append(row.id)
    return tuple(changed(title, counts=tuple(given[title.id])) for title in titles)


def _rows(titles: Sequence[ModelTitle]) -> dict[tuple[int, int], ModelTitle]:
    """The title of each table row that holds just one."""
    found: dict[tuple[int, int], list[ModelTitle]] = {}
    for title in titles:
        if title.evidence.cell is not None:
            found.setdefault(title.evidence.cell[:2], []).append(title)
    return {row: named[0] for row, named in found.items() if len(named) == 1}


def _reach(document: Document, title: ModelTitle, before: int, behind: int) -> tuple[int, int]:
    """From where to where figures may stand: within the sentence or the paragraph, not past other titles."""
    block = block_at(document, title.evidence.start)
    if block is None:
        return title.evidence.start, title.evidence.end
    start, end = _sentence(document.text, block, title.evidence.start)
    opens = _OPENING.fullmatch(document.text, block.start, title.evidence.start)
    if opens:
        end = block.end
    clause = document.text.find(";", title.evidence.end, end)
    if clause >= 0 and not opens:
        end = clause
    return max(start, before), min(end, behind) - 1


def _sentence(text: str, block: Block, at: int) -> tuple[int, int]:
    for start, end in split(text, block.start, block.end):
        if start <= at < end:
            return start, end
    return block.start, block.end


def _speaks_of(text: str, figure: Figure, title: ModelTitle) -> bool:
    """Behind the title everything within reach does; before it only the count of the models themselves."""
    if figure.evidence.start >= title.evidence.end:
        return figure.status != "target"
    between = text[figure.evidence.end : title.evidence.start]
    named = (figure.noun or "").split()[:2]
    return _DIRECTLY.fullmatch(between) is not None and " ".join(named) in (title.kind, "cách làm", "clb")
