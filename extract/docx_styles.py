"""What styles say of paragraphs, runs and tables, through inheritance. Knows styles.xml, reads no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from extract import docx_names as w

Element = Any
_HEADING_NAME = re.compile(r"heading ([1-9])$")
_CONTENTS_NAME = re.compile(r"(?:toc|table of figures) ?\d*$")
_DEPTH = 20
_TOGGLES = (w.BOLD, w.ITALIC, w.UNDERLINE, w.HIDDEN, w.RAISED, w.RUN_STYLE)
_TOGGLES_AND_FONTS = (*_TOGGLES, w.FONTS)
# Left indents from here on (twentieths of a point) place a line at the right, as the signature.
_FAR_RIGHT = 2800
_PLACED = ("center", "right", "end")


@dataclass(frozen=True, slots=True)
class RunLook:
    """Toggles and font of a run; None where nothing is said."""

    bold: bool | None = None
    slanted: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """`outline`: heading level 1 to 9, 0 none. `numbering`: (numId, level or None). `contents`: a line of
    a table of contents. `placed`: centred or right."""

    outline: int = 0
    numbering: tuple[str, int | None] | None = None
    contents: bool = False
    placed: bool = False
    style: str | None = None
    run: RunLook = field(default=RunLook())


@dataclass(slots=True)
class Styles:
    """The styles of one package by their id, with what has been worked out of them.

    `fonts`: whether fonts are read, which only the repair of letters asks for.
    """

    by_id: dict[str, Element]
    fonts: bool = False
    default_paragraph: str | None = None
    default_table: str | None = None
    base: RunLook = field(default=RunLook())
    paragraphs: dict[str | None, ParagraphLook] = field(default_factory=dict)
    runs: dict[str, RunLook] = field(default_factory=dict)
    # Reports set hundreds of paragraphs and runs in a few ways: each way is worked out once.
    paragraph_ways: dict[Any, ParagraphLook] = field(default_factory=dict)
    run_ways: dict[Any, RunLook] = field(default_factory=dict)


def read_styles(root: Element | None, fonts: bool = False) -> Styles:
    """The styles below the root of styles.xml, none where the package has no such part."""
    styles = Styles({}, fonts)
    for style in () if root is None else root.iterchildren(w.STYLE):
        id = style.get(w.STYLE_ID)
        if id is None:
            continue
        styles.by_id[id] = style
        if w.is_on(style.get(w.DEFAULT, "0")):
            if style.get(w.TYPE) == "paragraph":
                styles.default_paragraph = id
            elif style.get(w.TYPE) == "table":
                styles.default_table = id
    defaults = None if root is None else root.find(w.DEFAULTS)
    if defaults is not None:
        for look in defaults.iter(w.RUN_LOOK):
            styles.base = read_run_look(look, styles)
    return styles


def over(look: RunLook, below: RunLook) -> RunLook:
    """`look` where it says something, else what lies `below` it."""
    return RunLook(
        below.bold if look.bold is None else look.bold,
        below.slanted if look.slanted is None else look.slanted,
        below.hidden if look.hidden is None else look.hidden,
        below.raised if look.raised is None else look.raised,
        below.font if look.font is None else look.font,
    )


def run_look(element: Element, below: RunLook, styles: Styles) -> RunLook:
    """How a run is set; `element`: its rPr, `below`: the run look of its paragraph."""
    # The looks of paragraphs are all kept, so that their identity tells them apart.
    way = (*_toggles(element, styles.fonts), id(below))
    look = styles.run_ways.get(way)
    if look is None:
        look = styles.run_ways[way] = over(read_run_look(element, styles), below)
    return look


def read_run_look(element: Element, styles: Styles) -> RunLook:
    """What run properties say, with their character style below them."""
    bold, slanted, hidden, raised, font, style = _toggles(element, styles.fonts)
    look = RunLook(bold, slanted, hidden, raised, font)
    return look if style is None else over(look, _run_style(styles, style))


def _toggles(
    element: Element, fonts: bool
) -> tuple[bool | None, bool | None, bool | None, bool | None, str | None, str | None]:
    bold = slanted = hidden = raised = font = style = None
    for child in element.iterchildren(*(_TOGGLES_AND_FONTS if fonts else _TOGGLES)):
        tag = child.tag
        if tag == w.BOLD:
            bold = w.is_on(child.get(w.VALUE))
        elif tag == w.ITALIC or tag == w.UNDERLINE:
            slanted = slanted or w.is_on(child.get(w.VALUE))
        elif tag == w.HIDDEN:
            hidden = w.is_on(child.get(w.VALUE))
        elif tag == w.RAISED:
            raised = child.get(w.VALUE) == "superscript"
        elif tag == w.RUN_STYLE:
            style = child.get(w.VALUE)
        elif tag == w.FONTS:
            font = child.get(w.FONT_OTHER) or child.get(w.FONT_ASCII)
    return bold, slanted, hidden, raised, font, style


def _run_style(styles: Styles, id: str) -> RunLook:
    if id not in styles.runs:
        look = RunLook()
        for style in chain(styles, id):
            properties = style.find(w.RUN_LOOK)
            if properties is not None:
                # A style's own properties name no further character style.
                look = over(look, read_run_look(properties, Styles({}, styles.fonts)))
        styles.runs[id] = look
    return styles.runs[id]


def chain(styles: Styles, id: str | None) -> list[Element]:
    """A style and the ones it is based on, nearest first."""
    found: list[Element] = []
    while id is not None and len(found) < _DEPTH:
        style = styles.by_id.get(id)
        if style is None or style in found:
            break
        found.append(style)
        base = style.find(w.BASED_ON)
        id = None if base is None else base.get(w.VALUE)
    return found


def paragraph_look(properties: Element | None, styles: Styles) -> ParagraphLook:
    """How a paragraph is set; `properties`: its pPr, or None."""
    style = None if properties is None else properties.find(w.PARAGRAPH_STYLE)
    id = styles.default_paragraph if style is None else style.get(w.VALUE)
    look = styles.paragraphs.get(id)
    if look is None:
        look = styles.paragraphs[id] = _paragraph_style(styles, id)
    if properties is None:
        return look
    way = (*_changes(properties, look), id)
    found = styles.paragraph_ways.get(way)
    if found is None:
        found = styles.paragraph_ways[way] = _direct(properties, look)
    return found


def _paragraph_style(styles: Styles, id: str | None) -> ParagraphLook:
    look = ParagraphLook(run=styles.base)
    for style in reversed(chain(styles, id)):
        properties, run = style.find(w.PARAGRAPH_LOOK), style.find(w.RUN_LOOK)
        if properties is not None:
            look = _direct(properties, look)
        if run is not None:
            look = replace(look, run=over(read_run_look(run, Styles({}, styles.fonts)), look.run))
        name = style.find(w.STYLE_NAME)
        text = "" if name is None else (name.get(w.VALUE) or "").casefold()
        heading = _HEADING_NAME.match(text)
        if heading:
            look = replace(look, outline=int(heading.group(1)))
        if _CONTENTS_NAME.match(text):
            look = replace(look, contents=True)
    return replace(look, style=id)


def _direct(properties: Element, look: ParagraphLook) -> ParagraphLook:
    """`look` with what the properties of one paragraph or style change."""
    outline, numbering, placed = _changes(properties, look)
    return replace(look, outline=outline, numbering=numbering, placed=placed)


def _changes(properties: Element, look: ParagraphLook) -> tuple[int, tuple[str, int | None] | None, bool]:
    outline, numbering, placed = look.outline, look.numbering, look.placed
    for child in properties:
        tag = child.tag
        if tag == w.OUTLINE:
            outline = (number(child.get(w.VALUE), 9) + 1) % 10
        elif tag == w.NUMBERING:
            numbering = _numbering(child, numbering)
        elif tag == w.ALIGNMENT:
            placed = child.get(w.VALUE) in _PLACED
        elif tag == w.INDENT:
            placed = placed or number(child.get(w.LEFT) or child.get(w.BEGINNING), 0) >= _FAR_RIGHT
    return outline, numbering, placed


def _numbering(element: Element, below: tuple[str, int | None] | None) -> tuple[str, int | None] | None:
    id, level = element.find(w.NUMBERING_ID), element.find(w.LEVEL_INDEX)
    chosen = (below[0] if below else None) if id is None else id.get(w.VALUE)
    depth = (below[1] if below else None) if level is None else number(level.get(w.VALUE), 0)
    return None if chosen in (None, "0") else (chosen or "", depth)


def number(value: str | None, default: int) -> int:
    """A whole number as attributes write it, the default where it is none."""
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
