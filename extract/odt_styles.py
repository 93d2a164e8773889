"""What styles of OpenDocument say of paragraphs, runs and cells, through inheritance. Reads no text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from extract import odt_names as o

Element = Any
_DEEPEST = 20
_HEADING_NAME = re.compile(r"heading[ _]([1-9])$")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)?$")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75, None: 1.0}
# Left indents from here on (points) place a line at the right, as the signature.
_FAR_RIGHT = 140


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of characters and paragraphs; None where nothing is. `outline`: 1 to 9, 0 for none."""

    bold: bool | None = None
    slanted: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    placed: bool | None = None
    outline: int = 0


@dataclass(slots=True)
class Styles:
    """The styles of a file by family and name, with what has been worked out of them."""

    styles: dict[tuple[str, str], Element] = field(default_factory=dict)
    defaults: dict[str, Element] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    drawn: dict[str, bool] = field(default_factory=dict)


def read_styles(roots: Iterable[Element]) -> Styles:
    """The styles below these roots; the first of a name holds."""
    styles = Styles()
    for root in roots:
        for face in root.iter(o.FONT_FACE):
            family = (face.get(o.FACE_FAMILY) or "").strip("'\"")
            styles.fonts.setdefault(face.get(o.NAME) or "", family)
        for style in root.iter(o.STYLE):
            styles.styles.setdefault((style.get(o.FAMILY) or "", style.get(o.NAME) or ""), style)
        for style in root.iter(o.DEFAULT_STYLE):
            styles.defaults.setdefault(style.get(o.FAMILY) or "", style)
    return styles


def paragraph_look(styles: Styles, name: str | None) -> Look:
    """How a paragraph style sets paragraphs and the characters in them."""
    return _look(styles, "paragraph", name or "")


def run_look(styles: Styles, name: str | None, below: Look) -> Look:
    """How a span is set that stands in text set as `below`."""
    return over(_look(styles, "text", name or ""), below)


def is_drawn(styles: Styles, name: str | None) -> bool:
    """Whether lines run along two sides of the cells of a style."""
    key = name or ""
    if key not in styles.drawn:
        style = styles.styles.get(("table-cell", key))
        properties = None if style is None else style.find(o.CELL_LOOK)
        styles.drawn[key] = properties is not None and _lines(properties) >= 2
    return styles.drawn[key]


def _lines(properties: Element) -> int:
    around = properties.get(o.BORDER)
    return sum((properties.get(side) or around or "none") not in ("none", "hidden") for side in o.SIDES)


def over(look: Look, below: Look) -> Look:
    """`look` where it says something, else what lies `below` it."""
    return Look(
        below.bold if look.bold is None else look.bold,
        below.slanted if look.slanted is None else look.slanted,
        below.raised if look.raised is None else look.raised,
        below.hidden if look.hidden is None else look.hidden,
        below.font if look.font is None else look.font,
        below.placed if look.placed is None else look.placed,
        look.outline or below.outline,
    )


def _look(styles: Styles, family: str, name: str) -> Look:
    key = (family, name)
    found = styles.looks.get(key)
    if found is None:
        found = Look()
        style = styles.styles.get(key)
        depth = 0
        while style is not None and depth < _DEEPEST:
            found = over(found, _own(styles, style))
            style = styles.styles.get((family, style.get(o.PARENT) or ""))
            depth += 1
        if family in styles.defaults and family == "paragraph":
            found = over(found, _own(styles, styles.defaults[family]))
        styles.looks[key] = found
    return found


def _own(styles: Styles, style: Element) -> Look:
    look = Look()
    text, paragraph = style.find(o.TEXT_LOOK), style.find(o.PARAGRAPH_LOOK)
    if text is not None:
        look = _characters(styles, text)
    if paragraph is not None:
        align, margin = paragraph.get(o.ALIGN), _points(paragraph.get(o.MARGIN))
        if align is not None or margin >= _FAR_RIGHT:
            look = replace(look, placed=align in ("center", "end", "right") or margin >= _FAR_RIGHT)
    heading = _HEADING_NAME.search((style.get(o.DISPLAY_NAME) or style.get(o.NAME) or "").casefold())
    outline = style.get(o.DEFAULT_OUTLINE) or (heading.group(1) if heading else "")
    return replace(look, outline=int(outline) if outline.isdigit() and len(outline) == 1 else 0)


def _characters(styles: Styles, text: Element) -> Look:
    weight, slant = text.get(o.WEIGHT), text.get(o.SLANT)
    underline, position, display = text.get(o.UNDERLINE), text.get(o.POSITION), text.get(o.DISPLAY)
    name, family = text.get(o.FONT_NAME), text.get(o.FONT_FAMILY)
    font = styles.fonts.get(name, name) if name else family
    slanted = None
    if slant is not None or underline is not None:
        slanted = slant in ("italic", "oblique") or underline not in (None, "none")
    return Look(
        None if weight is None else weight == "bold" or (weight.isdigit() and int(weight[:4]) >= 600),
        slanted,
        None if position is None else position.startswith("super") or _percent(position) > 0,
        None if display is None else display == "none",
        None if font is None else font.strip("'\""),
    )


def _percent(position: str) -> float:
    return _number(position.split()[0].rstrip("%")) if position.split() else 0


def _points(length: str | None) -> float:
    found = _LENGTH.match(length or "")
    return _number(found[1]) * _POINTS[found[2]] if found else 0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0
