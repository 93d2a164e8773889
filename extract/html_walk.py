"""A walk over the elements of a page that gives stories: blocks, lists, tables, notes. Knows no encodings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extract import html_tags as tags
from extract.docx_styles import number
from extract.html_line import Line, end_line, end_mark, type_text
from extract.html_lists import PageList, begin_item, begin_list, list_depth
from extract.html_styles import Declarations, Look, Sheet, declared_for, drawn_sides, look_of
from extract.span_grids import SpanGrid
from extract.story import Paragraph, Story, Table
from extract.story_document import Findings

Element = Any
# Tables in tables beyond this only place text.
_DEEPEST = 12
_CELLS = ("td", "th")


@dataclass(slots=True)
class Frame:
    """An open element. `ends`: what ends with it: block, story, cell, table, mark or list."""

    tag: str
    look: Look
    ends: str = ""
    kind: str = ""
    outline: int = 0
    contents: bool = False
    filler: bool = False


@dataclass(slots=True)
class _Table:
    grid: SpanGrid
    ruled: bool
    in_cell: bool = False
    shape: tuple[int, int, bool] = (1, 1, False)


@dataclass(slots=True)
class Walk:
    """What has been read so far. `content`: the stories and cells that are open, the body first."""

    sheet: Sheet
    found: Findings
    content: list[list[Paragraph | Table]] = field(default_factory=lambda: [[]])
    frames: list[Frame] = field(default_factory=lambda: [Frame("", Look())])
    tables: list[_Table] = field(default_factory=list)
    lists: list[PageList] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    stories: dict[str, list[Story]] = field(default_factory=dict)


def walk_page(walk: Walk, root: Element) -> None:
    """Read all elements below `root`, however deep they are nested."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if _start(walk, element):
                _text(walk, element.text)
            else:
                walker.skip_subtree()
        else:
            _end(walk)
            _text(walk, element.tail if element is not root else None)
    _flush(walk)


def _start(walk: Walk, element: Element) -> bool:
    """Meet an element; False where nothing below it is read."""
    tag = element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""
    attributes = {name.lower(): value for name, value in element.attrib.items()}
    declared = declared_for(walk.sheet, tag, attributes)
    above = walk.frames[-1]
    frame = Frame(tag, look_of(tag, attributes, declared, above.look), outline=above.outline)
    frame.contents = above.contents or tags.is_contents(attributes)
    walk.frames.append(frame)
    if tag == "del" or tags.is_unseen(tag, attributes, declared):
        _leave_out(walk, element, tag)
        return False
    if "mso-tab-count" in declared:
        type_text(walk.line, "\t", frame.look)
        return False
    _open(walk, frame, attributes, declared)
    return True


def _leave_out(walk: Walk, element: Element, tag: str) -> None:
    walk.found.tally.changes += tag == "del"
    if tag not in tags.SKIPPED:
        walk.found.tally.left_out.append("".join(element.itertext()))


def _open(walk: Walk, frame: Frame, attributes: Mapping[str, str], declared: Declarations) -> None:
    tag = frame.tag
    story = tags.story_of(tag, attributes, declared)
    if story:
        _flush(walk)
        walk.content.append([])
        frame.ends, frame.kind = "story", story
    elif tag == "table":
        _open_table(walk, frame, attributes)
    elif tag == "tr":
        _open_row(walk, frame)
    elif tag in _CELLS:
        _open_cell(walk, frame, attributes, declared)
    elif tag in ("ul", "ol", "menu", "dir"):
        _flush(walk)
        walk.lists.append(begin_list(tag, attributes, declared))
        frame.ends = "list"
    elif tag in tags.BLOCKS:
        _open_block(walk, frame, attributes, declared)
    elif tag == "br":
        _break(walk, frame)
    elif tag == "img":
        walk.found.tally.pictures += 1
    elif declared.get("mso-list") == "ignore":
        walk.line.mark = []
        frame.ends = "mark"
    frame.filler = declared.get("font", "").startswith("7.0pt")


def _open_block(walk: Walk, frame: Frame, attributes: Mapping[str, str], declared: Declarations) -> None:
    _flush(walk)
    frame.ends = "block"
    frame.outline = tags.HEADINGS.get(frame.tag, frame.outline)
    if frame.tag == "li":
        shown = frame.look.lists and bool(walk.lists)
        walk.line.label = begin_item(walk.lists[-1], attributes) if shown else ""
        walk.line.depth = len(walk.lists)
    elif "mso-list" in declared:
        walk.line.depth = list_depth(declared["mso-list"])


def _open_table(walk: Walk, frame: Frame, attributes: Mapping[str, str]) -> None:
    _flush(walk)
    frame.ends = "block"
    if len(walk.tables) < _DEEPEST:
        ruled = attributes.get("border", "0").strip() not in ("", "0", "none", "0px")
        walk.tables.append(_Table(SpanGrid(), ruled))
        frame.ends = "table"
    # How a table is placed says nothing of the text in its cells.
    frame.look = walk.frames[-2].look


def _open_row(walk: Walk, frame: Frame) -> None:
    _flush(walk)
    frame.ends = "block"
    if walk.tables and not walk.tables[-1].in_cell:
        walk.tables[-1].grid.next_row()


def _open_cell(walk: Walk, frame: Frame, attributes: Mapping[str, str], declared: Declarations) -> None:
    _flush(walk)
    frame.ends = "block"
    if not walk.tables or walk.tables[-1].in_cell:
        return
    table = walk.tables[-1]
    if not table.grid.rows:
        table.grid.next_row()
    drawn = table.ruled or drawn_sides(declared) >= 2
    # No rows spanned means: to the end of the table.
    rowspan = number(attributes.get("rowspan"), 1) or 1_000
    table.shape = (rowspan, number(attributes.get("colspan"), 1), drawn)
    table.in_cell = True
    walk.content.append([])
    frame.ends, frame.outline = "cell", 0


def _break(walk: Walk, frame: Frame) -> None:
    """A line break; two of them part paragraphs."""
    if walk.line.ends_line():
        _flush(walk)
    else:
        type_text(walk.line, "\n", frame.look)


def _end(walk: Walk) -> None:
    frame = walk.frames.pop()
    if frame.ends == "mark":
        end_mark(walk.line)
        return
    if not frame.ends:
        return
    _flush(walk)
    if frame.ends == "list":
        walk.lists.pop()
    elif frame.ends == "story":
        walk.stories.setdefault(frame.kind, []).append(tuple(walk.content.pop()))
    elif frame.ends == "cell":
        table = walk.tables[-1]
        table.grid.add(tuple(walk.content.pop()), *table.shape)
        table.in_cell = False
    elif frame.ends == "table":
        done = walk.tables.pop()
        made = done.grid.table()
        if made is not None:
            walk.content[-1].append(made)
    if frame.tag == "li":
        walk.line = Line()


def _flush(walk: Walk) -> None:
    """End the paragraph that is open, if anything stands in it."""
    paragraph = end_line(walk.line)
    if paragraph is not None:
        walk.content[-1].append(paragraph)
        walk.line = Line()


_BLANKS = re.compile(r"[ \t\r\n\f]+")


def _text(walk: Walk, text: str | None) -> None:
    if not text:
        return
    frame = walk.frames[-1]
    if frame.look.hidden:
        walk.found.tally.left_out.append(text)
        walk.found.tally.hidden += bool(text.strip())
        return
    if frame.filler and not text.strip():
        text = " "
    if not frame.look.kept:
        text = _BLANKS.sub(" ", text)
        if text[0] == " " and walk.line.ends_blank():
            text = text[1:]
    if not walk.line.runs:
        walk.line.placed, walk.line.outline = frame.look.placed, frame.outline
        walk.line.contents = frame.contents
    type_text(walk.line, text, frame.look)
