"""Sheet Nguồn: where every value of a consolidated sheet stands in which report, and who decided on it.

Knows claims and cells; lays out no main sheet.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nlp.numerals import written
from outputs.choosing import Chosen
from outputs.claim_records import Claim
from outputs.claims import indicators
from outputs.consolidation import Consolidated, Entry
from outputs.flat_files import clean
from outputs.form_layout import Layout, names
from outputs.form_rows import Heads, one_text, write_table_heads, write_texts
from outputs.form_styles import number_look
from outputs.long_sheet import Row, write_rows
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
    """The sources of a table in the order of its lines, one a claim; read from the table as they are listed.

    `size`: how many. `cells`: how many cells have some. `first`: line -> its first row of the sheet, from 0.
    """

    def __init__(self, table: Consolidated) -> None:
        self._table = table
        self._rows: list[array[int]] = []
        self.first: dict[int, int] = {}
        self.short = _claims(table) > _MOST_CLAIMS
        self.size = self.cells = 0
        for line, row in enumerate(table.cells):
            rows = array("i", [0]) * len(row)
            for column, entry in enumerate(row):
                more = self._size(entry)
                if more and self.size < _MOST_ROWS:
                    rows[column] = self.size + 1
                    self.first.setdefault(line, self.size + 1)
                    self.size += more
                    self.cells += 1
            self._rows.append(rows)

    def row(self, line: int, column: int) -> int | None:
        """The row of a cell's first source; None where it has none."""
        return self._rows[line][column] or None

    def __iter__(self) -> Iterator[Source]:
        for line, row in enumerate(self._table.cells):
            for column, entry in enumerate(row):
                if self._rows[line][column]:
                    for chosen in entry.sources:
                        yield from self._of(line, column, chosen)

    def _size(self, entry: Entry) -> int:
        if entry.value is None:
            return 0
        return len(entry.sources) if self.short else sum(len(chosen.claims) for chosen in entry.sources)

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
    if sources.size > FEW_ROWS:
        write_rows(page, _bare(table, sources, places), styles["bare"])
    else:
        for row, source in enumerate(sources, 1):
            write_texts(page, row, _texts(table, source, places), HEADS.widths, styles)
            value = excel_number(source.claim.value)
            if value is None:
                page.write_string(row, _VALUE, written(source.claim.value), styles["wrap"])
            else:
                page.write_number(row, _VALUE, value, styles[number_look(source.claim.value)])
    if sources.size:
        page.autofilter(0, 0, sources.size, len(HEADS.names) - 1)


def _bare(table: Consolidated, sources: Sources, places: Layout) -> Iterator[Row]:
    """Very many claims, as little as can be: indicators by the code of their column, nothing twice."""
    units = [clean(line.name) for line in table.lines]
    letters = [names(places.line(0, at)).rstrip("0123456789") for at in range(len(table.form.columns))]
    below = places.lines + 1
    for source in sources:
        claim = source.claim
        yield (
            f"{letters[source.column]}{below + source.line}",
            units[source.line],
            source.column + 1,
            float(claim.value),
            None,
            period_words(claim.period) if claim.period != table.period else None,
            _cleaned(claim.file),
            claim.page or None,
            _said(source),
            clean(claim.reviewed) if claim.reviewed else None,
            _others(source) if source.chosen.others else None,
        )


def _said(source: Source) -> str:
    said = _sentence(source.claim.sentence)
    return f"{said} (và {source.also} nơi khác, xem tệp sources)" if source.also else said


# Several numbers of one sentence, and all of one report, follow each other.
_sentence, _cleaned = lru_cache(maxsize=64)(one_text), lru_cache(maxsize=64)(clean)


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
