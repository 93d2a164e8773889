"""Which lines are headings, and how deep."""

from __future__ import annotations

import pytest

from extract.headings import Look, bulleted, heading_rank, numbered_rank

LONG = "Ban Thường vụ Huyện ủy đã lãnh đạo, chỉ đạo các cấp ủy triển khai thực hiện nghiêm túc các nội dung."


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("PHẦN THỨ NHẤT", 1),
        ("Phần II. Nhiệm vụ", 1),
        ("A. KẾT QUẢ", 2),
        ("I. KẾT QUẢ", 3),
        ("IV/ Kiến nghị", 3),
        ("II - Nhiệm vụ", 3),
        ("1. Kiểm tra", 4),
        ("2) Giám sát", 4),
        ("1.Kiểm tra", 4),
        ("1.1. Kiểm tra", 5),
        ("1.1 Kiểm tra", 5),
        ("2.1.3. Kiểm tra", 6),
        ("a) Kiểm tra", 8),
        ("b. Giám sát", 8),
        ("đ) Khác", 8),
        ("12 chi bộ", 0),
        ("1.030 hộ nghèo", 0),
        ("12,5% đảng viên", 0),
        ("20/6/2023 họp", 0),
        ("Phần lớn đảng viên", 0),
        ("Việc này", 0),
        ("I", 0),
    ],
)
def test_the_number_that_opens_a_line_has_a_rank(text: str, rank: int) -> None:
    assert numbered_rank(text) == rank


@pytest.mark.parametrize("text", ["- Có 12", "+ Có 12", "– Có", "* Có", "• Có"])
def test_marks_of_list_items_are_known(text: str) -> None:
    assert bulleted(text)


@pytest.mark.parametrize(
    ("text", "look", "opened", "rank"),
    [
        ("1. Kiểm tra", Look(bold=True), False, 4),
        ("1. Kiểm tra", Look(slanted=True), False, 4),
        ("1. Kiểm tra", Look(), True, 0),
        (f"1. {LONG} {LONG}", Look(bold=True), True, 0),
        ("Ưu điểm", Look(bold=True), True, 9),
        ("HẠN CHẾ", Look(bold=True), True, 3),
        ("Ưu điểm", Look(bold=True), False, 0),
        ("TM. BAN THƯỜNG VỤ", Look(bold=True, placed=True), True, 0),
        (LONG, Look(bold=True), True, 0),
        ("- Có 12 chi bộ", Look(bold=True), True, 0),
        ("Ưu điểm", Look(), True, 0),
        ("Kiểm tra", Look(outline=2), False, 4),
        ("I. Kiểm tra", Look(outline=5), False, 3),
        ("BÁO CÁO", Look(outline=1, placed=True), False, 0),
        (LONG * 5, Look(outline=1), True, 0),
    ],
)
def test_a_heading_is_told_by_number_type_face_and_style(
    text: str, look: Look, opened: bool, rank: int
) -> None:
    assert heading_rank(text, look, opened) == rank
