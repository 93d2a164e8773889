"""How far the cells of a workbook reach, before a reader makes room for all of them. Knows bytes only."""

from __future__ import annotations

import re
from zipfile import ZipFile

from extract.problems import Problem

# A reader keeps every cell up to the last one, also where there is none: rows that are written, times these.
_GAPS, _MORE = 10, 50_000
# Beyond column AZ; or written so that it cannot be told.
_TOO_WIDE = re.compile(rb"""\sr\s*=\s*["'](?:\s*\$?(?:[A-Za-z]{3}|[B-Zb-z][A-Za-z])\$?\d|[^"'<>]*&)""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr\s*=\s*["']\s*(\d+)""")
_FAR_CELL = re.compile(rb"""\sr\s*=\s*["']\s*\$?[A-Za-z]{1,2}\$?(\d{5,})""")


def check_reach(package: ZipFile) -> None:
    """Raise Problem where some part of the package has a cell far from all that is written there."""
    for entry in package.infolist():
        if not entry.filename.lower().endswith(".xml"):
            continue
        content = package.read(entry)
        if b"sheetData" not in content:
            continue
        rows = [int(row) for row in _ROW.findall(content)]
        last = max([0, *rows, *map(int, _FAR_CELL.findall(content))])
        if last > _GAPS * content.count(b"row") + _MORE or _TOO_WIDE.search(content):
            raise Problem(
                "too_far", "Tệp có ô nằm quá xa bảng; hãy xóa các cột, dòng thừa ở cuối trang rồi nộp lại."
            )
