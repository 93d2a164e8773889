"""What each column of a table is for: numbering, label, unit of measure, times, amounts. Knows no sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nlp.table_grids import Spot, SpotRow
from nlp.table_words import is_one_of, label_key, words

Role = Literal["numbering", "code", "label", "measure", "identity", "time", "data"]

_ORDINAL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}|[A-ZĐa-zđ]|[IVX]{1,4}\.\d{1,2})[.)]{0,2}|[-+*•–]"
)
_DATED = re.compile(r"\d")
_QUANTITY = re.compile(r"(?:số|tổng|sl)(?!\w)")


@dataclass(frozen=True, slots=True)
class Column:
    """`levels`: header texts from above to below. `index`: position in the grid from 0."""

    index: int
    levels: tuple[str, ...]
    role: Role

    @property
    def name(self) -> str:
        """The header as the contract writes it."""
        return " / ".join(self.levels)

    @property
    def leaf(self) -> str:
        """The lowest header text, empty where the column has none."""
        return self.levels[-1] if self.levels else ""


def find_columns(
    levels: Sequence[tuple[str, ...]], body: Sequence[SpotRow], codes: Sequence[str] = ()
) -> tuple[Column, ...]:
    """The columns of a table with their roles; one column at least is the label where any is not `data`."""
    own = [_spots(body, col) for col in range(len(levels))]
    roles: list[Role | None] = [None] * len(levels)
    for col, texts in enumerate(levels):
        roles[col] = _named(texts, own[col], col)
    lettered = [col for col, code in enumerate(codes) if re.fullmatch(r"\(?[A-ZĐ]\)?", code.strip())]
    free = [col for col, role in enumerate(roles) if role is None]
    if (
        free
        and free[0] == 0
        and _is_numbering(levels[0], own[0])
        and len(free) > 1
        and _is_text(own[free[1]])
    ):
        roles[0] = "numbering"
        free = free[1:]
    _measures(roles, free, levels, own)
    _labels(roles, [col for col in free if roles[col] is None], levels, own, lettered)
    for col, role in enumerate(roles):
        if role is None:
            roles[col] = "time" if _are_years(levels[col], own[col]) else "data"
    return tuple(Column(col, levels[col], role or "data") for col, role in enumerate(roles))


def _named(levels: Sequence[str], spots: Sequence[Spot], col: int) -> Role | None:
    """The role that the header names."""
    for level in levels[-1:] + levels[:1] if isinstance(levels, tuple) else levels:
        if is_one_of(level, "numbering") and col < 3:
            return "numbering"
        if is_one_of(level, "codes"):
            return "code"
        if is_one_of(level, "measures"):
            return "measure"
        if is_one_of(level, "identities"):
            return "identity"
    return None


def _measures(
    roles: list[Role | None], free: list[int], levels: Sequence[tuple[str, ...]], own: Sequence[list[Spot]]
) -> None:
    """ "Đơn vị" behind a label, over words that count or measure, is the unit of measure."""
    if "measure" in roles:
        return
    for col in free[1:3]:
        texts = [s.text for s in own[col] if s.kind == "text"]
        if levels[col] and label_key(levels[col][-1]) == "đơn vị" and len(texts) * 2 > len(own[col]):
            known = sum(is_one_of(text, "counts") or len(text) < 5 for text in texts)
            if known * 2 > len(texts):
                roles[col] = "measure"
                return


def _labels(
    roles: list[Role | None],
    free: Sequence[int],
    levels: Sequence[tuple[str, ...]],
    own: Sequence[list[Spot]],
    lettered: Sequence[int],
) -> None:
    """Mark the label column, and the one behind it where the first only groups rows."""
    textual = [col for col in free if _is_text(own[col])]
    chosen = [col for col in textual if not lettered or col in lettered] or textual
    if not chosen:
        first = free[0] if free else None
        if first is not None and len(free) > 1 and _names_rows(levels[first], own[first], roles):
            roles[first] = "label"
        return
    label = chosen[0]
    roles[label] = "label"
    behind = label + 1
    if behind in textual and _groups(own[label], len(own[behind])) and not _groups(own[behind], 0):
        roles[behind] = "label"


def _names_rows(levels: Sequence[str], spots: Sequence[Spot], roles: Sequence[Role | None]) -> bool:
    """A first column of bare numbers names the rows: years, grades, or whatever no other column can name."""
    if any(is_one_of(level, "numbered") for level in levels) or _are_bare_years(spots):
        return True
    if any(_QUANTITY.match(label_key(level)) for level in levels):
        return False
    return "numbering" not in roles and bool(spots) and all(s.kind != "amount" or _small(s) for s in spots)


def _small(spot: Spot) -> bool:
    return spot.cell.amounts[0].places == 0 and 0 <= spot.cell.amounts[0].value < 100


def _groups(spots: Sequence[Spot], rows: int) -> bool:
    """Whether the column's cells span or repeat over rows: it names groups."""
    fewer = rows > 0 and len(spots) * 3 <= rows * 2
    repeated = sum(a is b or a.text == b.text for a, b in pairwise(spots))
    return fewer or repeated * 3 >= len(spots) > 1


def _spots(body: Sequence[SpotRow], col: int) -> list[Spot]:
    return [spot for row in body if (spot := row[col]) is not None and spot.text]


def _is_text(spots: Sequence[Spot]) -> bool:
    texts = sum(s.kind == "text" for s in spots)
    return texts > 0 and texts * 2 >= len(spots)


def _is_numbering(levels: Sequence[str], spots: Sequence[Spot]) -> bool:
    """A first column of 1, 2, 3, I, II, a under no header or one that names no rows."""
    if any(label_key(level) in words("numbered") for level in levels):
        return False
    marks = [s for s in spots if _ORDINAL.fullmatch(s.text)]
    return len(marks) > 0 and len(marks) * 4 >= len(spots) * 3 and _rises(marks)


def _rises(marks: Sequence[Spot]) -> bool:
    """Numbers that go up by one now and then start again; letters and Roman numerals are taken on trust."""
    values = [int(s.text.strip("().")) for s in marks if s.text.strip("().").isdigit()]
    steps = [b - a for a, b in pairwise(values)]
    return not values or (
        values[0] in (0, 1) and all(step == 1 or b == 1 for step, b in zip(steps, values[1:], strict=True))
    )


def _are_bare_years(spots: Sequence[Spot]) -> bool:
    amounts = [s for s in spots if s.kind == "amount"]
    return bool(amounts) and all(s.cell.amounts[0].bare_year for s in amounts)


def _are_years(levels: Sequence[str], spots: Sequence[Spot]) -> bool:
    """Whether a column holds years: under a header that says so, or wherever nothing says otherwise."""
    if not _are_bare_years(spots):
        return False
    if levels and is_one_of(levels[-1], "times"):
        return True
    named = " ".join(label_key(level) for level in levels)
    counted = _QUANTITY.match(named) or _DATED.search(named) or "(" in "".join(levels)
    return not counted and sum(s.kind == "amount" for s in spots) > 1
