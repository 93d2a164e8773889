"""A report's text in pieces, each with the rows that it belongs to, so that no page counts letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlp.exclusions import excluded
from nlp.sentences import split

# Days, months and years in words: numbers of the calendar, which count nothing.
_CALENDAR = re.compile(
    r"(?:ngày|tháng|quý|năm|nhiệm kỳ|năm học)\s+\d+(?:\s?[-–/]\s?\d+)*|\d+\s+tháng\s+(?:đầu|cuối)\s+năm",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Segment:
    """`rows`: ids, the narrowest mention first. `layers`: theirs. `unexplained`: digits of no row."""

    text: str
    rows: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    unexplained: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers of the text belong to a row, are dates, citations and the like, or to nothing."""

    explained: int
    other: int
    unexplained: int

    @property
    def share(self) -> float:
        """Of the numbers that may be figures, those that belong to a row; 1 where there are none."""
        whole = self.explained + self.unexplained
        return self.explained / whole if whole else 1.0


def segments(
    text: str, rows: Mapping[str, Iterable[Mapping[str, Any]]]
) -> tuple[list[Segment], Coverage]:  # fmt: skip
    """The text cut wherever a mention or an unexplained number begins or ends. `rows`: layer -> its rows."""
    spans = sorted(
        (row["start"], row["end"], row["id"], layer)
        for layer, found in rows.items()
        for row in found
        if "start" in row and 0 <= row["start"] < row["end"] <= len(text)
    )
    loose, coverage = _loose(text, spans)
    edges = sorted(
        {0, len(text)} | {at for span in spans for at in span[:2]} | {at for a in loose for at in a}
    )
    return list(_cut(text, edges, spans, {start for start, _ in loose})), coverage


def _cut(
    text: str, edges: Sequence[int], spans: Sequence[tuple[int, int, str, str]], loose: set[int]
) -> Iterator[Segment]:
    active: list[tuple[int, int, str, str]] = []
    waiting = iter([*spans, (len(text) + 1, 0, "", "")])
    following = next(waiting)
    for start, end in pairwise(edges):
        while following[0] <= start:
            active.append(following)
            following = next(waiting)
        active = [span for span in active if span[1] > start]
        held = sorted(active, key=lambda span: span[1] - span[0])
        ids, layers = tuple(span[2] for span in held), tuple(dict.fromkeys(span[3] for span in held))
        yield Segment(text[start:end], ids, layers, start in loose and not held)


def _loose(
    text: str, spans: Sequence[tuple[int, int, str, str]]
) -> tuple[list[tuple[int, int]], Coverage]:  # fmt: skip
    """Numbers that neither a row nor a form of writing explains."""
    taken = bytearray(len(text))
    for start, end, _, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    known = bytearray(len(text))
    for start, end in _excluded(text):
        known[start:end] = b"\1" * (end - start)
    found, explained, other = [], 0, 0
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if any(taken[start:end]):
            explained += 1
        elif any(known[start:end]):
            other += 1
        else:
            found.append((start, end))
    return found, Coverage(explained, other, len(found))


def _excluded(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip("\r\n"))
        yield from (found.span() for found in _CALENDAR.finditer(text, at, end))
        for number, (start, stop) in enumerate(split(text, at, end)):
            yield from excluded(text, start, stop, number == 0)
        at += len(line)
