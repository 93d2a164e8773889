"""Lines to paragraphs: where one ends, by room, indents, distance and style."""

from __future__ import annotations

import pytest

from extract.pdf_page import Line, Word
from extract.pdf_paragraphs import margins_of
from tests.extract.pdf_maker import FULL, LEFT, PITCH, RIGHT, Page, wrapped
from tests.extract.test_pdf import CHECKED, PRAISED, read


def lines(page: Page, y: float, *texts: str, x: float = LEFT) -> float:
    for text in texts:
        page.text(x, y, text)
        y += PITCH
    return y


def texts(page: Page) -> list[str]:
    return read(page).text.split("\n")


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    page = Page()
    y = lines(page, 100, *wrapped(CHECKED))
    lines(page, y, *wrapped(PRAISED))
    assert texts(page) == [CHECKED, PRAISED]


def test_an_indent_opens_a_paragraph_although_the_line_above_is_full() -> None:
    page = Page()
    full = "Đảng ủy xã đã chỉ đạo các chi bộ tổ chức sinh hoạt chuyên đề. Hết"
    short = wrapped(CHECKED, 36)
    page.text(LEFT + 36, 100, short[0])
    for i, line in enumerate(short[1:], 1):
        page.text(LEFT, 100 + i * PITCH, line)
    y = 100 + len(short) * PITCH
    page.text(LEFT + 36, y, full[: int((RIGHT - LEFT - 36) / 7)])
    page.paragraph(y + PITCH, PRAISED)
    assert texts(page)[0] == CHECKED
    assert texts(page)[-1] == PRAISED


def test_space_between_paragraphs_parts_them() -> None:
    page = Page()
    line = "Đảng ủy xã đã chỉ đạo các chi bộ tổ chức sinh hoạt chuyên đ."
    y = lines(page, 100, *wrapped(CHECKED))
    lines(page, y, line)
    lines(page, y + 2.2 * PITCH, *wrapped(PRAISED))
    assert texts(page) == [CHECKED, line, PRAISED]


@pytest.mark.parametrize("mark", ["- ", "+ ", "* ", "• ", "1. ", "a) "])
def test_items_with_hanging_indents_are_items_of_their_own(mark: str) -> None:
    page = Page()
    y = 100.0
    for text in (CHECKED, PRAISED):
        first, *rest = wrapped(mark + text, 0, RIGHT - LEFT - 18)
        page.text(LEFT, y, first)
        y = lines(page, y + PITCH, *rest, x=LEFT + 18)
    assert texts(page) == [mark + CHECKED, mark + PRAISED]


def test_a_dash_between_words_that_opens_a_line_opens_no_item() -> None:
    page = Page()
    y = page.paragraph(100, PRAISED)
    words = "Tập trung lãnh đạo thực hiện tốt các nhiệm vụ phát triển kinh tế"
    page.text(LEFT + 36, y, words[:54].strip())
    page.text(LEFT, y + PITCH, "- xã hội, bảo đảm quốc phòng, an ninh ở địa phương.")
    assert texts(page)[-1].endswith("- xã hội, bảo đảm quốc phòng, an ninh ở địa phương.")
    assert len(texts(page)) == 2


def test_a_number_that_a_full_line_brings_down_opens_no_item() -> None:
    page = Page()
    first = "Lực lượng Công an tham mưu xây dựng các mô hình tự quả"
    second = "tại địa bàn xã; trong đó loại A: 310; loại B: 97; loại C có:"
    assert len(second) == FULL
    page.text(LEFT + 36, 100, first)
    lines(page, 118, second, "31. Nhiều mô hình tốt.")
    page.paragraph(154, PRAISED)
    assert texts(page)[0] == f"{first} {second} 31. Nhiều mô hình tốt."


def test_dots_that_lead_to_a_page_number_end_a_line() -> None:
    page = Page()
    contents = [f"Tình hình chung năm 202{i} {'.' * 34} {i}" for i in range(3)]
    lines(page, 100, *contents)
    assert texts(page) == contents


def test_a_bold_heading_is_not_joined_to_the_text_below() -> None:
    page = Page()
    head = "1. Công tác kiểm tra, giám sát và thi hành kỷ luật của Đ."
    y = lines(page, 100)
    page.text(LEFT, y, head, bold=True)
    lines(page, y + PITCH, *wrapped(PRAISED))
    assert texts(page) == [head, PRAISED]


def test_a_centred_title_over_two_lines_is_one_paragraph() -> None:
    page = Page()
    title = "kết quả 6 tháng đầu năm thực hiện Chỉ thị số 05-CT/TW về đẩy mạnh học tập và làm theo"
    page.centred(80, "BÁO CÁO", bold=True)
    y = 98.0
    for line in wrapped(title):
        page.centred(y, line, bold=True)
        y += PITCH
    page.paragraph(y + PITCH, CHECKED)
    assert texts(page) == ["BÁO CÁO", title, CHECKED]


def test_lines_broken_on_purpose_stay_lines() -> None:
    page = Page()
    page.centred(80, "BÁO CÁO", bold=True)
    page.centred(98, "kết quả công tác", bold=True)
    page.centred(116, "năm 2023", bold=True)
    page.paragraph(160, CHECKED)
    assert texts(page)[:3] == ["BÁO CÁO", "kết quả công tác", "năm 2023"]


@pytest.mark.parametrize(
    ("end", "begin", "whole"),
    [
        ("Quy định số 12-", "QĐ/TU", "12-QĐ/TU"),
        ("thu nhập 42 triệu đồng/", "người/năm", "đồng/người/năm"),
        ("nhiệm vụ kinh tế -", "xã hội", "kinh tế - xã hội"),
    ],
)
def test_hyphens_at_the_end_of_a_line_keep_their_spaces(end: str, begin: str, whole: str) -> None:
    page = Page()
    page.paragraph(60, PRAISED)
    page.text(LEFT, 300, f"{CHECKED[: FULL - len(end) - 1].strip()} {end}")
    page.text(LEFT, 318, f"{begin} của địa phương.")
    assert f"{whole} của địa phương." in read(page).text


def line(x0: float, x1: float, text: str) -> Line:
    word = Word(text, x0, x1, 100.0, 14.0, False, False)
    return Line((word,), 1, x0, x1, 100.0, 14.0)


def test_margins_of_justified_text_are_where_most_lines_end() -> None:
    found = margins_of([line(85, 505 + i / 10, f"a{i}") for i in range(9)], 595.0)
    assert found is not None
    assert found.justified
    assert round(found.right) == 505


def test_margins_of_ragged_text_are_its_longest_lines() -> None:
    found = margins_of([line(85, 440 + 7 * i, f"a{i}") for i in range(9)] + [line(85, 498, "b")], 595.0)
    assert found is not None
    assert not found.justified
    assert round(found.right) in (496, 498)


def test_a_page_with_little_text_has_no_margins_of_its_own() -> None:
    assert margins_of([line(85, 505, "a")], 595.0) is None
