"""The records of binary Excel parts (MS-XLSB): their numbers, strings, looks. Knows no sheet."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extract.sheet_cells import Run
from extract.sheet_numbers import BUILT_IN
from extract.xlsx_parts import Look

# Numbers of records.
ROW, BLANK, RK, ERROR, BOOLEAN, REAL, TEXT, SHARED = range(8)
FORMULA_TEXT, FORMULA_NUMBER, FORMULA_BOOLEAN, FORMULA_ERROR = range(8, 12)
ITEM, FONT, FORMAT, BORDER, LOOK, COLUMNS, SETTINGS, SHEET, MERGE = 19, 43, 44, 46, 47, 60, 153, 156, 176
_LOOKS_BEGIN, _LOOKS_END = 617, 618
_RICH = 0x1
_BOLD = 600
_SIDES = ("top", "bottom", "left", "right")


@dataclass(frozen=True, slots=True)
class Record:
    """One record with its bytes."""

    kind: int
    data: bytes

    def number(self, at: int, size: int = 4) -> int:
        """An unsigned number; 0 behind the end."""
        return int.from_bytes(self.data[at : at + size], "little")


def records(data: bytes) -> Iterator[Record]:
    """The records of a part in order; EOFError where it is cut off within one."""
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        size, at = _varying(data, at, 4)
        if at + size > len(data):
            raise EOFError("a record is cut off")
        yield Record(kind, data[at : at + size])
        at += size


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most so many bytes, seven bits in each, and where it ends."""
    value = 0
    for place in range(most):
        if at >= len(data):
            raise EOFError("a record is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def string(data: bytes, at: int) -> tuple[str, int]:
    """A string with its length in front, and where it ends; empty where there is none."""
    length = int.from_bytes(data[at : at + 4], "little")
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(data):
        raise EOFError("a string is cut off")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def rich_string(data: bytes, fonts: list[tuple[str, bool]]) -> tuple[Run, ...]:
    """A string with its runs of fonts."""
    text, at = string(data, 1)
    if not data[:1] or not data[0] & _RICH:
        return (Run(text),)
    count = int.from_bytes(data[at : at + 4], "little")
    runs: list[Run] = []
    start, font = 0, ""
    for place in range(at + 4, min(at + 4 + 4 * count, len(data) - 3), 4):
        first, index = struct.unpack_from("<HH", data, place)
        if start < first <= len(text):
            runs.append(Run(text[start:first], font))
            start = first
        font = fonts[index][0] if index < len(fonts) else ""
    return (*runs, Run(text[start:], font))


def looks(data: bytes) -> tuple[list[Look], list[tuple[str, bool]]]:
    """The looks of cells by number, and the fonts: (name, bold)."""
    forms: dict[int, str] = {}
    fonts: list[tuple[str, bool]] = []
    borders: list[bool] = []
    found: list[Look] = []
    within = False
    for record in records(data):
        if record.kind in (_LOOKS_BEGIN, _LOOKS_END):
            within = record.kind == _LOOKS_BEGIN
        elif record.kind == FORMAT:
            forms[record.number(0, 2)] = string(record.data, 2)[0]
        elif record.kind == FONT:
            fonts.append((string(record.data, 21)[0].strip(), record.number(4, 2) >= _BOLD))
        elif record.kind == BORDER:
            drawn = {side for place, side in enumerate(_SIDES) if record.number(1 + 10 * place, 1)}
            borders.append(bool(drawn & {"top", "bottom"}) and bool(drawn & {"left", "right"}))
        elif record.kind == LOOK and within:
            form, font, border = (record.number(at, 2) for at in (2, 4, 8))
            name, bold = fonts[font] if font < len(fonts) else ("", False)
            code = forms.get(form) or BUILT_IN.get(form, "")
            found.append(Look(code, name, bold, border < len(borders) and borders[border]))
    return found, fonts


def rk(value: int) -> float:
    """A number packed into 30 bits: a whole one or the head of a floating one, perhaps in hundredths."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        number = float(struct.unpack("<d", (value & 0xFFFFFFFC).to_bytes(8, "little")[:4].rjust(8, b"\0"))[0])
    return number / 100 if value & 1 else number
