"""Where paragraphs and cells stand in files without pages: ways that lead back to them. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extract.document import BlockKind

# What these hold is no data: their tables only place text.
PLAIN_ZONES = ("header", "footer", "footnote")


@dataclass(frozen=True, slots=True)
class Zone:
    """Where paragraphs stand: `place` begins their places, `kind` overrules what they look like."""

    place: str
    kind: BlockKind | None = None


class Spanning(Protocol):
    """Where a cell stands in its grid, from 0, and how far it reaches."""

    @property
    def row(self) -> int: ...
    @property
    def col(self) -> int: ...
    @property
    def rowspan(self) -> int: ...
    @property
    def colspan(self) -> int: ...


def place_of(place: str, cell: Spanning) -> str:
    """The way to a cell of the table at `place`, its rows and columns counted from 1."""
    return f"{place}/r[{cell.row + 1}]/c[{cell.col + 1}]"
