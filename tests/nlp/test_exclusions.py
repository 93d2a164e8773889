"""Numbers that are no figures: where they stand."""

from __future__ import annotations

import pytest

from nlp.exclusions import excluded


def _spans(text: str, opens_block: bool = False) -> list[str]:
    return [text[a:b].strip() for a, b in excluded(text, 0, len(text), opens_block)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Chỉ thị số 05-CT/TW của Bộ Chính trị", ["05-CT/TW"]),
        ("Nghị quyết 18-NQ/TW và Quyết định 169/QĐ-TTg", ["18-NQ/TW", "169/QĐ-TTg"]),
        ("ngày 15/5/2016", ["15/5/2016"]),
        ("từ 15.12.2023", ["15.12.2023"]),
        ("tháng 5/2024", ["5/2024"]),
        ("đợt 19/5 và", ["19/5"]),
        ("nhân dịp 02/9, 07/11", ["02/9", "02/9, 07/11"]),
        ("giai đoạn 2016 - 2020", ["2016 - 2020"]),
        ("điện thoại 0210.3846.123", ["0210.3846.123"]),
        ("gọi 0912345678 để", ["0912345678"]),
        ("họp lúc 14h30", ["14h30"]),
        ("trực 24/24", ["24/24"]),
        ("từ 7 giờ đến 11 giờ hằng ngày", ["từ 7 giờ đến 11 giờ"]),
        ("đại hội lần thứ 5", ["thứ 5"]),
        ("xếp thứ 2/10 đơn vị", ["thứ 2/10"]),
        ("trẻ 36 tháng tuổi", ["36 tháng tuổi"]),
        ("đảng viên 65 năm tuổi Đảng", ["65 năm tuổi Đảng"]),
        ("phong trào “5 không, 3 sạch”", ["“5 không, 3 sạch”"]),
        ("kỷ niệm 55 năm Ngày thành lập", ["kỷ niệm 55 năm Ngày"]),
        ("dịch COVID-19", ["COVID-19"]),
        ("từ 23 tháng Chạp âm lịch", ["23 tháng Chạp âm lịch"]),
        ("theo tài liệu [12]", ["[12]"]),
        ("(bằng chữ: hai triệu đồng)", ["bằng chữ: hai triệu đồng"]),
    ],
)
def test_citations_dates_ages_and_names_are_left_out(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "142 hộ/511 khẩu",
        "36 đảng viên/1.000 dân",
        "25/25 chi bộ",
        "3.540/3.600 đảng viên",
        "học 12 giờ, 30 phút",
        "tăng 98,5 tỷ đồng",
        "có 1.030 tổ chức đảng",
        "1.200.000 đồng",
        "5 - 7 ngày",
    ],
)
def test_counts_fractions_and_money_are_not(text: str) -> None:
    assert _spans(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("1. Công tác kiểm tra", ["1."]),
        ("2.1. Kết quả", ["2.1."]),
        ("3) Hạn chế", ["3)"]),
        ("- 4. Nguyên nhân", ["- 4."]),
        ("1.2 Giám sát", ["1.2"]),
        ("12 chi bộ đã họp", []),
        ("1.030 tổ chức đảng", []),
    ],
)
def test_a_list_number_is_one_only_where_a_block_opens(text: str, spans: list[str]) -> None:
    assert _spans(text, opens_block=True) == spans
    assert _spans(text, opens_block=False) == []


def test_offsets_are_those_of_the_document() -> None:
    text = "Mở đầu. Chỉ thị 05-CT/TW đã rõ"
    assert excluded(text, 8, len(text), False) == [(16, 24)]
