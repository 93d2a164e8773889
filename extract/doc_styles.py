"""Styles and fonts of a Word file: the looks that paragraphs start from. Knows no text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from struct import unpack_from

from extract.doc_container import Streams
from extract.doc_fib import FONTS, STYLES, Fib, table_of
from extract.doc_looks import CharacterLook, ParagraphLook, set_characters, set_paragraph

_PARAGRAPH, _CHARACTER = 1, 2
_NONE = 0xFFF
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """`built_in`: Word's number of the style (1 to 9: headings). `base`: the style it starts from."""

    kind: int
    built_in: int
    base: int
    paragraph: bytes = b""
    characters: bytes = b""


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks by number of style; worked out once each. `fonts`: names by number."""

    styles: tuple[Style | None, ...]
    fonts: tuple[str, ...]
    font: int = 0
    old: bool = False
    _characters: dict[int, CharacterLook] = field(default_factory=dict)
    _paragraphs: dict[int, ParagraphLook] = field(default_factory=dict)

    def characters(self, number: int) -> CharacterLook:
        """How a style sets characters."""
        look = self._characters.get(number)
        if look is None:
            look = CharacterLook(font=self.font)
            for style in self._line(number):
                look = set_characters(look, style.characters, look, lambda _: None, self.old)
            self._characters[number] = look
        return look

    def font_name(self, number: int) -> str:
        """The name of a font, empty where the number names none."""
        return self.fonts[number] if number < len(self.fonts) else ""

    def built_in(self, number: int) -> int:
        """Word's own number of a style, -1 where there is no such style."""
        style = self.styles[number] if number < len(self.styles) else None
        return -1 if style is None else style.built_in

    def character_style(self, number: int) -> CharacterLook | None:
        """How a character style sets characters, None where the number names no such style."""
        style = self.styles[number] if number < len(self.styles) else None
        return self.characters(number) if style is not None and style.kind == _CHARACTER else None

    def paragraph(self, number: int) -> ParagraphLook:
        """How a style sets paragraphs; built-in headings have their outline level by nature."""
        look = self._paragraphs.get(number)
        if look is None:
            look = ParagraphLook()
            for style in self._line(number):
                if 1 <= style.built_in <= 9:
                    look = replace(look, outline=style.built_in - 1)
                look = set_paragraph(look, style.paragraph, b"", self.old)
            # A style that says "in a table" would put every paragraph into one.
            look = replace(look, style=number, depth=0, cell_end=False, row_end=False, row=b"")
            self._paragraphs[number] = look
        return look

    def _line(self, number: int) -> list[Style]:
        """The style and those it starts from, the root first."""
        line: list[Style] = []
        while number < len(self.styles) and len(line) < _DEEPEST:
            style = self.styles[number]
            if style is None:
                break
            line.append(style)
            number = style.base
        return line[::-1]


def read_styles(streams: Streams, fib: Fib) -> Styles:
    """The styles and fonts of a file; those that cannot be followed are left out."""
    fonts = _fonts(table_of(streams, fib, FONTS), fib.old)
    sheet = table_of(streams, fib, STYLES)
    if len(sheet) < 20:
        return Styles((), fonts, old=fib.old)
    size, count, base = unpack_from("<HHH", sheet, 0)
    font = unpack_from("<H", sheet, 2 + 16)[0] if size >= 18 else 0
    at = 2 + size
    styles: list[Style | None] = []
    while len(styles) < count and at + 2 <= len(sheet):
        length = unpack_from("<H", sheet, at)[0]
        styles.append(_style(sheet[at + 2 : at + 2 + length], base, fib.old))
        at += 2 + length
    return Styles(tuple(styles), fonts, font, fib.old)


def _style(record: bytes, base: int, old: bool) -> Style | None:
    if len(record) < base + 2 or base < 8:
        return None
    first, second, third = unpack_from("<HHH", record, 0)
    kind, parent, count = second & 0xF, second >> 4, third & 0xF
    # Name: a length, the letters, a zero.
    at = base + record[base] + 2 if old else base + 2 * unpack_from("<H", record, base)[0] + 4
    lists = []
    for _ in range(min(count, 2)):
        at += at & 1
        length = int.from_bytes(record[at : at + 2], "little")
        lists.append(record[at + 2 : at + 2 + length])
        at += 2 + length
    if kind == _PARAGRAPH and len(lists) == 2:
        return Style(kind, first & 0xFFF, parent, lists[0][2:], lists[1])
    return Style(kind, first & 0xFFF, parent, b"", lists[0] if kind == _CHARACTER and lists else b"")


def _fonts(table: bytes, old: bool) -> tuple[str, ...]:
    names = []
    at = 2 if old else 4
    while at < len(table):
        size = table[at]
        record = table[at + 1 : at + 1 + size]
        if old:
            name = record[5:].split(b"\0", 1)[0].decode("cp1252", "replace")
        else:
            name = record[39:].decode("utf-16-le", "replace").split("\0", 1)[0]
        names.append(name)
        at += 1 + size
    return tuple(names)
