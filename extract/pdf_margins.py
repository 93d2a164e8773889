"""Running headers and footers, page numbers and footnotes: the rows of a page that are not its body.

Knows places, repetition and the marks of notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.pdf_page import Rule, Sheet, Word, letters_in, line_of, words_text
from extract.pdf_wrapping import width

Row = tuple[Word, ...]

_EDGE = 0.14
_MOST_RUNNING = 3
_LONG = 60
_PAGE_NUMBER = re.compile(
    r"(?i)[-–—\s(\[.]*(?:(?:trang|page|tr\.?)\s*[:.]?\s*)?(\d{1,4})(?:\s*[/|]\s*\d{1,4})?[-–—\s)\].]*"
)
_DIGITS = re.compile(r"\d+")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3})[\])]?")
_SMALLER = 0.9
_SHORT_RULE = (25.0, 0.62)
# Rows a page apart in height by this much are the same running row, in points.
_SAME_PLACE = 4.0


@dataclass(slots=True)
class Parted:
    """The rows of one page by what they are. `notes`: one group of rows a footnote."""

    body: list[Row]
    headers: list[Row] = field(default_factory=list)
    footers: list[Row] = field(default_factory=list)
    notes: list[list[Row]] = field(default_factory=list)
    marks: frozenset[str] = frozenset()


def part(sheets: Sequence[Sheet], rows: Sequence[list[Row]]) -> list[Parted]:
    """Part the rows outside of tables, page by page."""
    parted = [Parted(list(own)) for own in rows]
    _take_running(sheets, parted)
    _take_numbers(sheets, parted)
    usual = usual_size(row for own in parted for row in own.body)
    for sheet, own in zip(sheets, parted, strict=True):
        _take_notes(sheet, own, usual)
    return parted


def usual_size(rows: Iterable[Row]) -> float:
    """The letter size that most letters have, 0 where there are none."""
    sizes: Counter[float] = Counter()
    for row in rows:
        for word in row:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes, key=lambda s: sizes[s]) if sizes else 0.0


def _key(row: Row) -> str:
    return _DIGITS.sub("#", words_text(row).casefold())


def _take_running(sheets: Sequence[Sheet], parted: list[Parted]) -> None:
    """Rows that stand at the same height at the edge of several pages and say the same but for numbers."""
    for top in (True, False):
        seen: dict[str, list[tuple[int, float]]] = {}
        for i, (sheet, own) in enumerate(zip(sheets, parted, strict=True)):
            for row in _edge_rows(own.body, sheet, top):
                seen.setdefault(_key(row), []).append((i, row[0].y if top else sheet.height - row[0].y))
        running = {key for key, places in seen.items() if _repeats(key, places, len(sheets))}
        for sheet, own in zip(sheets, parted, strict=True):
            taken = _outermost(_edge_rows(own.body, sheet, top), running)
            if taken and _stands_off(own.body, taken, top):
                own.body = [row for row in own.body if row not in taken]
                (own.headers if top else own.footers).extend(taken if top else reversed(taken))


def _edge_rows(body: list[Row], sheet: Sheet, top: bool) -> list[Row]:
    """Up to four rows at the head or foot of a page, from the edge inwards."""
    if top:
        return [row for row in body[:4] if row[0].y < _EDGE * sheet.height]
    return [row for row in body[:-5:-1] if row[0].y > (1 - _EDGE) * sheet.height]


def _repeats(key: str, places: list[tuple[int, float]], pages: int) -> bool:
    """Whether a row stands at the same height of enough pages; a long one needs three."""
    heights = Counter(round(height / _SAME_PLACE) for _, height in places)
    often = max(
        len({i for i, h in places if abs(round(h / _SAME_PLACE) - height) <= 1}) for height in heights
    )
    return often >= 3 or (often == 2 and pages <= 5 and len(key) < _LONG)


def _outermost(rows: list[Row], running: set[str]) -> list[Row]:
    """The running rows before the first row of another kind (a page number may stand among them)."""
    taken: list[Row] = []
    for row in rows:
        if _key(row) not in running:
            break
        taken.append(row)
    return taken


def _stands_off(body: list[Row], taken: list[Row], top: bool) -> bool:
    """A running head is short and set off from the text; a letter head used twice is neither."""
    if len(taken) > _MOST_RUNNING:
        return False
    rest = [row for row in body if row not in taken]
    if not rest:
        return True
    gap = rest[0][0].y - taken[-1][0].y if top else taken[-1][0].y - rest[-1][0].y
    return gap > 1.25 * max(taken[-1][0].size, rest[0 if top else -1][0].size)


def _take_numbers(sheets: Sequence[Sheet], parted: list[Parted]) -> None:
    """Page numbers: figures alone at the edge of a page, that count as the pages do."""
    found: list[tuple[int, bool, Row, int]] = []
    for i, (sheet, own) in enumerate(zip(sheets, parted, strict=True)):
        for top in (True, False):
            for row in _edge_rows(own.body, sheet, top)[:1]:
                match = _PAGE_NUMBER.fullmatch(words_text(row))
                if match and row[0].x0 > 0.2 * sheet.width:
                    found.append((i, top, row, int(match[1]) - i))
    steps = Counter(step for *_, step in found)
    for i, top, row, step in found:
        if steps[step] < 2 and step != 1:
            continue
        parted[i].body.remove(row)
        (parted[i].headers if top else parted[i].footers).append(row)


def _take_notes(sheet: Sheet, own: Parted, usual: float) -> None:
    """Smaller rows at the foot of a page, under a short rule or opened by a mark that the body raises."""
    first = len(own.body)
    while first and own.body[first - 1][0].y > 0.3 * sheet.height:
        if line_of(own.body[first - 1], sheet.page).size > _SMALLER * usual:
            break
        first -= 1
    end = own.body[first][0].y if first < len(own.body) else 0.0
    raised = {w.text.strip("[]()") for row in sheet.rows if row[0].y < end for w in row if w.raised}
    while first < len(own.body):
        rows = own.body[first:]
        above = own.body[first - 1][-1].y if first else 0.0
        marked = rows[0][0].raised or _mark(rows[0]) in raised
        if marked or _under_rule(sheet.rules.across, above, rows[0], sheet.width):
            own.body = own.body[:first]
            own.notes = _by_mark(rows)
            own.marks = frozenset(filter(None, (_mark(note[0]) for note in own.notes)))
            return
        first += 1


def _under_rule(rules: Sequence[Rule], above: float, row: Row, page: float) -> bool:
    top = row[0].y - 0.7 * row[0].size
    return any(
        above < rule.at <= top + 1.5
        and rule.start < row[0].x0 + 0.25 * page
        and _SHORT_RULE[0] < rule.end - rule.start < _SHORT_RULE[1] * page
        for rule in rules
    )


def _mark(row: Row) -> str:
    """The mark that opens a note, without brackets; empty where none does."""
    if len(row) > 1 and _NOTE_MARK.fullmatch(row[0].text) and width(row) > row[0].size:
        return row[0].text.strip("[]()")
    return ""


def _by_mark(rows: list[Row]) -> list[list[Row]]:
    notes: list[list[Row]] = []
    expected = ""
    for row in rows:
        mark = _mark(row)
        if not notes or (mark and (row[0].raised or mark in (expected, "*", "**"))):
            notes.append([])
        notes[-1].append(row)
        if mark.isdigit() and len(notes[-1]) == 1:
            expected = str(int(mark) + 1)
    return notes


def without_marks(row: Row, marks: frozenset[str]) -> Row:
    """The row without raised numbers that only point to a note of the same page."""
    if not marks or not any(w.raised for w in row):
        return row
    return tuple(w for w in row if not (w.raised and w.text.strip("[]()") in marks))


def note_text(note: Sequence[Row]) -> list[Row]:
    """The rows of a note without its mark."""
    first = note[0][1:] if _mark(note[0]) else note[0]
    return [first, *note[1:]]


def letters(rows: Sequence[Row]) -> int:
    """How many letters stand in these rows."""
    return sum(letters_in(w.text) for row in rows for w in row)
