"""Charts native to Word: XlsxWriter draws them, each goes into the document with the cells it reads.

Knows packages and parts; no subject. Word edits such a chart as one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from outputs.flat_files import clean
from outputs.form_charts import as_title

# Word takes what is not said about labels for a yes, Excel for a no.
_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
# English metric units: a centimetre; the chart's width, its height for one bar and around them.
_CM = 360_000
_WIDTH, _BAR, _AROUND = 16.0, 0.62, 2.2
_FONT = {"name": "Times New Roman", "size": 10}
_COLOUR = "#1F4E79"
_DRAWING = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{id}" name="Biểu đồ {id}" descr={title}/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{relation}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


class Xml(str):
    """XML of ours, which a template takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def add_chart(document: Any, number: int, title: str, bars: Sequence[tuple[str, float]]) -> Xml:
    """Put a bar chart into a document of python-docx; the paragraph that shows it. `number`: from 1."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    book, drawn = _drawn(title, bars)
    package = document.part.package
    cells = Part(PackURI(f"/word/embeddings/bieu{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    relation = chart.relate_to(cells, RELATIONSHIP_TYPE.PACKAGE)
    chart._blob = drawn.replace("{relation}", relation).encode("utf-8")
    return Xml(
        _DRAWING.format(
            width=round(_WIDTH * _CM),
            height=round((_AROUND + _BAR * max(3, len(bars))) * _CM),
            id=1000 + number,
            title=quoteattr(clean(title)),
            relation=document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART),
        )
    )


def _drawn(title: str, bars: Sequence[tuple[str, float]]) -> tuple[bytes, str]:
    """A workbook with the bars' cells, and its chart as Word wants it."""
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("Số liệu")
        for row, (name, value) in enumerate(bars):
            page.write_string(row, 0, clean(name))
            page.write_number(row, 1, value)
        chart = book.add_chart({"type": "bar"})
        last = len(bars) - 1
        places = "#,##0.##" if any(value % 1 for _, value in bars) else "#,##0"
        chart.add_series(
            {
                "categories": ["Số liệu", 0, 0, last, 0],
                "values": ["Số liệu", 0, 1, last, 1],
                "fill": {"color": _COLOUR},
                "gap": 50,
                "data_labels": {"value": True, "num_format": places, "font": _FONT},
            }
        )
        chart.set_title({"name": as_title(title), "name_font": {**_FONT, "size": 12, "bold": True}})
        chart.set_y_axis({"reverse": True, "num_font": _FONT})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"none": True})
        page.insert_chart(0, 3, chart)
    with ZipFile(file) as parts:
        xml = parts.read("xl/charts/chart1.xml").decode("utf-8")
    source = '<c:externalData r:id="{relation}"><c:autoUpdate val="0"/></c:externalData>'
    xml = xml.replace('<c:showVal val="1"/>', _LABELS)
    return file.getvalue(), re.sub(r"<c:printSettings>.*</c:printSettings>", source, xml, flags=re.DOTALL)
