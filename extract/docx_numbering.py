"""Labels of automatic numbering ("1.", "a)", "-") as Word shows them. Knows numbering.xml, reads no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extract import docx_names as w
from extract.docx_styles import Styles, number, paragraph_look

Element = Any
_PLACEHOLDER = re.compile(r"%([1-9])")
_DEPTH = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# Marks that say something in the order of a list; every other bullet is a picture and becomes a dash.
_KEPT_BULLETS = frozenset("+*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` holds %1 to %9. `restart`: begins anew after this level, 0 never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Lists:
    """The lists of one package and how far each has been counted.

    Lists that share an abstract definition go on counting together, as in Word.
    """

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_style: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def read_lists(root: Element | None, styles: Styles) -> Lists:
    """The lists below the root of numbering.xml, none where the package has no such part."""
    lists = Lists()
    if root is None:
        return lists
    links: dict[str, str] = {}
    for abstract in root.iterchildren(w.ABSTRACT):
        id = abstract.get(w.ABSTRACT_ATTRIBUTE) or ""
        lists.abstracts[id] = _levels(abstract, id, lists)
        link = abstract.find(w.STYLE_LINK)
        if link is not None:
            links[id] = link.get(w.VALUE) or ""
    for element in root.iterchildren(w.NUMBER):
        _add_number(element, lists)
    for abstract_id, style in links.items():
        _follow_link(lists, styles, abstract_id, style)
    return lists


def label(lists: Lists, numbering: tuple[str, int | None], style: str | None) -> tuple[str, int]:
    """The next label of a list and its level from 1; counts it. Empty where the list shows none.

    `numbering`: numId and level as `ParagraphLook` gives them; `style`: the paragraph's style id.
    """
    id, depth = numbering
    abstract = lists.abstract_of.get(id)
    if abstract is None:
        return "", 1
    if depth is None:
        depth = lists.by_style.get((abstract, style or ""), 0)
    depth = max(0, min(depth, _DEPTH - 1))
    levels = {**lists.abstracts.get(abstract, {}), **lists.levels.get(id, {})}
    level = levels.get(depth)
    if level is None:
        return "", depth + 1
    counts = lists.counts.setdefault(abstract, {})
    _count(lists, id, depth, levels, counts)
    if level.format == "bullet":
        mark = level.text.strip()
        return (mark if mark in _KEPT_BULLETS else "-"), depth + 1
    if level.format == "none":
        return _PLACEHOLDER.sub("", level.text).strip(), depth + 1

    def shown(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        named = levels.get(place, Level())
        form = "decimal" if level.legal else named.format
        return written(counts.get(place, named.start), form)

    return _PLACEHOLDER.sub(shown, level.text).strip(), depth + 1


def _count(lists: Lists, id: str, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
    """Count one paragraph of a list; deeper levels begin anew after it."""
    first = lists.starts.get(id, {}).get(depth)
    if first is not None and (id, depth) not in lists.begun:
        lists.begun.add((id, depth))
        counts[depth] = first
    else:
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
    for deeper in [place for place in counts if place > depth]:
        restart = levels.get(deeper, Level()).restart
        if restart is None or restart > depth:
            del counts[deeper]


def _levels(parent: Element, abstract: str, lists: Lists) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterchildren(w.LEVEL):
        depth = number(element.get(w.LEVEL_ATTRIBUTE), 0)
        found[depth] = _level(element)
        style = element.find(w.PARAGRAPH_STYLE)
        if style is not None:
            lists.by_style[abstract, style.get(w.VALUE) or ""] = depth
    return found


def _level(element: Element) -> Level:
    def value(name: str) -> str | None:
        child = element.find(name)
        return None if child is None else child.get(w.VALUE)

    restart, legal = value(w.RESTART), element.find(w.LEGAL)
    return Level(
        number(value(w.START), 0 if element.find(w.START) is None else 1),
        value(w.FORMAT) or "decimal",
        value(w.LEVEL_TEXT) or "",
        None if restart is None else number(restart, 0),
        legal is not None and w.is_on(legal.get(w.VALUE)),
    )


def _add_number(element: Element, lists: Lists) -> None:
    id = element.get(w.NUMBER_ATTRIBUTE) or ""
    abstract = element.find(w.ABSTRACT_ID)
    if abstract is None:
        return
    lists.abstract_of[id] = abstract.get(w.VALUE) or ""
    for override in element.iterchildren(w.OVERRIDE):
        depth = number(override.get(w.LEVEL_ATTRIBUTE), 0)
        start, level = override.find(w.START_OVERRIDE), override.find(w.LEVEL)
        if level is not None:
            lists.levels.setdefault(id, {})[depth] = _level(level)
        if start is not None:
            lists.starts.setdefault(id, {})[depth] = number(start.get(w.VALUE), 1)


def _follow_link(lists: Lists, styles: Styles, abstract: str, style: str) -> None:
    """A definition that is only a link to a list style takes that style's levels."""
    target = styles.by_id.get(style)
    properties = None if target is None else target.find(w.PARAGRAPH_LOOK)
    if properties is None:
        return
    linked = paragraph_look(properties, Styles({})).numbering
    source = lists.abstract_of.get(linked[0]) if linked else None
    if source is not None:
        lists.abstracts[abstract] = lists.abstracts.get(source, {})


def written(value: int, form: str) -> str:
    """A number as a list shows it; `form` as Word names it: decimal, upperRoman, lowerLetter and the like."""
    if form in ("lowerRoman", "upperRoman"):
        text = _roman(value)
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9) if value > 0 else ""
        return text.upper() if form == "upperLetter" else text
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form in ("none", "bullet") else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, sign in _ROMAN:
        text += sign * (value // size)
        value %= size
    return text
