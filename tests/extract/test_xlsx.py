"""Excel workbooks: results of formulas, formats, fonts, what is hidden, what does not unpack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from extract.problems import FileProblem
from extract.sheet_cells import Run
from extract.xlsx_parts import Parts, shared_strings
from tests.extract.test_xls import rows
from tests.extract.word_files import codes, read, texts

Fill = Callable[[Any, Any, Any], None]
ROWS = [["TT", "Chỉ tiêu", "Số lượng"], [1, "Chi bộ", 12], [2, "Đảng viên", 305]]


def workbook(fill: Fill, name: str = "Sheet1") -> bytes:
    """A workbook of one sheet; `fill` hears book, sheet and the format of ruled cells."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book, book.add_worksheet(name), book.add_format({"border": 1}))
    book.close()
    return out.getvalue()


def table(book: Any, sheet: Any, ruled: Any, top: int = 0) -> None:
    for row, cells in enumerate(ROWS, top):
        for col, value in enumerate(cells):
            sheet.write(row, col, value, ruled)


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return out.getvalue()


def test_an_annex_reads_like_one_in_word() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        sheet.write(0, 0, "UBND XÃ TÂN LẬP")
        table(book, sheet, ruled, 3)
        sheet.write(8, 1, "Người lập biểu")

    document = read(workbook(fill), "bieu.xlsx")
    assert (document.format, document.status, document.warnings) == ("xlsx", "ok", ())
    assert texts(document, "para") == ["UBND XÃ TÂN LẬP", "Người lập biểu"]
    assert rows(document) == [[str(value) for value in row] for row in ROWS]


def test_results_of_formulas_are_read() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)
        sheet.write_formula(3, 2, "=SUM(C2:C3)", ruled, 317)
        sheet.write(3, 1, "Cộng", ruled)

    assert rows(read(workbook(fill), "bieu.xlsx"))[-1] == ["Cộng", "317"]


def test_a_formula_without_a_result_is_a_loss() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)
        sheet.write_formula(3, 2, "=SUM(C2:C3)", ruled, 317)

    bare = altered(workbook(fill), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>317</v>", b""))
    document = read(bare, "bieu.xlsx")
    assert (document.status, codes(document)) == ("ok_with_loss", ["uncomputed_formulas"])


def test_error_values_are_kept_and_named() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)
        sheet.write_formula(3, 2, "=1/0", ruled, "#DIV/0!")

    document = read(workbook(fill), "bieu.xlsx")
    assert codes(document) == ["error_values"]
    assert "#DIV/0!" in document.text


def test_dates_and_shares_are_shown_as_such() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        for row, (value, form) in enumerate([(0.125, "0.0%"), (datetime(2024, 6, 30), "dd/mm/yyyy")]):
            sheet.write(row, 0, "Chỉ tiêu", ruled)
            sheet.write(row, 1, value, book.add_format({"num_format": form, "border": 1}))

    assert [row[1] for row in rows(read(workbook(fill), "bieu.xlsx"))] == ["12.5%", "30/06/2024"]


def test_text_boxes_stand_where_they_begin() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled, 6)
        sheet.insert_textbox(0, 0, "UBND XÃ TÂN LẬP\nSố: 12/BC-UBND")
        sheet.insert_textbox(20, 1, "CHỦ TỊCH")

    document = read(workbook(fill), "bieu.xlsx")
    kinds = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert kinds[:2] == [("box", "UBND XÃ TÂN LẬP"), ("box", "Số: 12/BC-UBND")]
    assert kinds[-1] == ("box", "CHỦ TỊCH")


def test_what_is_printed_on_every_page_is_kept_apart() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)
        sheet.set_header('&L&"Times New Roman,Bold"&12Biểu số 01 & 02&RTrang &P/&N')
        sheet.set_footer("&CĐảng ủy xã Tân Lập && đoàn thể")

    document = read(workbook(fill), "bieu.xlsx")
    assert texts(document, "header") == ["Biểu số 01 & 02"]
    assert texts(document, "footer") == ["Đảng ủy xã Tân Lập & đoàn thể"]


def test_runs_keep_their_fonts() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        sheet.write_rich_string(0, 0, "a", book.add_format({"font_name": ".VnTime"}), "b", "c")

    with ZipFile(BytesIO(workbook(fill))) as archive:
        (runs,) = shared_strings(Parts(archive), "xl/sharedStrings.xml")
    assert runs == (Run("a"), Run("b", ".VnTime"), Run("c", "Calibri"))


def test_hidden_sheets_rows_and_columns_are_named() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        other = book.add_worksheet("Nháp")
        other.write(0, 0, "Bản nháp")
        other.hide()

    document = read(workbook(fill), "bieu.xlsx")
    assert [(w.code, w.count) for w in document.warnings] == [("hidden_sheets", 1), ("hidden_lines", 2)]
    assert rows(document) == [[str(value) for value in row] for row in ROWS]


def test_many_empty_formatted_rows_are_passed_over() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)

    def longer(xml: bytes) -> bytes:
        tail = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(9, 40_000))
        return xml.replace(b"</sheetData>", tail + b"</sheetData>")

    document = read(altered(workbook(fill), "xl/worksheets/sheet1.xml", longer), "bieu.xlsx")
    assert (document.tables[0].rows, document.status) == (3, "ok")


def test_a_damaged_sheet_is_a_loss() -> None:
    def fill(book: Any, sheet: Any, ruled: Any) -> None:
        table(book, sheet, ruled)

    cut = altered(
        workbook(fill), "xl/worksheets/sheet1.xml", lambda xml: xml[: xml.index(b"</sheetData>") - 9]
    )
    document = read(cut, "bieu.xlsx")
    assert (document.status, codes(document)) == ("ok_with_loss", ["damaged_sheet"])
    assert "Chi bộ" in document.text


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("padding", [b"", b"<!--" + b" " * 9000 + b"-->"])
def test_a_document_type_is_refused_wherever_it_stands(part: str, padding: bytes) -> None:
    def declared(xml: bytes) -> bytes:
        head, mark, rest = xml.partition(b"?>")
        return head + mark + padding + b'<!DOCTYPE x [<!ENTITY a "b">]>' + rest

    with pytest.raises(FileProblem) as problem:
        read(altered(workbook(table), part, declared), "bieu.xlsx")
    assert problem.value.code == "doctype"
    assert "Word" not in problem.value.message


def test_more_cells_than_a_report_has_are_refused() -> None:
    row = b"<row>" + b'<c t="str"><v>1</v></c>' * 1000 + b"</row>"

    def wider(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", row * 301 + b"</sheetData>")

    with pytest.raises(FileProblem) as problem:
        read(altered(workbook(table), "xl/worksheets/sheet1.xml", wider), "bieu.xlsx")
    assert problem.value.status == "too_big"
