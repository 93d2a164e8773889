"""The sheets behind a consolidated sheet: who has not reported, what to verify.

Knows lists of units and doubts; lays out no main sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nlp.numerals import written
from outputs.consolidation import Consolidated, Doubt
from outputs.doubts import KINDS
from outputs.flat_files import clean
from outputs.form_layout import Layout, names
from outputs.form_lines import Line
from outputs.form_rows import Heads, write_table_heads, write_texts

_MISSING = Heads(("TT", "Đơn vị chưa báo cáo"), (6, 60))
_DOUBTS = Heads(
    ("TT", "Ô", "Đơn vị", "Chỉ tiêu", "Vấn đề", "Giải thích", "Câu trong báo cáo"),
    (6, 8, 30, 30, 18, 56, 62),
)


_TOP = 2


def write_missing(page: Any, missing: Sequence[Line], styles: Mapping[str, Any]) -> None:
    """The units from which nothing came."""
    write_table_heads(page, _MISSING, styles)
    for number, line in enumerate(missing, 1):
        page.write_number(number, 0, number, styles["code"])
        page.write_string(number, 1, clean(line.name), styles["name"])
    if not missing:
        page.write_string(1, 1, "Tất cả đơn vị đã báo cáo.", styles["plain"])


def write_doubts(
    page: Any, summary: str, doubts: Sequence[tuple[str, ...]], styles: Mapping[str, Any]
) -> None:
    """What people should look at; nothing is balanced.

    `doubts`: cell, unit, column, kind, what, sentence of each.
    """
    page.write_string(0, 1, summary, styles["bold"])
    write_table_heads(page, _DOUBTS, styles, _TOP)
    for number, texts in enumerate(doubts, 1):
        row = _TOP + number
        write_texts(page, row, dict(enumerate(texts, 1)), _DOUBTS.widths, styles)
        page.write_number(row, 0, number, styles["code"])
    if not doubts:
        page.write_string(_TOP + 1, 2, "Không có chỗ nào cần xác minh.", styles["plain"])
    else:
        page.autofilter(_TOP, 0, _TOP + len(doubts), len(_DOUBTS.names) - 1)


def doubt_texts(table: Consolidated, doubt: Doubt, places: Layout) -> tuple[str, ...]:
    """The texts of a doubt about a table."""
    name = "" if doubt.column is None else table.form.columns[doubt.column].name
    cell = ""
    if doubt.line is not None and doubt.column is not None:
        cell = names(places.line(doubt.line, doubt.column))
    claims = doubt.source.claims if doubt.source else ()
    said = claims[0].sentence if claims else ""
    return cell, doubt.unit, name, KINDS.get(doubt.kind, doubt.kind), doubt.what, said


def reviewed_share(table: Consolidated) -> tuple[int, int]:
    """How many of the values that reports state people have confirmed, and how many there are."""
    values = [
        all(source.reviewed for source in entry.sources)
        for row in table.cells
        for entry in row
        if entry.value is not None and entry.sources
    ]
    return sum(values), len(values)


def reviewed_text(table: Consolidated, doubts: Sequence[Doubt]) -> str:
    """How much of the table people have confirmed, and how much there is to verify."""
    done, whole = reviewed_share(table)
    share = f" ({written(Decimal(done * 100) / whole // 1)}%)" if whole else ""
    return f"Có người duyệt {done}/{whole} số{share}; {len(doubts)} chỗ cần xác minh."
