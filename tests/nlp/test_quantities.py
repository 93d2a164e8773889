"""Numbers with what they count or measure."""

from __future__ import annotations

import pytest

from tests.nlp.lines import reading


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("kiểm tra 162 tổ chức đảng", ["tổ chức đảng"]),
        ("khen thưởng 12 tập thể, cá nhân", ["tập thể, cá nhân"]),
        ("kiểm tra 162 tổ chức đảng, 195 đảng viên", ["tổ chức đảng", "đảng viên"]),
        ("có 05 mô hình mới được nhân rộng", ["mô hình mới"]),
        ("có 3 giải Nhất, 5 giải Nhì", ["giải nhất", "giải nhì"]),
        ("đạt 61% kế hoạch tỉnh giao", ["kế hoạch tỉnh giao"]),
        ("đạt 85,7% số vụ", ["số vụ"]),
        ("tặng 2/3 số hộ", ["số hộ"]),
        ("họp 2 lần/tháng", ["lần/tháng"]),
        ("có 36 đảng viên/1.000 dân", ["đảng viên/1.000 dân"]),
        ("trồng 79,8 ha rừng", ["rừng"]),
        ("chi 150 triệu đồng", [None]),
        ("khiển trách 28, cảnh cáo 21", [None, None]),
        ("trong 36 tháng", [None]),
        ("có 45 đồng chí tham gia", ["đồng chí"]),
        ("giúp 12 hộ của xã", ["hộ"]),
        ("giúp 12 hộ và 3 em", ["hộ", "em"]),
        ("xảy ra 3 vụ phá rừng", ["vụ phá rừng"]),
        ("không có vụ phá rừng", ["vụ"]),
        ("cho 14 hộ vay", ["hộ"]),
        ("có 24 bình chữa cháy", ["bình chữa cháy"]),
    ],
)
def test_the_counted_noun_phrase_is_the_shortest(text: str, nouns: list[str | None]) -> None:
    assert [q.noun for q in reading(text).quantities] == nouns


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("kiểm tra 162 tổ chức", "count", "162", None),
        ("kiểm tra 45/50 tổ chức", "ratio", "45", None),
        ("chi 1,2 tỷ đồng", "money", "1200000000", "đồng"),
        ("chi 16,2 triệu", "money", "16200000", "đồng"),
        ("trồng 2 triệu cây", "count", "2000000", None),
        ("dài 2,5 km", "measure", "2.5", "km"),
        ("trong 2 năm rưỡi", "duration", "2.5", "năm"),
        ("đạt 98,5%", "percent", "98.5", "%"),
        ("giá 60 triệu/căn", "money", "60000000", "đồng/căn"),
        ("không có đảng viên bị kỷ luật", "count", "0", None),
    ],
)
def test_a_quantity_has_kind_value_and_unit(text: str, kind: str, value: str, unit: str | None) -> None:
    (q,) = reading(text).quantities
    assert (q.kind, f"{q.value.normalize():f}", q.unit) == (kind, value, unit)


def test_a_range_of_money_is_scaled_at_both_ends() -> None:
    (q,) = reading("cho vay 5-35 triệu đồng").quantities
    assert (q.value, q.value_max) == (5_000_000, 35_000_000)


def test_a_ratio_keeps_its_total() -> None:
    (q,) = reading("có 3.540/3.600 đảng viên").quantities
    assert (q.value, q.total) == (3540, 3600)


def test_a_name_behind_a_noun_does_not_belong_to_it() -> None:
    (q,) = reading("có 12 hộ Minh Tân").quantities
    assert q.noun == "hộ"
