"""Pieces joined once: separators, paths, clean letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import block_at
from extract.joining import Piece, clean, joined


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Có 12 hội \t", "Có 12 hội"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("dòng \n  sau", "dòng\nsau"),
        ("Huye\u0323\u0302n", "Huyện"),
        ("a\x00b\x1fc\x7fd\x9fe", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("tổ\u00adchức\u200b\ufeff", "tổchức"),
        ("\uf0b7 việc", "• việc"),
        ("a\tb", "a\tb"),
    ],
)
def test_text_is_cleaned(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


def test_cells_of_a_row_are_parted_by_tabs_all_else_by_newlines() -> None:
    pieces = [
        Piece("para", "Bảng"),
        Piece("cell", "a", table=0, row=0, col=0),
        Piece("cell", "", table=0, row=0, col=1),
        Piece("cell", "b", table=0, row=1, col=0),
        Piece("cell", "c", table=1, row=1, col=0),
        Piece("para", "Hết"),
    ]
    text, blocks = joined(pieces)
    assert text == "Bảng\na\t\nb\nc\nHết"
    assert [text[b.start : b.end] for b in blocks] == [piece.text for piece in pieces]


def test_levels_and_paths_follow_from_ranks() -> None:
    pieces = [
        Piece("heading", "I", rank=3),
        Piece("heading", "1.1", rank=5),
        Piece("para", "x"),
        Piece("heading", "2", rank=4),
        Piece("heading", "II", rank=3),
        Piece("footnote", "chú"),
    ]
    blocks = joined(pieces)[1]
    assert [b.level for b in blocks] == [1, 2, 0, 2, 1, 0]
    assert [b.path for b in blocks] == [(), ("I",), ("I", "1.1"), ("I",), (), ()]


def test_nothing_gives_an_empty_text() -> None:
    assert joined([]) == ("", ())


@given(st.lists(st.text(min_size=1), max_size=8))
def test_any_block_is_found_again_by_its_offset(raw: list[str]) -> None:
    from extract.document import Document

    pieces = [Piece("para", text) for text in raw if clean(text)]
    text, blocks = joined(pieces)
    document = Document("", "", "", "txt", text, blocks)
    assert all(block_at(document, b.start) == b for b in blocks)
    assert [text[b.start : b.end] for b in blocks] == [clean(piece.text) for piece in pieces]
