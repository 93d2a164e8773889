"""Plain text as paragraphs, with wrapped lines put together and headings by their numbers."""

from __future__ import annotations

import pytest

from extract.problems import FileProblem
from extract.txt import parse
from tests.extract.word_files import codes, read, texts

WRAPPED = """I. KẾT QUẢ

Trong 6 tháng đầu năm, toàn huyện có 12 chi bộ hoàn
thành việc kiểm tra đối với 162 tổ chức đảng, trong
đó có 45 đảng viên là cấp ủy viên các cấp được giám
sát.
- Chi bộ 1 có 5 đảng viên được khen thưởng trong kỳ
báo cáo này.
- Chi bộ 2 có 3.
Ngắn.
Đoạn khác.
"""


def test_each_line_is_a_paragraph() -> None:
    document = read("Có 12 chi bộ.\r\n\r\nCó 3 đảng bộ.\n".encode(), "bc.txt")
    assert texts(document, "para") == ["Có 12 chi bộ.", "Có 3 đảng bộ."]
    assert [b.place for b in document.blocks] == ["line[1]", "line[3]"]
    assert (document.format, document.status) == ("txt", "ok")


def test_lines_that_were_wrapped_are_put_together() -> None:
    assert texts(read(WRAPPED.encode(), "bc.txt")) == [
        "I. KẾT QUẢ",
        "Trong 6 tháng đầu năm, toàn huyện có 12 chi bộ hoàn thành việc kiểm tra đối với 162 tổ chức đảng, "
        "trong đó có 45 đảng viên là cấp ủy viên các cấp được giám sát.",
        "- Chi bộ 1 có 5 đảng viên được khen thưởng trong kỳ báo cáo này.",
        "- Chi bộ 2 có 3.",
        "Ngắn.",
        "Đoạn khác.",
    ]


def test_long_lines_are_not_taken_for_wrapped_ones() -> None:
    long = "Trong kỳ có 12 chi bộ " * 12
    assert len(texts(read(f"{long}\nvà 3\nvà 4\nvà 5\n".encode(), "bc.txt"))) == 4


def test_numbered_lines_are_headings_where_text_follows() -> None:
    text = "I. KẾT QUẢ\n1. Kiểm tra, giám sát\nCó 12 chi bộ.\n2. Khen thưởng\nCó 3 tập thể."
    document = read(text.encode(), "bc.txt")
    assert texts(document, "heading") == ["I. KẾT QUẢ", "1. Kiểm tra, giám sát", "2. Khen thưởng"]
    assert document.blocks[4].path == ("I. KẾT QUẢ", "2. Khen thưởng")


def test_a_numbered_list_holds_no_headings() -> None:
    text = "Có 3 xã:\n1. Xã Tân Lập\n2. Xã Minh Hòa\n3. Xã Phú Lâm\nCác xã đã hoàn thành."
    assert texts(read(text.encode(), "bc.txt"), "heading") == []


def test_damaged_letters_are_a_loss_that_is_said() -> None:
    document = read("Có 12 chi bộ. ".encode() * 20 + b"\xff", "bc.txt")
    assert (document.status, codes(document)) == ("ok_with_loss", ["bad_bytes"])


def test_what_is_no_text_is_corrupt() -> None:
    with pytest.raises(FileProblem, match="no_text"):
        parse(bytes(range(256)), "bc.txt", "")
