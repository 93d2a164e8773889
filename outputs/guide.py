"""The guide sheet of the workbook: what was read, what each sheet and colour means, every code in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from outputs.styles import FAIR, GOOD
from outputs.tables import Frames
from outputs.wording import codes, word

_SHEETS = (
    (
        "Báo cáo",
        "Mỗi tệp một dòng, kể cả tệp không đọc được và lý do. Bấm vào con số để tới dòng đầu của báo cáo đó.",
    ),
    ("Số liệu", "Mỗi số liệu một dòng, kèm câu chứa nó; chữ đậm màu đỏ là đúng chỗ con số đứng."),
    ("Đơn vị", "Tên cơ quan, đơn vị, địa bàn được nhắc tới, viết đủ ở cột Tên đầy đủ."),
    ("Mô hình", "Tên mô hình, phong trào, câu lạc bộ, công trình, cách làm và đơn vị thực hiện."),
    ("Bảng", "Từng ô có số trong các bảng của báo cáo."),
    (
        "Kiểm tra",
        "Phép cộng, phép đếm, tỷ lệ trong từng báo cáo; chỗ lệch xếp lên đầu. Phần mềm chỉ báo, không sửa.",
    ),
    (
        "Danh mục mô hình",
        "Mỗi mô hình một dòng cho cả đợt, các cách viết khác nhau gộp lại, kèm đơn vị thực hiện.",
    ),
    (
        "Danh mục đơn vị",
        "Mỗi đơn vị một dòng cho cả đợt, kèm địa bàn và tên đơn vị hành chính mới sau sắp xếp.",
    ),
)
_STEPS = (
    "Mở trang Báo cáo: xem tệp nào chưa đọc được và làm theo cột Cần làm gì.",
    "Mở trang Kiểm tra: xem các dòng Lệch, bấm vào cột Xem dòng để tới số liệu.",
    "Mở trang Số liệu: lọc cột Tin cậy, đọc trước các dòng màu đỏ và vàng.",
    "Chọn Đúng, Sửa hoặc Bỏ ở cột Duyệt; ghi số đúng vào cột Sửa lại. Không xóa dòng, không sửa cột khác.",
    "Lưu tệp dưới tên khác trước khi chạy lại; nếu quên, phần mềm giữ bản đã sửa bên cạnh bản mới.",
)
_WIDTHS = (34, 100)
_HEIGHTS = {"title": 30, "subtitle": 26}
_LINE = 15.5
_LEFT = {"guide": "guide_bold"}
_RIGHT = {"code": "quiet_guide", "subtitle": "subtitle_note"}

# (style, left, right): one line of the sheet.
_Line = tuple[str, str, str]


def write_guide(page: Any, frames: Frames, styles: Mapping[str, Any]) -> None:
    """Two columns of text: a name and what it means."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for index, width in enumerate(_WIDTHS):
        page.set_column(index, index, width)
    for number, (style, left, right) in enumerate(_lines(frames)):
        page.set_row(number, _HEIGHTS.get(style, _LINE * -(-max(len(right), 1) // (_WIDTHS[1] + 10))))
        page.write_string(number, 0, left, styles[_LEFT.get(style, style)])
        page.write_string(number, 1, right, styles[_RIGHT.get(style, style)])


def _lines(frames: Frames) -> Iterator[_Line]:
    yield "title", "Tổng hợp báo cáo", ""
    yield from _totals(frames)
    yield "subtitle", "Cách làm", ""
    for number, step in enumerate(_STEPS, 1):
        yield "guide", f"Bước {number}", step
    yield "subtitle", "Các trang", ""
    for name, meaning in _SHEETS:
        yield "guide", name, meaning
    yield "subtitle", "Cột Tin cậy", ""
    yield "good", f"từ {GOOD:.0%}", "Lướt qua là đủ."
    yield "fair", f"từ {FAIR:.0%} đến {GOOD:.0%}", "Nên đọc câu gốc."
    yield "bad", f"dưới {FAIR:.0%}", "Phải đọc câu gốc; cột Vì sao nói phần nào chưa chắc."
    yield from _codes("Trạng thái của tệp", "status")
    yield from _codes("Cột Vì sao", "reason")


def _codes(title: str, table: str) -> Iterator[_Line]:
    yield "subtitle", title, "mã tương ứng trong tệp CSV, JSON, Parquet"
    for code, meaning in codes(table).items():
        yield "code", meaning, code


def _totals(frames: Frames) -> Iterator[_Line]:
    statuses = Counter(frames["reports"]["status"].tolist())
    named = ", ".join(f"{count} {word('status', status).lower()}" for status, count in statuses.most_common())
    yield "guide", "Tệp", f"{len(frames['reports'])} ({named})" if named else "0"
    counted = {"Số liệu": "figures", "Đơn vị": "units", "Mô hình": "models", "Ô bảng": "cells"}
    for title, layer in counted.items():
        yield "guide", title, _grouped(len(frames[layer]))
    checks = frames["checks"]["ok"].tolist()
    yield "guide", "Kiểm tra", f"{_grouped(len(checks))}, trong đó {_grouped(checks.count(False))} lệch"


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
