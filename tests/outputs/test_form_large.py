"""What changes in workbooks of very many values: links, sources, formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from corpus.forms import Column, Form
from outputs import form_book, form_sources
from outputs.claims import gather
from outputs.consolidation import consolidate
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import figure, report

NAMES = ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ")
FORM = Form("f", "Kết nạp", "party", "units", (Column("Kết nạp", "value", "G", "ket-nap"),))


def _book(folder: Path, *senders: int) -> Any:
    said = {at: [figure(f"{at}{value}", "ket-nap", value) for value in ("4", "7")] for at in senders}
    reports = [report(f"{at}.docx", NAMES[at], *figures) for at, figures in said.items()]
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in NAMES]
    form_book.write_form(consolidate(FORM, "2024", gather(reports), listed), [], folder / "f.xlsx")
    return load_workbook(folder / "f.xlsx")


def test_the_number_of_the_line_leads_to_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_book, "_MOST_LINKS", 0)
    monkeypatch.setattr(form_book, "_MOST_COMMENTS", 0)
    book = _book(tmp_path, 0, 1)
    page = book["Biểu tổng hợp"]
    assert page["A14"].hyperlink.location == "'Nguồn'!A3" and page["A15"].hyperlink is None
    assert page["C14"].hyperlink is None and page["C14"].comment is None


def test_sources_are_plain_and_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_sources, "FEW_ROWS", 0)
    rows = list(_book(tmp_path, 0)["Nguồn"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 1
    cell, unit, column, value, *_, file, page, said, reviewed, others = rows[0]
    assert (cell, unit[: len(NAMES[0])], column, value) == ("C13", NAMES[0], 1, 4)
    assert (file, page, reviewed, others) == ("0.docx", None, None, "7 (0.docx)") and said


def test_of_very_many_claims_the_first_of_each_value_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_sources, "_MOST_CLAIMS", 0)
    quarters = [
        report(f"q{n}", NAMES[0], figure(f"{n}", "ket-nap", "4"), period=f"2024-Q{n}") for n in range(1, 5)
    ]
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in NAMES]
    form_book.write_form(consolidate(FORM, "2024", gather(quarters), listed), [], tmp_path / "f.xlsx")
    rows = list(load_workbook(tmp_path / "f.xlsx")["Nguồn"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 1 and "(và 3 nơi khác" in rows[0][8]


def test_a_line_without_a_number_breaks_no_range(tmp_path: Path) -> None:
    page = _book(tmp_path, 0, 2)["Biểu tổng hợp"]
    assert page["C12"].value == "=SUM(C13:C15)" and page["C14"].value in (None, "")


def test_a_formula_of_too_many_ranges_is_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_book, "_MOST_RANGES", 0)
    assert _book(tmp_path, 0, 2)["Biểu tổng hợp"]["C12"].value == 8
