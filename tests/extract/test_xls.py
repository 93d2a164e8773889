"""Legacy workbooks: rows in order, tables apart from the lines around them, numbers as they are stored."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlwt

from extract.document import Document
from extract.problems import FileProblem
from tests.extract.word_files import codes, read, texts

RULED = "borders: left thin, right thin, top thin, bottom thin"
HEADER, BODY = ["TT", "Chỉ tiêu", "Số lượng"], [[1, "Chi bộ được kiểm tra", 1030], [2, "Đảng viên", 2500.5]]


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def annex(style: str = RULED) -> Any:
    """A workbook with an annex: letter head, title, table from row 6 on, signatures."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 1")
    sheet.write(0, 0, "UBND XÃ TÂN LẬP")
    sheet.write(0, 2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.write(2, 1, "BIỂU TỔNG HỢP SỐ LIỆU", xlwt.easyxf("font: bold on"))
    for row, cells in enumerate([HEADER, *BODY], 5):
        for col, value in enumerate(cells):
            sheet.write(row, col, value, xlwt.easyxf(style))
    sheet.write(10, 0, "Người lập biểu")
    sheet.write(10, 1, "Kế toán")
    sheet.write(10, 2, "Chủ tịch")
    return book


def rows(document: Document, table: int = 0) -> list[list[str]]:
    grid = document.tables[table]
    found: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        block = document.blocks[cell.block]
        found[cell.row].append(document.text[block.start : block.end])
    return found


@pytest.mark.parametrize("style", [RULED, ""])
def test_a_table_stands_apart_from_head_and_signatures(style: str) -> None:
    document = read(saved(annex(style)), "bieu.xls")
    assert (document.format, document.status, document.warnings) == ("xls", "ok", ())
    assert rows(document) == [
        ["TT", "Chỉ tiêu", "Số lượng"],
        ["1", "Chi bộ được kiểm tra", "1030"],
        ["2", "Đảng viên", "2500.5"],
    ]
    assert texts(document, "para") == [
        "UBND XÃ TÂN LẬP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BIỂU TỔNG HỢP SỐ LIỆU",
        "Người lập biểu",
        "Kế toán",
        "Chủ tịch",
    ]
    assert document.tables[0].ruled is bool(style)


def test_a_place_names_sheet_and_cell() -> None:
    document = read(saved(annex()), "bieu.xls")
    assert document.blocks[0].place == "Biểu 1!A1"
    assert [b.place for b in document.blocks if b.kind == "cell"][4] == "Biểu 1!B7"


def test_merged_cells_span_the_rows_and_columns_that_say_something() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    ruled = xlwt.easyxf(RULED)
    sheet.write_merge(0, 1, 0, 0, "Chỉ tiêu", ruled)
    sheet.write_merge(0, 0, 1, 3, "Số lượng", ruled)
    for col, value in enumerate(["Năm 2023", "Năm 2024"], 1):
        sheet.write(1, col, value, ruled)
    for col, value in enumerate(["Đảng viên", 12, 15]):
        sheet.write(2, col, value, ruled)
    grid = read(saved(book), "bieu.xls").tables[0]
    assert (grid.rows, grid.cols) == (3, 3)
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in grid.cells][:2] == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_numbers_are_shown_as_their_formats_mean_them() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    values = [(0.125, "0.0%"), (45473, "dd/mm/yyyy"), (15237170, "#,##0"), (0.125, "General"), (6.8, "0.0")]
    for row, (value, form) in enumerate(values):
        sheet.write(row, 0, "Chỉ tiêu")
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str=form))
    shown = [row[1] for row in rows(read(saved(book), "bieu.xls"))]
    assert shown == ["12.5%", "30/06/2024", "15237170", "0,125", "6.8"]


def test_hidden_sheets_are_named_and_hidden_rows_are_kept() -> None:
    book = annex()
    book.add_sheet("Nháp")
    book.get_sheet(1).write(0, 0, "Bản nháp")
    book.get_sheet(1).visibility = 1
    book.get_sheet(0).row(6).hidden = True
    document = read(saved(book), "bieu.xls")
    assert codes(document) == ["hidden_sheets", "hidden_lines"]
    assert "“Nháp”" in document.warnings[0].message
    assert "Bản nháp" not in document.text
    assert "Chi bộ được kiểm tra" in document.text


def test_names_of_sheets_are_headings_where_they_tell_something() -> None:
    book = annex()
    for name in ("Sheet2", "Thu ngân sách"):
        book.add_sheet(name).write(0, 0, "Nội dung báo cáo")
    document = read(saved(book), "bieu.xls")
    assert texts(document, "heading") == ["Thu ngân sách"]


def test_a_workbook_that_is_cut_off_is_damaged_or_says_less() -> None:
    whole = saved(annex())
    for percent in range(1, 100, 7):
        try:
            document = read(whole[: len(whole) * percent // 100], "bieu.xls")
        except FileProblem as problem:
            assert problem.status == "corrupt"
        else:
            assert document.status != "ok" or "Đảng viên" in document.text


def test_an_empty_workbook_has_no_text() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1")
    document = read(saved(book), "bieu.xls")
    assert (document.status, codes(document)) == ("empty", ["no_text"])
