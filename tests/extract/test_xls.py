"""Legacy workbooks: rows in order, tables apart from the lines around them, numbers as they are stored."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
import xlwt

from extract.document import Document
from extract.problems import FileProblem
from extract.sheet_cells import Box, Run
from extract.xls_boxes import read_boxes
from tests.extract.old_word import container
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


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_a_workbook_of_excel_95_is_read_in_its_fonts() -> None:
    def font(name: bytes) -> bytes:
        look = struct.pack("<HHHHHBBBB", 240, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
        return record(0x31, look + bytes([len(name)]) + name)

    def label(row: int, text: str) -> bytes:
        raw = text.encode("cp1252")
        return record(0x204, struct.pack("<HHHH", row, 0, 1, len(raw)) + raw)

    first = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", 1252))
    first += font(b"Arial") * 4 + font(b".VnTime")
    first += b"".join(record(0xE0, struct.pack("<HHHBBHHHH", n, 0, 1, 0x20, *[0] * 5)) for n in (0, 5))
    place = len(first) + 4 + 8 + 4
    listed = record(0x85, struct.pack("<IHB", place, 0, 1) + b"a") + record(0x0A)
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    sheet += label(0, "Tªn chØ tiªu") + label(1, "§¶ng viªn ®\xad\xeec kiÓm tra") + record(0x0A)
    found = read(container({"Book": first + listed + sheet}), "bieu.xls")
    assert texts(found) == ["Tên chỉ tiêu", "Đảng viên được kiểm tra"]


def test_text_boxes_are_read_and_notes_are_not() -> None:
    anchor = b"\0\0\x10\xf0\x12\0\0\0" + struct.pack("<9H", 0, 1, 0, 7, 0, 2, 0, 9, 0)

    def box(kind: int, text: bytes) -> bytes:
        shape = record(0xEC, anchor) + record(0x5D, struct.pack("<HHHH", 0x15, 0x12, kind, 1) + bytes(14))
        said = record(0x1B6, bytes(10) + struct.pack("<HHI", len(text), 16, 0))
        runs = struct.pack("<HHIHHI", 0, 1, 0, 4, 2, 0)
        return shape + said + record(0x3C, b"\0" + text) + record(0x3C, runs)

    head = record(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0))
    listed = record(0x85, struct.pack("<IBBBB", len(head) + 4 + 9 + 4, 0, 0, 1, 0) + b"a") + record(0x0A)
    sheet = (
        record(0x809, struct.pack("<HHHH", 0x600, 0x10, 0, 0)) + box(6, b"UBND\nxa") + box(0x19, b"ghi chu")
    )
    found = read_boxes(container({"Workbook": head + listed + sheet + record(0x0A)}), ["a", "b", "c"])
    assert found == {0: [Box(7, ((Run("UBND", "b"), Run("", "c")), (Run("xa", "c"),)))]}


def test_an_empty_workbook_has_no_text() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1")
    document = read(saved(book), "bieu.xls")
    assert (document.status, codes(document)) == ("empty", ["no_text"])
