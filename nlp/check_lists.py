"""Stated counts against the names that follow: "05 đảng bộ ... gồm: A, B, C, D, E", bullets, a table's lines.

Knows figures, named units and titles; what a name is was decided before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.folding import fold
from extract.document import Block, Document, block_index
from nlp.check_names import Listed, Mention, Opener, may_open, names_in, openers
from nlp.check_records import Term, list_check
from nlp.check_words import opens, says
from nlp.records import Check, Figure, ModelTitle, UnitMention
from nlp.table_outline import is_total_line
from nlp.tables import Table

_MOST = 60
_REACH = 900
_MARK = re.compile(r"\s*(?P<mark>[-–+*•]|\d{1,2}[.)/](?!\d)|[a-zđ][.)])\s*\S")
_INTRODUCES = re.compile(
    r"(?::|như sau|dưới đây|sau đây|chi tiết|cụ thể|xem bảng|bảng sau|biểu sau)[\s:.)]*$"
)
_MOST_ITEMS = 80
_NUMBERS = frozenset(("số lượng", "tổng số", "số"))
_NUMBERING = re.compile(r"^\s*(?:[-+*•]|[\dIVX.]+[.)/])\s*")
# "03 mô hình (mô hình của A, B, C)": the owners stand for the models.
_OWNED = re.compile(r"mô hình của ")


@dataclass(frozen=True, slots=True)
class _Named:
    """A count of things that have names. `model`: they are titles, else units. `block`: where it stands."""

    figure: Figure
    model: bool
    known: bool
    block: int


def list_checks(
    document: Document,
    figures: Sequence[Figure],
    units: Sequence[UnitMention],
    models: Sequence[ModelTitle],
    tables: Sequence[Table] = (),
) -> list[Check]:
    """Checks of the counts that a list of names, bullets or a table follows."""
    starts = document.starts or tuple(block.start for block in document.blocks)
    mentions: list[Mention] = [*units, *models]
    mentions.sort(key=lambda mention: mention.evidence.start)
    counts = [n for figure in figures if (n := _named(document, figure, figures, starts)) is not None]
    below = {table.above: table for table in tables}
    found: list[Check] = []
    for place, count in enumerate(counts):
        following = counts[place + 1].figure.evidence.start if place + 1 < len(counts) else len(document.text)
        check = _inline(document, count, mentions, following)
        if check is None and count.known and _is_last(document, counts, place):
            check = _bullets(document, count, mentions) or _lines(document, count, below)
        if check is not None:
            found.append(check)
    return found


def _named(
    document: Document, figure: Figure, figures: Sequence[Figure], starts: Sequence[int]
) -> _Named | None:
    if (
        figure.kind not in ("count", "ratio")
        or figure.approx
        or figure.change
        or figure.value_max is not None
    ):
        return None
    block = block_index(starts, figure.evidence.start)
    if block is None or not 1 <= figure.value <= _MOST or figure.value % 1:
        return None
    noun = figure.noun
    if noun is None and figure.part_of:
        noun = next((f.noun for f in figures if f.id == figure.part_of), None)
    folded = fold(noun or figure.evidence.quote)
    if folded in _NUMBERS:
        # "3. Mô hình mới (số lượng: 03)": the line says what is counted.
        line = document.text[document.blocks[block].start : figure.evidence.start]
        folded = fold(_NUMBERING.sub("", line))
    known = opens("named").match(folded) is not None
    return _Named(figure, opens("models").match(folded) is not None, known, block)


def _inline(document: Document, count: _Named, mentions: Sequence[Mention], following: int) -> Check | None:
    """The names in the rest of the sentence."""
    figure, text = count.figure, document.text
    end = min(document.blocks[count.block].end, figure.evidence.end + _REACH)
    if not may_open(text, figure.evidence.end, min(end, following)):
        return None
    for opened in openers(text, figure.evidence.end, end):
        if opened.end > following:
            continue
        if opened.strong and not count.known:
            if (spoken := _phrases(document, count, opened, end, mentions)) is not None:
                return spoken
            continue
        if figure.value == 1 and not opened.bracket:
            continue
        owned = _OWNED.match(fold(text[opened.end : opened.end + 30])) if count.model else None
        start = opened.end + (owned.end() if owned else 0)
        inside = [m for m in mentions if opened.end <= m.evidence.start < end]
        listed = names_in(text, replace(opened, end=start), end, inside)
        wanted = UnitMention if owned or not count.model else ModelTitle
        if listed is not None and any(isinstance(m, wanted) for m in listed.mentions):
            return _judged(figure, listed, opened.strong and not owned, count.known)
        if opened.strong and (spoken := _phrases(document, count, opened, end, mentions)) is not None:
            return spoken
    return None


def _phrases(
    document: Document, count: _Named, opened: Opener, end: int, mentions: Sequence[Mention]
) -> Check | None:
    """ "03 khoản còn chậm gồm: lệ phí, thuế, thu khác": three phrases that come out, or two with `;`."""
    inside = [m for m in mentions if opened.end <= m.evidence.start < end]
    listed = names_in(document.text, opened, end, inside, loose=True)
    if opened.bracket or listed is None or len(listed.items) != count.figure.value:
        return None
    if len(listed.items) < 3 and not (count.model and len(listed.groups) == len(listed.items) == 2):
        return None
    return list_check(_term(count.figure), listed.items, "names")


def _judged(figure: Figure, listed: Listed, strong: bool, known: bool) -> Check | None:
    """A check where one way of counting comes out, or all ways agree that it does not."""
    for names in (listed.items, listed.groups, listed.names):
        if len(names) == figure.value and (known or len(names) > 2):
            return list_check(_term(figure), names, "names")
    if not strong or not known or figure.value == 1 or len(listed.names) < 2:
        return None
    if len(listed.items) != len(listed.names) or abs(len(listed.items) - figure.value) * 2 > figure.value:
        return None
    return list_check(_term(figure), listed.items, "names")


def _bullets(document: Document, count: _Named, mentions: Sequence[Mention]) -> Check | None:
    """The items directly below: each one name."""
    first = _mark(document, count.block + 1)
    own = _mark(document, count.block)
    if first is None or first == own:
        return None
    names: list[Term] = []
    for index in range(count.block + 1, min(count.block + _MOST_ITEMS, len(document.blocks))):
        mark = _mark(document, index)
        if mark is None or mark == own:
            break
        if mark != first:
            continue
        names.append(_item(document.text, document.blocks[index], mentions))
    wrong = len(names) != count.figure.value
    if len(names) < 2 or (wrong and not _is_announced(document, count, names)):
        return None
    return list_check(_term(count.figure), names, "items-below")


def _is_announced(document: Document, count: _Named, names: Sequence[Term]) -> bool:
    """Whether the line says that the items are what it counts, and each of them has a name."""
    block = document.blocks[count.block]
    tail = fold(document.text[count.figure.evidence.end : block.end])
    close = abs(len(names) - count.figure.value) <= 1 and count.figure.value > 2
    full = _INTRODUCES.search(tail) is not None and says("examples").search(tail) is None
    return close and full and len(tail) < 60 and all(name.id for name in names)


def _item(text: str, block: Block, mentions: Sequence[Mention]) -> Term:
    mention = next((m for m in mentions if block.start <= m.evidence.start < block.end), None)
    if mention is not None and mention.evidence.start - block.start < 40:
        return Term(mention.id, Decimal(1), f"“{mention.evidence.quote}”")
    return Term("", Decimal(1), f"“{text[block.start : block.start + 40].strip()}…”")


def _lines(document: Document, count: _Named, below: dict[int, Table]) -> Check | None:
    """The lines of the table directly below, totals left out; only where they come out."""
    table = below.get(count.block + 1) or below.get(count.block + 2)
    if table is None or count.figure.value < 2:
        return None
    block = document.blocks[count.block]
    tail = fold(document.text[count.figure.evidence.end : block.end])
    if len(tail) > 2 * _MOST_ITEMS or (". " in tail and not _INTRODUCES.search(tail)):
        return None
    lines = [line for line in table.lines if not line.section and line.label and not is_total_line(line)]
    if len(lines) != count.figure.value:
        return None
    names = [Term("", Decimal(1), line.label) for line in lines]
    return list_check(_term(count.figure), names, "lines-below")


def _is_last(document: Document, counts: Sequence[_Named], place: int) -> bool:
    """Whether no other count of the same sort stands behind it in its block, outside brackets."""
    count = counts[place]
    rest = [c for c in counts[place + 1 :] if c.block == count.block and c.model == count.model and c.known]
    text = document.text
    return not any(
        text.count("(", count.figure.evidence.end, c.figure.evidence.start)
        <= text.count(")", count.figure.evidence.end, c.figure.evidence.start)
        for c in rest
    )


def _mark(document: Document, index: int) -> str | None:
    """What sort of list item a block is, or None."""
    if index >= len(document.blocks):
        return None
    block = document.blocks[index]
    if block.table is not None or block.kind == "heading":
        return None
    found = _MARK.match(document.text, block.start, block.end)
    if found is None:
        return f"level {block.level}" if block.kind == "item" else None
    mark = found["mark"]
    return mark if not mark[0].isalnum() else "number" if mark[0].isdigit() else "letter"


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, f"“{figure.evidence.quote}”")
