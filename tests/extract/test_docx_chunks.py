"""Foreign documents in a Word file are read where they stand, or said to be unread."""

from __future__ import annotations

import pytest

from extract.document import Document
from tests.extract.rtf_files import p as rtf_p
from tests.extract.rtf_files import row, rtf
from tests.extract.word_files import RELATIONS, codes, p, read, tbl, texts, word

CHUNK = '<w:altChunk r:id="c1"/>'


def with_chunk(data: bytes, file: str, body: str = "") -> Document:
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" Target="/word/{file}"/>'
    xml = body or p("Trước") + CHUNK + p("Sau")
    return read(word(xml, relations=relation, files={f"word/{file}": data}))


@pytest.mark.parametrize(
    ("data", "file"),
    [
        ("<html><p>Có 12 chi bộ.</p><table><tr><td>1<td>2</table></html>".encode(), "a.htm"),
        (rtf(rtf_p("Có 12 chi bộ.") + row(["1", "2"])), "a.rtf"),
        (word(p("Có 12 chi bộ.") + tbl(["1", "2"])), "a.docx"),
    ],
)
def test_a_foreign_document_is_read_where_it_stands(data: bytes, file: str) -> None:
    document = with_chunk(data, file)
    assert document.text == "Trước\nCó 12 chi bộ.\n1\t2\nSau"
    assert (document.status, document.coverage, len(document.tables)) == ("ok", 1.0, 1)


def test_plain_text_is_read_line_by_line() -> None:
    assert texts(with_chunk("Có 12.\nCó 3.".encode(), "a.txt")) == ["Trước", "Có 12.", "Có 3.", "Sau"]


def test_a_foreign_document_brings_its_notes() -> None:
    note = {"footnotes": f'<w:footnote w:id="1">{p("Chú")}</w:footnote>'}
    inner = word("<w:p><w:r><w:t>A</w:t><w:footnoteReference w:id='1'/></w:r></w:p>", parts=note)
    assert texts(with_chunk(inner, "a.docx")) == ["Trước", "A", "Chú", "Sau"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"", rtf(rtf_p("A") * 3)[:-9], word(CHUNK)[:-30]])
def test_what_cannot_be_read_is_a_loss_that_is_said(data: bytes) -> None:
    document = with_chunk(data, "a.bin")
    assert (document.status, codes(document)[0]) == ("ok_with_loss", "foreign_part")


def test_a_foreign_document_in_a_foreign_document_is_not_followed() -> None:
    document = with_chunk(word(p("A") + CHUNK), "a.docx")
    assert (texts(document), codes(document)[0]) == (["Trước", "A", "Sau"], "foreign_part")
