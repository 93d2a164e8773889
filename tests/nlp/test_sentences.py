"""Where sentences of a report end."""

from __future__ import annotations

import pytest

from extract.document import Block, Document
from nlp.sentences import sentences, split


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in split(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Huyện có 24 xã. Các xã đã ký.", ["Huyện có 24 xã.", "Các xã đã ký."]),
        ("Đạt 98,5%. Trong đó có 12 xã.", ["Đạt 98,5%.", "Trong đó có 12 xã."]),
        ("Có “mô hình hay.” Nhiều nơi làm theo.", ["Có “mô hình hay.”", "Nhiều nơi làm theo."]),
        ("Kết quả ra sao? Rất tốt!", ["Kết quả ra sao?", "Rất tốt!"]),
        ("Còn hạn chế… Cần khắc phục.", ["Còn hạn chế…", "Cần khắc phục."]),
        ("Kiểm tra 12 chi bộ; giám sát 5 chi bộ.", ["Kiểm tra 12 chi bộ; giám sát 5 chi bộ."]),
        ("  Có khoảng trống.  ", ["Có khoảng trống."]),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("", []),
    ],
)
def test_a_full_stop_ends_a_sentence_and_a_semicolon_does_not(text: str, parts: list[str]) -> None:
    assert _split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Thu 1.030.000 đồng của TX. Phú Thọ và TP. Việt Trì.",
        "PGS.TS. Nguyễn Văn A báo cáo.",
        "Các đ/c. Nguyễn Văn A, B dự.",
        "1. Công tác kiểm tra được chú trọng",
        "2.1. Công tác giám sát",
        "a. Công tác Đảng",
        "IV. Kết quả",
        "Thôn Đông, xã A. B. vận động 5 hộ",
        "Tặng quà, hiện vật v.v. cho hộ nghèo",
        "Tăng 5 vụ (so với 2023 v.v.)",
        "Đạt 3.2 tỷ đồng và 1.4 m đường.",
        "đạt kết quả tốt. chữ thường vẫn cùng một câu",
    ],
)
def test_abbreviations_list_numbers_and_numerals_end_none(text: str) -> None:
    assert len(_split(text)) == 1


def test_a_line_break_and_a_block_end_a_sentence() -> None:
    text = "Công tác tổ chức\nđã làm tốt\nCó 5 lớp"
    blocks = (Block("para", 0, 27), Block("para", 28, len(text)))
    document = Document("x", "", "", "txt", text, blocks)
    found = sentences(document)
    assert [(text[s.start : s.end], s.block) for s in found] == [
        ("Công tác tổ chức", 0),
        ("đã làm tốt", 0),
        ("Có 5 lớp", 1),
    ]


def test_only_the_chosen_blocks_are_read() -> None:
    text = "Một.\nHai."
    document = Document("x", "", "", "txt", text, (Block("para", 0, 4), Block("para", 5, 9)))
    assert [s.block for s in sentences(document, (1,))] == [1]
