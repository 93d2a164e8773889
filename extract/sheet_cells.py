"""What readers of spreadsheets find: sheets of cells with text, look and merges. Knows no file format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# What one workbook may hold; annex tables of reports are far below.
MOST_CELLS = 300_000
MOST_SHEETS = 500


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text in one font, whose name is empty where it is not known."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell that says something. `row`, `col`: from 0. `number`: it holds a number, no typed text.

    `ruled`: a line is drawn around it.
    """

    row: int
    col: int
    runs: tuple[Run, ...]
    number: bool = False
    bold: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A merged rectangle, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Box:
    """A text box that begins in a row: its paragraphs in runs."""

    row: int
    lines: tuple[tuple[Run, ...], ...]


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells in reading order, its merges, and the rows with ruled cells, also empty ones.

    `boxes`: from top to bottom. `page_texts`: (header or footer, text).
    """

    name: str
    cells: list[SheetCell] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    ruled_rows: set[int] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)
    page_texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """The sheets that are shown, and what the reader noticed.

    `hidden`: names of the sheets left out. `hidden_lines`: rows and columns that are kept but not shown.
    `errors`: cells with #REF! and the like. `uncomputed`: formulas without a stored result.
    `unread`: sheets that are damaged.
    """

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    hidden_lines: int = 0
    errors: int = 0
    uncomputed: int = 0
    unread: int = 0


def text_of(runs: Iterable[Run]) -> str:
    """The text of a cell."""
    return "".join(run.text for run in runs)
