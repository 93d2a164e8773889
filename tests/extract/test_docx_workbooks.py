"""Workbooks inside a Word file are read where the object stands, or said to be unread."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from extract.document import Document
from tests.extract.word_files import RELATIONS, codes, p, read, tbl, tc, texts, word

OBJECT = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="o1"/></w:object></w:r></w:p>'


def workbook() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Biểu")
        for row, cells in enumerate((["Đơn vị", "Số"], ["Xã A", 12], ["Xã B", 3])):
            sheet.write_row(row, 0, cells)
    return data.getvalue()


def with_object(body: str, data: bytes, **more: str) -> Document:
    relation = f'<Relationship Id="o1" Type="{RELATIONS}/package" Target="embeddings/a.xlsx"/>'
    return read(word(body, relations=relation, files={"word/embeddings/a.xlsx": data}, parts=more))


def test_a_workbook_is_read_where_it_stands() -> None:
    document = with_object(p("Trước") + tbl(["x", "y"]) + OBJECT + p("Sau"), workbook())
    assert texts(document)[:3] == ["Trước", "x", "y"] and texts(document)[-1] == "Sau"
    assert (document.tables[1].rows, document.tables[1].cols) == (3, 2)
    assert "Xã A\t12\nXã B\t3" in document.text
    assert document.status == "ok" and "embedded_workbook_read" in codes(document)


def test_a_workbook_in_a_cell_follows_the_row() -> None:
    document = with_object(tbl([tc(OBJECT), "B"], ["C", "D"]), workbook())
    assert document.text.startswith("\tB\n") and document.text.endswith("C\tD")
    assert len(document.tables) == 2


def test_a_workbook_in_a_header_belongs_to_the_header() -> None:
    document = with_object(p("A"), workbook(), header=OBJECT)
    assert (document.status, codes(document)[0]) == ("ok_with_loss", "embedded_workbook")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", workbook()[:400]])
def test_a_workbook_that_cannot_be_read_is_a_loss_that_is_said(data: bytes) -> None:
    document = with_object(p("A") + OBJECT, data)
    assert (document.status, codes(document)[0]) == ("ok_with_loss", "embedded_workbook")
