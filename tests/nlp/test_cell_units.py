"""Units of measure around tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.cell_units import Scale, column_scale, is_counted, is_scale_line, row_scale, scale_of, stated_scale


@pytest.mark.parametrize(
    ("written", "unit", "factor"),
    [
        ("triệu đồng", "đồng", 10**6),
        ("Triệu đồng/người/năm", "đồng/người/năm", 10**6),
        ("tr.đ", "đồng", 10**6),
        ("tỷ đồng", "đồng", 10**9),
        ("nghìn đồng", "đồng", 1000),
        ("1.000 đồng", "đồng", 1000),
        ("1000đ", "đồng", 1000),
        ("đồng", "đồng", 1),
        ("%", "%", 1),
        ("Tấn", "tấn", 1),
        ("tạ/ha", "tạ/ha", 1),
        ("m2", "m2", 1),
        ("ngày", "ngày", 1),
        ("người", None, 1),
        ("nghìn người", None, 1000),
        ("ĐVT: triệu đồng", "đồng", 10**6),
    ],
)
def test_a_written_unit_has_a_slot_and_a_factor(written: str, unit: str | None, factor: int) -> None:
    assert scale_of(written) == Scale(unit, Decimal(factor))


@pytest.mark.parametrize("text", ["", "TH/KH", "nếu có", "cối 60mm, 12,7mm", "12,7mm", "Địa bàn"])
def test_other_words_are_no_unit(text: str) -> None:
    assert scale_of(text) is None


@pytest.mark.parametrize(
    ("levels", "unit"),
    [
        (("Kinh phí (triệu đồng)",), "đồng"),
        (("Quỹ (triệu đồng)", "Tỷ lệ (%)"), "%"),
        (("Quỹ (triệu đồng)", "Thực hiện"), "đồng"),
        (("Tỷ lệ",), "%"),
        (("Hoàn thành", "%"), "%"),
        (("Diện tích, ha",), "ha"),
        (("Sản lượng", "Tấn"), "tấn"),
        (("Nhà (căn)",), None),
    ],
)
def test_the_lowest_header_that_names_a_unit_gives_it(levels: tuple[str, ...], unit: str | None) -> None:
    scale = column_scale(levels)
    assert scale is not None
    assert scale.unit == unit


@pytest.mark.parametrize("header", ["Ngày công", "Năm 2023", "Giờ", "Thành viên", "Đạt"])
def test_a_header_that_names_a_thing_gives_no_unit(header: str) -> None:
    assert column_scale((header,)) is None


def test_a_label_gives_its_line_the_unit_in_brackets() -> None:
    assert row_scale("Thu ngân sách (tỷ đồng)") == Scale("đồng", Decimal(10**9))
    assert row_scale("Trẻ dưới 5 tuổi (người)") is None


def test_of_several_units_above_a_table_the_one_that_measures_counts() -> None:
    assert stated_scale("Biểu 01 (đơn vị: triệu đồng, hộ)") == Scale("đồng", Decimal(10**6))
    assert stated_scale("Đơn vị tính: ha, tấn") is None
    assert stated_scale("Kết quả như sau:") is None


def test_counting_columns_do_not_take_the_unit_above_the_table() -> None:
    assert is_counted(("Số hộ vay",))
    assert not is_counted(("Số tiền",))


def test_a_line_that_only_names_the_unit_is_told_from_a_sentence() -> None:
    assert is_scale_line("(ĐVT: 1.000 đồng)")
    assert not is_scale_line("Đơn vị đạt 12 giải")
