"""What stands behind a number: percent, money, measures, durations, rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.folding import fold
from nlp.measures import Measured, measured, measures, rate_behind
from nlp.numbers import numbers


def _measured(text: str) -> tuple[Decimal, Measured | None, str]:
    """Value and measure of the first number, and what the mention covers."""
    number = numbers(text, 0, len(text))[0]
    found = measured(fold(text), number.end, len(text), number)
    return number.value, found, text[number.start : found.end if found else number.end]


# text, covered, kind, unit, value in that unit
MEASURED = [
    ("98,5% kế hoạch", "98,5%", "percent", "%", "98.5"),
    ("37 % hộ", "37 %", "percent", "%", "37"),
    ("37 phần trăm hộ", "37 phần trăm", "percent", "%", "37"),
    ("0,5 điểm phần trăm", "0,5 điểm phần trăm", "percent", "%", "0.5"),
    ("1,2 điểm % so với", "1,2 điểm %", "percent", "%", "1.2"),
    ("1 - 2 % mỗi năm", "1 - 2 %", "percent", "%", "1"),
    ("13,8‰", "13,8‰", "percent", "‰", "13.8"),
    ("5 phần nghìn", "5 phần nghìn", "percent", "‰", "5"),
    ("năm mươi ba phần trăm", "năm mươi ba phần trăm", "percent", "%", "53"),
    ("10.050.000đ", "10.050.000đ", "money", "đồng", "10050000"),
    ("10.050.000 đ", "10.050.000 đ", "money", "đồng", "10050000"),
    ("500.000 đồng tiền mặt", "500.000 đồng", "money", "đồng", "500000"),
    ("1,2 tỷ đồng", "1,2 tỷ đồng", "money", "đồng", "1200000000"),
    ("25 tỷ 941 triệu đồng", "25 tỷ 941 triệu đồng", "money", "đồng", "25941000000"),
    ("500.000 VNĐ", "500.000 VNĐ", "money", "đồng", "500000"),
    ("500.000 vnd", "500.000 vnd", "money", "đồng", "500000"),
    ("30 trđ", "30 trđ", "money", "đồng", "30000000"),
    ("500 ngđ", "500 ngđ", "money", "đồng", "500000"),
    ("16 tr.đ", "16 tr.đ", "money", "đồng", "16000000"),
    ("hai triệu đồng", "hai triệu đồng", "money", "đồng", "2000000"),
    ("15.000đ/con", "15.000đ/con", "money", "đồng/con", "15000"),
    ("500.000 đồng/phần", "500.000 đồng/phần", "money", "đồng/phần", "500000"),
    ("68,5 triệu đồng/người/năm", "68,5 triệu đồng/người/năm", "money", "đồng/người/năm", "68500000"),
    ("20 triệu đồng / hộ", "20 triệu đồng / hộ", "money", "đồng/hộ", "20000000"),
    ("180 triệu đồng/ha/vụ", "180 triệu đồng/ha/vụ", "money", "đồng/ha/vụ", "180000000"),
    ("2 triệu đồng/sổ tiết kiệm", "2 triệu đồng/sổ", "money", "đồng/sổ", "2000000"),
    ("60 triệu/căn", "60 triệu/căn", "money", "đồng/căn", "60000000"),
    ("79,8ha", "79,8ha", "measure", "ha", "79.8"),
    ("79,8 ha rừng", "79,8 ha", "measure", "ha", "79.8"),
    ("3 héc ta", "3 héc ta", "measure", "ha", "3"),
    ("1.4 m đường", "1.4 m", "measure", "m", "1.4"),
    ("400m", "400m", "measure", "m", "400"),
    ("500m2", "500m2", "measure", "m2", "500"),
    ("500 m²", "500 m²", "measure", "m2", "500"),
    ("500 mét vuông", "500 mét vuông", "measure", "m2", "500"),
    ("11.120km2", "11.120km2", "measure", "km2", "11120"),
    ("2.500 m3 đất", "2.500 m3", "measure", "m3", "2500"),
    ("12 khối đá", "12 khối", "measure", "m3", "12"),
    ("2,5 km đường", "2,5 km", "measure", "km", "2.5"),
    ("5 sào rau", "5 sào", "measure", "sào", "5"),
    ("3.250 tấn", "3.250 tấn", "measure", "tấn", "3250"),
    ("58 tạ/ha", "58 tạ/ha", "measure", "tạ/ha", "58"),
    ("12 kg gạo", "12 kg", "measure", "kg", "12"),
    ("120 lít/người/ngày", "120 lít/người/ngày", "measure", "lít/người/ngày", "120"),
    ("15.600 kWh", "15.600 kWh", "measure", "kWh", "15600"),
    ("45 ngày công", "45 ngày công", "measure", "ngày công", "45"),
    ("30 công lao động", "30 công lao động", "measure", "ngày công", "30"),
    ("12 giờ học", "12 giờ", "measure", "giờ", "12"),
    ("38 độ C", "38 độ C", "measure", "độ", "38"),
    ("03 năm thực hiện", "03 năm", "duration", "năm", "3"),
    ("36 tháng", "36 tháng", "duration", "tháng", "36"),
    ("5 - 7 ngày", "5 - 7 ngày", "duration", "ngày", "5"),
    ("02 tuần", "02 tuần", "duration", "tuần", "2"),
    ("10-15 phút", "10-15 phút", "duration", "phút", "10"),
    ("hai mươi năm", "hai mươi năm", "duration", "năm", "20"),
    ("năm năm", "năm năm", "duration", "năm", "5"),
]


@pytest.mark.parametrize(("text", "covered", "kind", "unit", "value"), MEASURED)
def test_a_unit_behind_a_number_is_read(text: str, covered: str, kind: str, unit: str, value: str) -> None:
    number, found, seen = _measured(text)
    assert found is not None
    assert (seen, found.kind, found.unit, number * found.factor) == (covered, kind, unit, Decimal(value))


_NOUNS = """
162 tổ chức đảng | 34 đ/c | 34 đồng chí | 300 đồng bào | 5 khối phố | 3 mẫu nước | 12 công trình | 4 công ty
| 2 công an xã | 3 tháng lương | 12 năm tuổi Đảng | 5 ngày hội | 12 độ tuổi | 6 hađi | 5 mô hình | 7 khẩu
| 8 kmh | 2 gói | 9 lớp | 10 ca | 2 trường hợp | 6 đơn vị
"""


@pytest.mark.parametrize("text", [text.strip() for text in _NOUNS.split("|")])
def test_a_noun_that_begins_like_a_unit_is_none(text: str) -> None:
    _, found, _ = _measured(text)
    assert found is None


@pytest.mark.parametrize(
    ("text", "covered", "unit"),
    [
        ("2 năm rưỡi", "2 năm rưỡi", "năm"),
        ("1 tháng rưỡi", "1 tháng rưỡi", "tháng"),
        ("hai tấn rưỡi thóc", "hai tấn rưỡi", "tấn"),
        ("3 km rưởi", "3 km rưởi", "km"),
    ],
)
def test_half_a_unit_more_is_part_of_the_measure(text: str, covered: str, unit: str) -> None:
    _, found, seen = _measured(text)
    assert found is not None
    assert (seen, found.unit, found.half) == (covered, unit, True)


def test_a_rate_says_that_a_slash_makes_it_one() -> None:
    rated = {"5 triệu đồng/hộ": True, "5 triệu đồng": False, "58 tạ/ha": True, "58 tạ": False}
    for text, rate in rated.items():
        _, found, _ = _measured(text)
        assert found is not None
        assert found.rate is rate


def test_a_small_number_over_a_thing_is_no_money() -> None:
    assert _measured("60/căn")[1] is None
    assert _measured("2 lần/tháng")[1] is None


def test_the_rate_of_a_count_is_read_apart() -> None:
    text = "/1.000 dân và"
    assert rate_behind(text, 0, len(text)) == ("/1.000 dân", 10)
    assert rate_behind("/vạn dân", 0, 8) == ("/vạn dân", 8)
    assert rate_behind("/511 khẩu", 0, 9) == ("", 0)


def test_nothing_behind_the_end_is_a_unit() -> None:
    number = numbers("5 ha", 0, 4)[0]
    assert measured("5 ha", number.end, 2, number) is None


def test_every_written_unit_is_read_as_the_table_says() -> None:
    for written, (kind, unit) in measures().units.items():
        _, found, seen = _measured(f"5 {written}")
        assert found is not None
        assert (seen, found.kind, found.unit) == (f"5 {written}", kind, unit)
