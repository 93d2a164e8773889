"""Formatting pages of a Word file: which property list holds for which bytes of text. Reads no property."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import unpack_from

from extract.doc_container import Streams
from extract.doc_fib import CHARACTER_PAGES, PARAGRAPH_PAGES, Fib, plc, table_of

_PAGE = 512
_PAGE_NUMBER = 0x3FFFFF
Run = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Runs:
    """`runs`: (first byte, byte after the last, property list), in order and apart. `starts`: first bytes.

    `damaged`: a page of lists could not be read.
    """

    starts: tuple[int, ...]
    runs: tuple[Run, ...]
    damaged: bool = False

    def at(self, byte: int) -> bytes:
        """The property list that holds for the character at a byte, empty for none."""
        index = bisect_right(self.starts, byte) - 1
        return self.runs[index][2] if index >= 0 and byte < self.runs[index][1] else b""

    def between(self, start: int, end: int) -> Iterator[Run]:
        """The runs that overlap the bytes `start` to `end`, cut to them; gaps come with an empty list."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            if index < len(self.runs) and self.runs[index][1] <= start:
                index += 1
                continue
            first, last, properties = self.runs[index] if index < len(self.runs) else (end, end, b"")
            if first > start:
                yield start, min(first, end), b""
                start = first
                continue
            yield start, min(last, end), properties
            start = last


def character_runs(streams: Streams, fib: Fib) -> Runs:
    """Property lists of characters."""
    return _runs(streams, fib, CHARACTER_PAGES, _character_properties, 1)


def paragraph_runs(streams: Streams, fib: Fib) -> Runs:
    """Property lists of paragraphs, each behind two bytes with the number of its style."""
    entry, properties = (7, _old_paragraph_properties) if fib.old else (13, _paragraph_properties)
    return _runs(streams, fib, PARAGRAPH_PAGES, properties, entry)


def _runs(streams: Streams, fib: Fib, place: int, read: Callable[[bytes, int], bytes], entry: int) -> Runs:
    _, items = plc(table_of(streams, fib, place), 2 if fib.old else 4)
    found: list[Run] = []
    damaged = not items
    for number in dict.fromkeys(int.from_bytes(item, "little") & _PAGE_NUMBER for item in items):
        page = streams.word[number * _PAGE : (number + 1) * _PAGE]
        count = page[511] if len(page) == _PAGE else 0
        if not count or 4 * (count + 1) + entry * count > 511:
            damaged = True
            continue
        bytes_at = unpack_from(f"<{count + 1}I", page, 0)
        base = 4 * (count + 1)
        for index in range(count):
            start, end = bytes_at[index], bytes_at[index + 1]
            offset = 2 * page[base + index * entry]
            if start < end:
                found.append((start, end, read(page, offset) if offset else b""))
    runs = tuple(_apart(sorted(found)))
    return Runs(tuple(run[0] for run in runs), runs, damaged)


def _apart(runs: list[Run]) -> Iterator[Run]:
    """Runs cut where they overlap, which they do in damaged files only."""
    reached = 0
    for start, end, properties in runs:
        if end > max(start, reached):
            yield max(start, reached), end, properties
            reached = end


def _character_properties(page: bytes, at: int) -> bytes:
    return page[at + 1 : min(at + 1 + page[at], 511)]


def _paragraph_properties(page: bytes, at: int) -> bytes:
    if page[at]:
        return page[at + 1 : min(at + 2 * page[at], 511)]
    return page[at + 2 : min(at + 2 + 2 * page[at + 1], 511)] if at < 510 else b""


def _old_paragraph_properties(page: bytes, at: int) -> bytes:
    return page[at + 1 : min(at + 1 + 2 * page[at], 511)]
