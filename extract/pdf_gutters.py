"""Tables without rules: rows of figures between gutters that stay free. Knows positions and digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from extract.pdf_columns import widen
from extract.pdf_cuts import intervals
from extract.pdf_page import Word, words_text

Row = tuple[Word, ...]
Piece = tuple[int, Row]

_FIGURE = re.compile(r"[-+–]?\(?\d[\d.,/% ]*\)?|[-–…]|x|X")
_YEAR = re.compile(r"(?:19|20)\d\d")
# In letter sizes: gaps that may be gutters, the room a gutter keeps, the distance that ends a table,
# and the distance up to which lines may belong to one row.
_GAP = 0.55
_ROOM = 0.35
_FARTHEST = 3.4
_SAME_ROW = 1.75
_LEAST_COLUMNS = 3
_LEAST_FIGURES = 3
_WIDE = 4
_LOOK_AHEAD = 30
_TEXT_WORDS = 7
_SPANNED = 3
# The middle of a letter above its baseline.
_MIDDLE = 0.3


@dataclass(frozen=True, slots=True)
class Open:
    """A table without rules: rows `first` to `last` (inclusive) of the page; `rows` of (column, words)."""

    first: int
    last: int
    columns: list[tuple[float, float]]
    rows: list[list[Piece]]


def find_open_tables(rows: Sequence[Row]) -> list[Open]:
    """Tables of three columns or more with figures behind the first, or of four and more with any text."""
    found: list[Open] = []
    pieces = [_pieces(row) for row in rows]
    at = floor = 0
    while at < len(rows):
        if len(pieces[at]) >= _LEAST_COLUMNS:
            seed = _seed(rows, pieces, at)
            table = _grown(rows, seed, [_reach(piece) for piece in pieces[seed]], floor)
            if table.first <= at <= table.last and (_has_figures(table) or _is_wide(table)):
                found.append(table)
                at = floor = table.last + 1
                continue
        at += 1
    return found


def _seed(rows: Sequence[Row], pieces: list[list[Row]], at: int) -> int:
    """The row with most pieces among the next ones, before a line of running text or a wide gap."""
    best = at
    for i in range(at + 1, min(at + _LOOK_AHEAD, len(rows))):
        text = len(pieces[i]) == 1 and len(rows[i]) >= _TEXT_WORDS
        if text or rows[i][0].y - rows[i - 1][0].y > _FARTHEST * rows[i][0].size:
            break
        if len(pieces[i]) > len(pieces[best]):
            best = i
    return best


def _is_wide(table: Open) -> bool:
    """Four columns or more, with text in four of them on two lines."""
    return sum(len(line) >= _WIDE for line in table.rows) >= 2


def continued(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> Open | None:
    """The rows at the top of a page that stand in the columns of a table that ended the page before."""
    widened = _widened(list(columns), rows[0]) if rows else None
    if widened is None or not any(_counts(row, 1) for row in rows[:4]):
        return None
    return _grown(rows, 0, widened, 0)


def _counts(row: Row, least: int = 2) -> bool:
    """Whether a row has three pieces or more, and figures behind the first."""
    pieces = _pieces(row)
    return len(pieces) >= _LEAST_COLUMNS and sum(is_figure(piece) for piece in pieces[1:]) >= least


def is_figure(words: Row) -> bool:
    """Whether these words are a number, a percentage or the sign of an empty cell."""
    return _FIGURE.fullmatch(words_text(words)) is not None


def _is_year(words: Row) -> bool:
    return _YEAR.fullmatch(words_text(words)) is not None


def _pieces(row: Row) -> list[Row]:
    parts: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > _GAP * word.size:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _reach(piece: Row) -> tuple[float, float]:
    return piece[0].x0, piece[-1].x1


def _grown(rows: Sequence[Row], at: int, columns: list[tuple[float, float]], floor: int) -> Open:
    """The table around row `at`, downwards and then up to row `floor`."""
    first = last = at
    while last + 1 < len(rows) and rows[last + 1][0].y - rows[last][0].y < _FARTHEST * rows[last][0].size:
        widened = _widened(columns, rows[last + 1])
        if widened is None:
            break
        columns, last = widened, last + 1
    while first > floor and rows[first][0].y - rows[first - 1][0].y < _SAME_ROW * rows[first][0].size:
        widened = _widened(columns, rows[first - 1])
        if widened is None:
            break
        columns, first = widened, first - 1
    lines = [_placed(columns, rows[i]) for i in range(first, last + 1)]
    while first < at and len(lines[0]) == 1:
        first, lines = first + 1, lines[1:]
    while len(lines) > 1 and last > at and _stands_apart(lines):
        last, lines = last - 1, lines[:-1]
    return Open(first, last, columns, lines)


def _stands_apart(lines: list[list[Piece]]) -> bool:
    """A last line in one column, set off from the line above it, is text below the table."""
    if len(lines[-1]) > 1:
        return False
    above, below = lines[-2][0][1][0], lines[-1][0][1][0]
    return below.y - above.y > _SAME_ROW * below.size


def _widened(columns: list[tuple[float, float]], row: Row) -> list[tuple[float, float]] | None:
    """The columns with room for this row, None where a word of it would close a gutter.

    A line of running text is no row, even where its spaces happen to stand at the gutters.
    """
    widened = list(columns)
    room = _ROOM * row[0].size
    pieces = _pieces(row)
    if len(pieces) == 1 and len(row) >= _TEXT_WORDS:
        left, right = _reach(row)
        if sum(left < b and a < right for a, b in columns) >= _SPANNED:
            return None
    for piece in pieces:
        for part in _split(piece, widened, room):
            if not widen(widened, *_reach(part)):
                return None
    if any(b[0] - a[1] < room for a, b in pairwise(widened)):
        return None
    return widened


def _split(piece: Row, columns: list[tuple[float, float]], room: float) -> list[Row]:
    """A piece that reaches over several columns, cut at its gaps that lie between them."""
    left, right = _reach(piece)
    if sum(left < b and a < right for a, b in columns) < 2:
        return [piece]
    parts: list[list[Word]] = [[piece[0]]]
    for before, word in pairwise(piece):
        between = any(
            before.x1 <= b[0] + room and word.x0 >= a[1] - room and before.x0 < b[0] and word.x1 > a[1]
            for a, b in pairwise(columns)
        )
        if between and word.x0 - before.x1 > room:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _placed(columns: list[tuple[float, float]], row: Row) -> list[Piece]:
    """The words of a row by column; pieces of one column stand together."""
    found: dict[int, list[Word]] = {}
    for word in row:
        middle = (word.x0 + word.x1) / 2
        column = min(
            range(len(columns)), key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0)
        )
        found.setdefault(column, []).append(word)
    return [(column, tuple(words)) for column, words in sorted(found.items())]


def _has_figures(table: Open) -> bool:
    columns = len(table.columns)
    figures, every = [0] * columns, [0] * columns
    for line in table.rows:
        for column, words in line:
            every[column] += 1
            figures[column] += is_figure(words)
    return any(f >= _LEAST_FIGURES and 2 * f > n for f, n in list(zip(figures, every, strict=True))[1:])


def grid_rows(lines: list[list[Piece]], at: Sequence[float] = ()) -> list[dict[int, list[Row]]]:
    """Lines put together to the rows of the table: a line with a figure behind the first column, or a line
    set apart, opens one; the lines above the first figures are its head.

    `at`: heights at which something drawn parts rows. What stands between two of them is one row, unless a
    column behind the first holds several figures there.
    """
    between = intervals([line[0][1][0].y - _MIDDLE * line[0][1][0].size for line in lines], at)
    rows: list[dict[int, list[Row]]] = []
    for _, group in groupby(zip(between, lines, strict=True), key=itemgetter(0)):
        own = [line for _, line in group]
        rows += [_whole(own)] if len(set(between)) > 1 and not _stacked(own) else _told_apart(own)
    return rows


def _whole(lines: list[list[Piece]]) -> dict[int, list[Row]]:
    row: dict[int, list[Row]] = {}
    for line in lines:
        for column, words in line:
            row.setdefault(column, []).append(words)
    return row


def _stacked(lines: list[list[Piece]]) -> bool:
    """Whether figures stand below each other in a column behind the first."""
    columns = [column for line in lines for column, words in line if column and is_figure(words)]
    figures = [column for column in columns if columns.count(column) > 1]
    return bool(figures) and not all(
        _is_year(words) for line in lines for column, words in line if column in figures and is_figure(words)
    )


def _told_apart(lines: list[list[Piece]]) -> list[dict[int, list[Row]]]:
    """The rows of lines between which nothing is drawn."""
    drops = [(b[0][1][0].y - a[0][1][0].y) / b[0][1][0].size for a, b in pairwise(lines)]
    close = 1.2 * min((drop for drop in drops if drop > 0.9), default=0.0)
    rows: list[dict[int, list[Row]]] = []
    counted = False
    for i, line in enumerate(lines):
        figures = any(is_figure(words) for column, words in line if column)
        if figures and rows and not counted and all(_is_year(words) for _, words in line if is_figure(words)):
            figures = False
        apart = i > 0 and drops[i - 1] > max(close, 1.0)
        opens = not rows or figures or (apart and (counted or drops[i - 1] > _SAME_ROW))
        if opens:
            rows.append({})
        counted = counted or figures
        for column, words in line:
            rows[-1].setdefault(column, []).append(words)
    return rows
