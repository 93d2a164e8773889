"""How broken lines and cut words are put together again."""

from __future__ import annotations

import pytest

from extract.pdf_page import Word
from extract.pdf_wrapping import cell_text, lead_width, tie, tie_overleaf, tied


def line(*texts: str, spaced: bool = False, y: float = 100.0) -> tuple[Word, ...]:
    found: list[Word] = []
    x = 0.0
    for text in texts:
        found.append(Word(text, x, x + 5.0 * len(text), y, 10.0, False, False))
        x += 5.0 * len(text) + 2.5
    found[-1] = found[-1]._replace(spaced=spaced)
    return tuple(found)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("162 tổ chức", "đảng", " "),
        ("12-", "QĐ/TU", ""),
        ("kinh tế -", "xã hội", " "),
        ("đồng/", "người", ""),
        ("2016–", "2020", ""),
        ("kết luận (", "số 12", ""),
        ("-", "Kiểm tra", " "),
    ],
)
def test_a_line_end_is_a_space_unless_a_mark_holds_the_words_together(
    before: str, after: str, between: str
) -> None:
    assert tie(before, after) == between


def test_lines_become_one_text() -> None:
    assert tied(["kiểm tra 162 tổ", "chức đảng số 12-", "QĐ/TU"]) == "kiểm tra 162 tổ chức đảng số 12-QĐ/TU"


def test_what_had_to_fit_is_the_first_word_up_to_its_hyphen() -> None:
    assert lead_width(line("tổ", "chức")) == 10.0
    assert lead_width(line("BC-UBND")) == 15.0
    assert lead_width(line("2016-2020")) == 45.0


@pytest.mark.parametrize(
    ("above", "below", "room", "text"),
    [
        (("Xã", "Minh"), ("Tân",), 36.0, "Xã Minh Tân"),
        (("Kiểm", "tra"), ("Giám", "sát"), 90.0, "Kiểm tra\nGiám sát"),
        (("Trườ",), ("ng",), 22.0, "Trường"),
        (("Chưa",), ("đạt",), 22.0, "Chưa đạt"),
        (("PTDT",), ("NT",), 22.0, "PTDTNT"),
        (("Huyện",), ("Gò",), 27.0, "Huyện Gò"),
        (("75.000.",), ("000đ",), 40.0, "75.000.000đ"),
        (("“Sạch",), ("”",), 27.0, "“Sạch”"),
    ],
)
def test_lines_of_a_narrow_cell(
    above: tuple[str, ...], below: tuple[str, ...], room: float, text: str
) -> None:
    assert cell_text([line(*above), line(*below)], room) == text


def test_a_space_at_the_end_of_the_line_says_that_the_word_was_whole() -> None:
    assert cell_text([line("Trườ", spaced=True), line("ng")], 22.0) == "Trườ ng"


def test_items_of_a_cell_stand_on_lines_of_their_own() -> None:
    lines = [line("-", "Kiểm", "tra"), line("-", "Giám", "sát")]
    assert cell_text(lines, 45.0) == "- Kiểm tra\n- Giám sát"


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [("Công tác", "tuyên truyền", " "), ("Trườ", "ng THCS", ""), ("210.000.", "000đ", ""), ("12-", "QĐ", "")],
)
def test_a_cell_goes_on_overleaf(before: str, after: str, between: str) -> None:
    assert tie_overleaf(before, after) == between
