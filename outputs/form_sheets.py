"""The sheets behind a consolidated sheet: sources of every value, who has not reported, what to verify.

Knows where each value comes from; lays out no main sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from outputs.cells import TAB
from outputs.choosing import Chosen
from outputs.consolidation import Consolidated, Doubt
from outputs.doubts import KINDS
from outputs.flat_files import clean
from outputs.text_width import lines_needed

_SOURCE_HEADS = (
    "TT",
    "Đơn vị",
    "Chỉ tiêu",
    "Số",
    "Tệp báo cáo",
    "Trang",
    "Câu trong báo cáo",
    "Ai duyệt",
    "Số khác",
)
_SOURCE_WIDTHS = (6, 30, 30, 12, 28, 7, 80, 16, 30)
_DOUBT_HEADS = ("TT", "Đơn vị", "Chỉ tiêu", "Vấn đề", "Giải thích", "Câu trong báo cáo")
_DOUBT_WIDTHS = (6, 30, 30, 18, 60, 70)
_MOST_TEXT = 2_000
# Times New Roman 12 is that much wider than what column widths are counted in; points of one of its lines.
WIDER = 0.9
_LINE, _HIGHEST = 16.5, 400.0


class Sources:
    """The sources of a table in the order of its lines.

    `lines`: (unit, column, value). `rows`: (line, column) -> row of the sheet Nguồn from 0.
    """

    def __init__(self, table: Consolidated) -> None:
        self.lines: list[tuple[str, str, Chosen]] = []
        self.rows: dict[tuple[int, int], int] = {}
        for number, (line, row) in enumerate(zip(table.lines, table.cells, strict=True)):
            for at, entry in enumerate(row):
                claimed = [source for source in entry.sources if source.claims]
                if entry.value is None or not claimed:
                    continue
                self.rows[number, at] = len(self.lines) + 1
                self.lines += [(line.name, table.form.columns[at].name, source) for source in claimed]


def write_sources(page: Any, sources: Sources, styles: Mapping[str, Any]) -> None:
    """One line a value: where it stands, who decided, what else was said."""
    _heads(page, _SOURCE_HEADS, _SOURCE_WIDTHS, styles)
    for number, (unit, name, source) in enumerate(sources.lines, 1):
        claim = source.claims[0]
        others = "; ".join(f"{other.value:f} ({other.file})" for other in source.others)
        page.write_number(number, 0, number, styles["code"])
        page.write_number(number, 3, float(source.value), styles["number"])
        texts = {1: unit, 2: name, 4: claim.file, 6: claim.sentence, 7: claim.reviewed or "", 8: others}
        texts[5] = str(claim.page or "")
        _texts(page, number, texts, _SOURCE_WIDTHS, styles)


def write_missing(page: Any, table: Consolidated, styles: Mapping[str, Any]) -> None:
    """The units from which nothing came."""
    _heads(page, ("TT", "Đơn vị chưa báo cáo"), (6, 60), styles)
    for number, line in enumerate(table.missing, 1):
        page.write_number(number, 0, number, styles["code"])
        page.write_string(number, 1, clean(line.name), styles["name"])
    if not table.missing:
        page.write_string(1, 1, "Tất cả đơn vị đã báo cáo.", styles["plain"])


def write_doubts(
    page: Any, table: Consolidated, doubts: Sequence[Doubt], sources: Sources, styles: Mapping[str, Any]
) -> None:
    """What people should look at, with a link to its source; nothing is balanced."""
    _heads(page, _DOUBT_HEADS, _DOUBT_WIDTHS, styles)
    for number, doubt in enumerate(doubts, 1):
        column = "" if doubt.column is None else table.form.columns[doubt.column].name
        claims = doubt.source.claims if doubt.source else ()
        texts = (doubt.unit, column, KINDS.get(doubt.kind, doubt.kind), doubt.what)
        page.write_number(number, 0, number, styles["code"])
        said = claims[0].sentence if claims else ""
        _texts(page, number, dict(enumerate((*texts, said), 1)), _DOUBT_WIDTHS, styles)
    if not doubts:
        page.write_string(1, 1, "Không có chỗ nào cần xác minh.", styles["plain"])
    else:
        page.autofilter(0, 0, len(doubts), len(_DOUBT_HEADS) - 1)


def _texts(
    page: Any, row: int, texts: Mapping[int, str], widths: Sequence[int], styles: Mapping[str, Any]
) -> None:
    """Texts by column, in a row as high as the longest of them needs."""
    shown = {at: one_text(text)[:_MOST_TEXT] for at, text in texts.items()}
    page.set_row(row, row_height(max(lines_needed(text, widths[at] * WIDER) for at, text in shown.items())))
    for at, text in shown.items():
        page.write_string(row, at, text, styles["wrap"])


def one_text(text: str) -> str:
    """Text as a cell shows it; what parted the cells of a report's table stays seen."""
    return clean(text).replace("\t", TAB)


def row_height(lines: int) -> float:
    """Points of a row of so many lines; no more than Excel allows."""
    return min(_LINE * lines, _HIGHEST)


def _heads(page: Any, names: Sequence[str], widths: Sequence[int], styles: Mapping[str, Any]) -> None:
    for at, (name, width) in enumerate(zip(names, widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, name, styles["head"])
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
