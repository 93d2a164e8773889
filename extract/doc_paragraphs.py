"""Paragraphs of a Word file: runs of letters with their font, and how each is set. Knows no tables.

A run's letters are still as typed for its font: whoever repairs letters of old fonts works on runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.doc_container import Streams
from extract.doc_fib import Fib
from extract.doc_looks import CharacterLook, ParagraphLook, set_characters, set_paragraph
from extract.doc_pages import Runs, character_runs, paragraph_runs
from extract.doc_sprms import SHORT_CODES
from extract.doc_styles import Styles, read_styles
from extract.doc_text import Stretch, Text, read_text, whole
from extract.symbols import symbol

_ENDS = re.compile("[\r\x07\x0c]")
# Where symbol fonts have their signs.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_FIELD = re.compile("[\x13\x14\x15]")
# Word's numbers of the styles of tables of contents and of figures.
_CONTENTS_STYLES = frozenset((*range(19, 28), 35))
_CONTENTS_FIELD = re.compile(r"\x13\s*TOC\b")
# Line break, hyphen that holds, hyphen that may break: what Word keeps below the printable characters.
_TYPED = {0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: "\u00ad"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set alike; `font` is the name of theirs, empty when the file does not say.

    `slanted`: italic or underlined. `raised`: a superscript.
    """

    text: str
    font: str
    bold: bool = False
    slanted: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`start` to `end`: positions with the mark. `mark`: return, cell mark or page break, or empty.

    `left_out`: text that is not shown (hidden, deleted, codes of fields), `hidden` whether there is hidden
    text. `changed`: changes are tracked. `end_deleted`: the next paragraph goes on in this one. `contents`:
    a line of a table of contents.
    """

    start: int
    end: int
    mark: str
    look: ParagraphLook
    runs: tuple[Run, ...]
    left_out: str = ""
    hidden: bool = False
    changed: bool = False
    end_deleted: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class WordFile:
    """Everything that paragraphs are made of."""

    streams: Streams
    fib: Fib
    text: Text
    styles: Styles
    characters: Runs
    paragraphs: Runs
    _looks: dict[tuple[int, bytes, int], CharacterLook] = field(default_factory=dict)

    @property
    def damaged(self) -> bool:
        """Whether formatting pages are missing, so that tables and bold type may be too."""
        return self.characters.damaged or self.paragraphs.damaged


def open_word(streams: Streams, fib: Fib) -> WordFile:
    """The file behind its streams; raises FileProblem (corrupt) or struct.error, IndexError."""
    return WordFile(
        streams,
        fib,
        read_text(streams, fib),
        read_styles(streams, fib),
        character_runs(streams, fib),
        paragraph_runs(streams, fib),
    )


def paragraphs_between(word: WordFile, start: int, end: int) -> Iterator[Paragraph]:
    """The paragraphs of a part of the text, without deleted and hidden text and the codes of fields."""
    chars = word.text.chars
    codes = field_codes(chars, start, end)
    while start < end:
        found = _ENDS.search(chars, start, end)
        stop = found.end() if found else end
        yield _paragraph(word, (start, stop), found.group() if found else "", codes)
        start = stop


def is_deleted(word: WordFile, position: int) -> bool:
    """Whether the deletion of a character is tracked."""
    return any(look.deleted for _, _, look in _looks(word, position, position + 1, 0))


def _paragraph(word: WordFile, span: tuple[int, int], mark: str, codes: list[tuple[int, int]]) -> Paragraph:
    start, end = span
    last = end - len(mark)
    look = _paragraph_look(word, end - 1)
    gathered = _Gathered()
    for first, stop, characters in _looks(word, start, last, look.style):
        _gather(word, (first, stop), characters, codes, gathered)
    gathered.close()
    built_in = word.styles.built_in(look.style)
    return Paragraph(
        start,
        end,
        mark,
        look,
        tuple(gathered.runs),
        "".join(gathered.left_out),
        gathered.hidden,
        gathered.changed,
        bool(mark) and is_deleted(word, last),
        built_in in _CONTENTS_STYLES or _CONTENTS_FIELD.search(word.text.chars, start, last) is not None,
    )


@dataclass(slots=True)
class _Gathered:
    """What the characters of one paragraph have given so far; `open` is the run that may still grow."""

    runs: list[Run] = field(default_factory=list)
    open: Run | None = None
    left_out: list[str] = field(default_factory=list)
    hidden: bool = False
    changed: bool = False

    def add(self, run: Run) -> None:
        """Add characters to the open run, or begin another where they are set otherwise."""
        if self.open is not None and replace(run, text="") == replace(self.open, text=""):
            run = replace(run, text=self.open.text + run.text)
        else:
            self.close()
        self.open = run

    def close(self) -> None:
        """End the open run."""
        if self.open is not None and self.open.text:
            self.runs.append(replace(self.open, text=whole(self.open.text)))
        self.open = None


def _gather(
    word: WordFile, span: tuple[int, int], look: CharacterLook, codes: list[tuple[int, int]], found: _Gathered
) -> None:
    """Add characters that are set alike to what a paragraph has given."""
    chars = word.text.chars
    found.changed = found.changed or look.deleted or look.inserted
    if look.hidden or look.deleted:
        found.left_out.append(chars[slice(*span)])
        found.hidden = found.hidden or look.hidden
        return
    shown, unseen = _shown(chars, *span, codes)
    if unseen:
        found.left_out.append(unseen)
    name = word.styles.font_name(look.font)
    if look.symbol is not None:
        shown = symbol(word.styles.font_name(look.symbol[0]), look.symbol[1]) * len(shown)
    elif _PRIVATE.search(shown):
        shown = _PRIVATE.sub(lambda private: symbol(name, ord(private.group())), shown)
    found.add(Run(shown, name, look.bold, look.italic or look.underlined, look.raised))


def field_codes(chars: str, start: int, end: int) -> list[tuple[int, int]]:
    """Positions of field codes, which print nothing; a field that is not closed hides but its mark."""
    codes: list[tuple[int, int]] = []
    open_at: list[list[int]] = []
    for found in _FIELD.finditer(chars, start, end):
        at, mark = found.start(), found.group()
        if mark == "\x13":
            open_at.append([at, -1])
        elif open_at and mark == "\x14" and open_at[-1][1] < 0:
            open_at[-1][1] = at
        elif open_at and mark == "\x15":
            first, split = open_at.pop()
            codes.append((first, (split if split >= 0 else at) + 1))
    return _merged(codes)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _paragraph_look(word: WordFile, position: int) -> ParagraphLook:
    """The look of the paragraph that ends at a position."""
    stretch = word.text.stretch_at(position)
    if stretch is None:
        return ParagraphLook()
    properties = word.paragraphs.at(stretch.at + (position - stretch.start) * stretch.width)
    style = int.from_bytes(properties[:2], "little")
    data = word.streams.data
    look = set_paragraph(word.styles.paragraph(style), properties[2:], data, word.fib.old)
    changes, old = _modifier(word, stretch)
    return set_paragraph(look, changes, data, old) if changes else look


def _shown(chars: str, start: int, end: int, codes: list[tuple[int, int]]) -> tuple[str, str]:
    """What is shown of a part of the text, and the codes of fields in it."""
    if not codes:
        return chars[start:end].translate(_TYPED), ""
    parts, unseen = [], []
    index = max(bisect_right(codes, (start, end)) - 1, 0)
    for first, last in codes[index:]:
        if first >= end:
            break
        if last > start:
            parts.append(chars[start : max(first, start)])
            unseen.append(chars[max(first, start) : min(last, end)])
            start = max(start, last)
    parts.append(chars[start:end])
    return "".join(parts).translate(_TYPED), "".join(unseen)


def _looks(word: WordFile, start: int, end: int, style: int) -> Iterator[tuple[int, int, CharacterLook]]:
    """Positions with the look that holds for them."""
    while start < end:
        stretch = word.text.stretch_at(start)
        if stretch is None:
            return
        stop = min(end, stretch.end)
        base, width = stretch.at - stretch.start * stretch.width, stretch.width
        for first, last, properties in word.characters.between(base + start * width, base + stop * width):
            yield (first - base) // width, (last - base) // width, _look(word, style, properties, stretch)
        start = stop


def _look(word: WordFile, style: int, properties: bytes, stretch: Stretch) -> CharacterLook:
    key = (style, properties, stretch.prm)
    look = word._looks.get(key)
    if look is None:
        base = word.styles.characters(style)
        own = word.styles.character_style
        look = set_characters(base, properties, base, own, word.fib.old)
        changes, old = _modifier(word, stretch)
        if changes:
            look = set_characters(look, changes, base, own, old)
        word._looks[key] = look
    return look


def _modifier(word: WordFile, stretch: Stretch) -> tuple[bytes, bool]:
    """What the piece table adds to the properties of its stretch, and whether in the codes of Word 6."""
    prm = stretch.prm
    if prm & 1:
        index = prm >> 1
        return (word.text.modifiers[index] if index < len(word.text.modifiers) else b""), word.fib.old
    number = (prm >> 1) & 0x7F
    if number not in SHORT_CODES:
        return b"", word.fib.old
    return bytes((number, prm >> 8)), True
