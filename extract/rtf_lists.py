"""Fonts, styles and lists that RTF declares at its head. Knows their words, reads no text of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.codepages import CHARSETS, SYMBOL_CHARSET
from extract.docx_numbering import Level, Lists

_HEADING_NAME = re.compile(r"heading ([1-9])$")
_CONTENTS_NAME = re.compile(r"(?:toc|table of figures|mục lục) ?\d*$")
# Kinds of numbers by their code in RTF.
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip


@dataclass(slots=True)
class Font:
    """`codepage`: None where the file's own holds. `symbols`: its letters are signs."""

    name: str = ""
    codepage: int | None = None
    symbols: bool = False

    def set_charset(self, charset: int) -> None:
        """Meet the character set of the font."""
        self.symbols = charset == SYMBOL_CHARSET
        self.codepage = CHARSETS.get(charset)


@dataclass(slots=True)
class Style:
    """`outline`: heading level 1 to 9, 0 for none. `contents`: of a table of contents."""

    outline: int = 0
    contents: bool = False

    def set_name(self, name: str) -> None:
        """Meet the name of the style."""
        known = name.strip().casefold()
        heading = _HEADING_NAME.match(known)
        if heading:
            self.outline = int(heading.group(1))
        self.contents = _CONTENTS_NAME.match(known) is not None


@dataclass(slots=True)
class ListDraft:
    """A list while it is read: its levels so far, with the numbers of the one that is open."""

    levels: dict[int, Level] = field(default_factory=dict)
    format: int = 0
    start: int = 1
    text: str = ""

    def close_level(self) -> None:
        """End a level; the numbers of others stand in its text as the characters 0 to 8."""
        length = ord(self.text[0]) if self.text else 0
        shown = "".join(_placeholder(char) for char in self.text[1 : length + 1])
        form = _FORMATS.get(self.format, "decimal")
        self.levels[len(self.levels)] = Level(self.start, form, shown)
        self.format, self.start, self.text = 0, 1, ""


def _placeholder(char: str) -> str:
    return f"%{ord(char) + 1}" if ord(char) < 9 else char


@dataclass(slots=True)
class Override:
    """A use of a list in the document. `starts`: first numbers by level."""

    list: str = ""
    level: int = -1
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Head:
    """What the head of the file has declared; `codepage` of the text where a font names none."""

    codepage: int = 1252
    fonts: dict[int, Font] = field(default_factory=dict)
    font: int | None = None
    styles: dict[int, Style] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    list: ListDraft = field(default_factory=ListDraft)
    override: Override | None = None

    def close_list(self, id: int) -> None:
        """Meet the id of a list, which stands behind its levels."""
        self.lists.abstracts[str(id)] = self.list.levels
        self.list = ListDraft()

    def close_override(self, number: int) -> None:
        """Meet the number of a use of a list, which stands behind all else."""
        if self.override is not None:
            self.lists.abstract_of[str(number)] = self.override.list
            self.lists.starts[str(number)] = self.override.starts
            self.override = Override()


def declares_list(head: Head, name: bytes, number: int | None) -> bool:
    """Whether a word in the tables of lists is one of theirs, which has been taken in then."""
    value = number or 0
    if name == b"list":
        head.list, head.override = ListDraft(), None
    elif name == b"listoverride":
        head.override = Override()
    elif name in (b"levelnfc", b"levelnfcn"):
        head.list.format = value
    elif name == b"levelstartat":
        _start(head, value)
    elif name == b"lfolevel" and head.override is not None:
        head.override.level += 1
    elif name == b"listid":
        if head.override is None:
            head.close_list(value)
        else:
            head.override.list = str(value)
    elif name == b"ls":
        head.close_override(value)
    else:
        return name == b"listlevel"
    return True


def _start(head: Head, value: int) -> None:
    if head.override is None:
        head.list.start = value
    else:
        head.override.starts[head.override.level] = value
