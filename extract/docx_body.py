"""A walk over the parts of a Word package in body order, giving pieces and grids. Knows blocks, no packaging.

A cell is one piece, its paragraphs on lines of their own. Tables and boxes inside a cell follow its row;
boxes follow their paragraph. A table of a single cell is a frame: what it holds flows like the rest. A line
break within a paragraph stays a newline, except where the line is full and the sentence plainly goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from extract import docx_names as w
from extract.document import BlockKind, Grid, GridCell
from extract.docx_numbering import Lists, label
from extract.docx_runs import Line, Tally, chosen, read_line, text_of
from extract.docx_styles import Styles, paragraph_look
from extract.docx_tables import Layout, Span, inner, read_layout
from extract.grid_pieces import lay_cells
from extract.headings import Look, bulleted, heading_rank
from extract.joining import Piece, clean
from extract.letters_runs import Letters
from extract.text_places import PLAIN_ZONES, Zone, place_of
from extract.typed_lines import opens_body, unbroken

Element = Any
_READER = "python-docx"
_TRANSPARENT = frozenset((w.INSERTION, w.MOVED_HERE, w.CUSTOM_MARKUP, w.CONTROL_CONTENT))
_MANY_TABS = "\t\t"


@dataclass(slots=True)
class Walk:
    """What has been read so far. `letters`: what repairs the letters of old fonts. `opened`: the letter
    head is over; `carried`: text whose paragraph end is deleted, so that it belongs to the next paragraph.
    `chunk`: reads a foreign document that stands in the text by the id of its part; its text goes to
    `foreign_texts`, to be counted."""

    styles: Styles
    lists: Lists
    letters: Letters | None = None
    tally: Tally = field(default_factory=Tally)
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    foreign_texts: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    opened: bool = False
    carried: str = ""
    chunk: Callable[[Walk, str, Zone], bool] | None = None


def flow(walk: Walk, parent: Element, zone: Zone) -> None:
    """Read the paragraphs and tables below `parent` in order."""
    for child in parent:
        tag = child.tag
        if tag == w.PARAGRAPH:
            _paragraph(walk, child, zone)
        elif tag == w.TABLE:
            _table(walk, child, zone, None)
        elif tag == w.CONTROL:
            content = child.find(w.CONTROL_CONTENT)
            if content is not None:
                flow(walk, content, zone)
        elif tag in _TRANSPARENT:
            flow(walk, child, zone)
        elif tag == w.ALTERNATIVES:
            best = chosen(child)
            if best is not None:
                flow(walk, best, zone)
        elif tag == w.FOREIGN_PART:
            _foreign(walk, child, zone)


def finish(walk: Walk) -> None:
    """Place what still waits for a next paragraph when a part of the package ends."""
    if clean(walk.carried):
        walk.pieces.append(Piece("para", clean(walk.carried), reader=_READER))
    walk.carried = ""


def _paragraph(walk: Walk, paragraph: Element, zone: Zone) -> None:
    walk.counts[zone.place] += 1
    place = f"{zone.place}/p[{walk.counts[zone.place]}]"
    line, prefix, depth = _line(walk, paragraph)
    raw = walk.carried + text_of(line)
    walk.carried = ""
    if _ends_deleted(paragraph.find(w.PARAGRAPH_LOOK)):
        walk.carried = raw
    elif line.contents or line.look.contents:
        walk.tally.contents.append(raw)
    else:
        text = clean(raw)
        if text:
            _add(walk, zone, place, line, text, prefix, depth, raw)
    walk.notes += line.notes
    for box in line.boxes:
        _box(walk, box, zone)


def _line(walk: Walk, paragraph: Element) -> tuple[Line, str, int]:
    """The paragraph read, the label of its automatic number and the depth of its list."""
    properties = paragraph.find(w.PARAGRAPH_LOOK)
    look = paragraph_look(properties, walk.styles)
    line = read_line(paragraph, look, walk.styles, walk.tally, walk.letters)
    if look.numbering is None or _ends_deleted(properties):
        return line, "", 0
    return line, *label(walk.lists, look.numbering, look.style)


def _ends_deleted(properties: Element | None) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on in it."""
    mark = None if properties is None else properties.find(w.RUN_LOOK)
    return mark is not None and mark.find(w.DELETION) is not None


def _add(
    walk: Walk, zone: Zone, place: str, line: Line, text: str, prefix: str, depth: int, raw: str
) -> None:
    bold = bool(line.bold)
    placed = line.look.placed or raw.startswith(_MANY_TABS)
    if "\n" in text and not placed:
        text = unbroken(text)
    text = f"{prefix} {text}" if prefix else text
    rank = 0
    kind: BlockKind = zone.kind or "para"
    if zone.kind is None:
        look = Look(bold, bool(line.slanted), line.look.outline, placed)
        rank = heading_rank(text, look, walk.opened)
        kind = "heading" if rank else "item" if bulleted(text) else "para"
        walk.opened = walk.opened or rank > 0 or opens_body(text, bold, placed)
    level = depth or 1 if kind == "item" else 0
    walk.pieces.append(Piece(kind, text, rank, level, place=place, reader=_READER, bold=bold))


def _foreign(walk: Walk, element: Element, zone: Zone) -> None:
    """A foreign document or a workbook, by its part; notes and headers name parts of their own, not ours."""
    object = element if element.tag == w.FOREIGN_PART else element.find(f".//{w.OLE_OBJECT}")
    id = "" if object is None else object.get(w.RELATION_ID) or ""
    read = zone.kind not in PLAIN_ZONES and walk.chunk is not None and walk.chunk(walk, id, zone)
    if element.tag == w.FOREIGN_PART:
        walk.tally.foreign += not read
    else:
        walk.tally.workbooks += not read
        walk.tally.workbooks_read += read


def _box(walk: Walk, box: Element, zone: Zone) -> None:
    if box.tag in (w.FOREIGN_PART, w.OBJECT):
        _foreign(walk, box, zone)
        return
    walk.counts["box"] += 1
    flow(walk, box, Zone(f"box[{walk.counts['box']}]", zone.kind or "box"))


def _table(walk: Walk, table: Element, zone: Zone, inside: int | None) -> None:
    layout = read_layout(table, walk.styles)
    if not layout.spans:
        return
    walk.counts["tbl"] += 1
    place = f"tbl[{walk.counts['tbl']}]"
    if len(layout.spans) == 1 or zone.kind in PLAIN_ZONES:
        for span in layout.spans:
            for cell in span.elements:
                flow(walk, cell, Zone(place_of(place, span), zone.kind))
        return
    index = len(walk.grids)
    walk.grids.append(Grid(layout.rows, layout.cols, (), ruled=layout.ruled, inside=inside))
    cells = _cells(walk, layout, index, place, zone)
    walk.grids[index] = Grid(layout.rows, layout.cols, tuple(cells), ruled=layout.ruled, inside=inside)


def _cells(walk: Walk, layout: Layout, index: int, place: str, zone: Zone) -> list[GridCell]:
    return lay_cells(
        layout.spans,
        walk.pieces,
        (index, place),
        _READER,
        lambda span: _cell(walk, span),
        lambda waiting: _nested(walk, waiting, zone, index),
    )


def _nested(walk: Walk, waiting: Iterable[Element], zone: Zone, index: int) -> None:
    """Tables and boxes that stand in the cells of a row that has been read."""
    for element in waiting:
        if element.tag == w.TABLE:
            _table(walk, element, zone, index)
        else:
            _box(walk, element, zone)


def _cell(walk: Walk, span: Span) -> tuple[list[str], bool, list[Element]]:
    """The lines of a cell, whether all are bold, and the tables and boxes that wait for the row's end."""
    lines: list[str] = []
    bolds: list[bool] = []
    nested: list[Element] = []
    cut = False
    for element in span.elements:
        for child in _cell_content(walk, element):
            if child.tag in (w.TABLE, w.FOREIGN_PART):
                nested.append(child)
                continue
            line, prefix, _ = _line(walk, child)
            text = clean(text_of(line))
            if text and line.bold is not None:
                bolds.append(line.bold)
            if cut:
                lines[-1] += f" {text}" if text_of(line)[:1].isspace() else text
            elif text or prefix:
                lines.append(f"{prefix} {text}".strip())
            cut = bool(lines) and _ends_deleted(child.find(w.PARAGRAPH_LOOK))
            walk.notes += line.notes
            nested += line.boxes
    return lines, bool(bolds) and all(bolds), nested


def _cell_content(walk: Walk, parent: Element) -> Iterable[Element]:
    """Paragraphs and tables of a cell in order; content controls and tables of one cell are transparent."""
    for child in parent:
        tag = child.tag
        if tag == w.PARAGRAPH:
            yield child
        elif tag == w.TABLE:
            rows = [list(inner(row, w.CELL)) for row in inner(child, w.ROW)]
            if len(rows) == 1 and len(rows[0]) == 1:
                yield from _cell_content(walk, rows[0][0])
            else:
                yield child
        elif tag in _TRANSPARENT or tag == w.CONTROL:
            yield from _cell_content(walk, child)
        elif tag == w.ALTERNATIVES:
            best = chosen(child)
            if best is not None:
                yield from _cell_content(walk, best)
        elif tag == w.FOREIGN_PART:
            yield child
