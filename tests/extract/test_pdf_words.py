"""Letters to words by position: spaces, raised marks, turned pages and turned text."""

from __future__ import annotations

import pytest

from extract.pdf_glyphs import Glyph, Glyphs
from extract.pdf_page import words_text
from extract.pdf_runs import Run
from extract.pdf_words import rows_of
from tests.extract.pdf_maker import LEFT, Page
from tests.extract.test_pdf import CHECKED, read

BODY = Run(100.0, 10.0, False, False, 0)


def glyphs(text: str, x: float = 0.0, run: int = 0, width: float = 5.0, gap: float = 0.0) -> list[Glyph]:
    """Letters side by side; a `_` is a gap without a space in the file."""
    found: list[Glyph] = []
    for char in text:
        if char != "_":
            found.append((x, x + width, char, run))
        x += width + gap
    return found


def said(found: list[Glyph], *runs: Run) -> list[str]:
    return [words_text(row) for row in rows_of(Glyphs(found, list(runs or (BODY,))))]


def test_letters_of_another_font_behind_the_line_go_to_their_place() -> None:
    late = Run(100.0, 10.0, False, False, 0)
    assert said(glyphs("c_a huy_n") + glyphs("ủ", 5, 1) + glyphs("ệ", 35, 1), BODY, late) == ["của huyện"]


def test_a_gap_without_a_space_parts_words() -> None:
    assert said(glyphs("162_tổ")) == ["162 tổ"]


def test_letters_spaced_out_are_one_word() -> None:
    assert said(glyphs("BÁO", gap=1.6) + glyphs("CÁO", 40, gap=1.6)) == ["BÁO CÁO"]


def test_a_space_that_the_next_letter_overprints_parts_nothing() -> None:
    assert said([*glyphs("ĐI"), (10, 12.5, " ", 0), *glyphs("ỀU", 10)]) == ["ĐIỀU"]


def test_letters_printed_twice_for_bold_are_read_once() -> None:
    assert said(glyphs("Tổng") + glyphs("Tổng", 0.3)) == ["Tổng"]


def test_a_raised_mark_joins_its_line_without_growing_a_number() -> None:
    raised = Run(96.5, 6.0, False, False, 0)
    line = glyphs("dài 12") + glyphs("3", 30, 1, 3) + glyphs("m", 36) + glyphs("2", 41, 1, 3)
    assert said(line, BODY, raised) == ["dài 12³ m2"]


def test_a_mark_of_its_own_stays_behind_its_letter() -> None:
    assert said([(0, 5, "e", 0), (1, 1, "\u0302", 0), (5, 10, "m", 0)]) == ["êm"]


@pytest.mark.parametrize(("glyph", "text"), [("\uf0b7", "•"), ("\uf0d8", "➢"), ("\ue123", "•")])
def test_bullets_of_symbol_fonts_are_bullets(glyph: str, text: str) -> None:
    assert said(glyphs(glyph) + glyphs("Xã", 20)) == [f"{text} Xã"]


def test_private_letters_inside_words_are_dropped() -> None:
    assert said(glyphs("Đảng\ue123")) == ["Đảng"]


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    page = Page()
    page.text(LEFT, 100, "Kế hoạch của Ban Thường vụ Đảng ủy số 12-")
    page.text(LEFT, 118, "phối hợp")
    assert "12-" in read(page).text
    assert "\x02" not in read(page).text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned_reads_as_it_is_shown(turn: int) -> None:
    page = Page(turn=turn)
    steps = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    for i, line in enumerate(("Tổng số hộ nghèo", "Tổng số hộ cận nghèo")):
        x, y = {90: (100 + 30 * i, 100), 180: (500, 100 + 30 * i), 270: (500 - 30 * i, 700)}[turn]
        page.content.append(f"BT /F0 14 Tf {steps} {x} {y} Tm <{line.encode('utf-16-be').hex()}> Tj ET")
    assert read(page).text.split("\n") == ["Tổng số hộ nghèo", "Tổng số hộ cận nghèo"]


def test_text_that_runs_upwards_is_one_block() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    page.upwards(300, 500, "Đơn vị")
    page.upwards(316, 500, "tính")
    assert read(page).text == f"{CHECKED}\nĐơn vị tính"


def test_words_set_aslant_over_the_page_stand_apart() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    code = "DỰ THẢO".encode("utf-16-be").hex()
    page.content.append(f"BT /F0 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{code}> Tj ET")
    document = read(page)
    assert document.text == f"{CHECKED}\nDỰ THẢO"
    assert document.blocks[-1].kind == "box"
    assert document.coverage == 1.0


def test_a_large_word_behind_the_text_does_not_mix_into_its_lines() -> None:
    page = Page()
    page.text(LEFT, 125, "MẬT", 60)
    page.paragraph(100, CHECKED)
    said = read(page).text.split("\n")
    assert "MẬT" in said
    assert " ".join(line for line in said if line != "MẬT") == CHECKED


def test_letters_printed_twice_are_no_loss() -> None:
    page = Page()
    for shift in (0.0, 0.3):
        page.text(LEFT + shift, 100, "Tổng số đảng viên toàn xã là 1.205 đồng chí")
    document = read(page)
    assert (document.text, document.coverage) == ("Tổng số đảng viên toàn xã là 1.205 đồng chí", 1.0)
