"""A walk over OpenDocument text that gives stories: lists, tables, notes, frames. Knows no packaging."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extract import odt_names as o
from extract.docx_styles import number
from extract.odt_lists import Numbering, heading_label, item_label, open_list
from extract.odt_styles import Look, Styles, is_drawn, paragraph_look, run_look
from extract.span_grids import SpanGrid, has_text
from extract.story import Paragraph, Run, Story, Table, merged
from extract.story_document import Findings

Element = Any
_BLANKS = re.compile(r"[ \t\r\n]+")
_SKIPPED = frozenset((o.ANNOTATION, o.FORMS, o.NOTE_MARK, o.RUBY_ABOVE, o.TRACKED, *o.TITLES))
_MOST_SPACES = 200
# Rows and cells that a file repeats more often than this are the empty rest of a sheet.
_MOST_REPEATED = 100


@dataclass(frozen=True, slots=True)
class Place:
    """The list in which a paragraph stands, with its depth from 0, and whether it is a table of contents."""

    list: str = ""
    depth: int = 0
    item: Element | None = None
    contents: bool = False


@dataclass(slots=True)
class Reading:
    """What reading goes by and what it has met. `workbooks`: names of embedded objects that are sheets.

    `copies`: how many cells may still be made by repeating others. `deletions`: changes
    whose text stands in place and is deleted, `erasing`: those of them that are open.
    """

    styles: Styles
    numbering: Numbering
    workbooks: frozenset[str] = frozenset()
    found: Findings = field(default_factory=Findings)
    notes: dict[str, list[Story]] = field(default_factory=dict)
    copies: int = 50_000
    deletions: set[str] = field(default_factory=set)
    erasing: set[str] = field(default_factory=set)


def read_story(reading: Reading, parent: Element, place: Place | None = None) -> Story:
    """The paragraphs and tables below `parent` in order."""
    place = place or Place()
    found: list[Paragraph | Table] = []
    for child in parent:
        tag = child.tag
        if tag == o.PARAGRAPH or tag == o.HEADING:
            found.append(_paragraph(reading, child, place))
            place = replace(place, item=None)
        elif tag == o.LIST:
            found += _list(reading, child, place)
        elif tag == o.TABLE:
            table = _table(reading, child)
            found += [table] if table else []
        elif tag in o.CONTENTS:
            body = child.find(o.INDEX_BODY)
            found += () if body is None else read_story(reading, body, replace(place, contents=True))
        elif tag == o.TRACKED:
            _changes(reading, child)
        elif tag in _SKIPPED or not isinstance(tag, str):
            continue
        elif tag.startswith(o.DRAWING):
            boxes = _boxes(reading, child)
            found += [Paragraph(boxes=boxes)] if boxes else []
        else:
            found += read_story(reading, child, place)
    return tuple(found)


def _changes(reading: Reading, tracked: Element) -> None:
    for region in tracked.iterchildren(o.REGION):
        reading.found.tally.changes += 1
        if region.find(o.DELETION) is not None:
            reading.deletions.add(region.get(o.REGION_ID) or region.get(o.ID) or "")


def _list(reading: Reading, element: Element, place: Place) -> list[Paragraph | Table]:
    if place.list:
        key, depth = place.list, min(place.depth + 1, 8)
    else:
        key, depth = open_list(reading.numbering, element, element.get(o.STYLE_NAME) or ""), 0
    found: list[Paragraph | Table] = []
    for item in element.iterchildren(o.LIST_ITEM, o.LIST_HEADER):
        own = item if item.tag == o.LIST_ITEM else None
        found += read_story(reading, item, replace(place, list=key, depth=depth, item=own))
    return found


@dataclass(slots=True)
class _Line:
    """A paragraph while it is read."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Story] = field(default_factory=list)

    def ends_blank(self) -> bool:
        """Whether white space that follows would be one too many."""
        return not self.runs or self.runs[-1].text[-1:] in (" ", "\n")


def _paragraph(reading: Reading, element: Element, place: Place) -> Paragraph:
    look = paragraph_look(reading.styles, element.get(o.STYLE_NAME))
    line = _Line()
    _inline(reading, element, look, line)
    outline, prefix = 0, ""
    if element.tag == o.HEADING:
        outline = max(1, min(number(element.get(o.OUTLINE_LEVEL), 1), 9))
    if place.item is not None:
        prefix = item_label(reading.numbering, place.list, place.depth, place.item)
    elif outline and not place.list and element.get(o.IS_LIST_HEADER) != "true" and line.runs:
        prefix = heading_label(reading.numbering, outline)
    return Paragraph(
        merged(line.runs),
        prefix,
        place.depth + 1 if place.list else 0,
        bool(look.placed),
        outline or look.outline,
        place.contents,
        tuple(line.boxes),
    )


def _inline(reading: Reading, element: Element, look: Look, line: _Line) -> None:
    _add(reading, element.text, look, line)
    for child in element:
        tag = child.tag
        if tag == o.SPAN:
            _inline(reading, child, run_look(reading.styles, child.get(o.STYLE_NAME), look), line)
        elif tag == o.SPACES:
            _type(reading, " " * max(1, min(number(child.get(o.COUNT), 1), _MOST_SPACES)), look, line)
        elif tag == o.TAB:
            _type(reading, "\t", look, line)
        elif tag == o.BREAK:
            _type(reading, "\n", look, line)
        elif tag == o.NOTE:
            _note(reading, child)
        elif tag == o.CHANGE_START and child.get(o.CHANGE_ID) in reading.deletions:
            reading.erasing.add(child.get(o.CHANGE_ID))
        elif tag == o.CHANGE_END:
            reading.erasing.discard(child.get(o.CHANGE_ID))
        elif tag in _SKIPPED or not isinstance(tag, str):
            pass
        elif tag.startswith(o.DRAWING) and tag not in (f"{o.DRAWING}a",):
            line.boxes += _boxes(reading, child)
        else:
            _inline(reading, child, look, line)
        _add(reading, child.tail, look, line)


def _add(reading: Reading, text: str | None, look: Look, line: _Line) -> None:
    """Add text as XML writes it, where white space of any length is one blank."""
    if not text:
        return
    text = _BLANKS.sub(" ", text)
    _type(reading, text[1:] if text[0] == " " and line.ends_blank() else text, look, line)


def _type(reading: Reading, text: str, look: Look, line: _Line) -> None:
    if not text:
        return
    if look.hidden or reading.erasing:
        reading.found.tally.left_out.append(text)
        reading.found.tally.hidden += bool(look.hidden)
        return
    line.runs.append(Run(text, look.font or "", bool(look.bold), bool(look.slanted), bool(look.raised)))


def _note(reading: Reading, note: Element) -> None:
    body = note.find(o.NOTE_BODY)
    if body is not None:
        kind = note.get(o.NOTE_CLASS) or "footnote"
        reading.notes.setdefault(kind, []).append(read_story(reading, body))


def _boxes(reading: Reading, drawing: Element) -> tuple[Story, ...]:
    """The text boxes of a frame, shape or group of them; pictures and objects are only counted."""
    found: list[Story] = []
    own: list[Element] = []
    for child in drawing:
        tag = child.tag
        if tag == o.TEXT_BOX:
            found.append(read_story(reading, child))
        elif tag == o.IMAGE:
            reading.found.tally.pictures += 1
        elif tag in (o.OBJECT, o.OLE):
            reading.found.tally.workbooks += _is_workbook(reading, child)
        elif tag in (o.PARAGRAPH, o.HEADING, o.LIST, o.TABLE):
            own.append(child)
        elif isinstance(tag, str) and tag.startswith(o.DRAWING):
            found += _boxes(reading, child)
    if own:
        found.append(read_story(reading, own))
    return tuple(story for story in found if has_text(story))


def _is_workbook(reading: Reading, element: Element) -> bool:
    name = (element.get(o.LINK) or "").removeprefix("./").rstrip("/")
    return name in reading.workbooks


def _table(reading: Reading, table: Element) -> Table | None:
    grid = SpanGrid()
    for row in _rows(table):
        for _ in range(_repeats(reading, row.get(o.ROWS_REPEATED), _row_has_text(row))):
            grid.next_row()
            _row(reading, row, grid)
    return grid.table()


def _rows(parent: Element) -> list[Element]:
    found: list[Element] = []
    for child in parent:
        if child.tag == o.ROW:
            found.append(child)
        elif child.tag in o.ROW_GROUPS:
            found += _rows(child)
    return found


def _row(reading: Reading, row: Element, grid: SpanGrid) -> None:
    for cell in row.iterchildren(o.CELL, o.COVERED):
        covered = cell.tag == o.COVERED
        content = () if covered else read_story(reading, cell)
        for _ in range(_repeats(reading, cell.get(o.COLS_REPEATED), has_text(content))):
            if covered:
                _cover(reading, cell, grid)
                continue
            rowspan, colspan = number(cell.get(o.ROWSPAN), 1), number(cell.get(o.COLSPAN), 1)
            grid.add(content, rowspan, colspan, is_drawn(reading.styles, cell.get(o.TABLE_STYLE)))


def _cover(reading: Reading, cell: Element, grid: SpanGrid) -> None:
    """What a covered cell holds is not shown."""
    hidden = "".join(cell.itertext())
    if hidden.strip():
        reading.found.tally.left_out.append(hidden)
        reading.found.tally.hidden += 1
    grid.skip()


def _row_has_text(row: Element) -> bool:
    return any(text.strip() for text in row.itertext())


def _repeats(reading: Reading, value: str | None, has_text: bool) -> int:
    count = max(1, number(value, 1))
    count = min(count, _MOST_REPEATED) if has_text or count <= _MOST_REPEATED else 1
    if count - 1 > reading.copies:
        return 1
    reading.copies -= count - 1
    return count
