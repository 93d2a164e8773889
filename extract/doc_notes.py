"""Where the side stories of a Word file stand: notes, page headers and footers, text boxes. Reads no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extract.doc_container import Streams
from extract.doc_fib import (
    BOX_ANCHORS,
    BOX_TEXTS,
    ENDNOTE_REFS,
    ENDNOTE_TEXTS,
    FOOTNOTE_REFS,
    FOOTNOTE_TEXTS,
    HEADERS,
    Fib,
    plc,
    table_of,
)

Span = tuple[int, int]
PagePart = Literal["header", "footer"]
_NOTES = {
    "footnote": (FOOTNOTE_REFS, FOOTNOTE_TEXTS, "footnotes"),
    "endnote": (ENDNOTE_REFS, ENDNOTE_TEXTS, "endnotes"),
}
# Six parts a section: headers of even and odd pages, footers of both, then those of the first page.
_PAGE_PARTS: tuple[PagePart, ...] = ("header", "header", "footer", "footer", "header", "footer")
_SEPARATORS = 6
_BOX, _ANCHOR = 22, 26
_BOX_ID = 14


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote: where its mark stands (None: not known) and where its text does."""

    kind: str
    mark: int | None
    span: Span


def notes(streams: Streams, fib: Fib) -> list[Note]:
    """Footnotes, then endnotes, in the order of their marks; a story without a table is one note."""
    found: list[Note] = []
    for kind, (refs, texts, story) in _NOTES.items():
        span = fib.story(story)
        marks, _ = plc(table_of(streams, fib, refs), 2)
        spans = _spans(_positions(table_of(streams, fib, texts)), span)
        if not spans and span[0] < span[1]:
            spans = [span]
        for number, span in enumerate(spans):
            found.append(Note(kind, marks[number] if number < len(marks) - 1 else None, span))
    return found


def page_parts(streams: Streams, fib: Fib) -> Iterator[tuple[PagePart, Span]]:
    """Headers and footers that have text of their own, by section."""
    story = fib.story("headers")
    spans = _spans(_positions(table_of(streams, fib, HEADERS)), story)
    if not spans and story[0] < story[1]:
        yield "header", story
    for number, span in enumerate(spans[_SEPARATORS:]):
        if span[0] < span[1]:
            yield _PAGE_PARTS[number % len(_PAGE_PARTS)], span


def boxes(streams: Streams, fib: Fib) -> list[tuple[int, Span]]:
    """Text boxes of the main story by the position of their anchor, -1 where that is not known."""
    story = fib.story("boxes")
    if story[0] == story[1]:
        return []
    anchors, shapes = plc(table_of(streams, fib, BOX_ANCHORS), _ANCHOR)
    anchor_of = {shape[:4]: at for at, shape in zip(anchors, shapes, strict=False)}
    positions, items = plc(table_of(streams, fib, BOX_TEXTS), _BOX)
    spans = _spans(positions, story)
    if not spans:
        return [(-1, story)]
    ids = [item[_BOX_ID : _BOX_ID + 4] for item in items]
    return sorted((anchor_of.get(id, -1), span) for id, span in zip(ids, spans, strict=False))


def _spans(positions: Sequence[int], story: Span) -> list[Span]:
    """The parts of a story that positions within it bound; none where they go back and forth.

    The last position closes the story behind its last part and may be anything.
    """
    start, end = story
    spans = [(min(start + first, end), min(start + last, end)) for first, last in pairwise(positions[:-1])]
    return spans if all(first <= last for first, last in spans) else []


def _positions(table: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(table[at : at + 4], "little") for at in range(0, len(table) - 3, 4))
