"""The guide sheet of the review workbook. Knows words only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from review.sheet_columns import CONFIRMED, SHEET_TITLES

_STEPS = (
    "Đọc cột Câu gốc: chữ đậm màu đỏ là đúng chỗ con số đứng trong báo cáo.",
    "Sửa ở các cột màu vàng nếu câu gốc nói khác. Cột trắng chỉ để đọc.",
    "Chọn duyệt, loại hoặc để sau ở cột Duyệt. Để trống là chưa quyết định; loại thay cho xóa dòng.",
    "Lưu tệp (vẫn dạng .xlsx) và nộp lại. Phần mềm cho xem trước những gì sẽ đổi rồi mới ghi.",
)
_RULES = (
    ("Được làm", "Sắp xếp, lọc, đổi chỗ cột, đổi tên trang, chỉ gửi lại một phần số dòng."),
    ("Không cần làm", "Xóa dòng: dòng vắng mặt giữ nguyên, không bị xóa khỏi kho dữ liệu."),
    ("Không được nhận", "Công thức, ô gộp, dòng chép thêm, dòng tự thêm: nêu ra và bỏ qua cả dòng."),
    ("Cùng sửa một dòng", "Ô người khác đã sửa sau khi xuất không bị ghi đè: nêu ra với hai giá trị."),
    ("Hoàn tác", "Cả lần nhập được hoàn tác một lần."),
)  # fmt: skip
_NUMBERS = (
    ("Con số", "Ghi số thường: 1030 hoặc 98,5. Máy đặt kiểu Mỹ có thể đổi 1.030 thành 1,03 mà không báo."),
    (
        "Số bị nghi ngờ",
        f"Số có thể bị máy hiểu sai dấu chấm, dấu phẩy không được nhận ngay; nếu đúng, chọn “{CONFIRMED}”"
        " ở cột Xác nhận số.",
    ),
    ("Kỳ", "2024 · 2024-Q3 · 2024-H1 (6 tháng đầu năm) · 2024-H2 · 2024-9M · 2024-06 · 2020-2025"),
    (
        "Trang Báo cáo",
        "Đơn vị gửi, kỳ, ngày ký, số, tiêu đề; sửa ở đây thì cả báo cáo vào đúng dòng, đúng cột tổng hợp.",
    ),
    (
        "Kiểm tra đang lệch",
        "Chọn Cách đóng (theo văn bản, đơn vị xác nhận, sửa) và ghi Lý do. Phần mềm không tự cân số.",
    ),
)
_WIDTHS = (26, 104)
_LINE = 15.5
_Line = tuple[str, str, str]


def write_guide(page: Any, counts: Mapping[str, int], styles: Mapping[str, Any]) -> None:
    """Two columns of text; layer -> how many rows its sheet has."""
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for index, width in enumerate(_WIDTHS):
        page.set_column(index, index, width)
    heights = {"title": 30.0, "subtitle": 26.0}
    for number, (style, left, right) in enumerate(_lines(counts)):
        page.set_row(number, heights.get(style, _LINE * -(-max(len(right), 1) // (_WIDTHS[1] + 10))))
        page.write_string(number, 0, left, styles["guide_bold" if style == "guide" else style])
        page.write_string(number, 1, right, styles["guide"])
    page.protect("")


def _lines(counts: Mapping[str, int]) -> Iterator[_Line]:
    yield "title", "Duyệt số liệu", ""
    for layer, count in counts.items():
        yield "guide", SHEET_TITLES[layer], f"{count:,} dòng".replace(",", ".")
    yield "subtitle", "Cách làm", ""
    for number, step in enumerate(_STEPS, 1):
        yield "guide", f"Bước {number}", step
    yield "subtitle", "Quy tắc", ""
    for left, right in _RULES:
        yield "guide", left, right
    yield "subtitle", "Cách ghi", ""
    for left, right in _NUMBERS:
        yield "guide", left, right
