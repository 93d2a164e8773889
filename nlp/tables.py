"""The data tables of a report: columns with their roles, lines with their labels, joined over pages.

Knows headers and labels; what cells are worth and what sums hold is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from extract.document import Document
from nlp.table_columns import Column, find_columns
from nlp.table_grids import (
    Spot,
    SpotRow,
    data_grids,
    distinct,
    follows_directly,
    is_spanning,
    same_row,
    spot_rows,
)
from nlp.table_headers import find_header, is_codes, levels

_MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}(?:\.\d{1,2})*|[^\W\d_](?:\.?\d{1,2})?)[.)]{0,2}|[-+*•–]|[A-ZĐ]{0,3}\d{1,4}"
)
# A label that is missing in so many lines stands for the lines below it too.
_SPARSE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the body. `label`: its label cell. `code`: its number or letter, empty where it has none.

    `section`: a text over the whole width that groups the lines below. `carried`: the label stands in
    a line above. `spots`: by column.
    """

    spots: SpotRow
    label: str = ""
    code: str = ""
    section: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; `number` counts from 1. `above`: index of its first block.

    `codes`, `units`: what stands in the rows of column codes and of units of measure, by column.
    `titles`: texts over the whole width above the header. `heads`: the spots of all these rows.
    """

    number: int
    above: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    heads: tuple[Spot, ...] = field(default=(), repr=False)

    def of_role(self, role: str) -> list[int]:
        """Indexes of the columns with this role."""
        return [column.index for column in self.columns if column.role == role]


def read_tables(document: Document, body: Collection[int]) -> tuple[Table, ...]:
    """The data tables in reading order: those among the blocks of the body, and others that hold amounts."""
    found: list[Table] = []
    for group in _groups(document, data_grids(document)):
        index = group[-1][0]
        table = _table(document, len(found) + 1, [rows for _, rows in group], group[0][0])
        if document.tables[index].cells[-1].block in body or _holds_amounts(table):
            found.append(table)
    return tuple(found)


def _holds_amounts(table: Table) -> bool:
    """Whether two lines and more have amounts: an annex without a head, no letter head."""
    data = table.of_role("data")
    lines = [line for line in table.lines if any((s := line.spots[c]) and s.kind == "amount" for c in data)]
    return len(lines) > 1


def _groups(document: Document, grids: Sequence[int]) -> Iterator[list[tuple[int, list[SpotRow]]]]:
    """Grids that are one table, cut by the ends of pages: (index, rows), the repeated header left out."""
    group: list[tuple[int, list[SpotRow]]] = []
    header: list[SpotRow] = []
    for index in grids:
        rows = spot_rows(document, index)
        if not rows:
            continue
        known = find_header(rows)
        if group and header and follows_directly(document, group[-1][0], index):
            repeated = _repeated(header, rows)
            if repeated or not known.height or _counts_on(group[-1][1], rows):
                group.append((index, rows[repeated:]))
                continue
        if group:
            yield group
        group, header = [(index, rows)], rows[known.titles : known.titles + known.height]
    if group:
        yield group


def _counts_on(before: Sequence[SpotRow], rows: Sequence[SpotRow]) -> bool:
    """Whether the first column goes on numbering where the page before stopped."""
    numbers = [s.text.strip(".") for row in before[-3:] if (s := row[0]) is not None]
    last = next((text for text in reversed(numbers) if text.isdigit()), None)
    first = rows[0][0]
    return last is not None and first is not None and first.text.strip(".") == str(int(last) + 1)


def _repeated(header: Sequence[SpotRow], rows: Sequence[SpotRow]) -> int:
    """How many first rows only say the header again."""
    count = 0
    while count < min(len(header), len(rows)) and same_row(header[count], rows[count]):
        count += 1
    return count if count == len(header) else 0


def _table(document: Document, number: int, parts: Sequence[list[SpotRow]], grid: int) -> Table:
    rows = [row for part in parts for row in part]
    header = find_header(rows)
    top = rows[header.titles : header.titles + header.height]
    body = [row for row in rows[header.end :] if not _is_header_again(top, row)]
    columns = find_columns(levels(rows, header), [row for row in body if not is_spanning(row)], header.codes)
    heads = tuple(spot for row in rows[: header.end] for spot in row if spot is not None)
    return Table(
        number,
        min(cell.block for cell in document.tables[grid].cells),
        columns,
        tuple(_lines(body, columns)),
        header.codes,
        header.units,
        tuple(distinct(row)[0].text for row in rows[: header.titles] if distinct(row)),
        heads,
    )


def _is_header_again(top: Sequence[SpotRow], row: SpotRow) -> bool:
    return any(same_row(head, row) for head in top) or (
        is_codes(row) and len(distinct(row)) == len(row) and row[0] is not None and row[0].kind == "text"
    )


def _lines(body: Sequence[SpotRow], columns: Sequence[Column]) -> Iterator[Line]:
    labels = [c.index for c in columns if c.role == "label"]
    marks = [c.index for c in columns if c.role in ("numbering", "code")]
    bare = sum(not _label(row, labels) and not _marked(row, marks, word=True) for row in body)
    sparse = bare > 1 and bare * _SPARSE >= len(body)
    before = ""
    for row in body:
        if is_spanning(row) and not _stands_in(row, [*labels, *marks], columns):
            before = ""
            yield Line(row, distinct(row)[0].text, section=True)
            continue
        label = _label(row, labels) or _marked(row, marks, word=True)
        code = _marked(row, marks, word=False)
        carried = not label and not code and sparse and bool(before)
        before = before if carried else label or ("" if labels else code)
        yield Line(row, before, code, carried=carried)


def _stands_in(row: SpotRow, columns: Sequence[int], all_columns: Sequence[Column]) -> bool:
    """Whether a lone text is a label whose amounts are missing, and no heading of its own."""
    first = distinct(row)[0]
    filled = [index for index, spot in enumerate(row) if spot is not None and spot.text == first.text]
    return len(filled) < len(all_columns) / 2 and all(index in columns for index in filled)


def _label(row: SpotRow, labels: Sequence[int]) -> str:
    texts: list[str] = []
    for col in labels:
        spot = row[col]
        if spot is not None and spot.text and spot.text not in texts:
            texts.append(spot.text)
    return " / ".join(texts)


def _marked(row: SpotRow, marks: Sequence[int], word: bool) -> str:
    """What stands in the numbering columns: the line's code, or words set there ("Cộng")."""
    for col in marks:
        spot = row[col]
        if spot is not None and spot.text and (_MARK.fullmatch(spot.text) is None) is word:
            return spot.text
    return ""
