"""What readers of flowing formats hand over: stories of paragraphs and tables, with their runs.

Knows no format. A run's letters are still as typed for its font: old letters are repaired run by run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set alike; line breaks are newlines. `font`: the name of theirs, empty where unknown.

    `slanted`: italic or underlined. `raised`: a superscript.
    """

    text: str
    font: str = ""
    bold: bool = False
    slanted: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`label`: its automatic number, `depth`: of its list from 1, 0 for none. `placed`: centred or right.

    `outline`: heading level 1 to 9, 0 for none. `contents`: a line of a table of contents. `boxes`: text
    boxes that are anchored here.
    """

    runs: tuple[Run, ...] = ()
    label: str = ""
    depth: int = 0
    placed: bool = False
    outline: int = 0
    contents: bool = False
    boxes: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its top left position, counted from 0."""

    row: int
    col: int
    rowspan: int
    colspan: int
    content: Story


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row and column, no two over the same position. `ruled`: as in `Grid`."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    ruled: bool | None = None


Story: TypeAlias = "Sequence[Paragraph | Table]"


@dataclass(frozen=True, slots=True)
class Report:
    """All stories of a file, notes in the order of their marks, page parts in the order of the file."""

    body: Story
    footnotes: tuple[Story, ...] = ()
    endnotes: tuple[Story, ...] = ()
    headers: tuple[Story, ...] = ()
    footers: tuple[Story, ...] = ()


def merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs of which those that are set alike and stand together are one."""
    found: list[Run] = []
    for (font, bold, slanted, raised), alike in groupby(runs, key=_setting):
        found.append(Run("".join([run.text for run in alike]), font, bold, slanted, raised))
    return tuple(found)


def _setting(run: Run) -> tuple[str, bool, bool, bool]:
    return run.font, run.bold, run.slanted, run.raised


def runs_of(report: Report) -> list[Run]:
    """All runs of a report, in the order of its stories."""
    found: list[Run] = []
    waiting: list[Paragraph | Table] = [element for story in stories_of(report) for element in story][::-1]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Table):
            waiting += [inner for cell in element.cells for inner in cell.content][::-1]
        else:
            found += element.runs
            waiting += [inner for box in element.boxes for inner in box][::-1]
    return found


def stories_of(report: Report) -> list[Story]:
    """The stories of a report in reading order."""
    return [report.body, *report.footnotes, *report.endnotes, *report.headers, *report.footers]
