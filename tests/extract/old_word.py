"""Word 6 files put together byte by byte, in containers of our own: LibreOffice no longer writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LEAST = 4096


def container(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file of these streams, each padded to the size from which on sectors of 512 bytes hold it."""
    chains: list[int] = []
    body = b""
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    for number, name in enumerate(names, 1):
        data = streams[name].ljust(_LEAST, b"\0")
        size = len(data)
        data += bytes(-size % _SECTOR)
        first, count = len(chains), len(data) // _SECTOR
        chains += [*range(first + 1, first + count), _END]
        body += data
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, first, size, right=right))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")
    start = len(chains)
    count = len(directory) // _SECTOR
    chains += [*range(start + 1, start + count), _END, _FAT]
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, start, 0, _LEAST, _END, 0, _END, 0
    )
    header += struct.pack("<I", len(chains) - 1)
    return header.ljust(_SECTOR, b"\xff") + body + directory + table


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)


@dataclass(frozen=True)
class Part:
    """A paragraph of a Word 6 file with its mark (return or cell mark); property lists in codes of Word 6."""

    text: str
    paragraph: bytes = b""
    characters: bytes = b""


def word_6(parts: Sequence[Part], fonts: Sequence[str] = ("Times New Roman",)) -> bytes:
    """A Word 6 file of these paragraphs, with one style."""
    text = "".join(part.text for part in parts).encode("cp1252")
    first = 0x300
    ends = [first]
    for part in parts:
        ends.append(ends[-1] + len(part.text))
    stream = bytearray(first) + text
    stream += bytes(-len(stream) % 512)
    character_page = len(stream) // 512
    stream += _page(ends, [bytes((len(p.characters),)) + p.characters for p in parts], 1)
    stream += _page(ends, [_words(b"\0\0" + p.paragraph) for p in parts], 7)
    fib = {0x18: first, 0x1C: first + len(text), 0x34: len(text)}
    tables = {
        12: struct.pack("<IIH", ends[0], ends[-1], character_page),
        13: struct.pack("<IIH", ends[0], ends[-1], character_page + 1),
        1: _styles(),
        15: _fonts(fonts),
    }
    for place, table in tables.items():
        fib[0x58 + 8 * place], fib[0x5C + 8 * place] = len(stream), len(table)
        stream += table
    fib[0x20] = len(stream)
    struct.pack_into("<HHHHHHH", stream, 0, 0xA5DC, 101, 0, 0x409, 0, 0, 101)
    for at, value in fib.items():
        struct.pack_into("<I", stream, at, value)
    # First pages and their numbers, by which Word 6 finds pages that its tables leave out.
    struct.pack_into("<HHHH", stream, 0x18A, character_page, character_page + 1, 1, 1)
    return container({"WordDocument": bytes(stream)})


def _words(data: bytes) -> bytes:
    data += bytes(len(data) % 2)
    return bytes((len(data) // 2,)) + data


def _page(ends: Sequence[int], lists: Sequence[bytes], entry: int) -> bytes:
    count = len(lists)
    page = bytearray(512)
    struct.pack_into(f"<{count + 1}I", page, 0, *ends)
    at = 510
    for number, properties in enumerate(lists):
        at -= len(properties) + len(properties) % 2
        page[at : at + len(properties)] = properties
        page[4 * (count + 1) + entry * number] = at // 2
    page[511] = count
    return bytes(page)


def _styles() -> bytes:
    name = b"Normal"
    record = struct.pack("<HHHH", 0, 0xFFF1, 2, 0) + bytes((len(name),)) + name + b"\0"
    record += struct.pack("<HHHH", 2, 0, 0, 0)
    sheet = struct.pack("<HHHHHHH", 1, 8, 1, 0, 0, 0, 0)
    return struct.pack("<H", len(sheet)) + sheet + struct.pack("<H", len(record)) + record


def _fonts(names: Sequence[str]) -> bytes:
    table = b""
    for name in names:
        record = struct.pack("<BHBB", 0x16, 400, 0, 0) + name.encode("cp1252") + b"\0"
        table += bytes((len(record),)) + record
    return struct.pack("<H", len(table) + 2) + table
