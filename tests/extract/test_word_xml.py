"""Word documents in one XML file: flat packages and Word 2003."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import pytest

from extract.document import Document
from extract.problems import FileProblem
from extract.read import read_bytes
from tests.extract.word_files import RELATIONS, codes, p, r, read, tbl, tc, texts, word

OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
_SPACES = (
    f'xmlns:w="{OLD}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:a="urn:co-quan"'
)


def flat(data: bytes) -> bytes:
    """A packed Word file as one XML file."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                inner = f"<pkg:xmlData>{content.decode().partition('?>')[2]}</pkg:xmlData>"
            else:
                inner = f"<pkg:binaryData>{b64encode(content).decode()}</pkg:binaryData>"
            parts += f'<pkg:part pkg:name="/{name}">{inner}</pkg:part>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f'<?xml version="1.0"?><pkg:package {space}>{parts}</pkg:package>'.encode()


def old(body: str, head: str = "") -> Document:
    xml = f'<?xml version="1.0"?><w:wordDocument {_SPACES}>{head}<w:body>{body}</w:body></w:wordDocument>'
    return read(xml.encode(), "bc.xml")


def test_a_flat_package_is_read_like_a_packed_one() -> None:
    packed = word(p("I. KẾT QUẢ", bold=True) + p("Có 12.") + tbl(["1", "2"]), parts={"header": p("Mẫu")})
    document, same = read(flat(packed), "bc.xml"), read(packed)
    assert (document.text, document.blocks, document.tables) == (same.text, same.blocks, same.tables)
    assert (document.format, document.status) == ("word_xml", "ok")


def test_a_strict_flat_package_is_read_too() -> None:
    assert read(flat(word(p("Có 12."), strict=True)), "bc.xml").text == "Có 12."


def test_a_foreign_document_in_a_flat_package_is_read() -> None:
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" Target="a.htm"/>'
    data = word('<w:altChunk r:id="c1"/>', relations=relation, files={"word/a.htm": b"<p>A</p>"})
    assert read(flat(data), "bc.xml").text == "A"


def test_word_2003_in_utf16_is_read() -> None:
    xml = f"<w:wordDocument {_SPACES}><w:body>{p('Có 12.')}</w:body></w:wordDocument>"
    data = f'<?xml version="1.0" encoding="utf-16"?>{xml}'.encode("utf-16")
    assert read(data, "bc.xml").text == "Có 12."


def test_sections_and_the_offices_own_elements_are_transparent() -> None:
    body = f"<wx:sect><wx:sub-section>{p('A')}</wx:sub-section><a:muc>{p('B')}</a:muc></wx:sect>"
    assert texts(old(body)) == ["A", "B"]


def test_tracked_changes_and_comments() -> None:
    note = '<aml:annotation w:type="Word.{}"><aml:content>{}</aml:content></aml:annotation>'
    gone = "<w:r><w:delText>xóa</w:delText></w:r>"
    inner = (
        note.format("Insertion", r("mới")) + note.format("Deletion", gone) + note.format("Comment", p("ý"))
    )
    document = old(f"<w:p>{r('Có ')}{inner}</w:p>")
    assert (document.text, document.status, codes(document)) == ("Có mới", "ok", ["tracked_changes"])


def test_cells_merged_down_are_one() -> None:
    rows = tbl([tc("A", '<w:vmerge w:val="restart"/>'), "1"], [tc("", "<w:vmerge/>"), "2"])
    assert [(c.row, c.col, c.rowspan) for c in old(rows).tables[0].cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


def test_lists_are_counted() -> None:
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="3"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:listDef>'
        '<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    )
    item = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr>'
    assert texts(old(p("X", properties=item) + p("Y", properties=item), lists)) == ["A. X", "B. Y"]


def test_notes_stand_where_their_mark_is_and_headers_in_their_section() -> None:
    note = f"<w:r><w:footnote>{p('Chú')}</w:footnote></w:r>"
    section = f"<w:sectPr><w:hdr w:type='odd'>{p('Mẫu')}</w:hdr></w:sectPr>"
    document = old(f"<w:p>{r('A')}{note}{r(' B')}</w:p>{section}")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("para", "A B"), ("footnote", "Chú"), ("header", "Mẫu"),
    ]  # fmt: skip


def test_pictures_are_passed_over() -> None:
    picture = f'<w:r><w:pict><w:binData w:name="a">{"A" * 12_000_000}</w:binData></w:pict></w:r>'
    assert old(f"<w:p>{r('Có 12.')}{picture}</w:p>").text == "Có 12."


@pytest.mark.parametrize("percent", range(5, 100, 10))
def test_a_file_that_is_cut_off_is_refused(percent: int) -> None:
    data = flat(word(p("Có 12 chi bộ.") * 20))
    with pytest.raises(FileProblem) as problem:
        read_bytes(data[: len(data) * percent // 100], "bc.xml")
    assert problem.value.status in ("corrupt", "unsupported")


def test_entities_are_refused() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + flat(word(p("A"))).partition(b"?>")[2]
    with pytest.raises(FileProblem) as problem:
        read_bytes(data, "bc.xml")
    assert problem.value.status == "corrupt"
