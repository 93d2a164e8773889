"""Scans and pictures read by Tesseract: text, tables, doubts, and what the sender is told."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.read import read_bytes
from tests.extract.pdf_maker import Page, make_pdf
from tests.extract.scan_maker import LEFT, Scan, as_file, needs_engine

LINES = (
    "Trong kỳ, Ban Thường vụ Huyện ủy đã kiểm tra đối với",
    "162 tổ chức và 195 cán bộ; qua kiểm tra kết luận có 12",
    "trường hợp vi phạm, đã xử lý 8 trường hợp, đạt 66,7%.",
)
WHOLE = " ".join(LINES)


def report() -> Scan:
    scan = Scan()
    scan.lines(400, *LINES)
    return scan


def read(data: bytes) -> Document:
    return read_bytes(data, "báo cáo")


def said(document: Document) -> str:
    return " ".join(document.text.split())


def cells(document: Document, table: int) -> list[list[str]]:
    grid = document.tables[table]
    rows = [[""] * grid.cols for _ in range(grid.rows)]
    for cell in grid.cells:
        block = document.blocks[cell.block]
        rows[cell.row][cell.col] = document.text[block.start : block.end]
    return rows


@needs_engine
@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG"])
def test_a_page_that_is_only_a_picture_is_read(kind: str) -> None:
    document = read(as_file(kind, report()))
    assert (said(document), document.status, document.pages) == (WHOLE, "ok", 1)


@needs_engine
def test_recognised_blocks_say_how_sure_they_are_and_who_read_them() -> None:
    document = read(as_file("PNG", report()))
    block = document.blocks[0]
    assert (block.kind, block.reader, block.page) == ("para", "tesseract", 1)
    assert block.confidence is not None and 0.8 < block.confidence <= 1.0
    assert [w.code for w in document.warnings][:1] == ["recognised_pages"]
    assert "trang 1" in document.warnings[0].message


@needs_engine
def test_only_pages_without_letters_are_recognised() -> None:
    from pypdfium2 import PdfDocument

    typed = Page()
    typed.paragraph(100, WHOLE)
    both = PdfDocument.new()
    both.import_pages(PdfDocument(make_pdf(typed)))
    both.import_pages(PdfDocument(as_file("PDF", report())))
    import io

    out = io.BytesIO()
    both.save(out)
    document = read(out.getvalue())
    assert {(b.page, b.reader) for b in document.blocks} == {(1, "pypdfium2"), (2, "tesseract")}
    assert (document.status, document.grades) == ("ok", ("A", "B"))


@needs_engine
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_on_its_side_or_head_is_set_upright(turn: int) -> None:
    scan = report()
    scan.lines(700, *LINES)
    scan.image = scan.image.rotate(turn, expand=True)
    assert "đã kiểm tra đối với 162 tổ chức và 195 cán bộ" in said(read(as_file("PNG", scan)))


@needs_engine
def test_a_page_aslant_and_blurred_is_read() -> None:
    scan = report()
    scan.grainy(1.8)
    assert said(read(as_file("PNG", scan))) == WHOLE


@needs_engine
def test_cells_of_a_ruled_table_come_out_as_cells() -> None:
    scan = Scan()
    scan.lines(300, "Kết quả kiểm tra, giám sát như sau:")
    rows = (
        ("TT", "Nội dung", "Năm 2023", "Năm 2024"),
        ("1", "Tổ chức được kiểm tra", "5", "7"),
        ("2", "Cán bộ được kiểm tra", "38", "1.042"),
        ("3", "Tỷ lệ hoàn thành", "34,7", "9"),
    )
    scan.table([230, 330, 900, 1150, 1400], 400, *rows)
    scan.grainy(-0.6)
    document = read(as_file("PNG", scan))
    assert cells(document, 0) == [list(row) for row in rows]
    assert document.tables[0].ruled


@needs_engine
def test_a_letter_head_in_two_columns_keeps_its_sides_apart() -> None:
    scan = Scan()
    scan.text(LEFT, 250, "HUYỆN ỦY CẨM KHÊ")
    scan.text(950, 250, "TỈNH ỦY PHÚ THỌ", bold=True)
    scan.text(LEFT + 40, 310, "Số: 127-BC/HU")
    scan.text(940, 310, "Cẩm Khê, ngày 12 tháng 6 năm 2024")
    scan.lines(500, *LINES)
    document = read(as_file("PNG", scan))
    assert cells(document, 0) == [
        ["HUYỆN ỦY CẨM KHÊ\nSố: 127-BC/HU", "TỈNH ỦY PHÚ THỌ\nCẩm Khê, ngày 12 tháng 6 năm 2024"]
    ]


@needs_engine
def test_bold_numbered_lines_are_headings() -> None:
    scan = Scan()
    scan.text(LEFT, 300, "I. CÔNG TÁC XÂY DỰNG", bold=True)
    scan.lines(400, *LINES)
    document = read(as_file("PNG", scan))
    assert [b.kind for b in document.blocks[:2]] == ["heading", "para"]
    assert document.blocks[1].path == ("I. CÔNG TÁC XÂY DỰNG",)


@needs_engine
def test_every_page_of_a_tiff_is_read() -> None:
    second = Scan()
    second.lines(300, "Trang hai: có 45 hộ nghèo.")
    document = read(as_file("TIFF", report(), second))
    assert document.pages == 2
    assert "45 hộ nghèo" in document.text and "162 tổ chức" in document.text


@needs_engine
def test_an_empty_page_of_a_scan_is_no_lost_page() -> None:
    document = read(as_file("PDF", report(), Scan()))
    assert document.status != "partial"
    assert "scanned_pages" not in [w.code for w in document.warnings]


@needs_engine
def test_a_picture_without_text_is_empty_and_the_sender_told() -> None:
    from PIL import Image

    scan = Scan(600, 400)
    scan.image = Image.effect_noise((600, 400), 90)
    document = read(as_file("PNG", scan))
    assert document.status == "empty"
    assert document.warnings[0].code == "scanned_pages"
    assert "không nhận dạng được" in document.warnings[0].message


def test_without_an_engine_a_picture_is_empty_and_the_sender_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.ocr_engine.ready", lambda: False)
    scan = Scan(600, 400)
    document = read(as_file("PNG", scan))
    assert (document.status, document.pages) == ("empty", 1)
    assert "Tesseract" in document.warnings[0].message
