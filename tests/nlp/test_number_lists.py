"""Numbers side by side as the items of one list, and what they break down."""

from __future__ import annotations

import pytest

from nlp.number_lists import Item, items
from tests.nlp.lines import reading


def _items(text: str) -> list[Item | None]:
    read = reading(text)
    return items(read.words, read.quantities)


def _totals(text: str) -> list[int | None]:
    return [item.total if item else None for item in _items(text)]


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (
            "Xảy ra 17 vụ phạm pháp, làm bị thương 3 người, thiệt hại 40 triệu đồng; cụ thể: trộm 9 vụ,"
            " đánh bạc 5, khác 3",
            [None, None, None, 0, 0, 0],
        ),
        ("Lập biên bản 60 trường hợp gồm tốc độ 42; quá tải, cơi nới 11; lỗi khác 7", [None, 0, 0, 0]),
        ("Kỷ luật 9 đảng viên (khiển trách 5, chiếm 55,6%; cảnh cáo 4)", [None, 0, None, 0]),
        ("Hỗ trợ 30 hộ, số tiền 90 triệu đồng (xã A 12 hộ, xã B 18 hộ)", [None, None, 0, 0]),
        ("Bình xét 16 hộ (78%): cấp tỉnh 6 hộ, cấp xã 10 hộ", [None, 0, 0, 0]),
        ("Gieo trồng 40 ha, tăng 5 ha so với cùng kỳ; trong đó lúa 26,5 ha, ngô 13,5 ha", [None, None, 0, 0]),
        ("Ban hành 11 văn bản (kế hoạch: 4; công văn: 5; hướng dẫn: 2)", [None, 0, 0, 0]),
        ("Có 8 vụ (có 3 vụ trên mạng)", [None, 0]),
        ("Kiểm tra 12 tổ chức đảng, 15 đảng viên", [None, None]),
    ],
)
def test_the_items_of_a_list_have_one_total(text: str, totals: list[int | None]) -> None:
    assert _totals(text) == totals


def test_items_that_make_up_their_total_are_told_from_those_that_only_follow_it() -> None:
    exact = _items("Trồng 30 cây, gồm xoài 20, mít 10")
    loose = _items("Trồng 30 cây, gồm xoài 20, mít 9")
    assert [item.summed for item in exact[1:] if item] == [True, True]
    assert [item.summed for item in loose[1:] if item] == [False, False]


def test_a_sum_tells_the_total_without_any_opener() -> None:
    assert _totals("Kết nạp 12 đảng viên, nông dân 5, công chức 4, giáo viên 3") == [None, 0, 0, 0]


def test_what_stands_in_brackets_does_not_part_the_items() -> None:
    found = _items("Kết nạp 12 đảng viên: nông dân 5 (nữ 2), công chức 7")
    assert [(item.count, item.total) if item else None for item in found] == [None, (2, 0), (1, 1), (2, 0)]


@pytest.mark.parametrize(
    ("text", "verbal"),
    [
        ("Kỷ luật 9 đảng viên: khiển trách 5, cảnh cáo 4", "all"),
        ("Ban hành 11 văn bản (kế hoạch: 4; công văn: 5; hướng dẫn: 2)", "some"),
        ("Trồng 30 cây: xoài 20, mít 10", "none"),
    ],
)
def test_a_list_knows_how_many_of_its_labels_hold_verbs(text: str, verbal: str) -> None:
    assert {item.verbal for item in _items(text)[1:] if item} == {verbal}


def test_other_joints_begin_another_list() -> None:
    found = _items("Trồng 30 cây: xoài 20, mít 9; tặng 4 suất quà")
    assert [item.count if item else 0 for item in found] == [0, 2, 2, 0]
