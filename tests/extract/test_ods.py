"""OpenDocument spreadsheets: values, repeats, merges, what is hidden or locked."""

from __future__ import annotations

import pytest

from extract.problems import FileProblem
from tests.extract.test_xls import rows
from tests.extract.word_files import codes, read, texts, zipped

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)  # fmt: skip
STYLES = (
    '<style:style style:name="k"><style:table-cell-properties fo:border="1pt solid #000"/>'
    '</style:style><style:style style:name="an"><style:table-properties table:display="false"/></style:style>'
)


def cell(text: str = "", more: str = "") -> str:
    return f'<table:table-cell table:style-name="k" {more}><text:p>{text}</text:p></table:table-cell>'


def amount(value: str, kind: str = "float") -> str:
    return cell("?", f'office:value-type="{kind}" office:value="{value}"')


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(*lines: str, name: str = "Sheet1", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(lines)}</table:table>'


def ods(*sheets: str, prolog: str = "", manifest: bytes = b"<x/>") -> bytes:
    content = (
        f"{prolog}<office:document-content {NAMES}>"
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content.encode(), "META-INF/manifest.xml": manifest})


HEADER = row(cell("TT"), cell("Chỉ tiêu"), cell("Số lượng"))
BODY = row(amount("1"), cell("Chi bộ"), amount("1030.5"))


def test_values_are_read_as_they_are_stored() -> None:
    document = read(
        ods(sheet(HEADER, BODY, row(amount("2"), cell("Tỷ lệ"), amount("0.125", "percentage")))), "b.ods"
    )
    assert rows(document)[1:] == [["1", "Chi bộ", "1030.5"], ["2", "Tỷ lệ", "12.5%"]]
    assert (document.format, document.status, document.tables[0].ruled) == ("ods", "ok", True)


def test_repeated_rows_and_columns_count_and_empty_ones_cost_nothing() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    twice = row(amount("1"), cell("Chi bộ"), amount("5"), more='table:number-rows-repeated="2"')
    document = read(ods(sheet(HEADER, twice, empty)), "b.ods")
    assert rows(document)[1:] == [["1", "Chi bộ", "5"]] * 2


def test_text_that_is_repeated_without_end_is_refused() -> None:
    endless = row(cell("Chi bộ"), cell("a"), more='table:number-rows-repeated="1048000"')
    with pytest.raises(FileProblem) as problem:
        read(ods(sheet(endless)), "b.ods")
    assert problem.value.status == "too_big"


def test_merged_cells_span() -> None:
    head = row(
        cell("Chỉ tiêu", 'table:number-rows-spanned="2"'),
        cell("Số lượng", 'table:number-columns-spanned="2"'),
        "<table:covered-table-cell/>",
    )
    below = row("<table:covered-table-cell/>", cell("2023"), cell("2024"))
    document = read(ods(sheet(head, below, row(cell("Đảng viên"), amount("1"), amount("2")))), "b.ods")
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in document.tables[0].cells][:2] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
    ]


def test_hidden_sheets_are_named_and_hidden_rows_kept() -> None:
    hidden = row(amount("2"), cell("Đảng viên"), amount("7"), more='table:visibility="collapse"')
    document = read(
        ods(sheet(HEADER, BODY, hidden), sheet(row(cell("Bản nháp")), name="Nháp", style="an")), "b.ods"
    )
    assert codes(document) == ["hidden_sheets", "hidden_lines"]
    assert "Bản nháp" not in document.text
    assert "Đảng viên" in document.text


def test_lines_outside_tables_are_paragraphs_and_comments_are_left_out() -> None:
    note = "<table:table-cell><office:annotation><text:p>ghi chú riêng</text:p></office:annotation>"
    line = row(f"{note}<text:p>UBND XÃ<text:s/>TÂN LẬP</text:p></table:table-cell>")
    document = read(ods(sheet(line, row(), HEADER, BODY)), "b.ods")
    assert texts(document, "para") == ["UBND XÃ TÂN LẬP"]


def test_text_boxes_stand_where_they_hang() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    shapes = f"<table:shapes>{box.format('Số: 12/BC-UBND')}</table:shapes>"
    below = row(f"<table:table-cell>{box.format('CHỦ TỊCH')}</table:table-cell>")
    document = read(ods(sheet(shapes, HEADER, BODY, below)), "b.ods")
    assert texts(document, "box") == ["Số: 12/BC-UBND", "CHỦ TỊCH"]
    assert document.blocks[0].kind == document.blocks[-1].kind == "box"


def test_locked_and_declared_content_is_refused() -> None:
    with pytest.raises(FileProblem) as locked:
        read(ods(sheet(BODY), manifest=b"<manifest:encryption-data/>"), "b.ods")
    assert locked.value.status == "encrypted"
    with pytest.raises(FileProblem) as declared:
        read(ods(sheet(BODY), prolog=f'<!--{" " * 9000}--><!DOCTYPE x [<!ENTITY a "b">]>'), "b.ods")
    assert declared.value.code == "doctype"
