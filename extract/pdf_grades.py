"""Doubts about single pages of a PDF file, and the grade that follows from them. Knows no file as a whole."""

from __future__ import annotations

import re

from extract.document import Doubt
from extract.ocr_scans import FEW, unread
from extract.pdf_leaves import Reading
from extract.pdf_page import Sheet
from extract.syllables import is_syllable

# A page recognised from its picture counts as read from so much sureness on.
_SURE = 0.88
_COVERED = 0.7
_BAD_GLYPHS = 0.05
_UNKNOWN = 0.01
_HIDDEN = 0.1
# So many rows and words of a page are looked at; half of the words, at least, are spelled like Vietnamese.
_ROWS = 12
_SAMPLE = 60
_LEAST_WORDS = 30
_SPELLED = 0.5
_WORD = re.compile(r"[^\W\d_]{2,}")

# What is wrong with a page -> its grade (D not read, C with losses or by a machine, B with small doubts),
# whether the file may still count as read in full, and what a reviewer is told.
_KINDS: dict[str, tuple[str, bool, str]] = {
    "broken_page": ("D", False, "Trang không mở được nên chưa đọc."),
    "scanned_page": ("D", False, "Trang là ảnh quét hoặc chữ vẽ bằng nét, không có chữ để đọc."),
    "few_letters": ("C", False, "Trang có hình nhưng hầu như không có chữ, có thể chữ nằm trong hình."),
    "blank_page": ("B", False, "Trang trống hoặc hầu như không có chữ; hãy xem bản gốc có chữ không."),
    "engines_disagree": ("C", False, "Hai bộ đọc cho ra chữ khác nhau hơn 10%; hãy đối chiếu bản gốc."),
    "wrong_letters": (
        "C",
        False,
        "Phần lớn chữ không đúng chính tả tiếng Việt, có thể phông chữ sai bảng mã.",
    ),
    "bad_glyphs": ("C", False, "Nhiều ký tự không rõ chữ gì; hãy đối chiếu bản gốc."),
    "much_hidden_text": ("C", False, "Nhiều chữ không hiện trên trang nên không được tính; hãy xem bản gốc."),
    "unsure_letters": ("C", False, "Chữ do máy nhận dạng từ ảnh mờ hoặc xấu, nhiều chỗ không chắc."),
    "text_under_scan": ("C", True, "Chữ do máy nhận dạng từ ảnh quét nên có thể sai."),
    "too_many_drawings": ("C", True, "Trang có quá nhiều hình vẽ nên không xét được đường kẻ bảng."),
    "recognised": ("B", True, "Chữ do máy nhận dạng từ ảnh; hãy đối chiếu số liệu với bản gốc."),
    "unknown_glyphs": ("B", True, "Có ký tự không rõ chữ gì."),
    "puzzling_table": ("B", True, "Đường kẻ bảng không khép kín, ô có thể bị gộp hoặc tách sai."),
    "hidden_text": ("B", True, "Có chữ không hiện trên trang, phần này không được tính."),
}


def scanned(sheet: Sheet) -> bool:
    """Whether the page is a picture with a layer of text under it."""
    return sheet.rules.image > _COVERED and sheet.recognised is None and not unread(sheet)


def doubts_of(reading: Reading) -> tuple[Doubt, ...]:
    """All doubts about the pages of a file, page by page, the worst first."""
    return tuple(
        Doubt(sheet.page, code, _KINDS[code][2])
        for sheet in reading.sheets
        for code in sorted(_codes(sheet, reading), key=list(_KINDS).index)
    )


def grades_of(reading: Reading, doubts: tuple[Doubt, ...]) -> tuple[str, ...]:
    """One letter a page: A read in full, B with small doubts, C with losses or a scan's text layer, D not."""
    worst: dict[int, str] = {}
    for doubt in doubts:
        worst[doubt.page] = max(worst.get(doubt.page, "A"), _KINDS[doubt.code][0])
    return tuple(worst.get(sheet.page, "A") for sheet in reading.sheets)


def lossy(doubts: tuple[Doubt, ...]) -> bool:
    """Whether one of the doubts keeps the file from counting as read in full."""
    return any(not _KINDS[doubt.code][1] for doubt in doubts)


def _codes(sheet: Sheet, reading: Reading) -> set[str]:
    if sheet.page in reading.failed:
        return {"broken_page"}
    if unread(sheet):
        return {"scanned_page"}
    every = sheet.letters + sheet.hidden
    found = {
        "few_letters": sheet.letters < FEW and bool(sheet.rules.paths or sheet.rules.image),
        "blank_page": sheet.letters < FEW and not (sheet.rules.paths or sheet.rules.image),
        "engines_disagree": sheet.page in reading.disputed,
        "wrong_letters": _misspelled(sheet),
        "bad_glyphs": sheet.unmapped > _BAD_GLYPHS * sheet.letters,
        "much_hidden_text": sheet.hidden > _HIDDEN * every,
        "text_under_scan": scanned(sheet),
        "unsure_letters": sheet.recognised is not None and sheet.recognised < _SURE,
        "recognised": sheet.recognised is not None and sheet.recognised >= _SURE,
        "too_many_drawings": sheet.rules.overfull,
        "unknown_glyphs": 0 < sheet.unmapped <= _BAD_GLYPHS * sheet.letters,
        "puzzling_table": sheet.page in reading.puzzling,
        "hidden_text": 0 < sheet.hidden <= _HIDDEN * every,
    }
    return {code for code, holds in found.items() if holds}


def _misspelled(sheet: Sheet) -> bool:
    """Whether most words of a page cannot be Vietnamese; False where there are few words."""
    rows = sheet.rows[:: max(len(sheet.rows) // _ROWS, 1)]
    words = _WORD.findall(" ".join([word.text for row in rows for word in row]))
    words = words[:: max(len(words) // _SAMPLE, 1)]
    return len(words) >= _LEAST_WORDS and sum(map(is_syllable, words)) < _SPELLED * len(words)
