"""The sheets of the review workbook: their columns, titles, widths, in order. Knows no values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, where its value comes from, how it looks.

    `source`: a column of the table, or a name that `cells` knows how to make. `style`: a name of
    `styles.STYLES`, or `number` (chosen by value), `rich` (sentence with its mention bold).
    `words`: table of corpus/wording.yaml that turns the code into words. `width`: in characters.
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
    """One sheet: the name that people see, its table, its columns, how many stay in view."""

    name: str
    table: str
    columns: tuple[Column, ...]
    frozen: int = 3


_INDEX = Column("STT", "index", "index", 5)
_FILE = Column("Tệp báo cáo", "file", "quiet", 14)
_PAGE = Column("Trang", "page", "index", 6, optional=True)
_SENTENCE = Column("Câu trong báo cáo", "sentence", "rich", 60)
_TRUST = Column("Tin cậy", "confidence", "share", 7.5)
_VERDICT = Column("Kiểm tra", "verdict", "link", 7.5)
_INDICATOR = Column("Chỉ tiêu tổng hợp", "indicator", "quiet", 20, words="indicator", printed=False)
_REVIEW = (
    Column("Duyệt", "review", "input", 7.5),
    Column("Sửa lại", "correction", "input", 14),
    Column("Ghi chú", "note", "input", 14),
)
_TAIL = (
    Column("Vì sao", "reasons", "quiet", 34, words="reason", printed=False),
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
            Column("Loại văn bản", "kind", "text", 11),
            Column("Cơ quan ban hành", "issuer", "text", 20),
            Column("Cơ quan cấp trên", "parent", "text", 18),
            Column("Số, ký hiệu", "number", "text", 13),
            Column("Ngày", "date", "centre", 10.5),
            Column("Kỳ báo cáo", "period", "centre", 10.5),
            Column("Trích yếu", "title", "text", 36),
            Column("Người ký", "signer", "text", 15),
            Column("Số trang", "pages", "index", 6.5, optional=True),
            Column("Số liệu", "figures", "link", 7.5),
            Column("Đơn vị", "units", "link", 7.5),
            Column("Mô hình", "models", "link", 7.5),
            Column("Ô bảng", "cells", "link", 7.5),
            Column("Kiểm tra lệch", "failing", "link", 8.5),
            Column("Ghi chú", "note", "input", 16),
            Column("Nơi nhận", "recipients", "quiet", 40, printed=False),
        ),
        2,
    ),
    Sheet(
        "Số liệu",
        "figures",
        (
            _INDEX,
            _FILE,
            _PAGE,
            _SENTENCE,
            Column("Giá trị", "value", "number", 15),
            Column("Đến", "value_max", "number", 8, optional=True),
            Column("Trên tổng", "total", "number", 8, optional=True),
            Column("Đơn vị tính", "unit", "centre", 8.5),
            Column("Nội dung", "noun", "text", 20),
            Column("Hoạt động", "action", "text", 16),
            Column("Cấp", "level", "text", 10, optional=True),
            Column("Chủ thể", "actor", "text", 14, optional=True),
            Column("Kỳ", "period", "centre", 11),
            Column("Thực hiện, chỉ tiêu", "status", "centre", 9.5, words="result"),
            Column("Mức", "approx", "centre", 7.5, words="approx", optional=True),
            Column("Tăng, giảm", "change", "centre", 6.5, words="change", optional=True),
            Column("Nằm trong số", "part_of", "quiet", 15, optional=True),
            _VERDICT,
            _TRUST,
            *_REVIEW,
            _INDICATOR,
            *_TAIL,
        ),
        4,
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
            Column("Mã đơn vị", "code", "centre", 12, optional=True),
            _TRUST,
            *_REVIEW,
            Column("Có thể là", "candidates", "quiet", 30, printed=False, optional=True),
            *_TAIL,
        ),
        4,
    ),
    Sheet(
        "Mô hình",
        "models",
        (
            _INDEX,
            _FILE,
            _PAGE,
            _SENTENCE,
            Column("Tên mô hình", "text", "text", 40),
            Column("Loại", "kind", "centre", 14),
            Column("Đơn vị thực hiện", "unit", "text", 26),
            _TRUST,
            *_REVIEW,
            *_TAIL,
        ),
        4,
    ),
    Sheet(
        "Bảng",
        "cells",
        (
            _INDEX,
            _FILE,
            _PAGE,
            Column("Bảng số", "table", "index", 7),
            Column("Dòng", "row", "text", 38),
            Column("Cột", "column", "text", 32),
            Column("Giá trị", "value", "number", 16),
            Column("Đơn vị tính", "unit", "centre", 11),
            _VERDICT,
            _TRUST,
            *_REVIEW,
            _INDICATOR,
            *_TAIL,
        ),
        5,
    ),
    Sheet(
        "Kiểm tra",
        "checks",
        (
            _INDEX,
            _FILE,
            Column("Kết quả", "ok", "centre", 9),
            Column("Phép kiểm tra", "kind", "centre", 12, words="check"),
            Column("Giải thích", "message", "text", 44),
            Column("Số nêu", "total", "number", 12),
            Column("Các phần", "parts", "text", 20),
            Column("Chênh lệch", "gap", "number", 10, optional=True),
            Column("Xem dòng", "row_link", "link", 11),
            _SENTENCE,
            _TRUST,
            Column("Ghi chú", "note", "input", 20),
            Column("Mã dòng", "id", "quiet", 22, printed=False, hidden=True),
        ),
        4,
    ),
)
GUIDE = "Hướng dẫn"
