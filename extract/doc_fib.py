"""The file information block: how long each story is, where each table of the file stands. Reads no text."""

from __future__ import annotations

from dataclasses import dataclass
from struct import unpack, unpack_from

from extract.doc_container import Streams, corrupt

WORD_6 = 0xA5DC

# Places of (offset, length) pairs; the same numbers serve Word 6 and Word 97.
STYLES = 1
FOOTNOTE_REFS, FOOTNOTE_TEXTS = 2, 3
HEADERS = 11
CHARACTER_PAGES, PARAGRAPH_PAGES = 12, 13
FONTS = 15
CLX = 33
BOX_ANCHORS = 40
ENDNOTE_REFS, ENDNOTE_TEXTS = 46, 47
BOX_TEXTS = 56
LISTS, LIST_OVERRIDES = 73, 74
_PAIRS = 75

# The stories in the order in which their characters follow each other.
STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")


@dataclass(frozen=True, slots=True)
class Fib:
    """`old`: Word 6 or 95. `first`: byte of the first character where there is no piece table.

    `lengths`: characters (UTF-16 units) of each of STORIES. `pairs`: (offset, bytes) in the table stream.
    """

    old: bool
    complex: bool
    first: int
    lengths: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]

    def story(self, name: str) -> tuple[int, int]:
        """First and last-plus-one character position of a story."""
        place = STORIES.index(name)
        start = sum(self.lengths[:place])
        return start, start + self.lengths[place]


def read_fib(streams: Streams) -> Fib:
    """The block at the head of the main stream; raises FileProblem (corrupt) or struct.error."""
    word = streams.word
    magic, version = unpack_from("<HH", word, 0)
    flags = unpack_from("<H", word, 0x0A)[0]
    first = unpack_from("<I", word, 0x18)[0]
    old = magic == WORD_6
    if old:
        lengths = unpack_from("<8i", word, 0x34)
        count = (first - 0x58) // 8
        start = 0x58
    else:
        words = unpack_from("<H", word, 0x20)[0]
        at = 0x22 + 2 * words
        longs = unpack_from("<H", word, at)[0]
        lengths = unpack_from("<8i", word, at + 2 + 12)
        at += 2 + 4 * longs
        count = unpack_from("<H", word, at)[0]
        start = at + 2
    count = max(0, min(count, _PAIRS, (len(word) - start) // 8))
    numbers = unpack_from(f"<{2 * count}I", word, start)
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if any(n < 0 for n in lengths) or sum(lengths) > 2 * len(word) or version < 100:
        raise corrupt()
    pairs += [(0, 0)] * (_PAIRS - len(pairs))
    return Fib(old, bool(flags & 0x0004), first, tuple(lengths), tuple(pairs))


def table_of(streams: Streams, fib: Fib, place: int) -> bytes:
    """The bytes of one table of the file, empty where it is missing or runs out of the stream."""
    offset, length = fib.pairs[place]
    return streams.table[offset : offset + length] if offset + length <= len(streams.table) else b""


def plc(table: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """Positions (one more than items) and items of `size` bytes of a PLC; both empty for an empty table."""
    count = (len(table) - 4) // (4 + size)
    if count <= 0:
        return (), []
    positions = unpack(f"<{count + 1}I", table[: 4 * (count + 1)])
    start = 4 * (count + 1)
    return positions, [table[at : at + size] for at in range(start, start + count * size, size)]
