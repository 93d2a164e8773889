"""Where a PDF file says that its objects lie, held against where they do. Knows no contents of objects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.pdf_streams import Stream, streams, unpacked

_START = re.compile(rb"startxref\s+(\d+)")
_SECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s{0,2}")
_HEADER = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b")
_PREVIOUS = re.compile(rb"/(?:Prev|XRefStm)\s+(\d+)")
_WIDTHS = re.compile(rb"/W\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s*\]")
_INDEX = re.compile(rb"/Index\s*\[([\d\s]*)\]")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_COLUMNS = re.compile(rb"/Columns\s+(\d+)")
_TAIL = 2_048
_MOST_TABLES = 200
_MOST_ENTRIES = 500_000
_LARGEST = 32 << 20


@dataclass(slots=True)
class Places:
    """`offsets`: object number -> byte where it is said to begin. `packed`: numbers within object streams.

    `broken`: a table could not be read, so that engines look for the objects themselves.
    """

    offsets: dict[int, int] = field(default_factory=dict)
    packed: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)
    broken: bool = False


def places(data: bytes) -> Places:
    """What the newest tables of the file say; older tables speak only of what the newer do not."""
    found = Places()
    base = max(data.find(b"%PDF-"), 0)
    starts = _START.findall(data, max(len(data.rstrip(b"\0\r\n ")) - _TAIL, 0))
    if not starts:
        found.broken = True
        return found
    waiting, seen = [int(starts[-1])], set[int]()
    while waiting and not found.broken:
        at = waiting.pop(0)
        if at in seen or len(seen) > _MOST_TABLES:
            continue
        seen.add(at)
        head = _table(data, base + at, base, found)
        if head is None:
            found.broken = True
        else:
            waiting += map(int, _PREVIOUS.findall(head))
    return found


def misplaced(data: bytes, found: Places) -> int:
    """How many objects do not begin where the tables say."""
    wrong = 0
    for number, at in found.offsets.items():
        header = _HEADER.match(data, at, at + 40) if at < len(data) else None
        wrong += header is None or int(header[1]) != number
    return wrong


def _known(found: Places, number: int) -> bool:
    return number in found.offsets or number in found.packed or number in found.free


def _table(data: bytes, at: int, base: int, found: Places) -> bytes | None:
    """Read one table; the dictionary that ends it, None where there is no table."""
    if data[at : at + 8].lstrip().startswith(b"xref"):
        return _plain(data, data.index(b"xref", at) + 4, base, found)
    header = _HEADER.match(data, at, at + 40)
    if header is None:
        return None
    end = data.find(b"stream", header.end(), header.end() + 4_000)
    if end < 0:
        return None
    stream = next(streams(data[at : data.find(b"endstream", end) + 9]), None)
    if stream is None or b"/XRef" not in stream.head:
        return None
    return stream.head if _packed(data[at:], stream, base, found) else None


def _plain(data: bytes, at: int, base: int, found: Places) -> bytes | None:
    count = 0
    while True:
        section = _SECTION.match(data, at)
        if section is None:
            break
        number, at = int(section[1]), section.end()
        for _ in range(int(section[2])):
            entry = _ENTRY.match(data, at)
            count += 1
            if entry is None or count > _MOST_ENTRIES:
                return None
            at = entry.end()
            if not _known(found, number):
                if entry[3] == b"n" and int(entry[1]):
                    found.offsets[number] = base + int(entry[1])
                else:
                    found.free.add(number)
            number += 1
    trailer = data.find(b"trailer", at, at + 40)
    if trailer < 0:
        return None
    end = data.find(b"startxref", trailer)
    return data[trailer : end if end >= 0 else trailer + 4_000]


def _packed(data: bytes, stream: Stream, base: int, found: Places) -> bool:
    """Read a table that is a stream; False where it is damaged or written in a way not known here."""
    widths, size = _WIDTHS.search(stream.head), _SIZE.search(stream.head)
    got = unpacked(data, stream, _LARGEST, _LARGEST)
    if widths is None or size is None or not got.whole:
        return False
    a, b, c = (int(w) for w in widths.groups())
    table = _unpredicted(got.body, stream.head)
    if table is None or b + a + c == 0 or max(a, b, c) > 8:
        return False
    index = _INDEX.search(stream.head)
    spans = [int(n) for n in index[1].split()] if index else [0, int(size[1])]
    at = 0
    for first, count in zip(spans[0::2], spans[1::2], strict=False):
        for number in range(first, first + min(count, (len(table) - at) // (a + b + c))):
            kind = int.from_bytes(table[at : at + a], "big") if a else 1
            place = int.from_bytes(table[at + a : at + a + b], "big")
            at += a + b + c
            if _known(found, number):
                continue
            if kind == 1:
                found.offsets[number] = base + place
            elif kind == 2:
                found.packed.add(number)
            else:
                found.free.add(number)
    return True


def _unpredicted(body: bytes, head: bytes) -> bytes | None:
    """Rows with their differences from the row above added up; None where rows are told in another way."""
    if b"/Predictor" not in head or re.search(rb"/Predictor\s+1\b", head):
        return body
    columns = _COLUMNS.search(head)
    if columns is None or not 0 < int(columns[1]) < 64:
        return None
    width = int(columns[1])
    above = bytes(width)
    rows = []
    for at in range(0, len(body) - width, width + 1):
        row = body[at + 1 : at + 1 + width]
        if body[at] == 2:
            row = bytes([(x + y) & 255 for x, y in zip(row, above, strict=True)])
        elif body[at] != 0:
            return None
        rows.append(row)
        above = row
    return b"".join(rows)
