"""Stories laid out as pieces and grids. Knows blocks, no format.

A cell is one piece, its paragraphs on lines of their own. Tables and boxes inside a cell follow its row;
boxes follow their paragraph. A table of a single cell is a frame: what it holds flows like the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.document import BlockKind, Grid, GridCell
from extract.docx_runs import Tally
from extract.grid_pieces import lay_cells
from extract.headings import Look, bulleted, heading_rank
from extract.joining import Piece, clean
from extract.letters_runs import Letters, repaired
from extract.story import Cell, Paragraph, Report, Story, Table
from extract.text_places import PLAIN_ZONES, Zone, place_of
from extract.typed_lines import opens_body, typed_note_mark, unbroken

_MANY_TABS = "\t\t"
# So many characters before a raised digit tell what it is.
_BEFORE = 8


@dataclass(slots=True)
class Layout:
    """What has been laid out so far. `reader`: the engine that blocks name.

    `letters`: what repairs old letters. `opened`: the letter head is over. `repeated`: text of page parts
    that stands in another one already.
    """

    reader: str
    tally: Tally
    letters: Letters | None = None
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    opened: bool = False
    repeated: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of a paragraph as they are shown. `bold`: None without visible letters."""

    text: str
    bold: bool | None
    slanted: bool


def lay_out(report: Report, reader: str, tally: Tally, letters: Letters | None = None) -> Layout:
    """The pieces of all stories: body, footnotes, endnotes, then headers and footers, each text once."""
    layout = Layout(reader, tally, letters)
    lay_into(layout, report, Zone("body"))
    _page_parts(layout, "header", report.headers)
    _page_parts(layout, "footer", report.footers)
    return layout


def lay_into(layout: Layout, report: Report, zone: Zone) -> None:
    """Add the body and notes of a report to what has been laid out."""
    _flow(layout, report.body, zone)
    for kind, notes in (("footnote", report.footnotes), ("endnote", report.endnotes)):
        for number, story in enumerate(notes, 1):
            _flow(layout, story, Zone(f"{kind}[{number}]", "footnote"))


def line_of(paragraph: Paragraph, tally: Tally, letters: Letters | None = None) -> Line:
    """The line that a paragraph's runs make, its letters repaired."""
    text = ""
    bolds, slants = [], []
    runs = repaired(paragraph.runs, letters) if letters else paragraph.runs
    tally.kept += [run.text for run in paragraph.runs]
    tally.merged += sum(len(run.text) for run in paragraph.runs) - sum(len(run.text) for run in runs)
    for run in runs:
        if run.text.strip():
            bolds.append(run.bold)
            slants.append(run.slanted)
        text += typed_note_mark(run.text, text[-_BEFORE:]) if run.raised else run.text
    return Line(text, all(bolds) if bolds else None, bool(slants) and all(slants))


def _page_parts(layout: Layout, kind: BlockKind, parts: Sequence[Story]) -> None:
    said: set[str] = set()
    for number, story in enumerate(parts, 1):
        first = len(layout.pieces)
        _flow(layout, story, Zone(f"{kind}[{number}]", kind))
        whole = "\n".join(piece.text for piece in layout.pieces[first:])
        if whole in said:
            layout.repeated.append(whole)
            del layout.pieces[first:]
        said.add(whole)


def _flow(layout: Layout, story: Story, zone: Zone) -> None:
    for element in story:
        if isinstance(element, Table):
            _table(layout, element, zone, None)
        else:
            _paragraph(layout, element, zone)


def _paragraph(layout: Layout, paragraph: Paragraph, zone: Zone) -> None:
    layout.counts[zone.place] += 1
    line = line_of(paragraph, layout.tally, layout.letters)
    if paragraph.contents:
        layout.tally.contents.append(line.text)
    elif clean(line.text):
        place = f"{zone.place}/p[{layout.counts[zone.place]}]"
        _add(layout, zone, place, paragraph, line)
    for box in paragraph.boxes:
        _box(layout, box, zone)


def _add(layout: Layout, zone: Zone, place: str, paragraph: Paragraph, line: Line) -> None:
    text, bold = clean(line.text), bool(line.bold)
    placed = paragraph.placed or line.text.startswith(_MANY_TABS)
    if "\n" in text and not placed:
        text = unbroken(text)
    text = f"{paragraph.label} {text}" if paragraph.label else text
    rank = 0
    kind: BlockKind = zone.kind or "para"
    if zone.kind is None:
        look = Look(bold, line.slanted, paragraph.outline, placed)
        rank = heading_rank(text, look, layout.opened)
        kind = "heading" if rank else "item" if bulleted(text) else "para"
        layout.opened = layout.opened or rank > 0 or opens_body(text, bold, placed)
    level = paragraph.depth or 1 if kind == "item" else 0
    layout.pieces.append(Piece(kind, text, rank, level, place=place, reader=layout.reader, bold=bold))


def _box(layout: Layout, box: Story, zone: Zone) -> None:
    layout.counts["box"] += 1
    _flow(layout, box, Zone(f"box[{layout.counts['box']}]", zone.kind or "box"))


def _table(layout: Layout, table: Table, zone: Zone, inside: int | None) -> None:
    if not table.cells:
        return
    layout.counts["tbl"] += 1
    place = f"tbl[{layout.counts['tbl']}]"
    if len(table.cells) == 1 or zone.kind in PLAIN_ZONES:
        for cell in table.cells:
            _flow(layout, cell.content, Zone(place_of(place, cell), zone.kind))
        return
    index = len(layout.grids)
    layout.grids.append(Grid(table.rows, table.cols, (), ruled=table.ruled, inside=inside))
    cells = tuple(_cells(layout, table, index, place, zone))
    layout.grids[index] = Grid(table.rows, table.cols, cells, ruled=table.ruled, inside=inside)


def _cells(layout: Layout, table: Table, index: int, place: str, zone: Zone) -> list[GridCell]:
    return lay_cells(
        table.cells,
        layout.pieces,
        (index, place),
        layout.reader,
        lambda cell: _read(layout, cell),
        lambda waiting: _nested(layout, waiting, zone, index),
    )


def _read(layout: Layout, cell: Cell) -> tuple[list[str], bool, list[Table | Story]]:
    lines, bolds, nested = _cell(layout, cell)
    return lines, bool(bolds) and all(bolds), nested


def _nested(layout: Layout, waiting: Iterable[Table | Story], zone: Zone, index: int) -> None:
    """Tables and boxes that stand in the cells of a row that has been laid out."""
    for element in waiting:
        if isinstance(element, Table):
            _table(layout, element, zone, index)
        else:
            _box(layout, element, zone)


def _cell(layout: Layout, cell: Cell) -> tuple[list[str], list[bool], list[Table | Story]]:
    """The lines of a cell, which of them are bold, and the tables and boxes that wait for the row's end."""
    lines: list[str] = []
    bolds: list[bool] = []
    nested: list[Table | Story] = []
    for element in cell.content:
        if isinstance(element, Table):
            if len(element.cells) == 1:
                more, bold, deeper = _cell(layout, element.cells[0])
                lines, bolds, nested = lines + more, bolds + bold, nested + deeper
            else:
                nested.append(element)
            continue
        line = line_of(element, layout.tally, layout.letters)
        text = clean(line.text)
        if line.bold is not None:
            bolds.append(line.bold)
        if text or element.label:
            lines.append(f"{element.label} {text}".strip())
        nested += element.boxes
    return lines, bolds, nested
