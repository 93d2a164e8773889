"""Text of an Excel sheet outside its cells: text boxes, page headers and footers. Knows no cells."""

from __future__ import annotations

import re

from extract.sheet_cells import Box, Run
from extract.xlsx_parts import Element, Parts, local

_MOST_BOXES = 1_000
# Page headers: sections, fonts, colours, sizes, and what the program fills in.
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z+&-])')
_SECTIONS = re.compile("&[LCR]")
_PAGE_TAGS = {"oddHeader": "header", "evenHeader": "header", "oddFooter": "footer", "evenFooter": "footer"}


def read_boxes(parts: Parts, sheet: str) -> list[Box]:
    """The text boxes of the sheet in this part, from top to bottom; none where they cannot be read."""
    found: list[Box] = []
    for link in parts.links(sheet):
        root = parts.root(link.target) if link.kind == "drawing" else None
        for anchor in () if root is None else root:
            row = _row(anchor)
            for body in anchor.iter("{*}txBody"):
                lines = tuple(line for p in body if local(p) == "p" and (line := _line(p)))
                if lines and len(found) < _MOST_BOXES:
                    found.append(Box(row, lines))
    return sorted(found, key=lambda box: box.row)


def _row(anchor: Element) -> int:
    """The row that a shape begins in, 0 where it stands free."""
    for start in anchor:
        if local(start) == "from":
            for child in start:
                text = child.text or ""
                if local(child) == "row" and text.isascii() and text.isdigit() and len(text) < 9:
                    return int(text)
    return 0


def _line(paragraph: Element) -> tuple[Run, ...]:
    """A paragraph's runs with their fonts, none where it says nothing."""
    runs: list[Run] = []
    for child in paragraph:
        tag = local(child)
        if tag in ("r", "fld"):
            text = "".join(t.text or "" for t in child if local(t) == "t")
            fonts = (face.get("typeface") or "" for look in child for face in look if local(face) == "latin")
            runs.append(Run(text, next(fonts, "")))
        elif tag == "br":
            runs.append(Run("\n"))
    return tuple(runs) if any(run.text.strip() for run in runs) else ()


def page_texts(element: Element) -> list[tuple[str, str]]:
    """(header or footer, text) of what is printed on every page, without page numbers and the like."""
    found: list[tuple[str, str]] = []
    for child in element:
        kind = _PAGE_TAGS.get(local(child))
        if kind is None:
            continue
        for section in _SECTIONS.split(child.text or ""):
            text = _CODES.sub(lambda code: "&" if code[0] == "&&" else "", section).strip()
            # "Trang 1/3" without its numbers says nothing.
            if sum(map(str.isalpha, text)) > len("Trang") and (kind, text) not in found:
                found.append((kind, text))
    return found
