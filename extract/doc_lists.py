"""Automatic numbering of a Word file: the levels of its lists as `label` counts them. Reads no text."""

from __future__ import annotations

from struct import unpack_from

from extract.doc_container import Streams
from extract.doc_fib import LIST_OVERRIDES, LISTS, Fib, table_of
from extract.docx_numbering import Level, Lists

_LIST, _OVERRIDE, _LEVEL = 28, 16, 28
_LEVELS = 9
_SIMPLE = 0x01
_LEGAL, _OWN_RESTART = 0x04, 0x08
_OWN_START, _OWN_LEVEL = 0x10, 0x20
_FORMATS = {1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero"}
_BULLET, _NOTHING = 23, 255


def read_lists(streams: Streams, fib: Fib) -> Lists:
    """The lists of a file, each known by the number of its override from 1; none where they are damaged."""
    lists = Lists()
    table = table_of(streams, fib, LISTS)
    if fib.old or len(table) < 2:
        return lists
    # The levels stand behind the table, not in it.
    after = sum(fib.pairs[LISTS])
    count = min(unpack_from("<H", table, 0)[0], (len(table) - 2) // _LIST)
    for number in range(count):
        entry = 2 + number * _LIST
        id = str(unpack_from("<i", table, entry)[0])
        levels: dict[int, Level] = {}
        for depth in range(1 if table[entry + 26] & _SIMPLE else _LEVELS):
            read = _level(streams.table, after)
            if read is None:
                return lists
            levels[depth], after = read
        lists.abstracts[id] = levels
    _overrides(table_of(streams, fib, LIST_OVERRIDES), lists)
    return lists


def _overrides(table: bytes, lists: Lists) -> None:
    count = min(unpack_from("<I", table, 0)[0], (len(table) - 4) // _OVERRIDE) if len(table) >= 4 else 0
    at = 4 + count * _OVERRIDE
    for number in range(count):
        entry = 4 + number * _OVERRIDE
        id = str(number + 1)
        lists.abstract_of[id] = str(unpack_from("<i", table, entry)[0])
        changed = table[entry + 12]
        at += 4
        for _ in range(changed):
            if at + 8 > len(table):
                return
            start, flags = unpack_from("<iI", table, at)
            depth, at = flags & 0xF, at + 8
            if flags & _OWN_LEVEL:
                read = _level(table, at)
                if read is None:
                    return
                lists.levels.setdefault(id, {})[depth], at = read
                start = lists.levels[id][depth].start
            if flags & _OWN_START:
                lists.starts.setdefault(id, {})[depth] = start


def _level(data: bytes, at: int) -> tuple[Level, int] | None:
    """The level that stands at a byte, and the byte after it."""
    if at + _LEVEL + 2 > len(data):
        return None
    start, form, flags = unpack_from("<iBB", data, at)
    characters, paragraph, restart = data[at + 24], data[at + 25], data[at + 26]
    text_at = at + _LEVEL + characters + paragraph
    size = int.from_bytes(data[text_at : text_at + 2], "little")
    after = text_at + 2 + 2 * size
    if after > len(data):
        return None
    text = data[text_at + 2 : after].decode("utf-16-le", "replace")
    # Characters below nine stand for the number of that level.
    shown = "".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in text)
    name = "bullet" if form == _BULLET else "none" if form == _NOTHING else _FORMATS.get(form, "decimal")
    return Level(start, name, shown, restart if flags & _OWN_RESTART else None, bool(flags & _LEGAL)), after
