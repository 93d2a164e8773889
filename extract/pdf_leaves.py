"""The pages of a PDF file read one by one: geometry, tables, margins, columns. Knows no paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extract.heartbeat import beat
from extract.letters_runs import Letters
from extract.ocr_scans import with_scans_read
from extract.pdf_columns import Row, find_regions
from extract.pdf_fields import floating, read_fields
from extract.pdf_glyphs import TooMuch, main_direction, read_glyphs
from extract.pdf_grids import Lattice, from_boxes, lattices
from extract.pdf_gutters import continued, find_open_tables
from extract.pdf_layout import Aside, Leaf, Margins, Strip, Table
from extract.pdf_margins import Parted, letters, note_text, part, without_marks
from extract.pdf_overleaf import rows_overleaf
from extract.pdf_page import Line, Rules, Sheet, letters_in, line_of, line_text
from extract.pdf_paragraphs import margins_of
from extract.pdf_rules import read_rules
from extract.pdf_runs import frame_of
from extract.pdf_sides import open_table, sides
from extract.pdf_splits import rejoined
from extract.pdf_tables import fill_tables
from extract.pdf_words import aslant, repaired_words, rows_of

if TYPE_CHECKING:
    from extract.ocr_page import Recognised

_MOST_LETTERS = 3_000_000
# pdfplumber is slow: it is asked about so many pages of a file, and none with more letters or rules.
_MOST_OPINIONS = 12
_LARGEST = 12_000
_MOST_RULES = 1_500
# Invisible letters on a page under a picture this large are the text of a scan.
_LAYERED = 0.3


@dataclass(slots=True)
class Reading:
    """All pages of a file. `failed`: numbers of the pages that could not be opened.

    `puzzling`: pages whose rules made no clear grid. `damaged`: parts of the file that are cut off, altered
    or missing; `lost_pages`: pages that the file holds but does not list; `attached`: files within the file;
    `dynamic`: its form is drawn by a program only; `layers`: some of its layers are switched off; `disputed`:
    pages of which another engine reads other letters; `rejoined`: syllables that were in pieces; `scans`:
    what was recognised, by page number.
    """

    sheets: list[Sheet] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    puzzling: list[int] = field(default_factory=list)
    damaged: int = 0
    lost_pages: int = 0
    attached: int = 0
    dynamic: bool = False
    layers: bool = False
    disputed: set[int] = field(default_factory=set)
    rejoined: int = 0
    scans: dict[int, Recognised] = field(default_factory=dict)


def read_leaves(pdf: Any, data: bytes, scans: dict[int, Recognised], old: Letters | None = None) -> Reading:
    """Read every page of an open pypdfium2 document; `old` repairs the letters of old fonts.

    `scans`: pages that were recognised before, by number; what is recognised now is added.

    Raises TooMuch beyond the budget of letters.
    """
    import pypdfium2

    reading = Reading()
    total = 0
    for index in range(len(pdf)):
        try:
            sheet = _sheet(pdf, index, old)
        except (pypdfium2.PdfiumError, UnicodeError, ValueError):
            reading.failed.append(index + 1)
            sheet = Sheet(index + 1, 0.0, 0.0, (), Rules(), 0)
        total += sheet.letters
        if total > _MOST_LETTERS:
            raise TooMuch(f"{total} letters")
        reading.sheets.append(sheet)
        beat()
    reading.sheets, reading.rejoined = rejoined(reading.sheets)
    reading.sheets = with_scans_read(pdf, reading.sheets, scans)
    reading.scans = scans
    lay_out(reading, data)
    return reading


def _sheet(pdf: Any, index: int, old: Letters | None) -> Sheet:
    page = pdf[index]
    try:
        frame = frame_of(page)
        rules = read_rules(page, frame)
        found = read_glyphs(page, frame, layered=rules.image > _LAYERED)
        lying = main_direction(found)
        if lying:
            frame = replace(frame, turn=(frame.turn - lying) % 4)
            rules = read_rules(page, frame)
            found = read_glyphs(page, frame, layered=rules.image > _LAYERED)
        rows = rows_of(found)
        over = [floating(text, index + 1) for text in aslant(found)]
        fields = read_fields(page, frame, index + 1)
        letters_ = found.letters + sum(letters_in(line_text(line)) for line in fields)
        if old is not None:
            letters_ -= sum(len(word.text) for row in rows for word in row)
            rows = tuple(repaired_words(row, old) for row in rows)
            letters_ += sum(len(word.text) for row in rows for word in row)
        return Sheet(
            index + 1,
            frame.width,
            frame.height,
            rows,
            rules,
            letters_,
            found.unmapped,
            (*fields, *over),
            found.hidden,
            bool(lying),
        )
    finally:
        page.close()


def lay_out(reading: Reading, data: bytes) -> None:
    """Fill in the leaves of pages whose sheets are there."""
    grids = [_grids(reading, sheet, data) for sheet in reading.sheets]
    filled = [fill_tables(own, s.rows, s.page) for own, s in zip(grids, reading.sheets, strict=True)]
    tables = [own for own, _ in filled]
    parted = part(reading.sheets, [rest for _, rest in filled])
    for i, (sheet, pieces) in enumerate(zip(reading.sheets, parted, strict=True)):
        if pieces.marks and tables[i]:
            rows = [kept for row in sheet.rows if (kept := without_marks(row, pieces.marks))]
            tables[i] = fill_tables(grids[i], rows, sheet.page)[0]
    _pull_back(parted, tables)
    spreads = _margins(reading.sheets, parted)
    for sheet, own, pieces, margins in zip(reading.sheets, tables, parted, spreads, strict=True):
        before = reading.leaves[-1].body[-1:] if reading.leaves else []
        open_ = before[0] if before and isinstance(before[0], Table) and before[0].columns else None
        reading.leaves.append(_leaf(sheet, own, pieces, margins, open_))


def _grids(reading: Reading, sheet: Sheet, data: bytes) -> list[Lattice]:
    """The ruled grids of a page; pdfplumber is asked where our own reading makes no clear cells."""
    grids = lattices(sheet.rules)
    if all(grid.clear for grid in grids) or sheet.recognised is not None:
        return grids
    reading.puzzling.append(sheet.page)
    if sheet.lying or len(reading.puzzling) > _MOST_OPINIONS:
        return grids
    return _other_opinion(data, sheet) or grids


def _pull_back(parted: list[Parted], tables: list[list[Table]]) -> None:
    """Rows that end side-by-side text of the page before go back to it."""
    for i in range(len(parted) - 1):
        upper, lower = parted[i], parted[i + 1]
        if not upper.body or not lower.body:
            continue
        last, first = upper.body[-1][0].y, lower.body[0][0].y
        if any(t.bbox[3] > last for t in tables[i]) or any(t.bbox[1] < first for t in tables[i + 1]):
            continue
        moved = rows_overleaf(upper.body, lower.body)
        upper.body += moved
        del lower.body[: len(moved)]


def _other_opinion(data: bytes, sheet: Sheet) -> list[Lattice]:
    """The grids that pdfplumber sees on a page whose cells are no rectangles by our own reading."""
    from extract.pdf_second import table_boxes

    if sheet.letters > _LARGEST or len(sheet.rules.across) + len(sheet.rules.down) > _MOST_RULES:
        return []
    found = [grid for boxes in table_boxes(data, sheet.page) if (grid := from_boxes(boxes)) is not None]
    return sorted(found, key=lambda g: (g.bbox[2] - g.bbox[0]) * (g.bbox[3] - g.bbox[1]))


def _margins(sheets: Sequence[Sheet], parted: Sequence[Parted]) -> list[Margins]:
    """The margins of each page; pages with little text take those of pages of the same size."""
    lines = [
        [line_of(row, sheet.page) for row in own.body] for sheet, own in zip(sheets, parted, strict=True)
    ]
    by_size: dict[tuple[int, int], list[Line]] = {}
    for sheet, own in zip(sheets, lines, strict=True):
        by_size.setdefault((round(sheet.width), round(sheet.height)), []).extend(own)
    shared = {size: margins_of(every, size[0]) for size, every in by_size.items()}
    found = []
    for sheet, own in zip(sheets, lines, strict=True):
        usual = shared[round(sheet.width), round(sheet.height)]
        margins = margins_of(own, sheet.width, usual)
        if margins and usual and not margins.justified and margins.right < usual.right:
            margins = margins._replace(right=usual.right)
        found.append(margins or _guessed(own, sheet.width))
    return found


def _guessed(lines: Sequence[Line], width: float) -> Margins:
    """Margins of pages without much running text: from their longest lines, else a seventh of the page."""
    left = min((line.x0 for line in lines), default=width / 7)
    right = max((line.x1 for line in lines), default=0.0)
    return Margins(min(left, width / 6), right if right > 0.75 * width else 0.86 * width)


def _leaf(sheet: Sheet, tables: list[Table], own: Parted, margins: Margins, before: Table | None) -> Leaf:
    """`before`: the table without rules that ends the page before."""
    leaf = Leaf(sheet.page)
    rows = [kept for row in own.body if (kept := without_marks(row, own.marks))]
    noted = [row for note in own.notes for row in note]
    bare = [without_marks(row, own.marks) for row in sheet.rows if row not in noted]
    leaf.dropped = letters(sheet.rows) - letters(noted) - letters(bare) if own.marks else 0
    leaf.above = [Aside("header", (line_of(row, sheet.page),)) for row in own.headers]
    for note in own.notes:
        told = [row for row in note_text(note) if row]
        leaf.dropped += letters(note) - letters(told)
        if told:
            leaf.below.append(Aside("footnote", tuple(line_of(row, sheet.page) for row in told)))
    leaf.below += [Aside("footer", (line_of(row, sheet.page),)) for row in own.footers]
    leaf.below += [Aside("box", (line,)) for line in sheet.fields]
    outer = sorted(tables, key=lambda t: (t.bbox[1], t.bbox[0]))
    for table in outer:
        above = [row for row in rows if row[0].y < table.bbox[1] + 0.5 * row[0].size]
        rows = rows[len(above) :]
        leaf.body += _stretch(above, sheet, margins, before)
        leaf.body.append(table)
        before = None
    leaf.body += _stretch(rows, sheet, margins, before)
    return leaf


def _stretch(rows: list[Row], sheet: Sheet, margins: Margins, before: Table | None) -> list[Strip | Table]:
    """Rows between two ruled tables: tables without rules, text side by side, and running text."""
    items: list[Strip | Table] = []
    at = 0
    more = continued(rows, before.columns) if before is not None else None
    if more is not None and before is not None and len(more.columns) == len(before.columns):
        items.append(open_table(more.columns, more.rows, sheet.page, before.xs, sheet.rules))
        rows = rows[more.last + 1 :]
    for table in find_open_tables(rows):
        items += _running(rows[at : table.first], sheet, margins)
        items.append(open_table(table.columns, table.rows, sheet.page, rules=sheet.rules))
        at = table.last + 1
    return items + _running(rows[at:], sheet, margins)


def _running(rows: list[Row], sheet: Sheet, margins: Margins) -> list[Strip | Table]:
    items: list[Strip | Table] = []
    at = 0
    for region in find_regions(rows):
        if region.first > at:
            items.append(_strip(rows[at : region.first], sheet.page, margins))
        items += sides(region, sheet.page, margins, sheet.rules)
        at = region.last + 1
    if at < len(rows):
        items.append(_strip(rows[at:], sheet.page, margins))
    return items


def _strip(rows: Sequence[Row], page: int, margins: Margins) -> Strip:
    return Strip(tuple(line_of(row, page) for row in rows), margins)
