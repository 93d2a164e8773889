"""How well a PDF file was read: status, coverage, grades and what to tell its sender."""

from __future__ import annotations

from extract.document import Notice, ReadStatus
from extract.pdf_leaves import Reading
from extract.pdf_page import Sheet

_FEW = 20
_KEPT = 0.99
# A page under a picture this large, or drawn with so many shapes, holds text that nobody typed.
_PICTURE = 0.15
_DRAWN = 150
_COVERED = 0.7
_BAD_GLYPHS = 0.05


def unread(sheet: Sheet) -> bool:
    """Whether a page shows something but has next to no text (a scan, or letters drawn as shapes)."""
    shown = sheet.rules.image > _PICTURE or sheet.rules.paths > _DRAWN or sheet.rules.overfull
    return sheet.letters < _FEW and shown


def coverage_of(reading: Reading, kept: int) -> float:
    """Letters kept / letters that pdfium shows, 0 to 1; 1 where there are none."""
    dropped = sum(leaf.dropped for leaf in reading.leaves)
    present = sum(sheet.letters - sheet.unmapped for sheet in reading.sheets)
    return min((kept + dropped) / present, 1.0) if present else 1.0


def status_of(reading: Reading, coverage: float) -> ReadStatus:
    letters = sum(sheet.letters for sheet in reading.sheets)
    if letters < _FEW:
        return "empty"
    if reading.failed or any(map(unread, reading.sheets)):
        return "partial"
    unmapped = sum(sheet.unmapped for sheet in reading.sheets)
    return "ok_with_loss" if coverage < _KEPT or unmapped > (1 - _KEPT) * letters else "ok"


def grades_of(reading: Reading) -> tuple[str, ...]:
    """One letter a page: A read in full, B with small doubts, C with losses or a scan's text layer, D not."""
    return tuple(_grade(sheet, reading) for sheet in reading.sheets)


def _grade(sheet: Sheet, reading: Reading) -> str:
    if sheet.page in reading.failed or unread(sheet):
        return "D"
    if sheet.rules.overfull or sheet.rules.image > _COVERED or sheet.unmapped > _BAD_GLYPHS * sheet.letters:
        return "C"
    return "B" if sheet.unmapped or sheet.page in reading.puzzling else "A"


def _pages(numbers: list[int]) -> str:
    """`trang 2, 5-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "trang " + ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def notices_of(reading: Reading, coverage: float) -> tuple[Notice, ...]:
    """What the sender or the reviewer should know, one notice a subject."""
    found: list[Notice] = []
    scans = [sheet.page for sheet in reading.sheets if unread(sheet)]
    if scans:
        whole = len(scans) == len(reading.sheets)
        where = "Cả tệp" if whole else _pages(scans).capitalize()
        found.append(
            Notice(
                "scanned_pages",
                f"{where} là ảnh quét, không có chữ để đọc (chưa hỗ trợ nhận dạng chữ); "
                "hãy nộp tệp Word hoặc PDF xuất thẳng từ Word.",
                len(scans),
            )
        )
    elif sum(sheet.letters for sheet in reading.sheets) < _FEW:
        found.append(Notice("no_text", "Tệp hầu như không có chữ; hãy kiểm tra lại và nộp đúng tệp báo cáo."))
    if reading.failed:
        found.append(
            Notice(
                "broken_pages",
                f"Không mở được {_pages(reading.failed)} của tệp; hãy xuất lại PDF từ tệp gốc rồi nộp lại.",
                len(reading.failed),
            )
        )
    found += _doubts(reading, coverage)
    return tuple(found)


def _doubts(reading: Reading, coverage: float) -> list[Notice]:
    found: list[Notice] = []
    layers = [s.page for s in reading.sheets if s.rules.image > _COVERED and not unread(s)]
    if layers:
        found.append(
            Notice(
                "text_under_scan",
                f"Chữ ở {_pages(layers)} do máy nhận dạng từ ảnh quét nên có thể sai; hãy đối chiếu bản gốc.",
                len(layers),
            )
        )
    unmapped = sum(sheet.unmapped for sheet in reading.sheets)
    if unmapped:
        pages = [sheet.page for sheet in reading.sheets if sheet.unmapped]
        found.append(
            Notice(
                "unknown_glyphs",
                f"Có ký tự không rõ chữ gì ở {_pages(pages)}; hãy đối chiếu với bản gốc.",
                unmapped,
            )
        )
    if coverage < _KEPT:
        found.append(
            Notice(
                "text_lost",
                f"Chỉ giữ được {coverage:.0%} số chữ của tệp; hãy nộp thêm tệp Word để không sót số liệu.",
            )
        )
    return found
