"""Paragraphs of old Word files: what is shown of them, and in which font."""

from __future__ import annotations

import pytest

from extract.doc_container import open_streams
from extract.doc_fib import read_fib
from extract.doc_paragraphs import Paragraph, field_codes, open_word, paragraphs_between
from tests.extract.old_word import Part, word_6

FONT_1, HIDDEN, DELETED, RAISED = bytes((93, 1, 0)), bytes((92, 1)), bytes((65, 1)), bytes((104, 1))


def paragraphs(*parts: Part, fonts: tuple[str, ...] = ("Times New Roman", ".VnTime")) -> list[Paragraph]:
    streams = open_streams(word_6(parts, fonts))
    word = open_word(streams, read_fib(streams))
    return list(paragraphs_between(word, *word.fib.story("main")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xem \x13 REF a \x14mục 1\x15 ở trên", "Xem mục 1 ở trên"),
        ("\x13 IF \x13 PAGE \x142\x15 = 2 \x14hai\x15.", "hai."),
        ("Trang \x13 AUTONUM \x15hết", "Trang hết"),
        ("Mở \x13 mà không đóng", "Mở \x13 mà không đóng"),
        ("Đóng\x15 mà không mở\x14", "Đóng\x15 mà không mở\x14"),
    ],
)
def test_codes_of_fields_are_found_and_open_fields_hide_nothing(text: str, shown: str) -> None:
    codes = field_codes(text, 0, len(text))
    left = "".join(c for at, c in enumerate(text) if not any(start <= at < end for start, end in codes))
    assert left.replace("\x15", "") == shown.replace("\x15", "")


def test_each_run_names_its_font_and_keeps_the_letters_typed_for_it() -> None:
    found = paragraphs(Part("C\xad ", characters=FONT_1), Part("Xã\r"))
    assert [(run.text, run.font) for run in found[0].runs] == [
        ("C\xad ", ".VnTime"),
        ("Xã", "Times New Roman"),
    ]


def test_hidden_and_deleted_text_is_left_out_and_kept_apart() -> None:
    first = paragraphs(
        Part("Có "), Part("15", characters=DELETED), Part(" xã", characters=HIDDEN), Part(".\r")
    )[0]
    assert ("".join(run.text for run in first.runs), first.left_out) == ("Có .", "15 xã")
    assert (first.hidden, first.changed) == (True, True)


def test_a_paragraph_whose_end_is_deleted_says_so() -> None:
    found = paragraphs(Part("Có "), Part("\r", characters=DELETED), Part("sau\r"))
    assert [p.end_deleted for p in found] == [True, False]


def test_breaks_and_hyphens_are_read_as_typed() -> None:
    first = paragraphs(Part("A\x0bB\x1eC\x1fD\r"))[0]
    assert first.runs[0].text == "A\nB-C\u00adD"


def test_superscripts_are_told() -> None:
    first = paragraphs(Part("km"), Part("2", characters=RAISED), Part("\r"))[0]
    assert [(run.text, run.raised) for run in first.runs] == [("km", False), ("2", True)]


def test_a_page_break_ends_a_paragraph() -> None:
    assert [p.mark for p in paragraphs(Part("Trang 1\x0c"), Part("Trang 2\r"))] == ["\x0c", "\r"]
