"""RTF to a `Document`: text, tables, notes, text boxes, page parts. Knows no formatting."""

from __future__ import annotations

from extract.document import Document
from extract.packages import damaged
from extract.rtf_control import meet_symbol, meet_word
from extract.rtf_reader import (
    Reader,
    add_byte,
    add_text,
    close_group,
    end_block,
    flush,
    leave,
    open_group,
)
from extract.rtf_state import Builder, State
from extract.rtf_tokens import BYTE, OPEN, SYMBOL, TEXT, WORD, Scanner, tokens
from extract.story import Report
from extract.story_document import Findings, document_of

MIME = "application/rtf"


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of an RTF file; raises FileProblem (corrupt) where nothing can be read.

    Places count from 1 as in Word files: `body/p[3]`, `tbl[2]/r[3]/c[1]`, `footnote[1]/p[1]`.
    """
    report, found = parse_stories(data)
    document = document_of(report, found, "rtf", MIME, name, sha256)
    if found.cut and not document.text.strip():
        raise damaged()
    return document


def parse_stories(data: bytes) -> tuple[Report, Findings]:
    """The stories of a file and what was met beside them."""
    reader = read_rtf(data)
    report = Report(
        tuple(reader.state.builder.shelf.close()),
        *(tuple(reader.stories.get(kind, ())) for kind in ("footnote", "endnote", "header", "footer")),
    )
    return report, reader.found


def read_rtf(data: bytes) -> Reader:
    """All that an RTF file holds, its stories closed."""
    reader = Reader(Scanner(data), [State(Builder("body"))], utf8=_is_utf8(data))
    # The brace of the document itself opens no state: what comes behind it would have none.
    reader.scanner.at = data.find(b"{") + 1
    for token in tokens(reader.scanner):
        if token.kind == TEXT:
            add_text(reader, token.name)
        elif token.kind == WORD:
            flush(reader)
            meet_word(reader, token.name, token.number)
        elif token.kind == BYTE:
            add_byte(reader, token.name)
        elif token.kind == SYMBOL:
            flush(reader)
            meet_symbol(reader, token.name)
        else:
            flush(reader)
            reader.skip, reader.starred = 0, False
            open_group(reader) if token.kind == OPEN else close_group(reader)
    flush(reader)
    reader.found.cut = reader.found.cut or not reader.closed or _has_holes(data)
    while len(reader.states) > 1:
        leave(reader)
    if reader.state.builder.runs or reader.state.builder.boxes:
        end_block(reader, reader.state.depth)
    return reader


def _has_holes(data: bytes) -> bool:
    """Whether zeros stand in the file, which is written in letters but for binary data."""
    return b"\\bin" not in data and b"\0" in data[: data.rfind(b"}")]


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII, which RTF should not have, are UTF-8."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
