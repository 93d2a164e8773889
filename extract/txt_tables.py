"""Tables drawn in plain text with bars, box characters or tabs. Knows lines, no paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.joining import clean
from extract.span_grids import SpanGrid
from extract.story import Paragraph, Run, Table

_BARS = re.compile(r"[|│┃║¦]")
_RULE = re.compile(r"[\s|│┃║¦+:=_\-─━═┄┈╌┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫]+")
_STROKES = re.compile(r"[-=_─━═┄┈╌]{2,}")
_NUMBER = re.compile(r"[-+]?\d[\d.,/%\s]*")
# Two columns are a table only where so many lines follow each other and end in a number.
_NUMBERED_LINES = 3
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table in the lines `start` to `end`; `lines`: for each row of the grid the line where it begins."""

    start: int
    end: int
    table: Table
    lines: tuple[int, ...]


def find_tables(lines: Sequence[str]) -> list[Drawn]:
    """The tables among lines, in order and apart."""
    found: list[Drawn] = []
    at = 0
    while at < len(lines):
        end, drawn = _barred(lines, at)
        if drawn is None and end == at:
            end, drawn = _tabbed(lines, at)
        found += [drawn] if drawn else []
        at = max(end, at + 1)
    return found


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and bool(_STROKES.search(line))


def _cuts(line: str) -> list[int]:
    """Where bars stand, those that close the line on either side included."""
    return [found.start() for found in _BARS.finditer(line)]


def _barred(lines: Sequence[str], start: int) -> tuple[int, Drawn | None]:
    """The end of the lines with bars that begin at a line, and the table that they are if they are one.

    Lines that only draw rules part its rows.
    """
    end = start
    while end < len(lines) and (_is_rule(lines[end]) or len(_cells(lines[end])) > 1):
        end += 1
    rows = [number for number in range(start, end) if not _is_rule(lines[number])]
    if len(rows) < 2 or not _alike([len(_cells(lines[number])) for number in rows]):
        return end, None
    return end, _made(start, end, [(group, [lines[n] for n in group]) for group in _groups(lines, rows)])


def _alike(counts: Sequence[int]) -> bool:
    """Whether most rows have as many cells as the widest; running text with a bar here and there has not."""
    widest = max(counts)
    return sum(2 * count >= widest for count in counts) >= 0.8 * len(counts) and widest <= _MOST_COLUMNS


def _groups(lines: Sequence[str], rows: Sequence[int]) -> list[list[int]]:
    """Lines that make one row each: where rules part all rows, a line without a first cell goes on."""
    parts: list[list[int]] = [[rows[0]]]
    for before, number in pairwise(rows):
        if number == before + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    if len(parts) < 3:
        return [[number] for number in rows]
    groups: list[list[int]] = []
    for part in parts:
        groups.append([part[0]])
        for number in part[1:]:
            if _cells(lines[number])[0]:
                groups.append([number])
            else:
                groups[-1].append(number)
    return groups


def _made(start: int, end: int, groups: Sequence[tuple[Sequence[int], Sequence[str]]]) -> Drawn | None:
    full = max((_cuts(text) for _, texts in groups for text in texts), key=len)
    grid = SpanGrid()
    for _, texts in groups:
        grid.next_row()
        spans = _spans(texts[0], full)
        columns = [_cells(text) for text in texts]
        for place, first in enumerate(columns[0]):
            below = [column[place] for column in columns[1:] if place < len(column)]
            content = tuple(Paragraph((Run(text),)) for text in (first, *below) if text)
            grid.add(content, 1, spans[place])
    table = grid.table(ruled=True)
    return None if table is None else Drawn(start, end, table, tuple(group[0] for group, _ in groups))


def _spans(line: str, full: Sequence[int]) -> list[int]:
    """How many columns each cell of a line covers, by the bars of the line that has most of them."""
    cuts, cells = _cuts(line), _cells(line)
    if len(cuts) == len(full) or not set(cuts) <= set(full) or len(cuts) != len(cells) + 1:
        return [1] * len(cells)
    places = [full.index(cut) for cut in cuts]
    return [last - first for first, last in pairwise(places)]


def _cells(line: str) -> list[str]:
    """The cells of a line with bars; bars that only close it make none. One cell where there are no bars."""
    parts = [clean(part) for part in _BARS.split(line)]
    if len(parts) > 1:
        if not parts[0] and _BARS.match(line.lstrip()):
            parts = parts[1:]
        if len(parts) > 1 and not parts[-1] and _BARS.match(line.rstrip()[-1:]):
            parts = parts[:-1]
    return parts


def _tabbed(lines: Sequence[str], start: int) -> tuple[int, Drawn | None]:
    """The end of the lines with tabs that begin at a line, and the table that they are if they are one."""
    width = len(_columns(lines[start]))
    end = start
    while end < len(lines) and 1 < len(_columns(lines[end])) <= width + 1:
        width = max(width, len(_columns(lines[end])))
        end += 1
    rows = [_columns(line) for line in lines[start:end]]
    if len(rows) < 2 or width > _MOST_COLUMNS or sum(len(row) == width for row in rows) * 2 < len(rows):
        return end, None
    numbered = sum(_NUMBER.fullmatch(row[-1]) is not None for row in rows)
    if width < 3 and (len(rows) < _NUMBERED_LINES or 2 * numbered < len(rows)):
        return end, None
    grid = SpanGrid()
    for row in rows:
        grid.next_row()
        for text in (*row, *[""] * (width - len(row))):
            grid.add((Paragraph((Run(text),)),) if text else ())
    table = grid.table(ruled=False)
    return end, None if table is None else Drawn(start, end, table, tuple(range(start, end)))


def _columns(line: str) -> list[str]:
    """The cells of a line with tabs, without empty ones at its end; several tabs in front only indent."""
    if "\t" not in line.strip():
        return [clean(line)] if line.strip() else []
    return [clean(part) for part in line.rstrip().split("\t")]
