"""The summary report as a Word document: sentences, tables, native charts, templates of the office."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from corpus.forms import Column, Form
from extract.problems import SetupProblem
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.doubts import find_doubts
from outputs.form_comparison import Earlier
from outputs.form_lines import Listed, listed_unit
from outputs.form_page import Office
from outputs.form_writers import FORM_WRITERS, Filled
from tests.outputs.reported import figure, report

NAMES = ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ")
COLUMNS = (
    Column("Đảng viên bị kỷ luật", "value", "Kỷ luật", "dang-vien-ky-luat", unit="đảng viên"),
    Column("Cảnh cáo", "value", "Kỷ luật", "ky-luat-canh-cao", inside=0, relation="all"),
)
FORM = Form("f", "Kết quả <kiểm tra> {{ 7 * 7 }}", "party", "units", COLUMNS)
SAID = {"2024": ("1030", "6"), "2023": ("5", "3")}


def _tables(period: str) -> tuple[Consolidated, Any]:
    gathered = gather(
        report(
            f"{year}-{at}",
            NAMES[at],
            figure("1", "dang-vien-ky-luat", value),
            figure("2", "ky-luat-canh-cao", "2"),
            period=year,
        )
        for year, values in SAID.items()
        for at, value in enumerate(values)
    )
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in NAMES]
    return consolidate(FORM, period, gathered, listed), gathered


def _made(template: Path | None = None) -> Filled:
    table, gathered = _tables("2024")
    earlier = [Earlier("Năm trước", _tables("2023")[0])]
    office = Office("Huyện ủy Cẩm Khê", "Tỉnh ủy Phú Thọ")
    return Filled(table, find_doubts(table, gathered), earlier, office, template)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return FORM_WRITERS["docx"](_made(), tmp_path_factory.mktemp("report"))[0]


def _texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_who_has_reported_is_told(path: Path) -> None:
    texts = _texts(path)
    assert "Có 2/3 đơn vị báo cáo (đạt 66,7%)." in texts
    assert f"Còn 1 đơn vị chưa báo cáo: {NAMES[2]}." in texts


def test_totals_are_worded_with_their_change_and_parts(path: Path) -> None:
    (said,) = [text for text in _texts(path) if text.startswith("- Đảng viên bị kỷ luật")]
    assert said == (
        "- Đảng viên bị kỷ luật: 1.036 đảng viên (theo 2/3 đơn vị), tăng 1.028 (12.850%) so với năm trước;"
        " chia theo: cảnh cáo 4."
    )


def test_the_table_sets_periods_side_by_side(path: Path) -> None:
    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[1].rows]
    assert rows[0][3] == "Năm trước"
    assert rows[1] == ["Đảng viên bị kỷ luật", "đảng viên", "1.036", "8", "1.028", "12.950", "2"]


def test_the_heading_is_the_partys(path: Path) -> None:
    (left, right) = Document(str(path)).tables[0].rows[0].cells
    assert left.text.split("\n")[:3] == ["TỈNH ỦY PHÚ THỌ", "HUYỆN ỦY CẨM KHÊ", "*"]
    assert right.text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM")


def test_names_are_text_and_neither_tags_nor_markup(path: Path) -> None:
    assert "Kết quả <kiểm tra> {{ 7 * 7 }}" in _texts(path)


def test_charts_are_words_own_with_their_cells(path: Path) -> None:
    with ZipFile(path) as parts:
        names = set(parts.namelist())
        chart = parts.read("word/charts/chart1.xml").decode()
        links = parts.read("word/charts/_rels/chart1.xml.rels").decode()
    assert "word/embeddings/bieu1.xlsx" in names and "embeddings/bieu1.xlsx" in links
    (relation,) = re.findall(r'<c:externalData r:id="(\w+)"', chart)
    assert f'Id="{relation}"' in links
    assert re.findall(r"<c:v>([\d.]+)</c:v>", chart) == ["1030", "6"]


def test_what_disagrees_is_listed(path: Path) -> None:
    assert any(text.startswith(f"- {NAMES[0]}, Đảng viên bị kỷ luật: Các phần") for text in _texts(path))


def test_the_office_may_bring_a_template(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("Kỳ {{ when }}: {{ reporting[0] }}")
    own.save(str(tmp_path / "mau.docx"))
    (path,) = FORM_WRITERS["docx"](_made(tmp_path / "mau.docx"), tmp_path)
    assert _texts(path) == ["Kỳ Năm 2024: Có 2/3 đơn vị báo cáo (đạt 66,7%)."]


@pytest.mark.parametrize("text", ["{{ when", "{{ reporting.__class__.__mro__[1].__subclasses__() }}"])
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    own = Document()
    own.add_paragraph(text)
    own.save(str(tmp_path / "mau.docx"))
    with pytest.raises(SetupProblem, match=r"mau\.docx"):
        FORM_WRITERS["docx"](_made(tmp_path / "mau.docx"), tmp_path)
