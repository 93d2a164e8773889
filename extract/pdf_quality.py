"""How well a PDF file was read as a whole: status, coverage and what to tell its sender."""

from __future__ import annotations

from extract.document import Doubt, Notice, ReadStatus
from extract.ocr_scans import FEW, unread
from extract.pdf_grades import lossy, scanned
from extract.pdf_leaves import Reading

_KEPT = 0.99


def coverage_of(reading: Reading, kept: int) -> float:
    """Letters kept / letters that pdfium shows, 0 to 1; 1 where there are none."""
    dropped = sum(leaf.dropped for leaf in reading.leaves)
    present = sum(sheet.letters - sheet.unmapped for sheet in reading.sheets)
    return min((kept + dropped) / present, 1.0) if present else 1.0


def status_of(reading: Reading, doubts: tuple[Doubt, ...], coverage: float) -> ReadStatus:
    letters = sum(sheet.letters for sheet in reading.sheets)
    if letters < FEW:
        return "empty"
    if reading.failed or reading.lost_pages or any(map(unread, reading.sheets)):
        return "partial"
    unmapped = sum(sheet.unmapped for sheet in reading.sheets)
    lost = coverage < _KEPT or unmapped > (1 - _KEPT) * letters
    carries = reading.attached or reading.dynamic or reading.layers
    return "ok_with_loss" if lost or reading.damaged or carries or lossy(doubts) else "ok"


def _pages(numbers: list[int]) -> str:
    """`trang 2, 5-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "trang " + ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def notices_of(reading: Reading, doubts: tuple[Doubt, ...], coverage: float) -> tuple[Notice, ...]:
    """What the sender or the reviewer should know, one notice a subject."""
    found: list[Notice] = []
    scans = [sheet.page for sheet in reading.sheets if unread(sheet)]
    if scans:
        found.append(_scanned(scans, len(scans) == len(reading.sheets)))
    elif sum(sheet.letters for sheet in reading.sheets) < FEW:
        found.append(Notice("no_text", "Tệp hầu như không có chữ; hãy kiểm tra lại và nộp đúng tệp báo cáo."))
    if reading.failed:
        found.append(
            Notice(
                "broken_pages",
                f"Không mở được {_pages(reading.failed)} của tệp; hãy xuất lại PDF từ tệp gốc rồi nộp lại.",
                len(reading.failed),
            )
        )
    found += _of_file(reading)
    found += _of_text(reading, doubts, coverage)
    return tuple(found)


def _of_file(reading: Reading) -> list[Notice]:
    """What is wrong with the file, or more than pages."""
    return [
        Notice(code, message, count)
        for code, message, count in (
            ("damaged_file", _DAMAGED, reading.damaged),
            ("lost_pages", _LOST_PAGES, reading.lost_pages),
            ("attached_files", _ATTACHED, reading.attached),
            ("dynamic_form", _DYNAMIC, int(reading.dynamic)),
            ("hidden_layers", _LAYERS, int(reading.layers)),
            ("split_syllables", _SPLIT, reading.rejoined),
        )
        if count
    ]


def _scanned(pages: list[int], whole: bool) -> Notice:
    from extract.ocr_engine import ready

    where = "Cả tệp" if whole else _pages(pages).capitalize()
    return Notice("scanned_pages", f"{where} {_NO_LETTERS if ready() else _NO_ENGINE}", len(pages))


def _recognised(reading: Reading) -> list[Notice]:
    own = [s for s in reading.sheets if s.recognised is not None and s.letters]
    if not own:
        return []
    sure = sum(s.letters * (s.recognised or 0.0) for s in own) / sum(s.letters for s in own)
    message = _RECOGNISED.format(pages=_pages([s.page for s in own]), sure=sure)
    return [Notice("recognised_pages", message, len(own))]


def _of_text(reading: Reading, doubts: tuple[Doubt, ...], coverage: float) -> list[Notice]:
    found = _recognised(reading)
    unmapped = sum(sheet.unmapped for sheet in reading.sheets)
    hidden = sum(sheet.hidden for sheet in reading.sheets)
    few = [d.page for d in doubts if d.code in ("few_letters", "blank_page")]
    for code, message, pages, count in (
        ("text_under_scan", _UNDER_SCAN, [s.page for s in reading.sheets if scanned(s)], 0),
        ("unknown_glyphs", _UNKNOWN, [s.page for s in reading.sheets if s.unmapped], unmapped),
        ("engines_disagree", _DISAGREE, sorted(reading.disputed), 0),
        ("wrong_letters", _WRONG, [d.page for d in doubts if d.code == "wrong_letters"], 0),
        ("hidden_text", _HIDDEN, [s.page for s in reading.sheets if s.hidden], hidden),
        ("pages_without_text", _FEW, few if len(few) < len(reading.sheets) else [], 0),
    ):
        if pages:
            found.append(Notice(code, message.format(pages=_pages(pages)), count or len(pages)))
    if coverage < _KEPT:
        found.append(Notice("text_lost", _LOST.format(coverage=coverage)))
    return found


_NO_ENGINE = (
    "là ảnh quét, không có chữ để đọc (máy này chưa cài Tesseract tiếng Việt; chạy tonghop doctor để biết "
    "cách cài); hãy nộp tệp Word hoặc PDF xuất thẳng từ Word."
)
_NO_LETTERS = (
    "là ảnh quét mà máy không nhận dạng được chữ; hãy nộp tệp Word hoặc PDF xuất thẳng từ Word, "
    "hoặc quét lại rõ hơn."
)
_RECOGNISED = (
    "Chữ ở {pages} do máy nhận dạng từ ảnh, độ chắc chắn {sure:.0%}; hãy đối chiếu số liệu với bản gốc."
)
_DAMAGED = "Tệp PDF bị hỏng một phần nên có thể thiếu chữ; hãy xuất lại PDF từ tệp gốc rồi nộp lại."
_SPLIT = "Tiếng bị tách rời trong PDF (như “ĐIỀ U”) đã được ghép lại theo chính tả; hãy đối chiếu bản gốc."
_LOST_PAGES = (
    "Tệp còn trang nằm ngoài danh mục trang nên chưa đọc được; hãy xuất lại PDF từ tệp gốc rồi nộp lại."
)
_ATTACHED = "Tệp PDF đính kèm tệp khác bên trong, phần đó chưa được đọc; hãy nộp riêng các tệp đính kèm."
_DYNAMIC = "Tệp PDF là biểu mẫu động, nội dung không đọc được hết; hãy in ra PDF thường rồi nộp lại."
_LAYERS = "Tệp PDF có lớp nội dung đang tắt mà chữ vẫn được đọc; hãy đối chiếu với bản gốc."
_UNDER_SCAN = "Chữ ở {pages} do máy nhận dạng từ ảnh quét nên có thể sai; hãy đối chiếu bản gốc."
_UNKNOWN = "Có ký tự không rõ chữ gì ở {pages}; hãy đối chiếu với bản gốc."
_DISAGREE = "Hai bộ đọc PDF cho ra chữ khác nhau ở {pages}; hãy đối chiếu với bản gốc hoặc nộp tệp Word."
_WRONG = "Phần lớn chữ ở {pages} không đúng chính tả tiếng Việt; hãy đối chiếu bản gốc hoặc nộp tệp Word."
_HIDDEN = "Có chữ không hiện trên trang ở {pages}, phần này không được tính; hãy đối chiếu với bản gốc."
_FEW = "Hầu như không có chữ ở {pages}; hãy kiểm tra xem bản gốc có trống ở đó không."
_LOST = "Chỉ giữ được {coverage:.0%} số chữ của tệp; hãy nộp thêm tệp Word để không sót số liệu."
