"""The packed streams in the raw bytes of a PDF file, found without its tables. Knows no pages, no fonts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_LENGTH = re.compile(rb"/Length\s+(\d+)(\s+\d+\s+R)?")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_FILTERS = re.compile(rb"/F(?:ilter)?\s*(?:\[\s*)?((?:/\w+\s*)+)")
_FLATE = (b"/FlateDecode", b"/Fl")
# Dictionaries of streams are no longer, and what says how long a stream is stands near.
_HEAD = 4_000
_REACH = 2_000_000
_CHUNK = 1 << 20


class Stream(NamedTuple):
    """A stream: the number of its object (0 where none is told), its dictionary, where its body lies.

    `closed`: the body ends where the file says.
    """

    number: int
    head: bytes
    start: int
    end: int
    closed: bool


class Unpacked(NamedTuple):
    """`body`: what the stream holds, without the filters that are not undone; `size`: its whole length.

    `whole`: nothing is damaged as far as its filters tell.
    """

    body: bytes
    size: int
    whole: bool


def streams(data: bytes) -> Iterator[Stream]:
    """Every stream of the file in the order of its bytes."""
    at = data.find(b"stream")
    while at >= 0:
        if data[at - 3 : at] == b"end":
            at = data.find(b"stream", at + 6)
            continue
        begin = data.rfind(b"obj", max(at - _HEAD, 0), at)
        head = data[begin + 3 : at] if begin >= 0 else b""
        if b"<<" not in head:
            at = data.find(b"stream", at + 6)
            continue
        start = at + 6
        start += 2 if data[start : start + 2] == b"\r\n" else data[start : start + 1] in (b"\n", b"\r")
        number = _NUMBER.search(data, max(begin - 24, 0), begin)
        end, closed = _end(data, head, start)
        yield Stream(int(number[1]) if number else 0, head, start, end, closed)
        at = data.find(b"stream", end)
        if at >= 0 and data[at - 3 : at] == b"end":
            at = data.find(b"stream", at + 6)


def _end(data: bytes, head: bytes, start: int) -> tuple[int, bool]:
    """Where the body ends, and whether that is where its dictionary says."""
    length = _LENGTH.search(head)
    if length is not None:
        size = int(length[1])
        if length[2]:
            size = _integer(data, size, start)
        end = start + size
        if size >= 0 and data[end : end + 14].lstrip(b"\r\n ").startswith(b"endstream"):
            return end, True
    end = data.find(b"endstream", start)
    return (end, False) if end >= 0 else (len(data), False)


def _integer(data: bytes, number: int, near: int) -> int:
    """The value of an object that is a number, looked for behind `near` first; -1 where there is none."""
    mark = b"%d 0 obj" % number
    for low, high in ((near, near + _REACH), (0, near)):
        at = data.find(mark, low, high)
        while at > 0 and data[at - 1 : at].isdigit():
            at = data.find(mark, at + 1, high)
        if at >= 0:
            value = re.match(rb"\s*(\d+)", data[at + len(mark) : at + len(mark) + 24])
            return int(value[1]) if value else -1
    return -1


def filters(head: bytes) -> list[bytes]:
    """The names of the filters of a stream, the outermost first."""
    found = _FILTERS.search(head)
    return found[1].replace(b"/", b" /").split() if found else []


def unpacked(data: bytes, stream: Stream, keep: int, most: int) -> Unpacked:
    """The stream without its outer Flate filters: at most `keep` bytes of it, measured up to `most`."""
    body = data[stream.start : stream.end]
    size, whole = len(body), stream.closed
    for name in filters(stream.head):
        if name not in _FLATE:
            break
        body, size, sound = _inflated(body, keep, most)
        whole = sound
    return Unpacked(body[:keep], size, whole)


def _inflated(packed: bytes, keep: int, most: int) -> tuple[bytes, int, bool]:
    worker = zlib.decompressobj()
    parts, size = [], 0
    try:
        while size <= most and not worker.eof:
            part = worker.decompress(packed, _CHUNK)
            packed = worker.unconsumed_tail
            if not part and not packed:
                break
            if size < keep:
                parts.append(part)
            size += len(part)
    except zlib.error:
        return b"".join(parts), size, False
    return b"".join(parts), size, worker.eof or size > most
