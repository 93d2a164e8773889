"""Text of diagrams (SmartArt) and the presence of charts in a Word package. Knows no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.docx_body import Walk
from extract.docx_package import Package
from extract.joining import Piece, clean

Element = Any
DIAGRAM, CHARTS = "diagramData", frozenset(("chart", "chartEx"))


def read_diagrams(walk: Walk, package: Package) -> None:
    """Add the points of diagrams, each a box of its own behind the body."""
    for number, part in enumerate((part for part in package.parts if part.kind == DIAGRAM), 1):
        for place, point in enumerate(() if part.root is None else part.root.iter("{*}pt"), 1):
            text = clean("\n".join(_lines(point)))
            if text:
                at = f"diagram[{number}]/p[{place}]"
                walk.pieces.append(Piece("box", text, place=at, reader="python-docx"))
                walk.tally.kept.append(text)
                walk.foreign_texts.append(text)


def _lines(point: Element) -> Iterator[str]:
    """The paragraphs of a point; usual and Strict files differ in the namespaces of drawings."""
    for paragraph in point.iterfind("{*}t/{*}p"):
        yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


def count_charts(package: Package) -> int:
    """How many charts there are, whose numbers are not read."""
    return sum(part.kind in CHARTS for part in package.parts)
