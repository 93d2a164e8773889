"""Writes what an import did not take as a workbook of its own: both values, the sentence, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from outputs.new_book import new_book
from outputs.styles import formats
from review.sheet_book import OPTIONS, write_text
from review.sheet_merge import Flag

NAME = "Cần xem"
_COLUMNS = (
    ("Trang", 14),
    ("Dòng", 7),
    ("Tệp", 18),
    ("Câu gốc", 56),
    ("Cột", 16),
    ("Lúc xuất", 18),
    ("Trong tệp này", 18),
    ("Trong kho bây giờ", 18),
    ("Ai sửa, lúc nào", 22),
    ("Vì sao chưa nhận, cần làm gì", 60),
)
_LINE = 12.75


def write_problems(flags: Iterable[Flag], target: Path | BinaryIO) -> None:
    """Write one line a flag; an existing file is replaced."""
    with new_book(target, OPTIONS) as book:
        styles = formats(book)
        styles["text_quoted"] = book.add_format({"quote_prefix": 1, "text_wrap": True, "valign": "top"})
        page = book.add_worksheet(NAME)
        for index, (title, width) in enumerate(_COLUMNS):
            page.set_column(index, index, width)
            page.write_string(0, index, title, styles["head"])
        page.freeze_panes(1, 0)
        at = 0
        for at, flag in enumerate(flags, 1):
            cells = _cells(flag)
            lines = max(-(-len(text) // int(width)) for text, (_, width) in zip(cells, _COLUMNS, strict=True))
            page.set_row(at, min(max(lines, 1) * _LINE, 400) + 3)
            for index, text in enumerate(cells):
                write_text(page, at, index, text, styles, "text")
        page.autofilter(0, 0, max(at, 1), len(_COLUMNS) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)


def _cells(flag: Flag) -> tuple[str, ...]:
    place = flag.place
    number = str(place.number) if place.number else ""
    sides = (flag.base, flag.ours, flag.theirs, flag.by)
    return (place.sheet, number, place.file, place.sentence, flag.title, *sides, flag.message)
