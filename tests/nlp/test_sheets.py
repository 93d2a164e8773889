"""Annexes in workbooks give the same cells and the same letter head as annexes in Word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from extract.read import read_bytes
from nlp.pipeline import analyse
from nlp.records import Extraction


def annex(ruled: bool) -> bytes:
    """A commune's annex with a letter head, a header of two rows, sections and signatures."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Biểu 01")
    look = book.add_format({"border": 1} if ruled else {})
    money = book.add_format({"num_format": "#,##0.0", **({"border": 1} if ruled else {})})
    lines: list[tuple[int, int, str]] = [
        (0, 0, "UBND HUYỆN BA VÌ"),
        (0, 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, 0, "UBND XÃ TÂN LẬP"),
        (1, 3, "Độc lập - Tự do - Hạnh phúc"),
        (2, 0, "Số: 12/BC-UBND"),
        (2, 3, "Tân Lập, ngày 18 tháng 6 năm 2024"),
        (4, 1, "BÁO CÁO"),
        (5, 1, "Tổng hợp số liệu 6 tháng đầu năm 2024"),
        (15, 1, "Người lập biểu"),
        (15, 3, "TM. ỦY BAN NHÂN DÂN"),
        (16, 3, "CHỦ TỊCH"),
        (19, 3, "Nguyễn Văn A"),
    ]
    for row, col, text in lines:
        sheet.write(row, col, text)
    sheet.merge_range(7, 0, 8, 0, "TT", look)
    sheet.merge_range(7, 1, 8, 1, "Chỉ tiêu", look)
    sheet.merge_range(7, 2, 7, 3, "Kết quả", look)
    sheet.write(8, 2, "Số hộ", look)
    sheet.write(8, 3, "Kinh phí (triệu đồng)", look)
    for row, values in enumerate([[1, "Hộ nghèo", 1204, 1250.5], [2, "Hộ cận nghèo", 38, 12.25]], 9):
        for col, value in enumerate(values):
            sheet.write(row, col, value, money if col == 3 else look)
    book.close()
    return out.getvalue()


@pytest.fixture(scope="module", params=[True, False], ids=["ruled", "open"])
def found(request: Any) -> Extraction:
    return analyse(read_bytes(annex(request.param), "bieu.xlsx"))


def test_cells_have_their_rows_columns_and_units(found: Extraction) -> None:
    cells = [(c.row, c.column, str(c.value.normalize()), c.unit) for c in found.cells]
    assert [(row, value) for row, _, value, _ in cells[::2]] == [("Hộ nghèo", "1204"), ("Hộ cận nghèo", "38")]
    assert all("Số hộ" in column for _, column, _, _ in cells[::2])
    assert [value for _, _, value, _ in cells[1::2]] == ["1.2505E+9", "1.225E+7"]
    assert {unit for _, _, _, unit in cells[1::2]} == {"đồng"}


def test_the_letter_head_and_the_signature_are_read(found: Extraction) -> None:
    meta = found.meta
    assert (meta.kind, meta.number, meta.date) == ("BÁO CÁO", "12/BC-UBND", "2024-06-18")
    assert meta.issuer is not None and "Tân Lập" in meta.issuer
    assert meta.signer == "Nguyễn Văn A"
