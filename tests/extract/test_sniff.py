"""Formats are told by content, and what is refused says what to do."""

from __future__ import annotations

import struct

import pytest

from extract.problems import FileProblem
from extract.sniff import sniff
from tests.extract.word_files import p, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(stream: str) -> bytes:
    """The head of an OLE file and one entry of its directory."""
    name = stream.encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name)) + bytes(62)
    return OLE + bytes(504) + entry + bytes(512)


def types(content: str) -> bytes:
    return f'<Types><Override ContentType="application/vnd.{content}"/></Types>'.encode()


KNOWN = [
    (word(p("Có 12 chi bộ.")), "docx"),
    (zipped({"word/document.xml": b"<x/>"}), "docx"),
    (b"%PDF-1.7\n", "pdf"),
    (b"\r\n\r\n%PDF-1.4\n", "pdf"),
    (ole("WordDocument"), "doc"),
    (ole("Workbook"), "xls"),
    (
        zipped({"[Content_Types].xml": types("openxmlformats-officedocument.spreadsheetml.sheet.main+xml")}),
        "xlsx",
    ),
    (zipped({"xl/workbook.xml": b"<x/>"}), "xlsx"),
    (zipped({"xl/workbook.bin": b"x"}), "xlsb"),
    (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
    (ole("Book"), "xls"),
    (b"<html><body>Bao cao</body></html>", "html"),
    ("\ufeff<!DOCTYPE html><p>Báo cáo</p>".encode("utf-16-le"), "html"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "html"),
    (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tx\r\n\r\n",
        "html",
    ),
    (b"Content: a\nTo: b\n", "txt"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "word_xml"),
    (rb"{\rtf1\ansi Bao cao}", "rtf"),
    (b"\xef\xbb\xbf\r\n{\\rtf1}", "rtf"),
    (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt"),
    ("Có 12 chi bộ.".encode(), "txt"),
    ("Có 12 chi bộ.".encode("utf-16"), "txt"),
    (b"BMTQ xa bao cao", "txt"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "picture"),
]
REFUSED = [
    (b"", "empty", "empty_file"),
    (b"\xef\xbb\xbf \r\n", "empty", "empty_file"),
    (bytes(4096), "empty", "empty_file"),
    (ole("EncryptedPackage"), "encrypted", "password_protected"),
    (ole("PowerPoint Document"), "unsupported", "format_slides"),
    (ole("Khac"), "corrupt", "damaged_package"),
    (b'<?xml version="1.0"?><du_lieu/>', "unsupported", "format_xml"),
    (zipped({"ppt/presentation.xml": b"<x/>"}), "unsupported", "format_slides"),
    (zipped({"word/styles.xml": b"<x/>"}), "corrupt", "damaged_package"),
    (zipped({"bao cao.txt": b"12"}), "unsupported", "format_archive"),
    (b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: text/html\n", "unsupported", "format_mail"),
    (b"\xdb\xa5\x2d\0" + bytes(400) + b"BAO CAO", "unsupported", "format_old_word"),
    (b"Rar!\x1a\x07\0", "unsupported", "format_archive"),
    (b"\0\0\0\x18ftypheic", "unsupported", "format_heic"),
    (bytes(range(256)) * 8, "corrupt", "unknown_content"),
    (b"PK\x03\x04" + bytes(range(200)), "corrupt", "damaged_package"),
]


@pytest.mark.parametrize(("data", "format"), KNOWN)
def test_a_format_is_told_by_its_bytes(data: bytes, format: str) -> None:
    assert sniff(data) == format


@pytest.mark.parametrize(("data", "status", "code"), REFUSED)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, status: str, code: str) -> None:
    with pytest.raises(FileProblem) as problem:
        sniff(data)
    assert (problem.value.status, problem.value.code) == (status, code)
    assert problem.value.message.startswith("T") or problem.value.message.startswith("Không")
    assert problem.value.message.endswith(".")


def test_a_workbook_that_holds_a_report_is_still_a_workbook() -> None:
    inner = types("openxmlformats-officedocument.wordprocessingml.document") + types(
        "x.spreadsheetml.sheet.main+xml"
    )
    assert sniff(zipped({"[Content_Types].xml": inner, "xl/workbook.xml": b"<x/>"})) == "xlsx"
