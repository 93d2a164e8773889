"""The guide sheet of the workbook: what was read, what each sheet and colour means, every code in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from outputs.styles import FAIR, GOOD
from outputs.tables import Row, Rows
from outputs.wording import codes, word

_SHEETS = (
    ("Báo cáo", "Mỗi tệp một dòng, kể cả tệp không đọc được và lý do. Bấm vào con số để tới dòng đầu tiên của báo cáo đó."),
    ("Số liệu", "Mỗi số liệu một dòng, kèm câu chứa nó; chữ đậm màu đỏ là đúng chỗ con số đứng."),
    ("Đơn vị", "Tên cơ quan, đơn vị, địa bàn được nhắc tới, viết đủ ở cột Tên đầy đủ."),
    ("Mô hình", "Tên mô hình, phong trào, câu lạc bộ, công trình, cách làm và đơn vị thực hiện."),
    ("Bảng", "Từng ô có số trong các bảng của báo cáo."),
    ("Kiểm tra", "Phép cộng, phép đếm, tỷ lệ trong từng báo cáo; chỗ lệch xếp lên đầu. Phần mềm chỉ báo, không tự sửa số."),
)  # fmt: skip
_STEPS = (
    "1. Mở trang Báo cáo: xem tệp nào chưa đọc được và làm theo cột Cần làm gì.",
    "2. Mở trang Kiểm tra: xem các dòng Lệch, bấm vào cột Xem dòng để tới số liệu.",
    "3. Mở trang Số liệu: lọc cột Tin cậy, đọc trước các dòng màu đỏ và vàng.",
    "4. Chọn Đúng, Sửa hoặc Bỏ ở cột Duyệt; ghi giá trị đúng vào cột Sửa lại. Không xóa dòng, không sửa các cột khác.",
    "5. Lưu tệp dưới tên khác trước khi chạy lại; nếu quên, phần mềm tự giữ bản đã sửa bên cạnh bản mới.",
)  # fmt: skip


def write_guide(page: Any, rows: Rows, styles: Mapping[str, Any]) -> None:
    """Two columns of text: a name and what it means."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 105)
    for number, (style, left, right) in enumerate(_lines(rows)):
        page.write_string(number, 0, left, styles[style if style != "guide" else "guide_bold"])
        if right:
            page.write_string(number, 1, right, styles["guide"] if style == "guide" else styles[style])


def _lines(rows: Rows) -> Iterator[tuple[str, str, str]]:
    """(style, left, right) of every line."""
    yield "title", "Tổng hợp báo cáo", ""
    yield "guide", "", ""
    yield from _totals(rows)
    yield "subtitle", "Cách làm", ""
    for step in _STEPS:
        yield "guide", step.partition(" ")[0], step.partition(" ")[2]
    yield "subtitle", "Các trang", ""
    for name, meaning in _SHEETS:
        yield "guide", name, meaning
    yield "subtitle", "Cột Tin cậy", ""
    yield "good", f"từ {GOOD:.0%}", "Lướt qua là đủ."
    yield "fair", f"từ {FAIR:.0%} đến {GOOD:.0%}", "Nên đọc câu gốc."
    yield "bad", f"dưới {FAIR:.0%}", "Phải đọc câu gốc; cột Vì sao nói phần nào chưa chắc."
    yield "subtitle", "Trạng thái của tệp", ""
    for code, meaning in codes("status").items():
        yield "guide", meaning, f"mã: {code}"
    yield "subtitle", "Cột Vì sao", ""
    for code, meaning in codes("reason").items():
        yield "guide", meaning, f"mã: {code}"


def _totals(rows: Rows) -> Iterator[tuple[str, str, str]]:
    statuses = Counter(row["status"] for row in rows["reports"])
    named = ", ".join(f"{count} {word('status', status).lower()}" for status, count in statuses.most_common())
    yield "guide", "Tệp", f"{len(rows['reports'])} ({named})" if named else "0"
    counted = {"Số liệu": "figures", "Đơn vị": "units", "Mô hình": "models", "Ô bảng": "cells"}
    for title, layer in counted.items():
        yield "guide", title, _count(rows[layer])
    failing = sum(not check["ok"] for check in rows["checks"])
    yield "guide", "Kiểm tra", f"{_count(rows['checks'])}, trong đó {failing} lệch"


def _count(rows: list[Row]) -> str:
    return f"{len(rows):,}".replace(",", ".")
