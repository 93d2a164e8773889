"""Heads of a consolidated sheet: groups, parts below their whole, codes, upright names of wide forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import consolidate
from outputs.form_book import write_form
from outputs.form_heads import code
from outputs.form_page import Office, blocks
from tests.outputs.reported import figure, report

WHOLE = Column("Kỷ luật", "value", "Kỷ luật", "dang-vien-ky-luat", unit="đảng viên")
PARTS = (
    Column("Khiển trách", "value", "Kỷ luật", "ky-luat-khien-trach", inside=0, relation="all"),
    Column("Cảnh cáo", "value", "Kỷ luật", "ky-luat-canh-cao", inside=0, relation="all"),
)


def _page(
    folder: Path, columns: tuple[Column, ...], style: str = "party", office: Office | None = None
) -> Any:
    form = Form("f", "Kỷ luật", style, "units", columns)
    gathered = gather([report("a", "Đảng ủy xã Minh Tân", figure("1", "dang-vien-ky-luat", "4"))])
    write_form(consolidate(form, "2024", gathered), [], folder / "f.xlsx", office=office)
    return load_workbook(folder / "f.xlsx")["Biểu tổng hợp"]


def _place(page: Any, text: str) -> Any:
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    return cell


def test_parts_stand_below_chia_theo_beside_their_whole(tmp_path: Path) -> None:
    page = _page(tmp_path, (WHOLE, *PARTS))
    over, part = _place(page, "Chia theo"), _place(page, "Cảnh cáo")
    merged = {str(area) for area in page.merged_cells.ranges}
    assert (over.row + 1, over.column + 1) == (part.row, part.column)
    assert f"{over.coordinate}:{page.cell(over.row, part.column).coordinate}" in merged


def test_columns_bear_their_codes(tmp_path: Path) -> None:
    page = _page(tmp_path, (WHOLE, *PARTS))
    row = _place(page, "A").row
    assert [cell.value for cell in page[row][:5]] == ["A", "B", "1", "2", "3"]


def test_a_share_of_two_columns_says_of_which() -> None:
    share = Column("Tỷ lệ", "ratio", "G", of=("ky-luat-canh-cao", "dang-vien-ky-luat"))
    assert code((WHOLE, *PARTS, share), 3) == "4=3/1"
    assert code((WHOLE, share), 1) == "2"


def test_names_of_a_wide_form_stand_upright(tmp_path: Path) -> None:
    page = _page(tmp_path, (WHOLE,) * 13)
    (names,) = [[c for c in row if c.value == "Kỷ luật" and c.column > 2] for row in page["C9:O9"]]
    assert {cell.alignment.textRotation for cell in names} == {90}


def test_the_heading_of_the_state_names_the_office(tmp_path: Path) -> None:
    page = _page(tmp_path, (WHOLE,), "state", Office("UBND huyện Cẩm Khê", "UBND tỉnh Phú Thọ", "Cẩm Khê"))
    texts = {cell.value for row in page["A1:H5"] for cell in row}
    assert {"UBND TỈNH PHÚ THỌ", "UBND HUYỆN CẨM KHÊ", "Độc lập - Tự do - Hạnh phúc"} <= texts
    assert "Cẩm Khê, ngày ... tháng ... năm ..." in texts


def test_blocks_part_the_columns_by_width() -> None:
    assert blocks([5, 34, 11, 11, 11, 11], 2) == [(0, 1), (2, 5)]
    assert blocks([10] * 9, 3) == [(0, 2), (3, 5), (6, 8)]
