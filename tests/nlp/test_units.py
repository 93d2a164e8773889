"""Units in lists and tables, and where context decides."""

from __future__ import annotations

import pytest

from nlp.pipeline import analyse
from nlp.records import Extraction
from tests.nlp.documents import Drawn, document, drawn
from tests.nlp.examples import read


def _analysed(*parts: str | Drawn) -> Extraction:
    return analyse(document(*parts))


def _names(text: str) -> list[str]:
    return [unit.name for unit in read(text).units]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tại xã Minh Tân, Tùng Khê và Hùng Việt.", ["xã Minh Tân", "xã Tùng Khê", "xã Hùng Việt"]),
        ("Các thôn Đông, Đoài.", ["thôn Đông", "thôn Đoài"]),
        ("Có 03 xã (Minh Tân, Tùng Khê, Hùng Việt) về đích.", ["xã Minh Tân", "xã Tùng Khê", "xã Hùng Việt"]),
        ("Có 02 phường gồm: Gia Cẩm, Tiên Cát.", ["phường Gia Cẩm", "phường Tiên Cát"]),
        ("Thôn Đông 5 hộ, Đoài 7 hộ.", ["Thôn Đông", "thôn Đoài"]),
        ("Xã Minh Tân, huyện Cẩm Khê.", ["Xã Minh Tân", "huyện Cẩm Khê"]),
    ],
)
def test_a_list_gives_its_type_word_to_every_name(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_a_list_ends_where_something_else_begins() -> None:
    assert _names("Tại xã Minh Tân, Nguyễn Văn A, Chủ tịch xã, phát biểu.") == ["xã Minh Tân"]


def test_names_inside_quotes_and_titles_are_no_units() -> None:
    assert _names("Bài hát “Về xã Minh Tân” và mô hình “Xã Minh Tân sạch”.") == []


def test_a_column_of_units_names_them_with_their_head() -> None:
    table = drawn("STT | Xã | Số hộ nghèo\n1 | Minh Tân | 12\n2 | Tùng Khê | 5\n | Tổng | 17")
    found = _analysed("Tình hình như sau:", table)
    assert [(unit.name, unit.evidence.quote) for unit in found.units] == [
        ("xã Minh Tân", "Minh Tân"),
        ("xã Tùng Khê", "Tùng Khê"),
    ]


def test_a_mention_in_a_table_says_its_cell() -> None:
    found = _analysed(drawn("Đơn vị | Số buổi\nHội LHPN xã | 12\nĐoàn Thanh niên xã | 5"))
    assert [unit.evidence.cell for unit in found.units] == [(0, 1, 0), (0, 2, 0)]


def test_reasons_say_how_a_mention_was_read() -> None:
    (unit,) = read("BTV Huyện ủy đã họp.").units
    assert "abbreviation" in unit.reasons
    (unit,) = read("Huyên ủy Cẩm Khê đã họp.").units
    assert "misspelt" in unit.reasons


def test_doubtful_readings_are_less_sure() -> None:
    sure = read("Đảng ủy xã Minh Tân đã họp.").units[0].confidence
    listed = read("Tại xã Minh Tân, Tùng Khê.").units[1].confidence
    assert listed < sure
