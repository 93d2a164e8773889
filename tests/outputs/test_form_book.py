"""The consolidated workbook reads back with its values, formulas, sources and lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import consolidate
from outputs.doubts import find_doubts
from outputs.form_book import write_form
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import figure, report

A, B, C = "Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ"
FORM = Form(
    "f",
    "Kết nạp đảng viên",
    "party",
    "units",
    (Column("Kết nạp", "value", "Phát triển", "ket-nap"),),
    "Biểu 1",
)


def _listed(*names: str) -> list[Listed]:
    full = [f"{name}, huyện Cẩm Khê, tỉnh Phú Thọ" for name in names]
    return [Listed(name, listed_unit(name)) for name in full]


def _written(folder: Path, *reports: dict[str, Any]) -> Path:
    gathered = gather(reports)
    table = consolidate(FORM, "2024", gathered, _listed(A, B, C))
    write_form(table, find_doubts(table, gathered), folder / "f.xlsx")
    return folder / "f.xlsx"


def _two(folder: Path) -> Path:
    return _written(
        folder, report("a", A, figure("1", "ket-nap", "4")), report("b", B, figure("2", "ket-nap", "6"))
    )


def _texts(page: Any) -> list[str]:
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]


def test_the_total_stands_first_as_a_formula_with_its_value(tmp_path: Path) -> None:
    path = _two(tmp_path)
    formulas = [text for text in _texts(load_workbook(path)["Biểu tổng hợp"]) if text.startswith("=")]
    assert formulas == ["=SUM(C13:C14)"]
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Biểu tổng hợp").to_python()
    assert [row[2] for row in rows if row[1] == "Tổng số"] == [10]


def test_each_value_leads_to_its_sentence(tmp_path: Path) -> None:
    book = load_workbook(_two(tmp_path))
    (cell,) = [c for row in book["Biểu tổng hợp"].iter_rows() for c in row if c.value == 4 and c.hyperlink]
    assert "a" in cell.comment.text
    row = int(cell.hyperlink.location.rsplit("A", 1)[1])
    assert book["Nguồn"].cell(row, 4).value == 4 and book["Nguồn"].cell(row, 7).value == "a"


def test_who_has_not_reported_is_named_and_counted(tmp_path: Path) -> None:
    book = load_workbook(_two(tmp_path))
    assert any("tính từ 2/3 đơn vị" in text for text in _texts(book["Biểu tổng hợp"]))
    assert f"{C}, huyện Cẩm Khê, tỉnh Phú Thọ" in _texts(book["Chưa báo cáo"])


def test_the_heading_is_the_partys_and_three_sign(tmp_path: Path) -> None:
    texts = _texts(load_workbook(_two(tmp_path))["Biểu tổng hợp"])
    assert {
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Biểu 1",
        "NGƯỜI LẬP BIỂU",
        "NGƯỜI KIỂM TRA",
        "THỦ TRƯỞNG ĐƠN VỊ",
    } <= set(texts)


def test_text_of_reports_is_never_a_formula(tmp_path: Path) -> None:
    path = _written(tmp_path, report("=cmd|' /C calc'!A0", A, figure("1", "ket-nap", "4")))
    book = load_workbook(path)
    kinds = {c.data_type for page in ("Nguồn", "Cần xác minh") for row in book[page].iter_rows() for c in row}
    assert "f" not in kinds


def test_a_long_sentence_is_seen_whole(tmp_path: Path) -> None:
    long = report("a", A, figure("1", "ket-nap", "4"), text="Báo cáo nêu số liệu của nhiều đơn vị, " * 12)
    long["figures"][0]["end"] = len(long["text"])
    page = load_workbook(_written(tmp_path, long, report("b", B, figure("2", "ket-nap", "6"))))["Nguồn"]
    assert page.row_dimensions[2].height > 2 * page.row_dimensions[3].height


def test_cells_of_a_quoted_row_stay_apart(tmp_path: Path) -> None:
    row = report("a", A, figure("1", "ket-nap", "4"), text="Kết nạp\t4\t5")
    page = load_workbook(_written(tmp_path, row))["Nguồn"]
    assert page.cell(2, 9).value == "Kết nạp | 4 | 5"


def test_contradictions_stand_on_the_sheet_to_verify(tmp_path: Path) -> None:
    said = report("a", A, figure("1", "ket-nap", "4"), figure("2", "ket-nap", "7"))
    texts = _texts(load_workbook(_written(tmp_path, said))["Cần xác minh"])
    assert "Mâu thuẫn" in texts


def test_one_page_wide_on_its_side(tmp_path: Path) -> None:
    page = load_workbook(_two(tmp_path))["Biểu tổng hợp"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0


def test_a_title_like_a_formula_stays_a_title(tmp_path: Path) -> None:
    """Charts of a column whose name begins with "=": no address of a cell, no formula anywhere."""
    form = Form("f", "=HYPERLINK(1)", "party", "units", (Column("=Sheet9!A1", "value", "G", "ket-nap"),))
    table = consolidate(form, "2024", gather([report("a", A, figure("1", "ket-nap", "4"))]))
    path = tmp_path / "bieu.xlsx"
    write_form(table, [], path)
    with ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert any("=Sheet9! A1" in chart for chart in charts)
    assert not any("<c:f>Sheet9!A1</c:f>" in chart or "#REF!" in chart for chart in charts)
    assert load_workbook(path).sheetnames[0] == "Biểu tổng hợp"
