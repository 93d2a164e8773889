"""Who runs a model: brackets after the title, `của`, `do`, `tại`, the clause's subject, the owner column.

Knows spans of titles and units; reads no names itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.files import read_yaml
from corpus.folding import fold
from extract.document import Document
from nlp.model_tables import owner_columns
from nlp.records import ModelTitle, UnitMention, changed

_CLOSING = re.compile(r"[”“\"’'»″]?\s*")
_CLAUSE = re.compile(r"[.;:\n\t]")
_AND_ANOTHER = re.compile(r"\s*(?:,|và|cùng|;)\s*(?:các\s+)?")
# What stands between two titles of one subject: `câu lạc bộ “A”, mô hình “B”`.
_TO_NEXT = re.compile(r"[”“\"’'»″]?\s*(?:,|và|, và)\s*[^.;:\d,”\"]{0,30}[“\"]?")
# "“...” là cách làm của Chi bộ"
_SAID = r"(?:là\s+(?:mô hình|cách làm|công trình|phong trào|câu lạc bộ)\s+)?"
_REACH = 60
_CLAUSE_REACH = 400


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Compiled from `owners` of corpus/lexicon/models.yaml."""

    bracket: re.Pattern[str]
    behind: re.Pattern[str]
    later: re.Pattern[str]
    verb: re.Pattern[str]
    together: re.Pattern[str]
    places: frozenset[str]


@cache
def _patterns() -> _Patterns:
    table: dict[str, Any] = read_yaml("lexicon", "models.yaml")["owners"]
    links, labels, verbs = ("|".join(table[name]) for name in ("links", "labels", "verbs"))
    return _Patterns(
        bracket=re.compile(rf"\((?:(?:{links})\s+)?"),
        behind=re.compile(rf"(?:\([^()]*\)\s*)?{_SAID}(?:(?:{links})\s+(?:các\s+)?|[-–]\s+)"),
        later=re.compile(rf"[^;.\n“\"\d]*\d[^;.\n“\"]*?\bdo\s+|[^.\n“\"]*?\b(?:{labels})\s*:\s*"),
        verb=re.compile(rf"\s+(?:(?:{'|'.join(table['adverbs'])})\s+)*(?:{verbs})\s[^.;:,]{{0,{_REACH}}}"),
        together=re.compile(rf"\b(?:{'|'.join(table['together'])})\s*$"),
        places=frozenset(table["places"]),
    )


def attach_units(
    document: Document, titles: Sequence[ModelTitle], units: Sequence[UnitMention]
) -> tuple[ModelTitle, ...]:
    """The titles with `unit` set to the id of the mention that runs them, where the text says so.

    `titles` and `units` stand in reading order. A model of two owners has none.
    """
    finder = _Finder(document.text, fold(document.text), units, [u.evidence.start for u in units])
    found: list[ModelTitle] = []
    subject: UnitMention | None = None
    for place, title in enumerate(titles):
        if title.evidence.cell is not None:
            owner = _in_row(document, title, units)
        else:
            owner = finder.behind(title.evidence.end)
        if owner is None and title.evidence.cell is None:
            goes_on = place > 0 and finder.goes_on(titles[place - 1].evidence.end, title.evidence.start)
            subject = subject if goes_on else finder.subject(title.evidence.start)
            owner = subject
        else:
            subject = None
        found.append(title if owner is None else changed(title, unit=owner.id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Finder:
    """The running text with its units; `starts`: where they begin."""

    text: str
    low: str
    units: Sequence[UnitMention]
    starts: Sequence[int]

    def behind(self, end: int) -> UnitMention | None:
        """The owner named behind a title that ends at `end`."""
        at = _end_of(_CLOSING, self.low, end)
        patterns = _patterns()
        for pattern in (patterns.bracket, patterns.behind, patterns.later):
            match = pattern.match(self.low, at, at + 2 * _REACH)
            unit = self.at(match.end()) if match else None
            if unit is not None:
                return None if self.with_another(unit) else unit
        return None

    def subject(self, start: int) -> UnitMention | None:
        """The unit that opens the clause before a title and does something with it."""
        reach = max(0, start - _CLAUSE_REACH)
        first = max((match.end() for match in _CLAUSE.finditer(self.low, reach, start)), default=reach)
        return self._subject(first, start)

    def _subject(self, first: int, start: int) -> UnitMention | None:
        among = self.units[bisect_left(self.starts, first) : bisect_left(self.starts, start)]
        patterns = _patterns()
        for place in range(len(among) - 1, -1, -1):
            unit = among[place]
            if not patterns.verb.fullmatch(self.low, unit.evidence.end, start):
                continue
            before = self.low[first : unit.evidence.start]
            if place and _AND_ANOTHER.fullmatch(self.low, among[place - 1].evidence.end, unit.evidence.start):
                return None
            if place and patterns.together.search(before):
                return among[0]
            return unit
        return None

    def goes_on(self, end: int, start: int) -> bool:
        """Whether the title at `start` only continues the list of the one that ends at `end`."""
        return start > end and _TO_NEXT.fullmatch(self.low, end, start) is not None

    def at(self, start: int) -> UnitMention | None:
        """The unit that begins at `start`."""
        place = bisect_left(self.starts, start)
        return self.units[place] if place < len(self.units) and self.starts[place] == start else None

    def with_another(self, unit: UnitMention) -> bool:
        """Whether another owner stands beside it; a place behind a comma says where it lies."""
        gap = _AND_ANOTHER.match(self.low, unit.evidence.end)
        other = self.at(gap.end()) if gap else None
        if gap is None or other is None or ";" in gap.group():
            return False
        return "," not in gap.group() or other.type == unit.type


def _in_row(document: Document, title: ModelTitle, units: Sequence[UnitMention]) -> UnitMention | None:
    """The one unit in the owner column of the title's row; columns of places name no owner."""
    assert title.evidence.cell is not None
    table, row, _ = title.evidence.cell
    grid = document.tables[table]
    columns = {col for col in owner_columns(document, grid) if not _is_place(document, table, col)}
    inside = [
        unit
        for unit in units
        if unit.evidence.cell and unit.evidence.cell[:2] == (table, row) and unit.evidence.cell[2] in columns
    ]
    first = inside[0] if inside else None
    return None if first is None or any(other.type == first.type for other in inside[1:]) else first


def _is_place(document: Document, table: int, col: int) -> bool:
    for cell in document.tables[table].cells:
        block = document.blocks[cell.block]
        if cell.row < 2 and cell.col == col:
            header = fold(document.text[block.start : block.end])
            if any(word in header.split() for word in _patterns().places):
                return True
    return False


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
