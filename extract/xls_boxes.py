"""Text boxes of legacy Excel sheets (BIFF8), which xlrd passes over. Knows records, no cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO

from extract.sheet_cells import Box, Run

_BOF, _EOF, _BOUND_SHEET, _CONTINUE = 0x809, 0x0A, 0x85, 0x3C
_DRAWING, _OBJECT, _TEXT = 0xEC, 0x5D, 0x1B6
# Kind of an object that is a note on a cell, no part of the sheet.
_NOTE = 0x19
# The head of a record that says between which cells a shape stands.
_ANCHOR = b"\x00\x00\x10\xf0\x12\x00\x00\x00"
_MOST_BOXES = 1_000


def read_boxes(data: bytes, fonts: Sequence[str]) -> dict[int, list[Box]]:
    """The boxes of each sheet, by its number among all sheets; `fonts`: names by index.

    None where the container cannot be read; what stands before damage.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            if not ole.exists("Workbook"):
                return {}
            stream = bytes(ole.openstream("Workbook").read())
    except (OSError, ValueError, IndexError, struct.error, AttributeError, TypeError):
        return {}
    found: dict[int, list[Box]] = {}
    if _TEXT.to_bytes(2, "little") in stream:
        for sheet, box in _boxes(list(_records(stream)), fonts):
            if len(found.setdefault(sheet, [])) < _MOST_BOXES:
                found[sheet].append(box)
    return {sheet: sorted(boxes, key=lambda box: box.row) for sheet, boxes in found.items()}


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(offset, kind, bytes) of each record, up to what is cut off."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _boxes(records: list[tuple[int, int, bytes]], fonts: Sequence[str]) -> Iterator[tuple[int, Box]]:
    starts = [int.from_bytes(data[:4], "little") for _, kind, data in records if kind == _BOUND_SHEET]
    numbers = {start: number for number, start in enumerate(starts)}
    sheet, depth, row, is_note = -1, 0, 0, False
    for place, (at, kind, data) in enumerate(records):
        if kind == _BOF:
            depth += 1
            # A chart within a sheet is a stream of its own.
            sheet = numbers.get(at, -1) if depth == 1 else sheet
        elif kind == _EOF:
            depth -= 1
        elif kind == _DRAWING and (found := data.rfind(_ANCHOR)) >= 0:
            row = int.from_bytes(data[found + 14 : found + 16], "little")
        elif kind == _OBJECT:
            is_note = int.from_bytes(data[4:6], "little") == _NOTE
        elif kind == _TEXT and sheet >= 0 and depth == 1 and not is_note and len(data) >= 14:
            length, runs = struct.unpack_from("<HH", data, 10)
            parts: list[bytes] = []
            while place + 1 + len(parts) < len(records) and records[place + 1 + len(parts)][1] == _CONTINUE:
                parts.append(records[place + 1 + len(parts)][2])
            lines = tuple(_lines(_runs(parts, length, runs, fonts)))
            if lines:
                yield sheet, Box(row, lines)


def _runs(parts: list[bytes], length: int, size: int, fonts: Sequence[str]) -> list[Run]:
    """The text of the records behind a text object in its fonts, which the last of them tells."""
    text, used = "", 0
    for part in parts:
        if len(text) >= length:
            break
        text += part[1:].decode("utf-16-le" if part[:1] == b"\1" else "latin-1", "replace")
        used += 1
    text = text[:length]
    changes = b"".join(parts[used:])[:size]
    found: list[Run] = []
    start, font = 0, ""
    for at in range(0, len(changes) - 7, 8):
        first, index = struct.unpack_from("<HH", changes, at)
        if start < first <= len(text):
            found.append(Run(text[start:first], font))
            start = first
        font = fonts[index] if index < len(fonts) else ""
    return [*found, Run(text[start:], font)]


def _lines(runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """The paragraphs, each in its runs; empty ones are left out."""
    line: list[Run] = []
    for run in runs:
        head, *rest = run.text.replace("\r", "\n").split("\n")
        line.append(Run(head, run.font))
        for text in rest:
            yield from [tuple(line)] if any(one.text.strip() for one in line) else ()
            line = [Run(text, run.font)]
    yield from [tuple(line)] if any(one.text.strip() for one in line) else ()
