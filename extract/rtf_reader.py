"""An RTF file while it is read: groups that open and close, text on its way to a story. Knows no layout."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract import rtf_words as words
from extract.codepages import to_text
from extract.docx_numbering import label
from extract.packages import damaged
from extract.rtf_lists import Font, Head, Style
from extract.rtf_state import Sink, State, add_run, end_paragraph
from extract.rtf_tokens import Scanner
from extract.story import Story
from extract.story_document import Findings
from extract.symbols import symbol

# Groups in groups beyond this are an attack or damage.
_DEEPEST = 50_000
_SIGNS = ("symbol", "wingdings", "webdings")
_KEPT_BULLETS = "+*"
# Labels and codes of fields come in few pieces; what is longer is text behind a lost brace.
_LONGEST_CAPTURE = 500


@dataclass(slots=True)
class Reader:
    """Everything that reading an RTF file has gathered. `pending`: bytes of text that wait to be decoded.

    `skip`: how many characters still stand in for a Unicode one. `closed`: the document's group has ended.
    """

    scanner: Scanner
    states: list[State]
    head: Head = field(default_factory=Head)
    found: Findings = field(default_factory=Findings)
    stories: dict[str, list[Story]] = field(default_factory=dict)
    default_font: int = 0
    starred: bool = False
    skip: int = 0
    pending: bytearray = field(default_factory=bytearray)
    captured: list[str] = field(default_factory=list)
    utf8: bool = False
    closed: bool = False

    @property
    def state(self) -> State:
        """What holds in the group that is open."""
        return self.states[-1]


def open_group(reader: Reader) -> None:
    """Begin a group; raises FileProblem (corrupt) where there are far too many in each other."""
    if len(reader.states) >= _DEEPEST:
        raise damaged()
    reader.states.append(reader.state.inherited())


def close_group(reader: Reader) -> None:
    """End a group; the one that is never left is the document's."""
    if len(reader.states) > 1:
        leave(reader)
    else:
        reader.closed = True


def leave(reader: Reader) -> None:
    """End a group, and what it opened."""
    state = reader.state
    opened = state.opened
    if opened in words.STORIES:
        end_story(reader)
    reader.states.pop()
    if opened == b"listlevel":
        reader.head.list.close_level()
    elif opened == b"leveltext":
        reader.head.list.text = _captured(reader)
    elif opened in (b"listtext", b"pntext"):
        text = _captured(reader).strip()
        reader.state.builder.label = (
            text if len(text) != 1 or text.isalnum() or text in _KEPT_BULLETS else "-"
        )
    elif opened == b"objclass":
        reader.found.tally.workbooks += "excel" in _captured(reader).casefold()
    elif opened == b"field" and state.field is not None:
        _symbol_field(reader, "".join(state.field.code).split())


def _captured(reader: Reader) -> str:
    text = "".join(reader.captured)
    reader.captured = []
    return text


def _symbol_field(reader: Reader, code: list[str]) -> None:
    """A field may stand for one character of a font."""
    if code[:1] != ["SYMBOL"] or len(code) < 2 or reader.state.sink is not Sink.STORY:
        return
    font = code[code.index("\\f") + 1].strip('"') if "\\f" in code[:-1] else ""
    try:
        number = int(code[1], 0)
    except ValueError:
        return
    emit(reader, symbol(font, number))


def add_text(reader: Reader, data: bytes) -> None:
    """Meet text, but what stands in for characters that were read already."""
    if reader.closed and any(map(str.isalpha, data.decode("latin-1"))):
        reader.found.cut = True
    if reader.skip:
        reader.skip, data = max(0, reader.skip - len(data)), data[reader.skip :]
    if reader.utf8 and not data.isascii():
        flush(reader)
        emit(reader, data.decode("utf-8", "replace"))
    else:
        reader.pending += data


def add_byte(reader: Reader, byte: bytes) -> None:
    """Meet a byte that is written as digits."""
    if reader.skip:
        reader.skip -= 1
    else:
        reader.pending += byte


def flush(reader: Reader) -> None:
    """Decode the bytes that wait, by the font that holds."""
    if not reader.pending:
        return
    data = bytes(reader.pending)
    reader.pending.clear()
    font = reader.head.fonts.get(reader.state.font) or Font()
    if reader.state.sink is Sink.FONT:
        font = reader.head.fonts.get(reader.head.font or 0) or Font()
    elif font.symbols and font.name.casefold().startswith(_SIGNS):
        emit(reader, "".join(symbol(font.name, byte) for byte in data))
        return
    emit(reader, to_text(data, font.codepage or reader.head.codepage))


def emit(reader: Reader, text: str) -> None:
    """Hand characters to where text goes now."""
    state, head = reader.state, reader.head
    if state.sink is Sink.STORY:
        _tell(reader, text)
    elif state.sink is Sink.CAPTURE:
        reader.captured.append(text)
        reader.found.cut = reader.found.cut or len(reader.captured) > _LONGEST_CAPTURE
    elif state.sink is Sink.CODE and state.field is not None:
        state.field.code.append(text)
        reader.found.cut = reader.found.cut or len(state.field.code) > _LONGEST_CAPTURE
    elif state.sink is Sink.FONT:
        font = head.fonts.setdefault(head.font or 0, Font())
        font.name += text.partition(";")[0]
    elif state.sink is Sink.STYLE:
        head.styles.setdefault(state.style, Style()).set_name(text.partition(";")[0])


def _tell(reader: Reader, text: str) -> None:
    state, tally = reader.state, reader.found.tally
    if state.deleted or state.hidden:
        tally.left_out.append(text)
        tally.hidden += state.hidden
        tally.changes += state.deleted
        return
    font = reader.head.fonts.get(state.font)
    add_run(state, text, font.name if font else "")


def end_block(reader: Reader, depth: int) -> None:
    """End the paragraph that is open, which stands in `depth` tables."""
    state, head = reader.state, reader.head
    style = head.styles.get(state.style) or Style()

    def number() -> str:
        return label(head.lists, (str(state.list), state.level), None)[0]

    outline = state.outline or style.outline
    end_paragraph(state, depth, outline, state.contents or style.contents, number)


def end_story(reader: Reader) -> None:
    """End the story of the group that closes and put it where it belongs."""
    builder = reader.state.builder
    if builder.runs or builder.boxes:
        end_block(reader, reader.state.depth)
    story = tuple(builder.shelf.close())
    outer = reader.states[-2].builder
    if builder.kind == "box":
        outer.boxes.append(story)
    else:
        reader.stories.setdefault(builder.kind, []).append(story)
