"""The consolidated sheet as a workbook (.xlsx): main sheet, sources, comparison, charts, what to verify.

Knows how offices lay such a sheet out; which values stand in it was decided before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from outputs.consolidation import Consolidated, Doubt, Entry
from outputs.flat_files import clean
from outputs.form_charts import write_charts
from outputs.form_comparison import Earlier, write_comparison, write_unit_comparison
from outputs.form_heads import head_rows, write_heads
from outputs.form_layout import LEFT, MAIN, Layout, layout, names
from outputs.form_page import (
    NARROWER,
    Heading,
    Office,
    frame_scale,
    row_height,
    set_print,
    write_foot,
    write_heading,
)
from outputs.form_rows import one_text
from outputs.form_sheets import doubt_texts, reviewed_text, write_doubts, write_missing
from outputs.form_sources import SHEET, Sources, write_sources
from outputs.form_styles import OPTIONS, formats, number_look
from outputs.new_book import new_book
from outputs.styles import excel_number
from outputs.text_width import lines_needed
from outputs.wording import period_words

# What stands in a cell without a number: the report is silent, no report came, it does not apply.
MARKS = {"silent": "...", "missing": "", "none": "x"}
NOTE = "Ghi chú: ... đơn vị không nêu; ô trống: chưa có báo cáo; x: không áp dụng; nền vàng: cần xác minh."
_MOST_COMMENT = 900
# Excel keeps 65,530 links a sheet, and is slow with many comments; beyond, the line's number leads there.
_MOST_LINKS, _MOST_COMMENTS = 20_000, 3_000
# A formula holds 255 ranges; more would be hard to read anyway.
_MOST_RANGES = 100


def write_form(
    table: Consolidated,
    doubts: Sequence[Doubt],
    path: Path,
    earlier: Sequence[Earlier] = (),
    office: Office | None = None,
) -> None:
    """Write the sheet and those behind it; an existing file is replaced.

    `earlier`: periods to compare with, the first of them also unit by unit.
    """
    with new_book(path, OPTIONS) as book:
        book.set_properties({"title": table.form.name, "comments": "tonghop"})
        styles = formats(book)
        places = layout(table)
        sources = Sources(table)
        page = book.add_worksheet(MAIN)
        frame = formats(book, frame_scale(places.widths))
        _Main(page, table, places, styles, sources, doubts, frame).write(office or Office())
        compared = write_comparison(book.add_worksheet("So sánh"), table, earlier, places, styles)
        if compared.rows:
            write_unit_comparison(book.add_worksheet("So sánh đơn vị"), table, earlier, places, styles)
        write_charts(book, table, places, compared, styles)
        write_missing(streamed(book, "Chưa báo cáo"), table.missing, styles)
        texts = [doubt_texts(table, doubt, places) for doubt in doubts]
        write_doubts(streamed(book, "Cần xác minh"), reviewed_text(table, doubts), texts, styles)
        write_sources(streamed(book, SHEET), table, sources, places, styles)


def streamed(book: Any, name: str) -> Any:
    """A new sheet whose lines go to disk as they are written, one after the other: it may be very long.

    XlsxWriter reads the option when a sheet is made; the main sheet needs its rows in any order.
    """
    book.constant_memory = True
    page = book.add_worksheet(name)
    book.constant_memory = False
    return page


def heading_lines(table: Consolidated) -> tuple[str, ...]:
    """The period, and from how many units it is worked out."""
    return (f"Kỳ báo cáo: {in_full(table.period)} (tính từ {table.came}/{len(table.lines)} đơn vị)",)


def highest_note(table: Consolidated) -> str:
    """Which columns take the highest period within this one, by their codes; empty where none does."""
    found = {
        at
        for row in table.cells
        for at, entry in enumerate(row)
        for source in entry.sources
        if "highest" in source.flags
    }
    if not found:
        return ""
    codes = ", ".join(str(at + 1) for at in sorted(found))
    return f" Cột {codes}: các kỳ đếm lại cùng người, cùng đơn vị nên lấy kỳ cao nhất, không cộng dồn."


def in_full(period: str) -> str:
    """A period as a heading names it."""
    words = period_words(period)
    return f"Năm {words}" if words.isdigit() else words


class _Main:
    """The main sheet while it is written."""

    def __init__(
        self,
        page: Any,
        table: Consolidated,
        places: Layout,
        styles: Mapping[str, Any],
        sources: Sources,
        doubts: Sequence[Doubt],
        frame: Mapping[str, Any],
    ) -> None:
        self.page, self.table, self.places, self.styles, self.sources = page, table, places, styles, sources
        self.frame = frame
        self.marked = {(doubt.line, doubt.column) for doubt in doubts}
        self.linked = sources.cells <= _MOST_LINKS
        self.commented = sources.cells <= _MOST_COMMENTS

    def write(self, office: Office) -> None:
        page, table, places, styles = self.page, self.table, self.places, self.styles
        form = table.form
        for at, width in enumerate(places.widths):
            page.set_column(at, at, width)
        heading = Heading(form.style, form.name, heading_lines(table), form.number, office)
        write_heading(page, heading, places.widths, self.frame)
        widths = places.widths[LEFT : LEFT + len(form.columns)]
        write_heads(page, places.top, form.columns, widths, styles)
        self._totals()
        for line in range(len(table.lines)):
            self._line(line)
        last = write_foot(page, places.end, places.widths, self.frame, NOTE + highest_note(table))
        heads = (places.top, places.top + head_rows(form.columns) - 1)
        set_print(page, repeat=heads, area=(last, len(places.widths) - 1))
        page.freeze_panes(places.totals, LEFT)

    def _totals(self) -> None:
        for number, total in enumerate(self.table.totals):
            row = self.places.totals + number
            self.page.set_row(row, self._height(total.name))
            self.page.write_string(row, 0, "", self.styles["name_bold"])
            self.page.write_string(row, 1, clean(total.name), self.styles["name_bold"])
            for at, entry in enumerate(total.entries):
                self._total((row, LEFT + at), at, entry)

    def _total(self, at: tuple[int, int], column: int, entry: Entry) -> None:
        if entry.value is None:
            self.page.write_string(*at, MARKS.get(entry.state, ""), self.styles["gone"])
            return
        style = self.styles[f"{number_look(entry.value)}_bold"]
        ranges = self._ranges(column, entry.lines) if self._adds(column, entry) else []
        if ranges and len(ranges) <= _MOST_RANGES:
            self.page.write_formula(*at, f"=SUM({','.join(ranges)})", style, float(entry.value))
        else:
            self.page.write_number(*at, float(entry.value), style)

    def _adds(self, column: int, entry: Entry) -> bool:
        """Whether a total is the plain sum of the lines it is made of."""
        parts = [self.table.cells[at][column].value or Decimal() for at in entry.lines]
        return bool(parts) and entry.value == sum(parts, Decimal())

    def _ranges(self, column: int, lines: Sequence[int]) -> list[str]:
        """Lines as ranges, C12:C14 and C16; lines without a number between them break no range."""
        runs: list[list[int]] = []
        for line in sorted(lines):
            between = range(runs[-1][1] + 1, line) if runs else range(0)
            if runs and all(self.table.cells[at][column].value is None for at in between):
                runs[-1][1] = line
            else:
                runs.append([line, line])
        cells = [[names(self.places.line(at, column)) for at in run] for run in runs]
        return [first if first == last else f"{first}:{last}" for first, last in cells]

    def _line(self, line: int) -> None:
        page, styles, unit = self.page, self.styles, self.table.lines[line]
        row = self.places.lines + line
        page.set_row(row, self._height(unit.name))
        name = "name" if unit.above is None else "name_in"
        source = self.sources.first.get(line)
        if source and not self.linked:
            page.write_url(row, 0, f"internal:'{SHEET}'!A{source + 1}", styles["code"], "")
        page.write_number(row, 0, line + 1, styles["code"])
        page.write_string(row, 1, clean(unit.name), styles[name])
        for at, entry in enumerate(self.table.cells[line]):
            self._cell(line, at, entry)

    def _cell(self, line: int, column: int, entry: Entry) -> None:
        at = self.places.line(line, column)
        if entry.value is None:
            self.page.write_string(*at, MARKS.get(entry.state, ""), self.styles["gone"])
            return
        look = number_look(entry.value)
        style = self.styles[f"{look}_doubt" if (line, column) in self.marked else look]
        row = self.sources.row(line, column)
        if row is not None and self.linked:
            # The number is written over the link's text; the link stays.
            self.page.write_url(*at, f"internal:'{SHEET}'!A{row + 1}", style, "")
        if row is not None and self.commented:
            self.page.write_comment(*at, _comment(entry), {"x_scale": 2.5, "y_scale": 1.2})
        value = excel_number(entry.value)
        self.page.write_number(*at, float(entry.value) if value is None else value, style)

    def _height(self, name: str) -> float:
        """Points of a row whose name may take several lines."""
        return row_height(lines_needed(f"   {name}", self.places.widths[1] * NARROWER))


def _comment(entry: Entry) -> str:
    claims = [claim for source in entry.sources for claim in source.claims]
    claim = claims[0]
    more = f"\n(và {len(claims) - 1} nơi khác, xem sheet {SHEET})" if len(claims) > 1 else ""
    where = f"{claim.file}{f', trang {claim.page}' if claim.page else ''}"
    return one_text(f"{where}\n{claim.sentence}")[:_MOST_COMMENT] + more
