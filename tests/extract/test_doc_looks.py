"""Looks of characters and paragraphs of old Word files."""

from __future__ import annotations

from struct import pack

import pytest

from extract.doc_looks import CharacterLook, ParagraphLook, set_characters, set_paragraph

PLAIN, BOLD = CharacterLook(), CharacterLook(bold=True)


def changed(properties: bytes, style: CharacterLook = PLAIN) -> CharacterLook:
    return set_characters(style, properties, style, {7: BOLD}.get)


@pytest.mark.parametrize(("value", "bold"), [(0, False), (1, True), (0x80, True), (0x81, False)])
def test_bold_may_be_as_in_the_style_or_the_opposite(value: int, bold: bool) -> None:
    assert changed(pack("<HB", 0x0835, value), BOLD).bold is bold


def test_a_character_style_brings_its_look() -> None:
    assert changed(pack("<Hh", 0x4A30, 7)).bold
    assert not changed(pack("<Hh", 0x4A30, 8)).bold


def test_the_font_is_that_of_letters_beyond_ascii() -> None:
    assert changed(pack("<HhHh", 0x4A4F, 1, 0x4A51, 2)).font == 2


def test_a_paragraph_in_a_table_is_one_deep_unless_told_otherwise() -> None:
    inside = pack("<HB", 0x2416, 1)
    assert set_paragraph(ParagraphLook(), inside).depth == 1
    assert set_paragraph(ParagraphLook(), inside + pack("<Hi", 0x6649, 2)).depth == 2
    assert set_paragraph(ParagraphLook(), pack("<Hi", 0x6649, 2)).depth == 0


def test_the_end_of_a_row_keeps_its_list_through_further_changes() -> None:
    row = pack("<HBHB", 0x2416, 1, 0x2417, 1)
    look = set_paragraph(set_paragraph(ParagraphLook(), row), pack("<HBB", 0x5622, 0, 1))
    assert look.row_end
    assert look.row == row + pack("<HBB", 0x5622, 0, 1)


def test_a_list_too_long_for_its_page_is_taken_from_the_stream_of_data() -> None:
    row = pack("<HBHB", 0x2416, 1, 0x2417, 1)
    look = set_paragraph(ParagraphLook(), pack("<Hi", 0x6646, 4), b"...." + pack("<H", len(row)) + row)
    assert (look.depth, look.row_end, look.row) == (1, True, row)


def test_an_inner_table_ends_its_cells_and_rows_by_flags() -> None:
    inner = pack("<HBHi", 0x2416, 1, 0x6649, 2)
    assert set_paragraph(ParagraphLook(), inner + pack("<HB", 0x244B, 1)).cell_end
    assert set_paragraph(ParagraphLook(), inner + pack("<HBHB", 0x244B, 1, 0x244C, 1)).row_end


def test_lines_at_the_right_are_told() -> None:
    assert set_paragraph(ParagraphLook(), pack("<HB", 0x2461, 2)).placed
    assert set_paragraph(ParagraphLook(), pack("<Hh", 0x845E, 5000)).far_right
    assert not set_paragraph(ParagraphLook(), pack("<Hh", 0x845E, -720)).far_right
