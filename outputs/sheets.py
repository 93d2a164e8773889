"""The sheets of the review workbook: their columns, titles, widths, in order. Knows no values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, where its value comes from, how it looks.

    `source`: a column of the table, or a name that `cells` knows how to make. `style`: a name of
    `styles.STYLES`, or `number` (chosen by value), `rich` (sentence with its mention bold).
    `words`: what turns the code into words, see `wording.in_words`. `width`: in characters; numbers
    that need more get more.
    `printed`: False for columns behind the print area. `hidden`: kept for machines. `optional`: put
    out of sight in a workbook where no row has a value.
    """

    title: str
    source: str
    style: str = "text"
    width: float = 14
    words: str | None = None
    printed: bool = True
    hidden: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the name that people see, its table, its columns, how many stay in view.

    `empty`: what it says where there are no rows.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    frozen: int
    empty: str


_INDEX = Column("STT", "index", "index", 6)
_FILE = Column("Tệp báo cáo", "file", "quiet", 14)
_PAGE = Column("Trang", "page", "index", 6.5, optional=True)
_SENTENCE = Column("Câu trong báo cáo", "sentence", "rich", 54)
_TRUST = Column("Tin cậy", "confidence", "share", 7.5)
_VERDICT = Column("Kiểm tra", "verdict", "link", 8)
_INDICATOR = (
    Column("Chỉ tiêu tổng hợp", "indicator", "quiet", 22, words="indicator", printed=False),
    Column("Độ khớp", "fit", "share", 7.5, printed=False, optional=True),
    Column("Chỉ tiêu gần giống", "near", "quiet", 30, words="indicators", printed=False, optional=True),
)
# What a reviewer decides on stands before the rarer slots, so that it is seen without scrolling.
_REVIEW = (
    Column("Duyệt", "review", "input", 7.5),
    Column("Sửa lại", "correction", "input", 14),
    Column("Ghi chú", "note", "input", 14),
)
_TAIL = (
    Column("Vì sao", "reasons", "quiet", 80, words="reason", printed=False),
    Column("Mục trong báo cáo", "heading", "quiet", 30, printed=False, optional=True),
    Column("Mã dòng", "id", "quiet", 22, printed=False, hidden=True),
)

SHEETS = (
    Sheet(
        "Báo cáo",
        "reports",
        (
            _INDEX,
            Column("Tệp báo cáo", "file", "text", 22),
            Column("Trạng thái", "status", "centre", 13, words="status"),
            Column("Cần làm gì", "advice", "text", 30, optional=True),
            Column("Cơ quan ban hành", "issuer", "text", 21),
            Column("Cơ quan cấp trên", "parent", "text", 19, optional=True),
            Column("Số, ký hiệu", "number", "text", 14),
            Column("Ngày", "date", "date", 11),
            Column("Kỳ báo cáo", "period", "centre", 12, words="period"),
            Column("Trích yếu", "title", "text", 38),
            Column("Số liệu", "figures", "link", 8),
            Column("Đơn vị", "units", "link", 8),
            Column("Mô hình", "models", "link", 8),
            Column("Ô bảng", "cells", "link", 8),
            Column("Kiểm tra lệch", "failing", "link", 9),
            Column("Ghi chú", "note", "input", 18),
            Column("Loại văn bản", "kind", "text", 13, printed=False, optional=True),
            Column("Người ký", "signer", "text", 17, printed=False, optional=True),
            Column("Số trang", "pages", "index", 7.5, printed=False, optional=True),
            Column("Nơi nhận", "recipients", "quiet", 40, printed=False, optional=True),
        ),
        2,
        "Không có tệp nào trong thư mục.",
    ),
    Sheet(
        "Số liệu",
        "figures",
        (
            _INDEX,
            _FILE,
            _PAGE,
            _SENTENCE,
            Column("Giá trị", "value", "number", 12),
            Column("Đơn vị tính", "unit", "centre", 9),
            Column("Nội dung", "noun", "text", 20),
            Column("Hoạt động", "action", "text", 15),
            Column("Kỳ", "period", "centre", 12, words="period"),
            Column("Thực hiện, chỉ tiêu", "status", "centre", 10, words="result"),
            _TRUST,
            _VERDICT,
            *_REVIEW,
            Column("Đến", "value_max", "number", 9, printed=False, optional=True),
            Column("Trên tổng", "total", "number", 9, printed=False, optional=True),
            Column("Mức", "approx", "centre", 8.5, words="approx", printed=False, optional=True),
            Column("Tăng, giảm", "change", "centre", 8, words="change", printed=False, optional=True),
            Column("Cấp", "level", "text", 12, printed=False, optional=True),
            Column("Chủ thể", "actor", "text", 18, printed=False, optional=True),
            Column("Nằm trong số", "part_of", "quiet", 18, printed=False, optional=True),
            *_INDICATOR,
            *_TAIL,
        ),
        4,
        "Không tìm thấy số liệu nào trong các báo cáo.",
    ),
    Sheet(
        "Đơn vị",
        "units",
        (
            _INDEX,
            _FILE,
            _PAGE,
            _SENTENCE,
            Column("Viết trong báo cáo", "text", "text", 24),
            Column("Tên đầy đủ", "name", "text", 30),
            Column("Loại", "type", "centre", 12),
            _TRUST,
            *_REVIEW,
            Column("Địa bàn", "seat", "quiet", 34, words="places", printed=False, optional=True),
            Column("Nay là", "today", "quiet", 28, words="places", printed=False, optional=True),
            Column("Có thể là", "candidates", "quiet", 30, words="places", printed=False, optional=True),
            Column("Mã đơn vị", "code", "centre", 12, printed=False, optional=True),
            *_TAIL,
        ),
        4,
        "Không tìm thấy tên đơn vị nào trong các báo cáo.",
    ),
    Sheet(
        "Mô hình",
        "models",
        (
            _INDEX,
            _FILE,
            _PAGE,
            _SENTENCE,
            Column("Tên mô hình", "text", "text", 34),
            Column("Loại", "kind", "centre", 14),
            Column("Đơn vị thực hiện", "unit", "text", 24),
            Column("Lĩnh vực", "field", "centre", 13),
            Column("Số liệu kèm theo", "counted", "text", 22, optional=True),
            _TRUST,
            *_REVIEW,
            *_TAIL,
        ),
        4,
        "Không tìm thấy tên mô hình nào trong các báo cáo.",
    ),
    Sheet(
        "Bảng",
        "cells",
        (
            _INDEX,
            _FILE,
            _PAGE,
            Column("Bảng số", "table", "index", 8),
            Column("Dòng", "row", "text", 36),
            Column("Cột", "column", "text", 32),
            Column("Giá trị", "value", "number", 12),
            Column("Đơn vị tính", "unit", "centre", 12),
            _TRUST,
            _VERDICT,
            *_REVIEW,
            *_INDICATOR,
            *_TAIL,
        ),
        5,
        "Không tìm thấy bảng số liệu nào trong các báo cáo.",
    ),
    Sheet(
        "Kiểm tra",
        "checks",
        (
            _INDEX,
            _FILE,
            Column("Kết quả", "ok", "centre", 9),
            Column("Phép kiểm tra", "kind", "centre", 13, words="check"),
            Column("Giải thích", "message", "text", 44),
            Column("Số nêu", "total", "number", 10),
            Column("Các phần", "parts", "text", 20),
            Column("Chênh lệch", "gap", "number", 11, optional=True),
            Column("Xem dòng", "row_link", "link", 11),
            _SENTENCE,
            _TRUST,
            Column("Ghi chú", "note", "input", 20),
            Column("Mã dòng", "id", "quiet", 22, printed=False, hidden=True),
        ),
        4,
        "Không có phép cộng, phép đếm hay tỷ lệ nào để kiểm tra.",
    ),
    Sheet(
        "Danh mục mô hình",
        "titles",
        (
            _INDEX,
            Column("Tên mô hình", "title", "text", 40),
            Column("Loại", "kind", "centre", 14),
            Column("Lĩnh vực", "field", "centre", 15),
            Column("Đơn vị thực hiện", "owners", "text", 34),
            Column("Viết khác", "variants", "quiet", 30, optional=True),
            Column("Số lần nêu", "mentions", "index", 8),
            Column("Số báo cáo", "reports", "index", 8),
            Column("Ghi chú", "note", "input", 18),
            Column("Các tệp", "files", "quiet", 40, printed=False),
        ),
        2,
        "Không tìm thấy tên mô hình nào trong các báo cáo.",
    ),
    Sheet(
        "Danh mục đơn vị",
        "organisations",
        (
            _INDEX,
            Column("Tên đơn vị", "name", "text", 40),
            Column("Loại", "type", "centre", 12),
            Column("Địa bàn", "seat", "text", 36, words="places", optional=True),
            Column("Nay là", "today", "text", 28, words="places", optional=True),
            Column("Viết trong báo cáo", "variants", "quiet", 30, optional=True),
            Column("Số lần nêu", "mentions", "index", 8),
            Column("Số báo cáo", "reports", "index", 8),
            Column("Ghi chú", "note", "input", 18),
            Column("Các tệp", "files", "quiet", 40, printed=False),
            Column("Mã đơn vị", "code", "centre", 12, printed=False, optional=True),
        ),
        2,
        "Không tìm thấy tên đơn vị nào trong các báo cáo.",
    ),
)
GUIDE = "Hướng dẫn"
