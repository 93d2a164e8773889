"""Headers, columns and lines of tables."""

from __future__ import annotations

from nlp.tables import Table
from tests.nlp.documents import document, drawn, tables_in, zoned


def table(text: str) -> Table:
    (found,) = tables_in(document(drawn(text)))
    return found


def names(found: Table) -> list[str]:
    return [column.name for column in found.columns]


def roles(found: Table) -> list[str]:
    return [column.role for column in found.columns]


def labels(found: Table) -> list[str]:
    return [line.label for line in found.lines]


def test_header_texts_over_merged_columns_are_joined_from_above_to_below() -> None:
    found = table("""
        STT | Đơn vị | Chia theo cấp | < | Ghi chú
        ^ | ^ | Huyện | Xã | ^
        1 | Khối A | 2 | 8 |
    """)
    assert names(found) == ["STT", "Đơn vị", "Chia theo cấp / Huyện", "Chia theo cấp / Xã", "Ghi chú"]


def test_a_text_repeated_over_merged_columns_and_rows_is_written_once() -> None:
    found = table("""
        TT | Đơn vị | Kiểm tra | Kiểm tra
        TT | Đơn vị | Tổ chức | Đảng viên
        1 | Khối A | 2 | 8
    """)
    assert names(found) == ["TT", "Đơn vị", "Kiểm tra / Tổ chức", "Kiểm tra / Đảng viên"]


def test_a_heading_that_stands_only_in_the_first_of_its_columns_fills_the_rest() -> None:
    found = table("""
        TT | Đơn vị | Kiểm tra | | Giám sát |
        | | Tổ chức | Đảng viên | Tổ chức | Đảng viên
        1 | Khối A | 2 | 8 | 1 | 3
    """)
    assert names(found)[2:] == [
        "Kiểm tra / Tổ chức",
        "Kiểm tra / Đảng viên",
        "Giám sát / Tổ chức",
        "Giám sát / Đảng viên",
    ]


def test_years_under_a_heading_are_header_and_no_data() -> None:
    found = table("""
        STT | Chỉ tiêu | Kết quả | < | <
        ^ | ^ | 2021 | 2022 | 2023
        1 | Số hộ | 320 | 280 | 231
    """)
    assert names(found)[2:] == ["Kết quả / 2021", "Kết quả / 2022", "Kết quả / 2023"]


def test_the_row_of_column_codes_is_no_data() -> None:
    found = table("""
        Chỉ tiêu | Tổng số | Nam | Nữ
        A | 1=2+3 | 2 | 3
        Đảng viên | 30 | 18 | 12
    """)
    assert found.codes == ("A", "1=2+3", "2", "3")
    assert labels(found) == ["Đảng viên"]


def test_a_register_without_amounts_has_one_header_row() -> None:
    found = table("""
        STT | Tên mô hình | Đơn vị
        1 | Nuôi bò | Chi hội 1
        2 | Trồng rau | Chi hội 2
    """)
    assert labels(found) == ["Nuôi bò", "Trồng rau"]


def test_columns_are_told_apart_by_header_and_content() -> None:
    found = table("""
        STT | Chỉ tiêu | Mã số | ĐVT | Năm | Điện thoại | Kết quả
        1 | Lúa xuân | 01 | ha | 2021 | 0912345678 | 12
        2 | Lúa mùa | 02 | ha | 2022 | 0987654321 | 14
    """)
    assert roles(found) == ["numbering", "label", "code", "measure", "time", "identity", "data"]


def test_a_first_column_of_numbers_names_the_rows_where_no_other_can() -> None:
    found = table("""
        Năm | Số vụ | Số người
        2021 | 12 | 15
        2022 | 10 | 9
    """)
    assert roles(found) == ["label", "data", "data"]
    assert labels(found) == ["2021", "2022"]


def test_numbers_without_a_header_in_front_of_words_are_numbering() -> None:
    found = table("""
        | Nội dung | Số lượng
        1 | Hội nghị | 4
        2 | Lớp | 3
    """)
    assert roles(found) == ["numbering", "label", "data"]


def test_don_vi_over_units_of_measure_is_no_label() -> None:
    found = table("""
        TT | Chỉ tiêu | Đơn vị | Kết quả
        1 | Sản lượng | tấn | 1.200
        2 | Hộ tham gia | hộ | 320
    """)
    assert roles(found)[2] == "measure"


def test_a_label_that_spans_rows_goes_before_the_label_beside_it() -> None:
    found = table("""
        Lĩnh vực | Nội dung | Số lượng
        Kinh tế | Mới | 4
        ^ | Nhân rộng | 6
        Văn hóa | Mới | 3
        ^ | Nhân rộng | 2
    """)
    assert labels(found)[:2] == ["Kinh tế / Mới", "Kinh tế / Nhân rộng"]


def test_a_total_written_into_the_numbering_column_is_the_label() -> None:
    found = table("""
        TT | Đơn vị | Số hộ
        1 | Khối A | 12
        2 | Khối B | 10
        TỔNG CỘNG | | 22
    """)
    assert labels(found)[-1] == "TỔNG CỘNG"


def test_a_text_over_the_whole_width_is_a_section() -> None:
    found = table("""
        TT | Đơn vị | Số hộ
        I. KHỐI XÃ | < | <
        1 | Xã A | 12
    """)
    assert [line.section for line in found.lines] == [True, False]


def test_pages_of_one_table_are_joined_where_the_header_is_repeated() -> None:
    first = drawn("TT | Đơn vị | Số hộ\n1 | Khối A | 12")
    second = drawn("TT | Đơn vị | Số hộ\n2 | Khối B | 10")
    (found,) = tables_in(document(first, second))
    assert labels(found) == ["Khối A", "Khối B"]


def test_pages_of_one_table_are_joined_where_the_second_begins_with_its_data() -> None:
    first = drawn("TT | Đơn vị | Số hộ\n1 | Khối A | 12")
    second = drawn("2 | Khối B | 10\n| Cộng | 22")
    (found,) = tables_in(document(first, second))
    assert labels(found) == ["Khối A", "Khối B", "Cộng"]


def test_a_register_goes_on_where_its_numbering_does() -> None:
    first = drawn("TT | Tên mô hình | Đơn vị\n1 | Nuôi bò | Khối A")
    second = drawn("2 | Trồng rau | Khối B\n3 | Nuôi gà | Khối C")
    (found,) = tables_in(document(first, second))
    assert labels(found) == ["Nuôi bò", "Trồng rau", "Nuôi gà"]


def test_tables_parted_by_a_line_of_text_are_two() -> None:
    first = drawn("TT | Đơn vị | Số hộ\n1 | Khối A | 12")
    second = drawn("TT | Đơn vị | Số hộ\n1 | Khối B | 10")
    assert [found.number for found in tables_in(document(first, "Biểu 2", second))] == [1, 2]


def test_an_annex_that_is_only_a_table_is_no_letter_head() -> None:
    rows = drawn("TT | Đơn vị | Số hộ | Số người\n1 | Khối A | 12 | 40\n2 | Khối B | 10 | 33")
    assert len(zoned(rows)) == 1


def test_a_letter_head_is_no_data_table() -> None:
    head = drawn("ĐẢNG BỘ TỈNH X | ĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-BC/HU | X, ngày 2 tháng 5 năm 2024")
    assert tables_in(document(head, "BÁO CÁO", "Kết quả công tác.")) == ()
