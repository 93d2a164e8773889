"""The sheets that set a period against earlier ones, and the charts, read back from the workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from corpus.forms import Column, Form
from outputs.claims import Gathered, gather
from outputs.consolidation import Consolidated, consolidate
from outputs.form_book import write_form
from outputs.form_choice import charted
from outputs.form_comparison import Earlier
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import figure, report

NAMES = ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ")
KEPT = Column("Kết nạp", "value", "Phát triển", "ket-nap", unit="đảng viên")
FORM = Form("f", "Kết nạp", "party", "units", (KEPT, Column("Đảng bộ", "value", "Quy mô", "dang-bo")))


def _gathered() -> Gathered:
    said = {"2024": ("4", "6"), "2023": ("5", "3")}
    return gather(
        report(f"{year}-{at}", NAMES[at], figure("1", "ket-nap", value), period=year)
        for year, values in said.items()
        for at, value in enumerate(values)
    )


def _table(period: str, form: Form = FORM) -> Consolidated:
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in NAMES]
    return consolidate(form, period, _gathered(), listed)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "f.xlsx"
    write_form(_table("2024"), [], path, [Earlier("Năm trước", _table("2023"))])
    return path


def _rows(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


def test_totals_stand_beside_those_of_the_period_before(book: Path) -> None:
    (row,) = [row for row in _rows(book, "So sánh") if "Kết nạp" in row]
    assert row[3:8] == [10, 8, 2, 125, "2/2"]


def test_differences_are_formulas_over_the_sheets(book: Path) -> None:
    page = load_workbook(book)["So sánh"]
    formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["='Biểu tổng hợp'!C12", "=D6-E6", "=D6/E6*100"]


def test_each_unit_stands_against_itself(book: Path) -> None:
    rows = [row[1:6] for row in _rows(book, "So sánh đơn vị") if str(row[1]).startswith("Đảng ủy")]
    assert rows == [
        [NAMES[0], 4, 5, -1, 80],
        [NAMES[1], 6, 3, 3, 200],
        [NAMES[2], "...", "...", "", ""],
    ]


def test_without_an_earlier_period_the_sheet_says_so(tmp_path: Path) -> None:
    write_form(_table("2024"), [], tmp_path / "f.xlsx", [Earlier("Năm trước", _table("2022"))])
    assert _rows(tmp_path / "f.xlsx", "So sánh") == [["Chưa có số liệu của kỳ trước để so sánh."]]


def test_charts_read_cells_that_lead_to_the_main_sheet(book: Path) -> None:
    with ZipFile(book) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 3
    named = [re.findall(r"<c:val><c:numRef><c:f>'Biểu đồ'!\$B\$(\d+):\$B\$(\d+)", chart) for chart in charts]
    page = load_workbook(book)["Biểu đồ"]
    ((first, last),) = named[1]
    read = [page.cell(row, 2).value for row in range(int(first), int(last) + 1)]
    assert read == ["='Biểu tổng hợp'!C14", "='Biểu tổng hợp'!C13"]
    assert "<c:v>6</c:v>" in charts[1]


def test_the_form_may_name_what_is_drawn() -> None:
    named = Form(FORM.id, FORM.name, "party", "units", FORM.columns, charts=("dang-bo",))
    assert charted(_table("2024", named)) == (1,)
    assert charted(_table("2024")) == (0,)
