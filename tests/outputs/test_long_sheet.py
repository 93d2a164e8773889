"""Very many rows written quickly read back as those written one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from outputs import long_sheet
from outputs.long_sheet import write_rows

ROWS = [
    ("Xã <Minh> & Tân", 3.0, None, "_x0041_ giữ nguyên"),
    (" có khoảng trắng ", 2.5, "=1+1", ""),
    ("dài " * 9000, 0, "hai\ndòng", "Đảng ủy"),
]


def written(path: Path) -> list[tuple[object, ...]]:
    """What openpyxl reads of a workbook with these rows behind a head."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        book.constant_memory = True
        page = book.add_worksheet("Nguồn")
        style = book.add_format({"font_name": "Times New Roman", "font_size": 12})
        page.write_string(0, 0, "Đầu", style)
        write_rows(page, ROWS, style)
        page.autofilter(0, 0, len(ROWS), 3)
    sheet = load_workbook(path)["Nguồn"]
    assert all(cell.font.name == "Times New Roman" for row in sheet.iter_rows() for cell in row if cell.value)
    return list(sheet.iter_rows(values_only=True))


def test_rows_written_quickly_are_those_written_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks, spaces at the ends, text like a formula or an escape, line ends, a text longer than a cell."""
    quick = written(tmp_path / "nhanh.xlsx")
    monkeypatch.setattr(long_sheet, "_NEEDED", ("no such thing",))
    slow = written(tmp_path / "cham.xlsx")
    assert [row[:4] for row in quick[:3]] == [row[:4] for row in slow[:3]]
    assert quick[3][1:] == slow[3][1:] and quick[3][0] == ROWS[2][0][:32_767]
