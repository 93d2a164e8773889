"""What a consolidated workbook holds, read back by three readers; text of reports stays text in it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.doubts import find_doubts
from outputs.form_book import write_form
from outputs.form_comparison import Earlier
from outputs.form_layout import MAIN, layout
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import figure, report

COLUMNS = (
    Column("Kết nạp", "value", "G", "ket-nap", unit="đảng viên"),
    Column("Quỹ", "value", "G", "quy-vi-nguoi-ngheo", (), None, "triệu đồng", Decimal(10**6)),
    Column("Tỷ lệ", "ratio", "G", of=("ket-nap", "ket-nap-chi-tieu"), unit="%"),
)
FORM = Form("f", "=HYPERLINK(1)", "state", "units", COLUMNS, "-1+1", ("district",))
NAMES = ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "=cmd|' /C calc'!A0", "@SUM(1)", "+84")


def _table(period: str = "2024") -> Consolidated:
    reports = [
        report(
            f"={at}.docx",
            name,
            figure("1", "ket-nap", str(4 + at)),
            figure("2", "quy-vi-nguoi-ngheo", "1234567.5"),
            figure("3", "ket-nap-chi-tieu", "9", status="target"),
            text="=1+1 và\x00 chữ",
            period=period,
        )
        for at, name in enumerate(NAMES[:4])
    ]
    listed = [Listed(name, listed_unit(name)) for name in NAMES]
    return consolidate(FORM, period, gather(reports), listed)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "f.xlsx"
    gathered = gather([])
    write_form(_table(), find_doubts(_table(), gathered), path, [Earlier("Năm trước", _table("2023"))])
    return path


def _expected() -> list[list[Any]]:
    table = _table()
    rows = [total.entries for total in table.totals] + table.cells
    marks = {"silent": "...", "missing": "", "none": "x"}
    return [[float(e.value) if e.value is not None else marks[e.state] for e in row] for row in rows]


def _places() -> tuple[int, int, int]:
    table = _table()
    places = layout(table)
    return places.totals, places.end, len(COLUMNS) + 2


def test_openpyxl_reads_what_was_written(book: Path) -> None:
    first, last, width = _places()
    page = load_workbook(book, data_only=True)[MAIN]
    rows = page.iter_rows(min_row=first + 1, max_row=last, min_col=3, max_col=width, values_only=True)
    assert [["" if value is None else value for value in row] for row in rows] == _expected()


def test_calamine_reads_the_same(book: Path) -> None:
    first, last, width = _places()
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name(MAIN).to_python()
    assert [row[2:width] for row in rows[first:last]] == _expected()


def test_pandas_reads_the_same(book: Path) -> None:
    first, last, width = _places()
    frame = pd.read_excel(book, sheet_name=MAIN, header=None, engine="openpyxl")
    part = frame.iloc[first:last, 2:width].astype(object)
    assert part.where(part.notna(), "").values.tolist() == _expected()


def test_no_text_of_reports_or_lists_is_a_formula(book: Path) -> None:
    formulas = {
        cell.value
        for page in load_workbook(book)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    cell = r"[A-Z]+\d+"
    ours = rf"=(SUM\([A-Z0-9:,]+\)|'(Biểu tổng hợp|So sánh)'!{cell}|{cell}-{cell}|{cell}/{cell}\*100)"
    assert formulas and all(re.fullmatch(ours, text) for text in formulas)
    values = {cell.value for row in load_workbook(book)[MAIN].iter_rows() for cell in row}
    assert {"=cmd|' /C calc'!A0", "@SUM(1)", "+84", "-1+1"} <= values


def test_every_sheet_prints_on_a4_on_its_side(book: Path) -> None:
    for page in load_workbook(book):
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9), page.title
        # The sheet of charts is narrow by itself; its breaks would be lost by fitting.
        assert page.title == "Biểu đồ" or page.sheet_properties.pageSetUpPr.fitToPage
