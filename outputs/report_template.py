"""The Word template of the summary report, built anew each time: heading, sentences, tables, charts, foot.

Knows python-docx and the tags of docxtpl; the words between the tags are what an office expects.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

# Centimetres: margins of a paper of the State (top, bottom, left, right), widths of the tables' columns.
_MARGINS = (2.0, 2.0, 3.0, 1.5)
_TOTALS = (("Chỉ tiêu", 5.0), ("Đơn vị tính", 2.0), ("Kỳ này", 2.1), ("{{ before }}", 2.1),
           ("Tăng, giảm", 2.0), ("So sánh (%)", 1.6), ("Số đơn vị", 1.9))  # fmt: skip
_TOTAL_SLOTS = ("name", "unit", "now", "before", "less", "percent", "units")
_TITLES = (("TT", 1.2), ("Tên", 6.0), ("Loại", 2.3), ("Đơn vị", 3.8), ("Địa bàn", 3.2))
_TITLE_SLOTS = ("number", "title", "kind", "owners", "places")


def build_template(kind: str) -> BytesIO:
    """A template as a file in memory. `kind`: units for a form over units, else a register."""
    from docx import Document
    from docx.shared import Cm, Pt

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Cm, _MARGINS)
    normal = made.styles["Normal"]
    _times(normal)
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    _heading(made)
    _title(made)
    _reporting(made)
    if kind == "units":
        _results(made)
    else:
        _titles(made)
    _charts(made)
    _doubts(made)
    _foot(made)
    file = BytesIO()
    made.save(file)
    file.seek(0)
    return file


def _times(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = "Times New Roman"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), "Times New Roman")


def _heading(made: Any) -> None:
    """Who writes on the left, State or Party on the right, without lines."""
    left = (("{{ above }}", ""), ("{{ office }}", "b"), ("{{ star }}", "b"), ("{{ paper }}", ""))
    right = (("{{ nation }}", "b"), ("{{ motto }}", "bu"), ("", ""), ("{{ dated }}", "i"))
    table = made.add_table(rows=1, cols=2)
    _fixed(table, (7.0, 9.5))
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for at, (text, look) in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            _line(paragraph, text, look, 13, centre=True, after=0)


def _title(made: Any) -> None:
    for text, look, size in (("BÁO CÁO", "b", 15), ("{{ title }}", "b", 14), ("{{ when }}", "i", 14)):
        paragraph = made.add_paragraph()
        _line(paragraph, text, look, size, centre=True, after=2)
    made.add_paragraph()


def _reporting(made: Any) -> None:
    _line(made.add_paragraph(), "I. Tình hình báo cáo", "b", 14)
    _loop(made, "p", "reporting")


def _results(made: Any) -> None:
    _line(made.add_paragraph(), "II. Kết quả", "b", 14)
    made.add_paragraph("{%p for group in groups %}")
    _line(made.add_paragraph(), "{{ group.number }}. {{ group.name }}", "b", 14)
    _loop(made, "p", "group.sentences", bullet="- ")
    made.add_paragraph("{%p endfor %}")
    _line(made.add_paragraph(), "Bảng số liệu tổng hợp", "b", 13, centre=True)
    _table(made, _TOTALS, "rows", _TOTAL_SLOTS)
    made.add_paragraph("{%p if rows_note %}")
    _line(made.add_paragraph(), "{{ rows_note }}", "i", 11)
    made.add_paragraph("{%p endif %}")


def _titles(made: Any) -> None:
    _line(made.add_paragraph(), "II. Danh mục", "b", 14)
    _loop(made, "p", "sentences", bullet="- ")
    _table(made, _TITLES, "rows", _TITLE_SLOTS)


def _charts(made: Any) -> None:
    made.add_paragraph("{%p if charts %}")
    _line(made.add_paragraph(), "III. Biểu đồ", "b", 14)
    made.add_paragraph("{%p for chart in charts %}")
    made.add_paragraph("{{p chart.drawing }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p endif %}")


def _doubts(made: Any) -> None:
    _line(made.add_paragraph(), "{{ doubts_number }}. Nội dung cần xác minh", "b", 14)
    _loop(made, "p", "doubts")


def _foot(made: Any) -> None:
    table = made.add_table(rows=1, cols=2)
    _fixed(table, (8.0, 8.5))
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", "bi", 12, after=0)
    _line(left.add_paragraph(), "- ...;", "", 11, after=0)
    _line(left.add_paragraph(), "- Lưu: VT.", "", 11, after=0)
    _line(right.paragraphs[0], "{{ signer }}", "b", 14, centre=True, after=0)
    _line(right.add_paragraph(), "(Ký, ghi rõ họ tên)", "i", 13, centre=True)


def _loop(made: Any, tag: str, name: str, bullet: str = "") -> None:
    """A paragraph for each text of a list."""
    made.add_paragraph(f"{{%{tag} for text in {name} %}}")
    paragraph = made.add_paragraph(f"{bullet}{{{{ text }}}}")
    paragraph.paragraph_format.alignment = 3
    made.add_paragraph(f"{{%{tag} endfor %}}")


def _table(made: Any, heads: Sequence[tuple[str, float]], name: str, slots: Sequence[str]) -> None:
    """A row for each record of a list; rows that head a group are bold."""
    table = made.add_table(rows=4, cols=len(heads))
    table.style = "Table Grid"
    _fixed(table, [width for _, width in heads])
    _repeated(table.rows[0])
    for cell, (head, _) in zip(table.rows[0].cells, heads, strict=True):
        _line(cell.paragraphs[0], head, "b", 11, centre=True, after=0)
    table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for row in {name} %}}")
    numbers = slots is _TOTAL_SLOTS
    for at, (cell, slot) in enumerate(zip(table.rows[2].cells, slots, strict=True)):
        paragraph = cell.paragraphs[0]
        _line(paragraph, f"{{{{ row.{slot} }}}}", "", 11, after=0)
        if numbers and at > 1:
            paragraph.paragraph_format.alignment = 2
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    made.add_paragraph()


def _line(
    paragraph: Any, text: str, look: str, size: int, *, centre: bool = False, after: int | None = None
) -> None:
    """One run of text. `look`: b, i, u for bold, italic, underlined."""
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = "b" in look, "i" in look, "u" in look
    run.font.size = Pt(size)
    if centre:
        paragraph.paragraph_format.alignment = 1
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    elif "b" in look:
        # A heading of its own stays with what follows.
        paragraph.paragraph_format.keep_with_next = True


def _fixed(table: Any, widths: Sequence[float]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table.autofit = False
    table.alignment = 1
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _repeated(row: Any) -> None:
    """The row is repeated on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
