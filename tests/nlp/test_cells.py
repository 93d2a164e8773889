"""Numeric cells of tables: row, column, value, unit."""

from __future__ import annotations

from nlp.cells import numeric_blocks
from tests.nlp.documents import cells_in, document, drawn, tables_in


def rows(*parts: object) -> list[tuple[str, str, str, str | None]]:
    cells = cells_in(*parts)  # type: ignore[arg-type]
    return [(cell.row, cell.column, f"{cell.value.normalize():f}", cell.unit) for cell in cells]


def test_a_cell_has_its_label_header_and_value() -> None:
    assert rows(drawn("TT | Đơn vị | Số hộ\n1 | Khối A | 1.030")) == [("Khối A", "Số hộ", "1030", None)]


def test_money_is_in_dong_by_the_scale_of_its_header() -> None:
    assert rows(drawn("Khoản | Kinh phí (triệu đồng)\nHội phí | 2.310,5")) == [
        ("Hội phí", "Kinh phí (triệu đồng)", "2310500000", "đồng")
    ]


def test_the_unit_column_gives_each_line_its_unit_and_a_percent_header_keeps_its_own() -> None:
    found = rows(
        drawn("""
        Chỉ tiêu | ĐVT | Thực hiện | Tỷ lệ (%)
        Thu ngân sách | tỷ đồng | 1,5 | 90
        Diện tích | ha | 40 | 80
        Hội viên | người | 12 | 60
    """)
    )
    assert found == [
        ("Thu ngân sách", "Thực hiện", "1500000000", "đồng"),
        ("Thu ngân sách", "Tỷ lệ (%)", "90", "%"),
        ("Diện tích", "Thực hiện", "40", "ha"),
        ("Diện tích", "Tỷ lệ (%)", "80", "%"),
        ("Hội viên", "Thực hiện", "12", None),
        ("Hội viên", "Tỷ lệ (%)", "60", "%"),
    ]


def test_the_line_above_a_table_gives_the_unit_of_all_but_counts_and_percentages() -> None:
    found = rows("ĐVT: triệu đồng", drawn("Khoản | Thu | Số hộ vay | Tỷ lệ (%)\nQuỹ A | 45 | 12 | 90"))
    assert [(value, unit) for _, _, value, unit in found] == [
        ("45000000", "đồng"),
        ("12", None),
        ("90", "%"),
    ]


def test_a_row_of_units_gives_each_column_its_unit() -> None:
    found = rows(drawn("Vụ | Diện tích | Năng suất\nĐVT | ha | tạ/ha\nĐông xuân | 1.200 | 62,5"))
    assert [unit for *_, unit in found] == ["ha", "tạ/ha"]


def test_a_label_gives_the_unit_of_its_line() -> None:
    assert rows(drawn("Chỉ tiêu | 2023\nTỷ lệ hộ nghèo (%) | 3,8\nSố hộ | 12"))[0][3] == "%"


def test_a_minus_sign_is_kept() -> None:
    assert rows(drawn("Bệnh | So cùng kỳ (%)\nSởi | -7,3\nHo gà | +2"))[0][2] == "-7.3"


def test_empty_cells_dashes_and_ellipses_are_no_figures_and_zero_is() -> None:
    found = rows(drawn("Bệnh | Mắc | Chết | Tiêm | Khỏi\nSởi | 0 | - | … |"))
    assert [value for _, _, value, _ in found] == ["0"]


def test_a_cell_with_words_is_no_numeric_cell() -> None:
    assert rows(drawn("Mô hình | Kết quả | Số hộ\nNuôi bò | 12 con, lãi 5 triệu | 4")) == [
        ("Nuôi bò", "Số hộ", "4", None)
    ]


def test_columns_of_years_telephones_and_numbering_hold_no_figures() -> None:
    found = rows(
        drawn("""
        STT | Họ tên | Năm sinh | Điện thoại | Số hộ
        1 | Nguyễn Văn A | 1965 | 0912345678 | 12
        2 | Nguyễn Thị B | 1970 | 0987654321 | 9
    """)
    )
    assert [(row, value) for row, _, value, _ in found] == [("Nguyễn Văn A", "12"), ("Nguyễn Thị B", "9")]


def test_both_sides_of_a_pair_are_cells_where_the_header_names_both() -> None:
    found = rows(drawn("Bệnh | Trong tháng/lũy kế | Đạt\nSởi | 9/386 | 12/15"))
    assert [value for _, _, value, _ in found] == ["9", "386", "12"]


def test_a_merged_cell_counts_once() -> None:
    found = rows(drawn("Đơn vị | Nam | Nữ\nKhối A | 5 | <\nKhối B | 2 | 3"))
    assert [value for _, _, value, _ in found] == ["5", "2", "3"]


def test_the_quote_is_the_text_at_the_offsets_and_the_id_stands_on_the_numeral() -> None:
    parts = drawn("Bệnh | So cùng kỳ (%)\nSởi | ( -7,3 )\nHo gà | 4")
    made = document(parts)
    for cell in cells_in(parts):
        assert made.text[cell.evidence.start : cell.evidence.end] == cell.evidence.quote
        assert cell.id.endswith(f"-c{cell.evidence.start}")


def test_a_cell_without_label_or_header_is_doubted_by_name() -> None:
    cells = cells_in(drawn("Nội dung | \nHội viên | 12\n | 40"))
    assert [cell.reasons for cell in cells] == [("cell", "no-column"), ("cell", "no-row-label", "no-column")]
    assert cells[1].confidence < cells[0].confidence < 0.9


def test_numbers_of_cells_headers_labels_and_codes_are_no_prose() -> None:
    made = document(
        "Kết quả 2 năm:",
        drawn("STT | Khu | Năm 2023 | Việc đã làm\n1 | Khu 5 | 12 | Trồng 30 cây\n2 | Khu 7 | 9 | -"),
    )
    blocked = numeric_blocks(made, tables_in(made))
    free = [made.text[b.start : b.end] for i, b in enumerate(made.blocks) if i not in blocked]
    assert free == ["Kết quả 2 năm:", "Trồng 30 cây"]


def test_a_table_of_words_alone_tells_in_every_column_what_was_done() -> None:
    made = document(
        drawn("STT | Việc đã làm | Việc sắp tới\n1 | Mở 2 lớp | Mở 3 lớp\n2 | Họp 4 lần | Họp 5 lần")
    )
    free = set(range(len(made.blocks))) - numeric_blocks(made, tables_in(made))
    assert {made.text[made.blocks[i].start : made.blocks[i].end] for i in free} == {
        "Mở 2 lớp",
        "Mở 3 lớp",
        "Họp 4 lần",
        "Họp 5 lần",
    }


def test_the_line_that_only_names_the_unit_is_no_prose() -> None:
    made = document("ĐVT: 1.000 đồng", drawn("Khoản | Thu\nHội phí | 45\nỦng hộ | 12"))
    assert 0 in numeric_blocks(made, tables_in(made))


def test_brackets_alone_are_a_minus_where_column_or_line_may_fall_below_nothing() -> None:
    found = rows(drawn("Đơn vị | Số hộ | Tăng (+), giảm (-)\nThôn A | (15) | (12)\nThôn B | 20 | 3"))
    assert [value for _, _, value, _ in found] == ["15", "-12", "20", "3"]
    found = rows(
        drawn(
            "Khoản | Quý I | Quý II\nDoanh thu | 90 | 80\nLợi nhuận | 7 | (12,5)\nTỷ lệ lợi nhuận | 3 | (4%)"
        )
    )
    assert [value for _, _, value, _ in found] == ["90", "80", "7", "-12.5", "3", "4"]


def test_a_bracketed_minus_is_named_and_less_sure() -> None:
    plain, lacking = cells_in(drawn("Đơn vị | Chênh lệch\nThôn A | 3\nThôn B | (2)"))
    assert "bracketed-minus" in lacking.reasons
    assert lacking.confidence < plain.confidence
