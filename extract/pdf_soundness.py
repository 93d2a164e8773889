"""What is wrong with a PDF file as a container: damage, pages left out, bombs. Knows no letters or layout.

Engines mend what they can and never say what they lost; here the bytes are held against their own tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.pdf_nesting import MOST_DRAWINGS, Form, drawings
from extract.pdf_streams import Stream, Unpacked, streams, unpacked
from extract.pdf_xref import Places, misplaced, places

_MEGABYTE = 1 << 20
# What is kept of one stream, how far one is measured, and what all of a file, and the parts of one page,
# may come to. Pictures and fonts are not unpacked here.
_KEPT = 16 * _MEGABYTE
_LARGEST = 64 * _MEGABYTE
_ALL = 400 * _MEGABYTE
_CONTENTS = 128 * _MEGABYTE
_DEEPEST_MARKS = 2_000
_UNREAD = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b|/Type\s*/(?:EmbeddedFile|Metadata)\b"
)
_IS_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+$")
_DEFINED = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
_NAMED = re.compile(rb"(?<![\d.])(\d+)\s+\d+\s+R\b")
_LISTED = re.compile(rb"/Contents\s*\[([^\]]*)\]")
_CODED = re.compile(rb"/Subtype\s*/Type[03]\b")
_MAP = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R")
_OFF = re.compile(rb"/OFF\s*\[\s*\d")
_NEAR = 600
_NUMBER = re.compile(rb"\d+")
_PAIR = re.compile(rb"\s*(\d+)\s+(\d+)(?=\s)")
# One code stands for a letter or a few; tables that map it to pages of text take engines minutes.
_LONG_TEXT = re.compile(rb"<[0-9A-Fa-f\s]{1025}")


class Bomb(Exception):
    """The file asks for more work or memory than any report; its text is why."""


@dataclass(slots=True)
class Soundness:
    """`damaged`: streams that are cut off or altered; `misplaced`: objects that are not where they should be,
    or not there at all; `pages`: numbers of the page objects in use; `odd_fonts`: fonts that do not say
    which letters they show; `layers`: some layers are switched off."""

    damaged: int = 0
    misplaced: int = 0
    pages: set[int] = field(default_factory=set)
    odd_fonts: int = 0
    layers: bool = False


@dataclass(slots=True)
class _Found:
    forms: dict[int, Form] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    packs: list[bytes] = field(default_factory=list)
    maps: set[int] = field(default_factory=set)
    damaged: int = 0
    total: int = 0


def examine(data: bytes) -> Soundness:
    """The soundness of a PDF file. Raises Bomb."""
    locked = b"/Encrypt" in data
    found = _Found()
    for stream in streams(data):
        if not _UNREAD.search(stream.head):
            _weigh(found, stream, unpacked(data, stream, _KEPT, _LARGEST), locked)
    if found.forms and drawings(data, found.forms) > MOST_DRAWINGS:
        raise Bomb("hình lồng nhau quá nhiều")
    texts = [data, *found.packs]
    for text in texts:
        for listed in _LISTED.findall(text):
            if sum(found.sizes.get(int(n), 0) for n in _NUMBER.findall(listed)) > _CONTENTS:
                raise Bomb("nội dung một trang quá lớn")
    table = places(data)
    wrong = _missing(data, found) if table.broken else misplaced(data, table)
    odd = sum(_is_odd(font, found.maps) for text in texts for font in _fonts(text))
    layers = any(_OFF.search(text) for text in texts)
    return Soundness(found.damaged, wrong, _pages(data, found, table), odd, layers)


def _weigh(found: _Found, stream: Stream, got: Unpacked, locked: bool) -> None:
    found.total += got.size
    if found.total > _ALL:
        raise Bomb("nội dung bung ra quá lớn")
    if locked:
        return
    found.damaged += not got.whole
    if stream.number:
        found.sizes[stream.number] = got.size
    if b"/ObjStm" in stream.head:
        found.packs.append(got.body)
    elif _IS_FORM.search(stream.head):
        found.forms[stream.number] = stream.head, got.body
    if b"begincmap" in got.body:
        found.maps.add(stream.number)
        if _LONG_TEXT.search(got.body):
            raise Bomb("bảng mã phông chữ quá lớn")
    opened = got.body.count(b"BMC") + got.body.count(b"BDC")
    if opened > _DEEPEST_MARKS and opened - got.body.count(b"EMC") > _DEEPEST_MARKS:
        raise Bomb("đánh dấu lồng nhau quá nhiều")


def _is_odd(font: bytes, maps: set[int]) -> bool:
    """Whether a font has no map from its codes to letters that can be read."""
    named = _MAP.search(font)
    return named is None or int(named[1]) not in maps


def _fonts(text: bytes) -> Iterator[bytes]:
    """The dictionaries of fonts whose codes say nothing without a map to letters.

    Within object streams one dictionary follows the other; a map that is named near by is taken for its own.
    """
    for match in _CODED.finditer(text):
        begin = max(text.rfind(b"obj", 0, match.start()), match.start() - _NEAR, 0)
        end = text.find(b"endobj", match.end(), match.end() + _NEAR)
        yield text[begin : end if end >= 0 else match.end() + _NEAR]


def _pages(data: bytes, found: _Found, table: Places) -> set[int]:
    """The numbers of page objects that the tables do not call free or place elsewhere."""
    numbers = set()
    for match in _PAGE.finditer(data):
        begin = data.rfind(b"obj", max(match.start() - 65_536, 0), match.start())
        head = _OBJECT.search(data, max(begin - 24, 0), max(begin, 0))
        if head is None:
            continue
        number = int(head[1])
        if table.broken or table.offsets.get(number, -1) in range(head.start() - 2, head.start() + 1):
            numbers.add(number)
    for body in found.packs:
        if _PAGE.search(body):
            numbers |= {
                n for n, text in _members(body) if _PAGE.search(text) and (table.broken or n in table.packed)
            }
    return numbers


def _members(body: bytes) -> list[tuple[int, bytes]]:
    """The objects in an unpacked object stream by their numbers."""
    index = []
    at = 0
    while (pair := _PAIR.match(body, at)) is not None:
        index.append((int(pair[1]), int(pair[2])))
        at = pair.end()
    ends = [offset for _, offset in index[1:]] + [len(body)]
    return [
        (number, body[at + 1 + offset : at + 1 + end])
        for (number, offset), end in zip(index, ends, strict=False)
    ]


def _missing(data: bytes, found: _Found) -> int:
    """How many objects are named that the file does not hold."""
    held = {int(n) for n in _DEFINED.findall(data)}
    named = {int(n) for n in _NAMED.findall(data)}
    for body in found.packs:
        held |= {number for number, _ in _members(body)}
        named |= {int(n) for n in _NAMED.findall(body)}
    return len(named - held - {0})
