"""What stands on a page after its geometry is understood: strips of lines and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extract.document import BBox
from extract.pdf_page import Line


class Margins(NamedTuple):
    """Where text of a page or column begins and ends across, in points from the left of the page.

    `justified`: full lines end at `right`.
    """

    left: float
    right: float
    justified: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table; `page` counts from 1. Its text may hold newlines between paragraphs."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    page: int
    bbox: BBox | None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order. `xs`: column edges. `inside`: box of the cell that this table stands in.

    `columns`: where the texts of a table without rules begin and end across.
    """

    page: int
    bbox: BBox
    rows: int
    cols: int
    cells: tuple[TableCell, ...]
    ruled: bool
    xs: tuple[float, ...] = ()
    inside: BBox | None = None
    columns: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """Lines below each other between the same margins."""

    lines: tuple[Line, ...]
    margins: Margins


@dataclass(frozen=True, slots=True)
class Aside:
    """Text outside of the body's flow: a running header or footer, or a footnote."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Leaf:
    """One page read: its body in order, and what stands above and below it.

    `dropped`: letters left out on purpose (marks that point to notes).
    """

    page: int
    body: list[Strip | Table] = field(default_factory=list)
    above: list[Aside] = field(default_factory=list)
    below: list[Aside] = field(default_factory=list)
    dropped: int = 0
