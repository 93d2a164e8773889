"""Property modifiers of Word ("sprms"): which one, with which operand. Knows their codes, applies none."""

from __future__ import annotations

from collections.abc import Iterator

# Paragraphs
P_STYLE, P_JUSTIFY_80, P_JUSTIFY = 0x4600, 0x2403, 0x2461
P_IN_TABLE, P_ROW_END, P_DEPTH, P_DEPTH_CHANGE = 0x2416, 0x2417, 0x6649, 0x664A
P_INNER_CELL, P_INNER_ROW_END = 0x244B, 0x244C
P_LIST_LEVEL, P_LIST, P_OUTLINE = 0x260A, 0x460B, 0x2640
P_HUGE, P_HUGE_OLD = 0x6646, 0x6645
P_LEFT_80, P_LEFT = 0x840F, 0x845E
P_TABS = 0xC615
# Characters
C_STYLE, C_PLAIN, C_BOLD, C_ITALIC, C_HIDDEN = 0x4A30, 0x2A33, 0x0835, 0x0836, 0x083C
C_DELETED, C_INSERTED, C_SYMBOL, C_UNDERLINE, C_RAISED = 0x0800, 0x0801, 0x6A09, 0x2A3E, 0x2A48
C_FONT, C_FONT_EAST, C_FONT_OTHER = 0x4A4F, 0x4A50, 0x4A51
# Table rows
T_CELLS, T_CELLS_10, T_BORDERS_80, T_BORDERS = 0xD608, 0xD606, 0xD605, 0xD613
T_SET_BORDER_80, T_SET_BORDER, T_MERGE, T_SPLIT, T_VERTICAL_MERGE = 0xD620, 0xD62F, 0x5624, 0x5625, 0xD62B
T_LEFT, T_GAP, T_INSERT, T_DELETE, T_WIDTH = 0x9601, 0x9602, 0x7621, 0x5622, 0x7623

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)

# Word 6: one-byte codes, by the bytes of their operands.
_LENGTH_BYTE, _LENGTH_WORD = -1, -2
_OLD_NUMBERS: dict[int, str] = {
    0: "83",
    1: "4-11 13 14 24 25 29 37 44 50 51 65-67 71 75 85-92 94 98 100-102 104 117-119 185 186",
    2: "2 16-19 21 22 26-28 30-36 38-43 45-49 69 72 80 93 96 97 99 107 109 110 121-124 182-184 189 195 "
    "197 198",
    3: "73 95",
    4: "20 70 192 194 196 200",
    5: "193 199",
    12: "187",
    _LENGTH_BYTE: "3 12 15 23 68 74 81 82 103 105 106 108 120 133 191",
    _LENGTH_WORD: "188 190",
}


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


_OLD_SIZES = {number: size for size, ranges in _OLD_NUMBERS.items() for number in _numbers(ranges)}
_OLD_CODES = {
    2: P_STYLE,
    5: P_JUSTIFY,
    17: P_LEFT_80,
    24: P_IN_TABLE,
    25: P_ROW_END,
    65: C_DELETED,
    66: C_INSERTED,
    74: C_SYMBOL,
    80: C_STYLE,
    83: C_PLAIN,
    85: C_BOLD,
    86: C_ITALIC,
    92: C_HIDDEN,
    93: C_FONT,
    94: C_UNDERLINE,
    104: C_RAISED,
    183: T_LEFT,
    184: T_GAP,
    187: T_BORDERS_80,
    188: T_CELLS_10,
    190: T_CELLS,
    194: T_INSERT,
    195: T_DELETE,
    196: T_WIDTH,
    197: T_MERGE,
    198: T_SPLIT,
}
# Modifiers that the piece table spells in seven bits bear the numbers of Word 6.
SHORT_CODES = {number: code for number, code in _OLD_CODES.items() if number < 128}


def sprms(properties: bytes, old: bool = False) -> Iterator[tuple[int, bytes]]:
    """Code and operand (without its length) of each modifier in a property list, until one runs out of it."""
    return _old(properties) if old else _new(properties)


def _new(properties: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(properties)
    while at + 3 <= end:
        code = properties[at] | properties[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            size = properties[at]
            if code in (T_CELLS, T_CELLS_10):
                # A length word that counts one byte too many.
                if at + 2 > end:
                    return
                size = (properties[at] | properties[at + 1] << 8) - 1
                at += 1
            elif code == P_TABS and size == 255:
                size = _tabs_size(properties, at + 1)
            at += 1
        if size < 0 or at + size > end:
            return
        yield code, properties[at : at + size]
        at += size


def _tabs_size(properties: bytes, at: int) -> int:
    """Bytes of a list of tab stops too long for its length byte: deleted ones (4 each), added ones (3)."""
    if at >= len(properties):
        return -1
    deleted = 1 + 4 * properties[at]
    return deleted + 1 + 3 * properties[at + deleted] if at + deleted < len(properties) else -1


def _old(properties: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(properties)
    while at < end:
        number = properties[at]
        size = _OLD_SIZES.get(number)
        at += 1
        if size is None:
            return
        if size == _LENGTH_BYTE:
            size, at = int.from_bytes(properties[at : at + 1], "little"), at + 1
        elif size == _LENGTH_WORD:
            size, at = int.from_bytes(properties[at : at + 2], "little") - 1, at + 2
        if size < 0 or at + size > end:
            return
        if number in _OLD_CODES:
            yield _OLD_CODES[number], properties[at : at + size]
        at += size
