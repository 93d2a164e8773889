"""Sheet Nguồn: where every value of a consolidated sheet stands in which report, and who decided on it.

Knows claims and cells; lays out no main sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.numerals import written
from outputs.choosing import Chosen
from outputs.claims import Claim, indicators
from outputs.consolidation import Consolidated
from outputs.flat_files import clean
from outputs.form_layout import Layout, names
from outputs.form_rows import Heads, one_text, write_table_heads, write_texts
from outputs.form_styles import number_look
from outputs.styles import excel_number
from outputs.wording import period_words

SHEET = "Nguồn"
HEADS = Heads(
    ("Ô", "Đơn vị", "Chỉ tiêu", "Số", "Đơn vị tính", "Kỳ", "Tệp báo cáo", "Trang", "Câu trong báo cáo",
     "Ai duyệt", "Số khác"),
    (8, 28, 28, 12, 11, 13, 26, 7, 70, 15, 26),
)  # fmt: skip
_VALUE = 3
# Excel holds 1,048,576 rows. With so many claims only the first of each value is listed.
_MOST_ROWS, _MOST_CLAIMS = 1_000_000, 250_000
# With more rows lines are not as high as their text needs, which takes as long as writing them.
FEW_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """One claim behind a cell. `line`, `column`: of the table. `also`: how many claims of it are left out."""

    line: int
    column: int
    chosen: Chosen
    claim: Claim
    also: int = 0


class Sources:
    """The sources of a table in the order of its lines.

    `listed`: one a claim. `rows`: (line, column) -> row of the sheet from 0; `first`: line -> its first row.
    """

    def __init__(self, table: Consolidated) -> None:
        self.listed: list[Source] = []
        self.rows: dict[tuple[int, int], int] = {}
        self.first: dict[int, int] = {}
        self.short = _claims(table) > _MOST_CLAIMS
        for line, row in enumerate(table.cells):
            for column, entry in enumerate(row):
                if entry.value is None or len(self.listed) >= _MOST_ROWS:
                    continue
                before = len(self.listed)
                for chosen in entry.sources:
                    self.listed += self._of(line, column, chosen)
                if len(self.listed) > before:
                    self.rows[line, column] = before + 1
                    self.first.setdefault(line, before + 1)

    def _of(self, line: int, column: int, chosen: Chosen) -> Iterator[Source]:
        claims = chosen.claims[:1] if self.short else chosen.claims
        for claim in claims:
            yield Source(line, column, chosen, claim, len(chosen.claims) - len(claims))


def _claims(table: Consolidated) -> int:
    return sum(len(chosen.claims) for row in table.cells for entry in row for chosen in entry.sources)


def write_sources(
    page: Any, table: Consolidated, sources: Sources, places: Layout, styles: Mapping[str, Any]
) -> None:
    """One line a claim, in order of rows."""
    write_table_heads(page, HEADS, styles)
    if len(sources.listed) > FEW_ROWS:
        _write_bare(page, table, sources, places, styles)
    else:
        for row, source in enumerate(sources.listed, 1):
            write_texts(page, row, _texts(table, source, places), HEADS.widths, styles)
            value = excel_number(source.claim.value)
            if value is None:
                page.write_string(row, _VALUE, written(source.claim.value), styles["wrap"])
            else:
                page.write_number(row, _VALUE, value, styles[number_look(source.claim.value)])
    if sources.listed:
        page.autofilter(0, 0, len(sources.listed), len(HEADS.names) - 1)


def _write_bare(
    page: Any, table: Consolidated, sources: Sources, places: Layout, styles: Mapping[str, Any]
) -> None:
    """Very many claims, as fast as can be: indicators by the code of their column, nothing twice."""
    style = styles["bare"]
    units = [clean(line.name) for line in table.lines]
    letters = [names(places.line(0, at)).rstrip("0123456789") for at in range(len(table.form.columns))]
    below = places.lines + 1
    for row, source in enumerate(sources.listed, 1):
        claim = source.claim
        page.write_string(row, 0, f"{letters[source.column]}{below + source.line}", style)
        page.write_string(row, 1, units[source.line], style)
        page.write_number(row, 2, source.column + 1, style)
        page.write_number(row, _VALUE, float(claim.value), style)
        if claim.period != table.period:
            page.write_string(row, 5, period_words(claim.period), style)
        page.write_string(row, 6, clean(claim.file), style)
        if claim.page:
            page.write_number(row, 7, claim.page, style)
        page.write_string(row, 8, _said(source), style)
        if claim.reviewed:
            page.write_string(row, 9, clean(claim.reviewed), style)
        if source.chosen.others:
            page.write_string(row, 10, _others(source), style)


def _said(source: Source) -> str:
    said = one_text(source.claim.sentence)
    return f"{said} (và {source.also} nơi khác, xem tệp sources)" if source.also else said


def _others(source: Source) -> str:
    return clean("; ".join(f"{written(other.value)} ({other.file})" for other in source.chosen.others))


def _texts(table: Consolidated, source: Source, places: Layout) -> dict[int, str]:
    claim = source.claim
    return {
        0: names(places.line(source.line, source.column)),
        1: clean(table.lines[source.line].name),
        2: indicators()[claim.indicator].name,
        4: indicators()[claim.indicator].measure,
        5: period_words(claim.period),
        6: clean(claim.file),
        7: str(claim.page or ""),
        8: _said(source),
        9: clean(claim.reviewed or ""),
        10: _others(source),
    }
