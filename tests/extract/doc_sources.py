"""The .docx sources of the .doc files in `files`; run as a script, has LibreOffice save them anew.

python tests/extract/doc_sources.py
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.extract.word_files import p, r, word

FILES = Path(__file__).parent / "files"


def xml(text: str) -> Any:
    """An element of WordprocessingML."""
    start = text.index(">") if "/>" not in text[: text.index(">") + 1] else text.index("/>")
    return parse_xml(f"{text[:start]} {nsdecls('w')}{text[start:]}")


def run(paragraph: Any, text: str, properties: str = "") -> None:
    """Add a run with raw properties."""
    paragraph._p.append(xml(f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'))


def _fill(table: Any, rows: Sequence[Sequence[str]]) -> None:
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text


def tables() -> bytes:
    """Merged cells both ways, a table in a cell, a frame of one cell, a borderless letter head."""
    doc = Document()
    head = doc.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "HUYỆN ỦY A\nĐẢNG ỦY XÃ B\n*\nSố 12-BC/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nXã B, ngày 01 tháng 6 năm 2021"
    doc.add_paragraph("Biểu 1. Kết quả kiểm tra")
    grid = doc.add_table(rows=5, cols=4)
    grid.style = "Table Grid"
    rows = (
        ("STT", "Đơn vị", "Số cuộc", ""),
        ("", "", "Cấp huyện", "Cấp xã"),
        ("1", "Xã B", "5", "12"),
        ("2", "Xã C", "7", "8"),
        ("", "Cộng", "12", "20"),
    )
    _fill(grid, rows)
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(1, 1))
    grid.cell(0, 2).merge(grid.cell(0, 3))
    grid.cell(4, 0).merge(grid.cell(4, 1))
    doc.add_paragraph("Bảng có bảng con:")
    outer = doc.add_table(rows=2, cols=2)
    outer.style = "Table Grid"
    outer.cell(0, 0).text, outer.cell(0, 1).text = "Nội dung", "Chi tiết"
    outer.cell(1, 0).text = "Chi bộ"
    inner = outer.cell(1, 1).add_table(rows=2, cols=2)
    inner.style = "Table Grid"
    _fill(inner, (("Thôn 1", "15"), ("Thôn 2", "18")))
    outer.cell(1, 1).add_paragraph("Tổng cộng 33 đảng viên")
    doc.add_paragraph("Một khung:")
    frame = doc.add_table(rows=1, cols=1)
    frame.style = "Table Grid"
    frame.cell(0, 0).text = "Lời trong khung."
    doc.add_paragraph("Hết.")
    return _bytes(doc)


def texts() -> bytes:
    """Headings, lists, changes, hidden text, fields, breaks, signs, page parts, a text box."""
    doc = Document()
    section = doc.sections[0]
    section.header.paragraphs[0].text = "Báo cáo mẫu"
    section.footer.paragraphs[0].text = "Trang cuối"
    doc.add_heading("I. KẾT QUẢ", 1)
    changed = doc.add_paragraph("Có ")
    changed._p.append(
        xml('<w:del w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">15 </w:delText></w:r></w:del>')
    )
    changed._p.append(
        xml('<w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve">16 </w:t></w:r></w:ins>')
    )
    run(changed, "đảng viên")
    run(changed, " (nháp)", "<w:vanish/>")
    run(changed, ", diện tích 20 km")
    run(changed, "2", '<w:vertAlign w:val="superscript"/>')
    run(changed, ", theo quyết định")
    run(changed, "1", '<w:vertAlign w:val="superscript"/>')
    run(changed, ".")
    doc.add_heading("1. Công tác kiểm tra", 2)
    bold = doc.add_paragraph()
    run(bold, "a) Dòng in đậm", "<w:b/>")
    for text in ("Việc thứ nhất", "Việc thứ hai"):
        doc.add_paragraph(text, style="List Number")
    doc.add_paragraph("Việc không thứ tự", style="List Bullet")
    field = doc.add_paragraph("Xem ")
    for part in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> REF muc1 \\h </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>mục 1</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        field._p.append(xml(part))
    run(field, " ở trên.")
    signs = doc.add_paragraph("Bí thư")
    for part in (
        "<w:r><w:noBreakHyphen/></w:r>",
        '<w:r><w:t>Chủ</w:t><w:softHyphen/><w:t xml:space="preserve"> tịch</w:t></w:r>',
    ):
        signs._p.append(xml(part))
    signs._p.append(xml('<w:r><w:br/><w:t xml:space="preserve">Dòng hai </w:t></w:r>'))
    signs._p.append(xml('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'))
    run(signs, " 5 điểm")
    signs.add_run().add_break(WD_BREAK.PAGE)
    doc.add_paragraph("Sang trang 2.")
    joined = doc.add_paragraph("Đoạn bị ")
    joined._p.get_or_add_pPr().append(xml('<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'))
    doc.add_paragraph("nối liền.")
    doc.add_section()
    doc.add_paragraph("Phần mới với ký tự ngoài bảng 16 bit: 𝟙.")
    right = doc.add_paragraph("Ký ở bên phải")
    right.paragraph_format.left_indent = Mm(90)
    return _bytes(doc)


def notes() -> bytes:
    """Foot- and endnotes, a text box, a table of contents, a page header and footer."""
    box = (
        '<w:r><w:pict><v:shape id="s1" type="#_x0000_t202" style="position:absolute;width:150pt;height:50pt">'
        f"<v:textbox><w:txbxContent>{p('Chữ trong hộp')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("I. KẾT QUẢ 1")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{}Reference w:id="{}"/></w:r>'
    body = (
        contents
        + p("I. KẾT QUẢ", bold=True)
        + f"<w:p>{r('Có 72 đảng viên')}{mark.format('footnote', 1)}{r(', 3 chi bộ')}"
        + f"{mark.format('footnote', 2)}{mark.format('endnote', 1)}{r('.')}</w:p>"
        + f"<w:p>{r('Trước hộp')}{box}</w:p>"
        + p("Sau hộp")
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        + '<w:footerReference w:type="default" r:id="footer1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    own = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{r(text)}</w:p></w:footnote>'
        for n, text in ((1, " Trong đó 15 nữ."), (2, " Thôn 1, 2, 3."))
    )
    end = f'<w:endnote w:id="1"><w:p><w:r><w:endnoteRef/></w:r>{r(" Số liệu đến 30/6.")}</w:p></w:endnote>'
    parts = {
        "footnotes": separator + own,
        "endnotes": end,
        "header": p("Đầu trang"),
        "footer": p("Chân trang"),
    }
    return word(body, parts=parts)


SOURCES: dict[str, Callable[[], bytes]] = {"tables": tables, "texts": texts, "notes": notes}


def _bytes(doc: Any) -> bytes:
    data = io.BytesIO()
    doc.save(data)
    return data.getvalue()


def save(name: str) -> None:
    """Save a source as .doc into `files`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.docx"
        source.write_bytes(SOURCES[name]())
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "doc:MS Word 97", "--outdir", str(FILES), str(source)],
            check=True, stdout=subprocess.DEVNULL, timeout=180,
        )  # fmt: skip


if __name__ == "__main__":
    for source_name in SOURCES:
        save(source_name)
