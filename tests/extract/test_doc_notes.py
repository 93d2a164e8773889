"""Side stories of old Word files: where notes, page parts and boxes stand."""

from __future__ import annotations

from struct import pack

from extract.doc_container import Streams
from extract.doc_fib import FOOTNOTE_REFS, FOOTNOTE_TEXTS, HEADERS, Fib
from extract.doc_notes import notes, page_parts

# Main text of 100 characters, notes of 20, page parts of 30.
LENGTHS = (100, 20, 30, 0, 0, 0, 0, 0)


def file(tables: dict[int, bytes]) -> tuple[Streams, Fib]:
    stream = b""
    pairs = [(0, 0)] * 75
    for place, table in tables.items():
        pairs[place] = (len(stream), len(table))
        stream += table
    return Streams(b"", stream, b""), Fib(False, False, 0, LENGTHS, tuple(pairs))


def positions(*numbers: int) -> bytes:
    return pack(f"<{len(numbers)}I", *numbers)


def test_notes_have_their_mark_and_their_part_of_the_story() -> None:
    tables = {FOOTNOTE_REFS: positions(5, 50, 100) + bytes(4), FOOTNOTE_TEXTS: positions(0, 8, 19, 20)}
    assert [(n.mark, n.span) for n in notes(*file(tables))] == [(5, (100, 108)), (50, (108, 119))]


def test_notes_whose_table_is_damaged_are_read_as_one() -> None:
    for table in (b"", positions(0, 19, 8, 20)):
        assert [(n.mark, n.span) for n in notes(*file({FOOTNOTE_TEXTS: table}))] == [(None, (100, 120))]


def test_lines_between_text_and_notes_are_no_page_parts() -> None:
    table = positions(0, 1, 2, 3, 3, 3, 3, 3, 10, 10, 20, 20, 29, 30)
    assert list(page_parts(*file({HEADERS: table}))) == [
        ("header", (123, 130)),
        ("footer", (130, 140)),
        ("footer", (140, 149)),
    ]
