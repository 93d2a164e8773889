"""A walk over the stories of a Word file, giving pieces and grids. Knows blocks, no bytes.

A cell is one piece, its paragraphs on lines of their own. Tables and boxes inside a cell follow its row;
boxes follow their paragraph. A table of a single cell is a frame: what it holds flows like the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.doc_notes import Span
from extract.doc_paragraphs import Paragraph, WordFile, paragraphs_between
from extract.doc_tables import Table, with_tables
from extract.document import BlockKind, Grid, GridCell
from extract.docx_numbering import Lists, label
from extract.docx_runs import Tally
from extract.grid_pieces import lay_cells
from extract.headings import Look, bulleted, heading_rank
from extract.joining import Piece, clean
from extract.letters_runs import Letters, repaired
from extract.row_grids import Placed, is_ruled, place_cells
from extract.text_places import PLAIN_ZONES, Zone, place_of
from extract.typed_lines import opens_body, typed_note_mark, unbroken

_READER = "ms-doc"
_MANY_TABS = "\t\t"


@dataclass(slots=True)
class Walk:
    """What has been read so far. `boxes`: text boxes by the position of their anchor (see `doc_notes`).
    `letters`: what repairs the letters of old fonts.

    `opened`: the letter head is over; `carried`: text whose paragraph end is deleted, so that it belongs
    to the next paragraph.
    """

    word: WordFile
    lists: Lists
    boxes: Sequence[tuple[int, Span]] = ()
    letters: Letters | None = None
    tally: Tally = field(default_factory=Tally)
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    opened: bool = False
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of a paragraph as they are shown. `bold`: None without visible letters."""

    text: str
    bold: bool | None
    slanted: bool


def read_story(walk: Walk, span: Span, zone: Zone) -> None:
    """Read the paragraphs and tables of a part of the text."""
    _flow(walk, with_tables(paragraphs_between(walk.word, *span), walk.word.fib.old), zone)
    if clean(walk.carried):
        walk.pieces.append(Piece(zone.kind or "para", clean(walk.carried), reader=_READER))
    walk.carried = ""


def read_lost_boxes(walk: Walk) -> None:
    """Read the text boxes whose anchor is in no paragraph of the main story."""
    _, end = walk.word.fib.story("main")
    for anchor, span in walk.boxes:
        if not 0 <= anchor < end:
            _box(walk, span, Zone(""))


def line_of(paragraph: Paragraph, tally: Tally, letters: Letters | None = None) -> Line:
    """The line that a paragraph's runs make, its letters repaired."""
    text = ""
    runs = repaired(paragraph.runs, letters) if letters else paragraph.runs
    bolds, slants = [], []
    tally.left_out.append(paragraph.left_out)
    tally.hidden += paragraph.hidden
    tally.changes += paragraph.changed
    tally.kept += [run.text for run in paragraph.runs]
    tally.merged += sum(len(run.text) for run in paragraph.runs) - sum(len(run.text) for run in runs)
    for run in runs:
        if run.text.strip():
            bolds.append(run.bold)
            slants.append(run.slanted)
        text += typed_note_mark(run.text, text) if run.raised else run.text
    return Line(text, all(bolds) if bolds else None, bool(slants) and all(slants))


def _flow(walk: Walk, content: Iterable[Paragraph | Table], zone: Zone) -> None:
    for element in content:
        if isinstance(element, Table):
            _table(walk, element, zone, None)
        else:
            _paragraph(walk, element, zone)


def _paragraph(walk: Walk, paragraph: Paragraph, zone: Zone) -> None:
    walk.counts[zone.place] += 1
    place = f"{zone.place}/p[{walk.counts[zone.place]}]"
    line = line_of(paragraph, walk.tally, walk.letters)
    raw = walk.carried + line.text
    walk.carried = ""
    if paragraph.end_deleted:
        walk.carried = raw
    elif paragraph.contents:
        walk.tally.contents.append(raw)
    else:
        prefix, depth = _label(walk, paragraph)
        if clean(raw):
            _add(walk, zone, place, paragraph, line, raw, (prefix, depth))
    for span in _boxes_in(walk, paragraph):
        _box(walk, span, zone)


def _label(walk: Walk, paragraph: Paragraph) -> tuple[str, int]:
    """The automatic number of a paragraph and the depth of its list."""
    look = paragraph.look
    if not look.list or paragraph.end_deleted:
        return "", 0
    return label(walk.lists, (str(look.list), look.list_level), None)


def _add(
    walk: Walk,
    zone: Zone,
    place: str,
    paragraph: Paragraph,
    line: Line,
    raw: str,
    numbering: tuple[str, int],
) -> None:
    text, bold = clean(raw), bool(line.bold)
    prefix, depth = numbering
    placed = paragraph.look.placed or paragraph.look.far_right or raw.startswith(_MANY_TABS)
    if "\n" in text and not placed:
        text = unbroken(text)
    text = f"{prefix} {text}" if prefix else text
    rank = 0
    kind: BlockKind = zone.kind or "para"
    if zone.kind is None:
        look = Look(bold, line.slanted, (paragraph.look.outline + 1) % 10, placed)
        rank = heading_rank(text, look, walk.opened)
        kind = "heading" if rank else "item" if bulleted(text) else "para"
        walk.opened = walk.opened or rank > 0 or opens_body(text, bold, placed)
    level = depth or 1 if kind == "item" else 0
    walk.pieces.append(Piece(kind, text, rank, level, place=place, reader=_READER, bold=bold))


def _boxes_in(walk: Walk, paragraph: Paragraph) -> list[Span]:
    """The text boxes anchored in a paragraph."""
    first, last = (bisect_left(walk.boxes, (at,)) for at in (paragraph.start, paragraph.end))
    return [span for _, span in walk.boxes[first:last]]


def _box(walk: Walk, span: Span, zone: Zone) -> None:
    if not clean(walk.word.text.chars[slice(*span)]):
        return
    walk.counts["box"] += 1
    read_story(walk, span, Zone(f"box[{walk.counts['box']}]", zone.kind or "box"))


def _table(walk: Walk, table: Table, zone: Zone, inside: int | None) -> None:
    rows, cols, cells = place_cells(table.rows)
    if not cells:
        return
    walk.counts["tbl"] += 1
    place = f"tbl[{walk.counts['tbl']}]"
    if len(cells) == 1 or zone.kind in PLAIN_ZONES:
        for cell in cells:
            _flow(walk, cell.content, Zone(place_of(place, cell), zone.kind))
        return
    index = len(walk.grids)
    ruled = is_ruled(table.rows)
    walk.grids.append(Grid(rows, cols, (), ruled=ruled, inside=inside))
    placed = _cells(walk, cells, index, place, zone)
    walk.grids[index] = Grid(rows, cols, tuple(placed), ruled=ruled, inside=inside)


def _cells(
    walk: Walk, cells: list[Placed[Paragraph | Table]], index: int, place: str, zone: Zone
) -> list[GridCell]:
    return lay_cells(
        cells,
        walk.pieces,
        (index, place),
        _READER,
        lambda cell: _cell(walk, cell.content),
        lambda waiting: _nested(walk, waiting, zone, index),
    )


def _nested(walk: Walk, waiting: Iterable[Table | Span], zone: Zone, index: int) -> None:
    """Tables and boxes that stand in the cells of a row that has been read."""
    for element in waiting:
        if isinstance(element, Table):
            _table(walk, element, zone, index)
        else:
            _box(walk, element, zone)


def _cell(walk: Walk, content: Iterable[Paragraph | Table]) -> tuple[list[str], bool, list[Table | Span]]:
    """The lines of a cell, whether all are bold, and the tables and boxes that wait for the row's end."""
    lines: list[str] = []
    bolds: list[bool] = []
    nested: list[Table | Span] = []
    carried = ""
    for element in content:
        if isinstance(element, Table):
            inner = _single_cell(element)
            if inner is None:
                nested.append(element)
                continue
            more, bold, deeper = _cell(walk, inner)
            lines += more
            bolds += [bold] if more else []
            nested += deeper
            continue
        line = line_of(element, walk.tally, walk.letters)
        prefix, _ = _label(walk, element)
        raw, carried = carried + line.text, ""
        if line.bold is not None:
            bolds.append(line.bold)
        if element.end_deleted:
            carried = raw
        elif clean(raw) or prefix:
            lines.append(f"{prefix} {clean(raw)}".strip())
        nested += _boxes_in(walk, element)
    if clean(carried):
        lines.append(clean(carried))
    return lines, bool(bolds) and all(bolds), nested


def _single_cell(table: Table) -> tuple[Paragraph | Table, ...] | None:
    """What the only cell of a table holds, None where it has several."""
    if len(table.rows) == 1 and len(table.rows[0].cells) == 1:
        return table.rows[0].cells[0]
    return None
