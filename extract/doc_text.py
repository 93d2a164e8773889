"""The characters of a Word file by position, put together from its piece table. Knows no formatting."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from dataclasses import dataclass
from struct import unpack, unpack_from

from extract.doc_container import Streams, corrupt
from extract.doc_fib import CLX, Fib, plc, table_of

_COMPRESSED = 0x40000000
# Codepage 1252; the five bytes it leaves undefined stand for themselves.
_WESTERN = "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in range(256))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Positions `start` to `end` stand at byte `at` of the main stream, `width` bytes each.

    `prm`: the property modifier of the piece table, 0 for none.
    """

    start: int
    end: int
    at: int
    width: int
    prm: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """`chars`: one character per position, surrogates apart. `modifiers`: property lists that `prm` names."""

    chars: str
    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]
    modifiers: tuple[bytes, ...] = ()

    def stretch_at(self, position: int) -> Stretch | None:
        """The stretch that holds a position."""
        index = bisect_right(self.starts, position) - 1
        if index < 0 or position >= self.stretches[index].end:
            return None
        return self.stretches[index]


def read_text(streams: Streams, fib: Fib) -> Text:
    """All characters of all stories; raises FileProblem (corrupt) where they are not all there."""
    clx = table_of(streams, fib, CLX)
    total = sum(fib.lengths)
    if not clx and fib.old and not fib.complex:
        stretches: tuple[Stretch, ...] = (Stretch(0, total, fib.first, 1),)
        modifiers: tuple[bytes, ...] = ()
    else:
        modifiers, pieces = _clx(clx)
        stretches = _stretches(pieces, fib.old)
    if not stretches or stretches[-1].end < total or stretches[-1].end > 4 * len(streams.word):
        raise corrupt()
    chars = "".join(_decoded(streams.word, s) for s in stretches)
    return Text(chars, stretches, tuple(s.start for s in stretches), modifiers)


def whole(chars: str) -> str:
    """Characters with surrogate pairs joined; a half pair becomes the replacement character."""
    if chars.isascii() or not any("\ud800" <= c <= "\udfff" for c in chars):
        return chars
    return chars.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _clx(clx: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """Property lists and the piece table of a Clx."""
    modifiers: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == 1:
        size = unpack_from("<H", clx, at + 1)[0]
        modifiers.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise corrupt()
    size = unpack_from("<I", clx, at + 1)[0]
    return tuple(modifiers), clx[at + 5 : at + 5 + size]


def _stretches(pieces: bytes, old: bool) -> tuple[Stretch, ...]:
    positions, items = plc(pieces, 8)
    found: list[Stretch] = []
    for start, end, item in zip(positions, positions[1:], items, strict=False):
        if start > end or (found and found[-1].end != start) or (not found and start):
            raise corrupt()
        at, prm = unpack_from("<IH", item, 2)
        packed = old or bool(at & _COMPRESSED)
        if not old:
            at = (at & ~_COMPRESSED) // 2 if packed else at
        if end > start:
            found.append(Stretch(start, end, at, 1 if packed else 2, prm))
    return tuple(found)


def _decoded(word: bytes, stretch: Stretch) -> str:
    """The characters of a stretch, exactly one for each position."""
    count = stretch.end - stretch.start
    data = word[stretch.at : stretch.at + count * stretch.width]
    if len(data) < count * stretch.width:
        raise corrupt()
    if stretch.width == 1:
        return codecs.charmap_decode(data, "strict", _WESTERN)[0]
    chars = data.decode("utf-16-le", "surrogatepass")
    if len(chars) == count:
        return chars
    return "".join(map(chr, unpack(f"<{count}H", data)))
