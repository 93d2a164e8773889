"""Pages joined into one reading order: paragraphs and tables go on overleaf, asides wait for their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.document import BBox
from extract.pdf_columns import tabbed
from extract.pdf_layout import Aside, Leaf, Strip, Table
from extract.pdf_page import Line, all_bold
from extract.pdf_paragraphs import Habits, Placed, goes_on, habits_of
from extract.pdf_tables import continues_table, with_continuation
from extract.pdf_wrapping import tied

_CENTRED = 6.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; page and box are those of its part on the page where it begins."""

    text: str
    page: int
    bbox: BBox
    bold: bool
    slanted: bool
    placed: bool


@dataclass(slots=True)
class _State:
    habits: Habits
    paragraph: list[Placed] = field(default_factory=list)
    table: Table | None = None
    nested: list[Table] = field(default_factory=list)
    waiting: list[Aside] = field(default_factory=list)
    dropped: int = 0
    strips: int = 0


@dataclass(slots=True)
class Flow:
    """Everything in reading order. `dropped`: characters of table heads repeated overleaf."""

    items: list[Passage | Table | Aside] = field(default_factory=list)
    dropped: int = 0


def flow(leaves: Sequence[Leaf]) -> Flow:
    """The document's passages, tables and asides in reading order."""
    strips = [item for leaf in leaves for item in leaf.body if isinstance(item, Strip)]
    state = _State(habits_of(strips))
    found = Flow()
    for leaf in leaves:
        state.waiting += leaf.above
        if not state.paragraph and state.table is None:
            found.items += _released(state)
        for item in leaf.body:
            found.items += _table(state, item) if isinstance(item, Table) else _strip(state, item)
        state.waiting += leaf.below
    found.items += _closed(state)
    found.dropped = state.dropped
    return found


def _strip(state: _State, strip: Strip) -> Iterator[Passage | Table | Aside]:
    state.strips += 1
    for line in strip.lines:
        placed = Placed(line, strip.margins, state.strips)
        if not state.paragraph or not goes_on(state.paragraph, placed, state.habits):
            yield from _closed(state)
        state.paragraph.append(placed)


def _table(state: _State, table: Table) -> Iterator[Passage | Table | Aside]:
    if state.table is not None and table.inside is not None:
        state.nested.append(table)
        return
    if state.table is not None and continues_table(state.table, table):
        state.table, dropped = with_continuation(state.table, table)
        state.dropped += dropped
        return
    yield from _closed(state)
    state.table = table


def _closed(state: _State) -> Iterator[Passage | Table | Aside]:
    """What was open is finished; then the asides that waited for it."""
    if state.table is not None:
        yield state.table
        yield from state.nested
        state.table, state.nested = None, []
    if state.paragraph:
        yield _passage(state.paragraph)
        state.paragraph = []
    yield from _released(state)


def _released(state: _State) -> list[Aside]:
    waiting, state.waiting = state.waiting, []
    return waiting


def _passage(paragraph: Sequence[Placed]) -> Passage:
    lines = [p.line for p in paragraph]
    first = lines[0]
    words = tuple(w for line in lines for w in line.words)
    here = [line for line in lines if line.page == first.page]
    margins = paragraph[0].margins
    middle = (margins.left + margins.right) / 2
    inset = first.x0 - margins.left > _CENTRED
    centred = inset and all(abs((x.x0 + x.x1) / 2 - middle) < _CENTRED for x in lines)
    right = first.x0 > middle - 0.15 * (margins.right - margins.left)
    return Passage(
        tied([tabbed(line.words) for line in lines]),
        first.page,
        lines_bbox(here),
        all_bold(words),
        all(w.slanted for w in words),
        centred or right,
    )


def lines_bbox(lines: Sequence[Line]) -> BBox:
    """The box around lines of one page."""
    boxes = [line.bbox for line in lines]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
