"""How HTML elements are set: tags, attributes and the simple rules of style sheets. Knows no structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?$", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|cm|mm|in|px|em|rem)?$")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, None: 0.75}
# Left margins from here on (points) place a line at the right, as the signature.
_FAR_RIGHT = 140
_MOST_RULES = 5_000
_LARGEST = 1_000_000

# What tags say by their nature.
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_SLANTED = frozenset(("i", "em", "u", "cite", "var", "dfn", "ins"))
_SIDES = ("top", "left", "bottom", "right")
Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What holds inside an element. `kept`: white space is kept as typed. `lists`: items have marks."""

    bold: bool = False
    slanted: bool = False
    raised: bool = False
    hidden: bool = False
    placed: bool = False
    kept: bool = False
    lists: bool = True
    font: str = ""


@dataclass(slots=True)
class Sheet:
    """Declarations by (tag or nothing, class or nothing); looks worked out already by what decides them."""

    rules: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    inline: dict[str, dict[str, str]] = field(default_factory=dict)


def add_rules(sheet: Sheet, text: str) -> None:
    """Take in the rules of a style sheet; only those for a tag, a class or both are understood."""
    for rule in _without_comments(text[:_LARGEST]).split("}"):
        head, _, body = rule.rpartition("{")
        # What stands in front of an inner brace is a condition.
        selectors, declared = head.rpartition("{")[2], _declared(body)
        for selector in selectors.split(","):
            found = _SELECTOR.match(selector.strip())
            if found and found.group() and len(sheet.rules) < _MOST_RULES:
                key = ((found[1] or "").lower(), (found[2] or "").lower())
                sheet.rules.setdefault(key, {}).update(declared)


def _without_comments(text: str) -> str:
    parts = []
    for number, part in enumerate(text.replace("<!--", "").replace("-->", "").split("/*")):
        parts.append(part.partition("*/")[2] if number else part)
    return " ".join(parts)


def declared_for(sheet: Sheet, tag: str, attributes: Mapping[str, str]) -> Declarations:
    """What sheets and the element itself declare, the nearest last."""
    found = dict(sheet.rules.get((tag, ""), ()))
    for name in attributes.get("class", "").lower().split()[:8]:
        found.update(sheet.rules.get(("", name), ()))
        found.update(sheet.rules.get((tag, name), ()))
    style = attributes.get("style")
    if style:
        if style not in sheet.inline:
            sheet.inline[style] = _declared(style)
        found.update(sheet.inline[style])
    return found


def look_of(tag: str, attributes: Mapping[str, str], declared: Declarations, below: Look) -> Look:
    """How an element is set inside another."""
    look = below
    if tag in _BOLD:
        look = replace(look, bold=True)
    elif tag in _SLANTED:
        look = replace(look, slanted=True)
    elif tag == "sup":
        look = replace(look, raised=True)
    elif tag == "pre":
        look = replace(look, kept=True)
    elif tag == "center":
        look = replace(look, placed=True)
    elif tag == "font" and attributes.get("face"):
        look = replace(look, font=_first_font(attributes["face"]))
    if "align" in attributes and tag not in ("table", "img"):
        look = replace(look, placed=attributes["align"].lower() in ("center", "right"))
    if "hidden" in attributes:
        look = replace(look, hidden=True)
    return _with_declared(look, declared) if declared else look


def drawn_sides(declared: Declarations) -> int:
    """Along how many sides of a cell a line is declared."""
    around = declared.get("border", declared.get("border-style", ""))
    return sum(_is_line(declared.get(f"border-{side}", around)) for side in _SIDES)


def _is_line(border: str) -> bool:
    words = border.split()
    return bool(words) and "none" not in words and "hidden" not in words and words[0] not in ("0", "0px")


def _declared(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower().removesuffix("!important").strip()
            if name.strip().lower() in ("font-family", "font"):
                found["font-as-written"] = value.strip() if "family" in name.lower() else ""
    return found


def _with_declared(look: Look, declared: Declarations) -> Look:
    weight, slant = declared.get("font-weight"), declared.get("font-style")
    if weight is not None:
        look = replace(look, bold=weight.startswith("bold") or (weight.isdigit() and int(weight[:4]) >= 600))
    if slant is not None:
        look = replace(look, slanted=slant in ("italic", "oblique"))
    if declared.get("text-decoration", "").startswith("underline"):
        look = replace(look, slanted=True)
    if declared.get("vertical-align") == "super":
        look = replace(look, raised=True)
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        look = replace(look, hidden=True)
    if declared.get("visibility") in ("hidden", "collapse"):
        look = replace(look, hidden=True)
    align = declared.get("text-align")
    if align is not None:
        look = replace(look, placed=align in ("center", "right", "end"))
    if _points(declared.get("margin-left", "")) >= _FAR_RIGHT:
        look = replace(look, placed=True)
    if declared.get("white-space", "").startswith("pre"):
        look = replace(look, kept=True)
    if "list-style-type" in declared or "list-style" in declared:
        shown = declared.get("list-style-type", declared.get("list-style", ""))
        look = replace(look, lists="none" not in shown.split())
    if declared.get("font-as-written"):
        look = replace(look, font=_first_font(declared["font-as-written"]))
    return look


def _first_font(families: str) -> str:
    return families.split(",")[0].strip().strip("'\"")


def _points(length: str) -> float:
    found = _LENGTH.match(length)
    return float(found[1]) * _POINTS[found[2]] if found else 0
