"""How much of the text in a Word package was kept, and what is said about the rest. Knows no blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract import docx_names as w
from extract.document import Notice
from extract.docx_runs import Tally, chosen
from extract.joining import clean

Element = Any
ENOUGH = 0.99
# Up to this many characters beside pictures the text of a report is probably in the pictures.
_FEW = 200
# All white space that there is stands below this.
_WHITE = tuple(char for char in map(chr, range(0x3001)) if char.isspace())


def present(roots: Iterable[Element]) -> str:
    """The text of all text elements that a reader of the document sees, counted without the walker."""
    found: list[str] = []
    for root in roots:
        gone = {id(element): element for element in _gone(root)}
        found += [
            text.text
            for text in root.iter(w.TEXT)
            if text.text and not (gone and any(id(above) in gone for above in text.iterancestors()))
        ]
    return "".join(found)


def _gone(root: Element) -> Iterable[Element]:
    """Subtrees that are deleted, moved away, set above other text, or a second rendering of something."""
    for element in root.iter(w.DELETION, w.MOVED_AWAY, w.RUBY_ABOVE, w.ALTERNATIVES):
        if element.tag == w.ALTERNATIVES:
            best = chosen(element)
            yield from (child for child in element if child is not best)
        elif element.getparent().tag == w.ROW_LOOK:
            yield element.getparent().getparent()
        else:
            yield element


def letters(text: str) -> int:
    """Characters without white space."""
    return len(text) - sum(map(text.count, _WHITE))


def coverage(there: str, kept: str, text: str, tally: Tally, repeated: str) -> float:
    """Text kept / text present, 0 to 1, the worse of two counts: what was read, and what stands in `text`.

    What is left out on purpose (hidden text, field codes, contents, repeated headers) counts as kept.
    """
    if there == kept and letters(text) >= letters(there):
        return 1.0
    total = letters(clean(there))
    if not total:
        return 1.0
    apart = letters(clean("".join(tally.left_out)))
    placed = (
        letters(text) + tally.merged + apart + letters(clean("".join(tally.contents))) + letters(repeated)
    )
    return min(1.0, (letters(clean(kept)) + apart) / total, placed / total)


def notices(tally: Tally, text: str, covered: float, missing: int, mended: bool) -> tuple[list[Notice], bool]:
    """What the submitter or reviewer should know, and whether something may be lost."""
    found: list[Notice] = []
    for code, count, message in (
        ("foreign_part", tally.foreign, _FOREIGN),
        ("embedded_workbook", tally.workbooks, _WORKBOOK),
        ("charts", tally.charts, _CHARTS),
        ("missing_part", missing, _MISSING),
        ("text_in_pictures", tally.pictures if letters(text) < _FEW else 0, _PICTURES),
    ):
        if count:
            found.append(Notice(code, message, count))
    if covered < ENOUGH:
        percent = f"{100 * covered:.1f}".replace(".", ",")
        found.append(Notice("text_lost", _LOST.format(percent=percent)))
    lossy = bool(found)
    if not text and not lossy:
        found.append(Notice("no_text", _NO_TEXT))
    for code, count, message in (
        ("hidden_text", tally.hidden, _HIDDEN),
        ("embedded_workbook_read", tally.workbooks_read, _WORKBOOK_READ),
        ("tracked_changes", tally.changes, _CHANGES),
        ("contents_left_out", len(tally.contents), _CONTENTS),
        ("package_mended", int(mended), _MENDED),
    ):
        if count:
            found.append(Notice(code, message, count))
    return found, lossy


_NO_TEXT = "Tệp không có chữ nào; hãy kiểm tra lại rồi nộp đúng tệp báo cáo."
_FOREIGN = (
    "Tệp chèn nguyên một văn bản khác mà phần đó không đọc được; hãy mở bằng Word, lưu lại rồi nộp lại."
)
_WORKBOOK = (
    "Tệp nhúng bảng Excel mà số liệu bên trong không đọc được; hãy chuyển thành bảng Word rồi nộp lại."
)
_CHARTS = "Tệp có biểu đồ mà số liệu trong đó không đọc được; số liệu cần tính hãy ghi thành bảng hoặc lời."
_WORKBOOK_READ = (
    "Tệp nhúng bảng Excel, số liệu được lấy từ chính bảng nhúng; hãy đối chiếu với phần hiện trong văn bản."
)
_MISSING = (
    "Một phần của tệp (chú thích, đầu trang hoặc chân trang) bị thiếu; hãy mở bằng Word, lưu lại rồi nộp lại."
)
_PICTURES = "Tệp gần như chỉ có hình ảnh, chữ trong ảnh không đọc được; hãy nộp bản Word hoặc PDF có chữ."
_LOST = "Chỉ đọc được {percent}% phần chữ của tệp; hãy đối chiếu kết quả với tệp gốc."
_HIDDEN = "Tệp có chữ ẩn, phần này không được tính; nếu cần tính hãy bỏ ẩn trong Word rồi nộp lại."
_CHANGES = (
    "Tệp còn dấu vết sửa đổi: phần thêm được tính, phần xóa không tính; hãy kiểm tra lại các chỗ đã sửa."
)
_CONTENTS = "Mục lục tự động không được đọc, vì các đề mục đã có trong bài."
_MENDED = "Tệp không đúng chuẩn Word nhưng vẫn đọc được; nên mở bằng Word và lưu lại thành .docx."
