"""What the control words of RTF do to the state of reading. Knows words, no bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract import rtf_words as words
from extract.rtf_lists import Font, Style, declares_list
from extract.rtf_reader import Reader, emit, end_block
from extract.rtf_state import Builder, Field, Sink
from extract.rtf_tables import RowDraft
from extract.rtf_tokens import skip_group
from extract.symbols import symbol

_SIGNS = range(0xF000, 0xF100)
# More characters than this never stand in for one.
_MOST_SKIPPED = 8
_NO_OUTLINE = 9
_PARAGRAPH = re.compile(rb"\\par\b")


def meet_symbol(reader: Reader, name: bytes) -> None:
    """A control symbol: a character, the end of a paragraph, or the mark of a group that may be ignored."""
    reader.skip = 0
    if name == b"*":
        reader.starred = True
    elif name in b"\r\n":
        _paragraph(reader, None)
    elif name in words.SYMBOLS:
        emit(reader, words.SYMBOLS[name])


def meet_word(reader: Reader, name: bytes, number: int | None) -> None:
    """A control word with its parameter, or None where it has none."""
    starred, reader.starred = reader.starred, False
    if name != b"u":
        reader.skip = 0
    if name in words.SKIPPED or (starred and name not in words.STARRED):
        _skip(reader, name in words.PARAGRAPHS_SKIPPED)
        return
    state = reader.state
    if state.sink is Sink.NOWHERE and declares_list(reader.head, name, number):
        state.opened = name if name == b"listlevel" else state.opened
    elif name in words.TOGGLES:
        setattr(state, words.TOGGLES[name], number != 0)
    elif name in words.OFF:
        setattr(state, words.OFF[name], False)
    elif name in words.TYPED:
        emit(reader, words.TYPED[name])
    elif name in words.STORIES:
        _story(reader, name)
    elif name in words.ALIGNED:
        state.aligned = words.ALIGNED[name]
    elif name in words.NUMBERS and state.sink is not Sink.FONT:
        setattr(state, words.NUMBERS[name], number or 0)
    elif name in _ACTIONS:
        _ACTIONS[name](reader, number)
    elif name in words.HOLDERS:
        state.sink = Sink.NOWHERE
    elif name in words.CAPTURED:
        state.opened, state.sink, reader.captured = name, Sink.CAPTURE, []
    elif name in words.MERGES:
        across, below = words.MERGES[name]
        cell = _row(reader).cell
        cell.across, cell.below = across or cell.across, below or cell.below
    elif name.startswith((b"clbrdr", b"trbrdr")):
        _row(reader).border(name)
    elif name.startswith(b"brdr") and name not in words.NO_KIND:
        _row(reader).draw(name not in words.UNDRAWN)
    elif name in words.CODEPAGES:
        reader.head.codepage = words.CODEPAGES[name]


def _skip(reader: Reader, paragraphs: bool = False) -> None:
    """Pass over a group; paragraphs in one that has none by its nature may be text behind a lost brace."""
    start = reader.scanner.at
    skip_group(reader.scanner)
    if not paragraphs and _PARAGRAPH.search(reader.scanner.data, start, reader.scanner.at):
        reader.found.cut = True


def _story(reader: Reader, name: bytes) -> None:
    """A group whose text is a story of its own."""
    state = reader.state
    state.builder = Builder(words.STORIES[name])
    state.opened, state.sink = name, Sink.STORY
    state.plain_characters(reader.default_font)
    state.plain_paragraph()


def _endnote(reader: Reader, _: int | None) -> None:
    if reader.state.builder.kind == "footnote":
        reader.state.builder.kind = "endnote"


def _unicode(reader: Reader, number: int | None) -> None:
    state, code = reader.state, number or 0
    code = code + 0x10000 if -0x10000 <= code < 0 else code
    font = reader.head.fonts.get(state.font)
    if code in _SIGNS:
        emit(reader, symbol(font.name if font else "", code))
    elif 0 < code < 0x110000:
        emit(reader, chr(code))
    reader.skip = state.skipped


def _paragraph(reader: Reader, _: int | None) -> None:
    if reader.state.sink is Sink.STORY:
        end_block(reader, reader.state.depth)


def _cell(reader: Reader, _: int | None) -> None:
    if reader.state.sink is Sink.STORY:
        end_block(reader, max(1, reader.state.depth))
        reader.state.builder.shelf.end_cell(1)


def _nested_cell(reader: Reader, _: int | None) -> None:
    if reader.state.sink is Sink.STORY:
        depth = max(1, reader.state.depth)
        end_block(reader, depth)
        reader.state.builder.shelf.end_cell(depth)


def _end_row(reader: Reader, _: int | None) -> None:
    state = reader.state
    if state.sink is not Sink.STORY:
        return
    if state.builder.runs:
        end_block(reader, max(1, state.depth))
    state.builder.shelf.end_row(1, state.builder.row.shape())


def _end_nested_row(reader: Reader, _: int | None) -> None:
    state = reader.state
    if state.sink is Sink.STORY:
        state.builder.shelf.end_row(max(1, state.depth), state.builder.nested_row.shape())


def _begin_row(reader: Reader, _: int | None) -> None:
    if reader.state.nested:
        reader.state.builder.nested_row = RowDraft()
    else:
        reader.state.builder.row = RowDraft()


def _row(reader: Reader) -> RowDraft:
    state = reader.state
    return state.builder.nested_row if state.nested else state.builder.row


def _left(reader: Reader, number: int | None) -> None:
    _row(reader).left = number or 0


def _edge(reader: Reader, number: int | None) -> None:
    _row(reader).close_cell(number or 0)


def _nested_table(reader: Reader, _: int | None) -> None:
    reader.state.nested = True


def _plain(reader: Reader, _: int | None) -> None:
    reader.state.plain_characters(reader.default_font)


def _plain_paragraph(reader: Reader, _: int | None) -> None:
    state = reader.state
    # No table at the head holds paragraphs: its end was lost.
    if state.sink in (Sink.FONT, Sink.STYLE, Sink.NOWHERE):
        state.sink, reader.found.cut = Sink.STORY, True
    state.plain_paragraph()


def _in_table(reader: Reader, number: int | None) -> None:
    reader.state.in_table = number != 0


def _outline(reader: Reader, number: int | None) -> None:
    level = number if number is not None and 0 <= number < _NO_OUTLINE else -1
    if reader.state.sink is Sink.STYLE:
        reader.head.styles.setdefault(reader.state.style, Style()).outline = level + 1
    else:
        reader.state.outline = level + 1


def _character_style(reader: Reader, _: int | None) -> None:
    if reader.state.sink is Sink.STYLE:
        reader.state.style = -1


def _revised(reader: Reader, number: int | None) -> None:
    reader.found.tally.changes += number != 0


def _skipped(reader: Reader, number: int | None) -> None:
    reader.state.skipped = max(0, min(1 if number is None else number, _MOST_SKIPPED))


def _field(reader: Reader, _: int | None) -> None:
    reader.state.opened = b"field"
    reader.state.field = Field(reader.state.sink)


def _field_code(reader: Reader, _: int | None) -> None:
    reader.state.sink = Sink.CODE


def _field_result(reader: Reader, _: int | None) -> None:
    state = reader.state
    if state.field is not None:
        state.sink = state.field.sink
        state.contents = state.contents or state.field.is_contents


def _both_ways(reader: Reader, _: int | None) -> None:
    """Text once in a codepage, which is not read, and once in Unicode."""
    reader.state.behind, reader.state.sink = reader.state.sink, Sink.TWICE


def _unicode_way(reader: Reader, _: int | None) -> None:
    reader.state.sink = reader.state.behind


def _picture(reader: Reader, _: int | None) -> None:
    reader.found.tally.pictures += 1
    _skip(reader)


def _font_table(reader: Reader, _: int | None) -> None:
    reader.state.sink = Sink.FONT


def _font(reader: Reader, number: int | None) -> None:
    reader.head.font = number or 0
    reader.head.fonts[number or 0] = Font()


def _charset(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.FONT:
        reader.head.fonts.setdefault(reader.head.font or 0, Font()).set_charset(number or 0)


def _font_codepage(reader: Reader, number: int | None) -> None:
    if reader.state.sink is Sink.FONT and number:
        reader.head.fonts.setdefault(reader.head.font or 0, Font()).codepage = number


def _codepage(reader: Reader, number: int | None) -> None:
    reader.head.codepage = number or reader.head.codepage


def _default_font(reader: Reader, number: int | None) -> None:
    reader.default_font = reader.state.font = number or 0


def _style_sheet(reader: Reader, _: int | None) -> None:
    reader.state.sink = Sink.STYLE


_ACTIONS: dict[bytes, Callable[[Reader, int | None], None]] = {
    b"u": _unicode,
    b"par": _paragraph,
    b"sect": _paragraph,
    b"cell": _cell,
    b"nestcell": _nested_cell,
    b"row": _end_row,
    b"nestrow": _end_nested_row,
    b"trowd": _begin_row,
    b"trleft": _left,
    b"cellx": _edge,
    b"nesttableprops": _nested_table,
    b"plain": _plain,
    b"pard": _plain_paragraph,
    b"intbl": _in_table,
    b"outlinelevel": _outline,
    b"cs": _character_style,
    b"ts": _character_style,
    b"ds": _character_style,
    b"revised": _revised,
    b"uc": _skipped,
    b"field": _field,
    b"fldinst": _field_code,
    b"fldrslt": _field_result,
    b"upr": _both_ways,
    b"ud": _unicode_way,
    b"ftnalt": _endnote,
    b"pict": _picture,
    b"fonttbl": _font_table,
    b"f": _font,
    b"fcharset": _charset,
    b"cpg": _font_codepage,
    b"ansicpg": _codepage,
    b"deff": _default_font,
    b"stylesheet": _style_sheet,
}
