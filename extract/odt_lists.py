"""Labels of lists and numbered headings of OpenDocument. Knows list styles, reads no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extract import odt_names as o
from extract.docx_numbering import Level, Lists, label
from extract.docx_styles import number

Element = Any
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OUTLINE = "outline"
_LEVELS = (o.NUMBER_LEVEL, o.BULLET_LEVEL, o.IMAGE_LEVEL, o.OUTLINE_LEVEL_STYLE)


@dataclass(slots=True)
class Numbering:
    """Lists of a file and how far each has been counted; every list that begins anew counts for itself.

    `styles`: levels by the name of a list style. `last`: the list that was counted last, by its style.
    """

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    last: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


def read_numbering(roots: Iterable[Element]) -> Numbering:
    """The list styles below these roots; the first of a name holds."""
    numbering = Numbering()
    for root in roots:
        for style in root.iter(o.LIST_STYLE):
            numbering.styles.setdefault(style.get(o.NAME) or "", _levels(style))
        for style in root.iter(o.OUTLINE_STYLE):
            _begin(numbering, _OUTLINE, _levels(style))
    return numbering


def open_list(numbering: Numbering, element: Element, style: str) -> str:
    """The key under which an outermost list counts."""
    continued = numbering.named.get(element.get(o.CONTINUED_LIST) or "")
    if continued is None and element.get(o.CONTINUES) == "true":
        continued = numbering.last.get(style)
    key = continued or f"{style}/{len(numbering.lists.abstracts)}"
    if continued is None:
        _begin(numbering, key, numbering.styles.get(style, {}))
    numbering.last[style] = key
    if element.get(o.ID):
        numbering.named[element.get(o.ID)] = key
    return key


def item_label(numbering: Numbering, key: str, depth: int, item: Element) -> str:
    """The next label of a list at a depth from 0; counts it."""
    start = item.get(o.START)
    if start is not None:
        numbering.lists.counts.setdefault(key, {})[depth] = number(start, 1) - 1
    return label(numbering.lists, (key, depth), None)[0]


def heading_label(numbering: Numbering, level: int) -> str:
    """The next number of a heading that stands in no list, empty where headings have none."""
    return label(numbering.lists, (_OUTLINE, level - 1), None)[0]


def _begin(numbering: Numbering, key: str, levels: dict[int, Level]) -> None:
    numbering.lists.abstracts[key] = levels
    numbering.lists.abstract_of[key] = key


def _levels(style: Element) -> dict[int, Level]:
    return {number(level.get(o.LEVEL), 1) - 1: _level(level) for level in style if level.tag in _LEVELS}


def _level(element: Element) -> Level:
    if element.tag in (o.BULLET_LEVEL, o.IMAGE_LEVEL):
        return Level(1, "bullet", element.get(o.BULLET) or "-")
    depth = number(element.get(o.LEVEL), 1)
    form = _FORMATS.get(element.get(o.NUMBER_FORMAT) or "", "none")
    shown = max(1, min(number(element.get(o.DISPLAYED), 1), depth))
    places = ".".join(f"%{place}" for place in range(depth - shown + 1, depth + 1)) if form != "none" else ""
    text = f"{element.get(o.PREFIX) or ''}{places}{element.get(o.SUFFIX) or ''}"
    return Level(number(element.get(o.START), 1), form, text if places else "")
