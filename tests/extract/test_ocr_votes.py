"""Marks of scanned words mended by the other places of the document."""

from __future__ import annotations

from extract.ocr_engine import SeenWord
from extract.ocr_page import Recognised
from extract.ocr_votes import with_votes
from extract.ocr_words import Placed
from extract.pdf_page import Rules, Sheet, Word


def _page(*lines: str) -> Recognised:
    placed: list[Placed] = []
    rows = []
    for number, line in enumerate(lines):
        row = []
        for i, text in enumerate(line.split()):
            word = Word(text, 60.0 * i, 60.0 * i + 55, 20.0 * number, 12.0, False, False)
            seen = SeenWord(text, 0, 0, 1, 1, 0.9, (), ())
            placed.append(Placed(word, seen, 0))
            row.append(word)
        rows.append(tuple(row))
    return Recognised(Sheet(1, 595.0, 842.0, tuple(rows), Rules(), 500), tuple(placed), 0.9, 0.0)


def _read(*lines: str) -> list[str]:
    rows = with_votes({1: _page(*lines)})[1].sheet.rows
    return [" ".join(word.text for word in row) for row in rows]


def test_a_word_takes_the_marks_that_it_has_everywhere_else() -> None:
    lines = ["Kết nạp đảng viên"] * 6
    assert _read(*lines, "đẳng viên")[-1] == "đảng viên"


def test_what_was_mended_is_told() -> None:
    page = with_votes({1: _page(*["quản lý đảng viên"] * 6, "đẳng viên")})[1]
    assert page.mended == (("đẳng", "đảng"),)


def test_a_word_beside_other_neighbours_stays() -> None:
    lines = ["kết nạp đảng viên"] * 6
    assert _read(*lines, "trường cao đẳng nghề")[-1] == "trường cao đẳng nghề"


def test_a_common_word_stays_where_one_neighbour_does_not_speak_against_it() -> None:
    lines = ["kết nạp hội viên mới"] * 8
    assert _read(*lines, "mức đóng của hội viên mỗi tháng")[-1] == "mức đóng của hội viên mỗi tháng"


def test_few_other_places_are_not_enough() -> None:
    assert _read("kết nạp đảng viên", "kiểm tra đẳng viên")[-1] == "kiểm tra đẳng viên"


def test_names_stay() -> None:
    assert _read(*["ông Nguyễn Văn Hòa"] * 8, "ông Nguyễn Văn Hoa")[-1] == "ông Nguyễn Văn Hoa"


def test_digits_stay() -> None:
    assert _read(*["tháng 10 năm"] * 8, "tháng 18 năm")[-1] == "tháng 18 năm"
