"""A register of models or exemplary people as a workbook (.xlsx): list, comparison, charts, sources.

Knows how offices lay out such a list; who stands in it was decided before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from corpus.forms import Column
from outputs.doubts import KINDS
from outputs.flat_files import clean
from outputs.form_book import in_full, streamed
from outputs.form_charts import Bar, draw, set_up_charts
from outputs.form_comparison import SHEET as COMPARISON
from outputs.form_comparison import against
from outputs.form_heads import column_widths, head_rows, write_heads
from outputs.form_layout import names
from outputs.form_page import (
    NARROWER,
    Heading,
    Office,
    across,
    frame_scale,
    padded,
    row_height,
    set_print,
    write_foot,
    write_heading,
)
from outputs.form_rows import Heads, one_text, write_table_heads, write_texts
from outputs.form_sheets import write_doubts, write_missing
from outputs.form_sources import SHEET as SOURCES
from outputs.form_styles import OPTIONS, formats, number_look
from outputs.new_book import new_book
from outputs.register_rows import Register, Registered
from outputs.text_width import lines_needed
from outputs.wording import period_words

MAIN = "Danh mục"
_KIND, _FIELD, _PLACE = 2, 3, 5
_NO_FIELD = "chưa rõ lĩnh vực"
_SOURCE_HEADS = Heads(
    ("Dòng", "Tên", "Viết trong báo cáo", "Đơn vị", "Kỳ", "Tệp báo cáo", "Trang", "Câu trong báo cáo",
     "Ai duyệt"),
    (8, 32, 32, 28, 14, 26, 7, 70, 16),
)  # fmt: skip
_HEADS = {
    "models": ("TT", "Tên mô hình", "Loại", "Lĩnh vực", "Đơn vị thực hiện", "Địa bàn"),
    "examples": ("TT", "Tên điển hình", "Loại", "Đơn vị giới thiệu", "Việc làm, thành tích", "Địa bàn"),
}
_WIDTHS = {"models": (5.0, 36.0, 12.0, 16.0, 30.0, 24.0), "examples": (5.0, 26.0, 10.0, 26.0, 44.0, 22.0)}
_WHAT = {"models": "mô hình", "examples": "điển hình"}
_REPORTS = Column("Số báo cáo nêu", "value", "Nguồn", unit="báo cáo")
_NOTE = (
    "Ghi chú: số liệu của mỗi dòng là tổng của các đơn vị thực hiện, theo báo cáo sau cùng của từng đơn vị."
)
_MOST_SAID = 300


class Frame(NamedTuple):
    """Where the list stands. `first`, `last`: rows of titles, from 0; `rows`: row of each title."""

    first: int
    last: int
    rows: tuple[int, ...]


def write_register(
    found: Register, path: Path, before: Register | None = None, office: Office | None = None
) -> None:
    """Write the list and the sheets behind it; an existing file is replaced."""
    with new_book(path, OPTIONS) as book:
        book.set_properties({"title": found.form.name, "comments": "tonghop"})
        styles = formats(book)
        frame = _write_list(book, found, styles, office or Office())
        _write_comparison(book.add_worksheet(COMPARISON), found, before, frame, styles)
        _write_charts(book, found, frame, styles)
        write_missing(streamed(book, "Chưa báo cáo"), found.missing, styles)
        doubts = [_doubt(found, frame, doubt) for doubt in found.doubts]
        write_doubts(streamed(book, "Cần xác minh"), _reviewed(found), doubts, styles)
        _write_mentions(streamed(book, SOURCES), found, frame, styles)


def _write_list(book: Any, found: Register, styles: Mapping[str, Any], office: Office) -> Frame:
    page = book.add_worksheet(MAIN)
    form = found.form
    columns = (*form.columns, _REPORTS)
    first_widths = _WIDTHS[form.rows]
    value_widths = column_widths(columns, [7] * len(columns), sum(first_widths))
    widths = padded([*first_widths, *value_widths])
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    larger = formats(book, frame_scale(widths))
    lines = (f"Kỳ báo cáo: {in_full(found.period)} (tính từ {found.came}/{len(found.lines)} đơn vị)",)
    top = write_heading(page, Heading(form.style, form.name, lines, form.number, office), widths, larger)
    write_heads(page, top, columns, value_widths, styles, _HEADS[form.rows])
    total = top + head_rows(columns)
    frame = _write_rows(page, found, total + 1, len(first_widths), styles)
    _write_total(page, found, total, frame, len(first_widths), styles)
    last = write_foot(page, frame.last + 1, widths, larger, _NOTE)
    set_print(page, repeat=(top, total - 1), area=(last, len(widths) - 1))
    page.freeze_panes(total + 1, 2)
    return frame


def _write_rows(page: Any, found: Register, start: int, left: int, styles: Mapping[str, Any]) -> Frame:
    row, section = start, None
    places: list[int] = []
    sections = Counter(one.field for one in found.rows)
    source = 1
    for at, one in enumerate(found.rows, 1):
        if found.form.rows == "models" and one.field != section:
            section = one.field
            name = section or _NO_FIELD
            text = f"{name[:1].upper()}{name[1:]}: {sections[section]} {_WHAT['models']}"
            across(page, row, (0, left + len(one.counts)), text, styles["name_bold"])
            row += 1
        _write_row(page, row, at, found.form.rows, one, source, styles)
        source += len(one.mentions)
        places.append(row)
        row += 1
    return Frame(start, max(row - 1, start), tuple(places))


def _write_row(
    page: Any, row: int, number: int, kind: str, one: Registered, source: int, styles: Mapping[str, Any]
) -> None:
    texts = _texts(kind, one)
    widths = _WIDTHS[kind]
    needed = [lines_needed(text, widths[at] * NARROWER) for at, text in enumerate(texts, 1)]
    page.set_row(row, row_height(max(needed)))
    page.write_url(row, 0, f"internal:'{SOURCES}'!A{source + 1}", styles["code"], "")
    page.write_number(row, 0, number, styles["code"])
    for at, text in enumerate(texts, 1):
        page.write_string(row, at, text, styles["name"])
    for at, value in enumerate((*one.counts, Decimal(one.files)), len(widths)):
        if value is None:
            page.write_string(row, at, "", styles["gone"])
        else:
            page.write_number(row, at, float(value), styles[number_look(value)])


def _texts(kind: str, one: Registered) -> list[str]:
    owners, places = "; ".join(one.owners), "; ".join(one.places)
    said = one_text(one.mentions[0]["sentence"])
    said = said if len(said) <= _MOST_SAID else f"{said[:_MOST_SAID]}…"
    middle = (one.field, owners) if kind == "models" else (owners, said)
    return [clean(text) for text in (one.title, one.kind, *middle, places)]


def _write_total(
    page: Any, found: Register, row: int, frame: Frame, left: int, styles: Mapping[str, Any]
) -> None:
    across(
        page, row, (0, left - 1), f"Tổng số: {len(found.rows)} {_WHAT[found.form.rows]}", styles["name_bold"]
    )
    for at in range(len(found.form.columns) + 1):
        values = [one.counts[at] if at < len(one.counts) else Decimal(one.files) for one in found.rows]
        known = [value for value in values if value is not None]
        if not known:
            page.write_string(row, left + at, "", styles["gone"])
            continue
        whole = sum(known, Decimal())
        cells = f"{names((frame.first, left + at))}:{names((frame.last, left + at))}"
        page.write_formula(
            row, left + at, f"=SUM({cells})", styles[f"{number_look(whole)}_bold"], float(whole)
        )


def _groups(found: Register) -> list[tuple[str, int, Counter[str]]]:
    """What a register is counted by: name, column of the list, how many of each."""
    kinds = Counter(one.kind for one in found.rows if one.kind)
    fields = Counter(one.field for one in found.rows if one.field)
    places = Counter(one.places[0] for one in found.rows if len(one.places) == 1)
    by_field = [("Theo lĩnh vực", _FIELD, fields)] if found.form.rows == "models" else []
    return [*by_field, ("Theo loại", _KIND, kinds), ("Theo địa bàn", _PLACE, places)]


def _counted(column: int, row: int, frame: Frame) -> str:
    """How often the list has what stands in the first cell of this row: no text stands in a formula."""
    cells = f"'{MAIN}'!{names((frame.first, column))}:{names((frame.last, column))}"
    return f"=SUMPRODUCT(--EXACT({cells},{names((row, 0))}))"


def _write_comparison(
    page: Any, found: Register, before: Register | None, frame: Frame, styles: Mapping[str, Any]
) -> None:
    if before is None or not before.rows:
        page.write_string(0, 0, "Chưa có số liệu của kỳ trước để so sánh.", styles["plain"])
        set_print(page, repeat=None)
        return
    for at, width in enumerate((44, 16, 16, 18, 16)):
        page.set_column(at, at, width)
    title = f"SO SÁNH {found.form.name}: {period_words(found.period)} VỚI {period_words(before.period)}"
    across(page, 0, (0, 4), title.upper(), styles["title"])
    page.set_row(0, 44)
    heads = (
        "Nhóm",
        period_words(found.period),
        period_words(before.period),
        "Tăng (+), giảm (-)",
        "So sánh (%)",
    )
    for at, head in enumerate(heads):
        page.write_string(2, at, head, styles["head"])
    old = {name: counts for name, _, counts in _groups(before)}
    lines: list[tuple[str, str, int, int]] = [
        (
            "Tổng số",
            f"=COUNT('{MAIN}'!A{frame.first + 1}:A{frame.last + 1})",
            len(found.rows),
            len(before.rows),
        )
    ]
    for name, column, counts in _groups(found)[:-1]:
        lines += [
            (value, _counted(column, row, frame), counts[value], old[name][value])
            for row, value in enumerate(dict.fromkeys((*counts, *old[name])), 3 + len(lines))
        ]
    for row, (name, formula, now, then) in enumerate(lines, 3):
        page.write_string(row, 0, clean(name), styles["name_bold" if row == 3 else "name"])
        page.write_formula(row, 1, formula, styles["whole"], now)
        page.write_number(row, 2, then, styles["whole"])
        against(page, (row, 1), (row, 2), Decimal(now), Decimal(then), "", styles)
    set_print(page, repeat=(2, 2))


def _write_charts(book: Any, found: Register, frame: Frame, styles: Mapping[str, Any]) -> None:
    page = set_up_charts(book, f"{found.form.name} - {period_words(found.period)}", styles)
    row = 2
    for name, column, counts in _groups(found):
        bars = [
            Bar(value, _counted(column, at, frame), float(n))
            for at, (value, n) in enumerate(counts.most_common(12), row + 1)
        ]
        if bars:
            title = f"Số {_WHAT[found.form.rows]} {name.lower()}"
            row = draw(book, page, row, title, (name, "Số lượng"), bars, styles)
    if row == 2:
        page.write_string(row, 0, "Chưa có gì để vẽ.", styles["plain"])


def _doubt(found: Register, frame: Frame, doubt: Any) -> tuple[str, ...]:
    left = len(_WIDTHS[found.form.rows])
    cell, said = "", ""
    if doubt.line is not None:
        cell = names((frame.rows[doubt.line], 1 if doubt.column is None else left + doubt.column))
        said = found.rows[doubt.line].mentions[0]["sentence"]
    name = "" if doubt.column is None else found.form.columns[doubt.column].name
    return cell, doubt.unit, name, KINDS.get(doubt.kind, doubt.kind), doubt.what, said


def _reviewed(found: Register) -> str:
    mentions = [mention for one in found.rows for mention in one.mentions]
    done = sum(mention["reviewed"] is not None for mention in mentions)
    return f"Có người duyệt {done}/{len(mentions)} chỗ nêu tên; {len(found.doubts)} chỗ cần xác minh."


def _write_mentions(page: Any, found: Register, frame: Frame, styles: Mapping[str, Any]) -> None:
    write_table_heads(page, _SOURCE_HEADS, styles)
    row = 1
    for place, one in zip(frame.rows, found.rows, strict=True):
        for mention in one.mentions:
            texts = (f"B{place + 1}", one.title, mention["text"], mention["unit"] or "",
                     period_words(mention["period"]), mention["file"], str(mention["page"] or ""),
                     mention["sentence"], mention["reviewed"] or "")  # fmt: skip
            write_texts(page, row, dict(enumerate(texts)), _SOURCE_HEADS.widths, styles)
            row += 1
    if row > 1:
        page.autofilter(0, 0, row - 1, len(_SOURCE_HEADS.names) - 1)
