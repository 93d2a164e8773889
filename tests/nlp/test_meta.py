"""What the head and the foot of a report say of it, in Party and State layouts."""

from __future__ import annotations

import pytest

from nlp.meta import find_meta
from nlp.meta_lines import is_number
from nlp.meta_names import in_sentence_case
from nlp.records import Meta
from nlp.zones import find_zones
from tests.nlp.letters import BODY, FOOT, PARTY, STATE, Columns, letter


def _meta(*parts: str | Columns) -> Meta:
    document = letter(*parts)
    return find_meta(document, find_zones(document))


def test_a_party_head_is_read() -> None:
    meta = _meta(*PARTY, *BODY)
    assert meta == Meta(
        kind="BÁO CÁO",
        issuer="Ủy ban Kiểm tra Huyện ủy Cẩm Khê",
        parent="Huyện ủy Cẩm Khê",
        number="127-BC/UBKT",
        place="Cẩm Khê",
        date="2023-06-20",
        title="kết quả công tác kiểm tra, giám sát 6 tháng đầu năm 2023",
        period="2023-H1",
    )


def test_a_state_head_with_a_name_of_two_lines_is_read() -> None:
    meta = _meta(*STATE, *BODY)
    assert (meta.issuer, meta.parent) == ("Ủy ban nhân dân xã Minh Tân", None)
    assert (meta.number, meta.place, meta.date) == ("45/BC-UBND", "Minh Tân", "2024-01-05")
    assert meta.title == "Tình hình kinh tế - xã hội năm 2023, nhiệm vụ năm 2024"
    assert meta.period == "2023"


def test_a_name_may_run_over_several_lines_below_its_superior() -> None:
    left = "UBND HUYỆN THANH BA\nPHÒNG VĂN HÓA VÀ\nTHÔNG TIN\nSố: 12/BC-VHTT"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    meta = _meta(Columns(left, right), "**BÁO CÁO", "**Kết quả quý I/2024", *BODY)
    assert (meta.parent, meta.issuer) == ("UBND huyện Thanh Ba", "Phòng Văn hóa và Thông tin")
    assert meta.period == "2024-Q1"


def test_a_name_cut_off_at_its_place_goes_on_below() -> None:
    left = "ỦY BAN NHÂN DÂN PHƯỜNG\nMŨI NÉ\nSố: 12/BC-UBND"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    meta = _meta(Columns(left, right), "**BÁO CÁO", "**Kết quả quý I/2024", *BODY)
    assert (meta.parent, meta.issuer) == (None, "Ủy ban nhân dân phường Mũi Né")


def test_columns_collapsed_into_lines_are_taken_apart() -> None:
    meta = _meta(
        "TỈNH ỦY PHÚ THỌ\t\t\tĐẢNG CỘNG SẢN VIỆT NAM",
        "BAN TUYÊN GIÁO",
        "Số 45-BC/BTGTU      Phú Thọ, ngày 15 tháng 12 năm 2023",
        "**BÁO CÁO",
        "**kết quả năm 2023",
        *BODY,
    )
    assert (meta.parent, meta.number, meta.date) == ("Tỉnh ủy Phú Thọ", "45-BC/BTGTU", "2023-12-15")
    assert meta.issuer == "Ban Tuyên giáo Tỉnh ủy Phú Thọ"


def test_blanks_for_number_and_day_are_not_read_as_figures() -> None:
    left = "UBND XÃ MINH TÂN\nSố:        /BC-UBND"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMinh Tân, ngày      tháng 5 năm 2024"
    meta = _meta(Columns(left, right), "**BÁO CÁO", "**Kết quả tháng 5 năm 2024", *BODY)
    assert (meta.number, meta.date, meta.place) == (None, "2024-05", "Minh Tân")
    assert meta.period == "2024-05"


def test_the_foot_names_recipients_and_signer() -> None:
    meta = _meta(*STATE, *BODY, *FOOT)
    assert meta.recipients == ("UBND huyện", "Thường trực Đảng ủy", "Lưu: VT")
    assert meta.signer == "Nguyễn Văn A"


def test_a_signer_in_capitals_is_written_as_a_name() -> None:
    assert _meta(*PARTY, *BODY, "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "NGUYỄN VĂN A").signer == "Nguyễn Văn A"


def test_a_text_without_a_head_has_no_meta() -> None:
    assert _meta(*BODY) == Meta()


@pytest.mark.parametrize("line", ["Số:      /BC-UBND", "Số -BC/HU", "Số:", "Số ...... /BC-ĐU", "Số 12-BC/HU"])
def test_a_number_left_blank_is_a_line_of_the_head(line: str) -> None:
    assert is_number(line)


@pytest.mark.parametrize("line", ["Số", "Số hộ", "Số TT", "SỐ TIN", "Số lượng", "Số buổi", "Số vụ"])
def test_a_header_of_a_column_that_counts_is_none(line: str) -> None:
    assert not is_number(line)


@pytest.mark.parametrize(
    ("title", "date", "period"),
    [
        ("kết quả 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2023", "20 tháng 6 năm 2023", "2023-H1"),
        ("kết quả năm 2023, nhiệm vụ năm 2024", "20 tháng 12 năm 2023", "2023"),
        ("kết quả công tác tháng 11", "28 tháng 11 năm 2024", "2024-11"),
        ("kết quả quý III và 9 tháng đầu năm 2025", "25 tháng 9 năm 2025", "2025-9M"),
        ("sơ kết học kỳ I năm học 2024-2025", "15 tháng 01 năm 2025", "2024-2025-HK1"),
        ("tổng kết 5 năm thực hiện Chỉ thị số 05-CT/TW", "10 tháng 5 năm 2021", "2016-2021"),
        ("kết quả nhiệm kỳ 2020-2025", "10 tháng 5 năm 2025", "2020-2025"),
        ("công tác Đảng", "10 tháng 5 năm 2025", None),
    ],
)
def test_the_title_says_which_period_is_reported_on(title: str, date: str, period: str | None) -> None:
    columns = Columns("ĐẢNG ỦY XÃ MINH TÂN\n*\nSố 12-BC/ĐU", f"ĐẢNG CỘNG SẢN VIỆT NAM\nMinh Tân, ngày {date}")
    assert _meta(columns, "**BÁO CÁO", f"**{title}", *BODY).period == period


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("ĐẢNG ỦY PHƯỜNG ĐÔNG VỆ", "Đảng ủy phường Đông Vệ"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM HUYỆN CẨM KHÊ", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Cẩm Khê"),
        ("UBND TỈNH PHÚ THỌ", "UBND tỉnh Phú Thọ"),
        ("BAN CHỈ HUY QUÂN SỰ HUYỆN THANH BA", "Ban Chỉ huy Quân sự huyện Thanh Ba"),
        ("TRƯỜNG THPT CẨM KHÊ", "Trường THPT Cẩm Khê"),
        ("CHI BỘ KHU 5", "Chi bộ khu 5"),
        ("Hội Nông dân huyện", "Hội Nông dân huyện"),
    ],
)
def test_a_name_in_capitals_gets_the_case_of_a_sentence(capitals: str, name: str) -> None:
    assert in_sentence_case(capitals) == name
