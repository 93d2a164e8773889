"""Which rows of a table are its header, and the header's levels for each column. Knows no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.table_grids import Spot, SpotRow, distinct, is_spanning, said
from nlp.table_words import is_one_of

_MOST_LEVELS = 5
_CODE = re.compile(r"\(?\s*(?:[A-ZĐ]|[a-e]|\d{1,2}|[IVX]{1,4})\s*\)?")
_FORMULA = re.compile(r"\(?\s*\d{1,2}\s*\)?\s*=.+")
_NUMBER = re.compile(r"\d{1,2}")
_ORDINAL = re.compile(r"\(?(?:0?1|I|A|a)[.)]?")


@dataclass(frozen=True, slots=True)
class Header:
    """`titles`: rows above it. `height`: how many rows it takes. `codes`: A, B, 1, 2, 3=1+2 by column.

    `units`: the row of units of measure below it, by column; both empty where the table has none.
    """

    titles: int
    height: int
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Index of the first row of the body."""
        return self.titles + self.height + bool(self.codes) + bool(self.units)


def find_header(rows: Sequence[SpotRow]) -> Header:
    """The header of a table; height 0 where the table begins with its data."""
    titles = 0
    while titles < len(rows) - 1 and is_spanning(rows[titles]):
        titles += 1
    if titles >= len(rows) or is_codes(rows[titles]) or is_data(rows[titles]):
        return Header(0 if titles < len(rows) and is_data(rows[titles]) else titles, 0)
    height = 1
    while (
        height < _MOST_LEVELS
        and titles + height < len(rows)
        and _continues(rows[titles + height - 1], rows[titles + height])
    ):
        height += 1
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    for row in rows[titles + height : titles + height + 2]:
        if not codes and is_codes(row):
            codes = tuple(said(row))
        elif not units and is_units(row):
            units = tuple(said(row))
        else:
            break
    return Header(titles, height, codes, units)


def levels(rows: Sequence[SpotRow], header: Header) -> list[tuple[str, ...]]:
    """For each column its header texts from above to below, a repeated or empty one left out."""
    shown = [_spread(rows, header, row) for row in range(header.titles, header.titles + header.height)]
    columns: list[tuple[str, ...]] = []
    for col in range(len(rows[0]) if rows else 0):
        texts: list[str] = []
        for row in shown:
            if row[col] and (not texts or texts[-1] != row[col]):
                texts.append(row[col])
        columns.append(tuple(texts))
    return columns


def is_data(row: SpotRow) -> bool:
    """Whether a row holds amounts or marks of missing ones; years and column codes are neither."""
    own = [spot for spot in row if spot is not None]
    amounts = [s for s in own if s.kind == "amount" and not all(a.bare_year for a in s.cell.amounts)]
    if not amounts:
        return any(s.kind in ("dash", "unknown") for s in own[1:]) or _is_numbered(own)
    return not _counts_up(own)


def is_codes(row: SpotRow) -> bool:
    """Whether a row only names the columns: A, B, 1, 2, 3=1+2."""
    texts = [spot.text for spot in distinct(row)]
    if len(texts) < 3 or not all(_CODE.fullmatch(text) or _FORMULA.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := _NUMBER.search(text))]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(numbers) > 1 and numbers[0] <= 3 and all(step == 1 for step in steps)


def is_units(row: SpotRow) -> bool:
    """Whether a row says in which unit each column is."""
    spots = distinct(row)
    return len(spots) > 1 and is_one_of(spots[0].text, "measures")


def _is_numbered(own: Sequence[Spot]) -> bool:
    """The first row under a header opens with its number."""
    return bool(own) and _ORDINAL.fullmatch(own[0].text) is not None and len(own) > 2


def _counts_up(own: Sequence[Spot]) -> bool:
    """ "Lớp | 6 | 7 | 8 | 9": numbers that only name columns stand in a header."""
    if not own or own[0].kind == "amount":
        return False
    values = [s.cell.amounts[0].value for s in own[1:] if s.kind == "amount"]
    alone = len(values) == len([s for s in own[1:] if s.text])
    return len(values) > 2 and alone and all(b - a == 1 for a, b in pairwise(values))


def _continues(above: SpotRow, row: SpotRow) -> bool:
    """Whether `row` is one more row of the header that `above` belongs to."""
    if (is_data(row) and not _years_below(above, row)) or is_spanning(row) or is_codes(row) or is_units(row):
        return False
    later = any(spot is not None and spot.text for spot in row[2:] or row[1:])
    if not later:
        return False
    pairs = list(zip(above, row, strict=True))
    if any(a is not None and a is b and a.text for a, b in pairs):
        return True
    first_above, first = pairs[0]
    if first_above is not None and first_above.text and (first is None or not first.text):
        return True
    return _is_merged(above, row) or any(a and b and a.text and a.text == b.text for a, b in pairs)


def _years_below(above: SpotRow, row: SpotRow) -> bool:
    """Columns of years or numbers under one heading, beside a label that spans both rows."""
    first = row[0]
    named = first is None or not first.text or first is above[0] or (above[0] and above[0].text == first.text)
    return bool(named) and _is_merged(above, row)


def _is_merged(above: SpotRow, row: SpotRow) -> bool:
    """Whether a heading above spans columns that are told apart below."""
    for col in range(len(row) - 1):
        left, right = above[col], above[col + 1]
        spans = (
            left is not None
            and left.text
            and right is not None
            and (left is right or left.text == right.text)
        )
        if spans and (said(row)[col] != said(row)[col + 1]):
            return True
    return False


def _spread(rows: Sequence[SpotRow], header: Header, index: int) -> list[str]:
    """The texts of a header row; one that stands only in the first of its merged columns fills the rest."""
    texts = said(rows[index])
    last = header.titles + header.height - 1
    if index == last:
        return texts
    below = said(rows[index + 1])
    for col in range(1, len(texts)):
        spot = rows[index][col]
        covered = spot is not None and spot.row < index
        if not texts[col] and below[col] and below[col - 1] and not covered and texts[col - 1]:
            texts[col] = texts[col - 1]
    return texts
