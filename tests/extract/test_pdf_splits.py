"""Syllables in pieces are put together where a file splits them all the time, and nowhere else."""

from __future__ import annotations

import pytest

from tests.extract.pdf_maker import LEFT, PITCH, Page, make_pdf
from tests.extract.word_files import codes, read

SPLIT = [
    "ĐIỀ U KHO ẢN THI HÀNH",
    "Huy ện ủy đ ã ki ểm tra 5 t ổ chức đ ảng",
    "th ực hi ện ngh ị quyết (ch ương trình)",
]
WHOLE = [
    "ĐIỀU KHOẢN THI HÀNH",
    "Huyện ủy đã kiểm tra 5 tổ chức đảng",
    "thực hiện nghị quyết (chương trình)",
]


def pages(lines: list[str]) -> bytes:
    page = Page()
    for number, line in enumerate(lines):
        page.text(LEFT, 100 + 3 * number * PITCH, line)
    return make_pdf(page)


def test_pieces_are_joined_and_that_is_said() -> None:
    document = read(pages(SPLIT), "a.pdf")
    assert document.text.split("\n") == WHOLE
    assert (document.status, codes(document)) == ("ok", ["split_syllables"])
    assert document.warnings[0].count == 11


def test_whole_syllables_are_left_alone() -> None:
    document = read(pages(WHOLE), "a.pdf")
    assert document.text.split("\n") == WHOLE
    assert codes(document) == []


@pytest.mark.parametrize("line", ["rộng 5 m ở khu đất", "đ ã ký", "Y Bhăm Niê, H Ảng"])
def test_a_few_odd_pairs_are_no_habit(line: str) -> None:
    assert read(pages([line, *WHOLE]), "a.pdf").text.split("\n") == [line, *WHOLE]
