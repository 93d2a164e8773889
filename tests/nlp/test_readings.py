"""Which numbers of a sentence count something."""

from __future__ import annotations

import pytest

from nlp.readings import Reading
from tests.nlp.lines import reading


def _texts(read: Reading, text: str) -> list[str]:
    return [text[read.words[q.at].start : read.words[q.end - 1].end] for q in read.quantities]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kiểm tra 162 tổ chức đảng 195 đảng viên", ["162 tổ chức đảng", "195 đảng viên"]),
        ("Khen sáu tập thể và năm cá nhân", ["sáu tập thể", "năm cá nhân"]),
        ("Tổ chức một hội nghị với 120 đại biểu", ["một hội nghị", "120 đại biểu"]),
        ("Không có tổ chức đảng, đảng viên vi phạm", ["Không có tổ chức đảng, đảng viên"]),
        ("Sau 03 năm thực hiện", ["03 năm"]),
        ("Khu 5 có 12 hộ", ["12 hộ"]),
        ("Đợt 2 có 12 lớp", ["12 lớp"]),
        ("Kế hoạch: 04; công văn: 05", ["04", "05"]),
        ("Năm 2023 kết nạp 41 đảng viên", ["41 đảng viên"]),
    ],
)
def test_counts_are_found(text: str, found: list[str]) -> None:
    assert _texts(reading(text), text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị số 05-CT/TW ngày 15/5/2016",
        "Điều 30 Điều lệ Đảng",
        "Quốc lộ 32C qua khu 5",
        "Trong 5 năm qua",
        "Kỷ niệm 55 năm Ngày thành lập",
        "Một số mô hình hay",
        "Hàng chục hộ tham gia",
        "Hàng năm, mỗi năm, 5 năm liên tiếp",
        "Đạt giải Ba, hạng hai",
        "Sản phẩm đạt 3 sao",
        "Không có gì thay đổi",
    ],
)
def test_names_dates_and_vague_words_count_nothing(text: str) -> None:
    assert _texts(reading(text), text) == []


def test_numbers_in_names_and_titles_are_not_read() -> None:
    text = "Thôn 2 và mô hình 5 không có 45 hộ"
    read = reading(text, units=("Thôn 2",), titles=("5 không",))
    assert _texts(read, text) == ["45 hộ"]


def test_a_name_is_one_word() -> None:
    read = reading("xã Minh Tân kiểm tra 12 chi bộ", units=("xã Minh Tân",))
    assert read.words[0].has("unit")
    assert read.words[0].text == "xã minh tân"


def test_unknown_words_before_a_number_are_tagged() -> None:
    read = reading("Phục dựng ba lễ hội")
    assert [q.noun for q in read.quantities] == ["lễ hội"]
    assert any(w.has("verbs", "nouns") for w in read.words[: read.quantities[0].at])
