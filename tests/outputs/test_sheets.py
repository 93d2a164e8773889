"""The sheets speak of columns that exist, in looks that exist."""

from __future__ import annotations

import pytest

from corpus.files import read_yaml
from outputs.columns import ALL_TABLES
from outputs.sheets import SHEETS, Sheet
from outputs.styles import STYLES
from outputs.wording import SPECIAL

# What `review_rows` adds to the tables, and what reviewers fill in.
ADDED = {"index", "verdict", "gap", "row_link"}
FILLED = {"review", "correction", "note"}
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)


@every_sheet
def test_every_column_has_a_source(sheet: Sheet) -> None:
    sources = {column.source for column in sheet.columns}
    assert sources <= ALL_TABLES[sheet.table].keys() | ADDED | FILLED


@every_sheet
def test_every_column_has_a_look_and_words(sheet: Sheet) -> None:
    for column in sheet.columns:
        assert column.style in STYLES or column.style in ("number", "rich")
        assert column.words is None or column.words in SPECIAL or column.words in read_yaml("wording.yaml")


@every_sheet
def test_titles_are_unique_and_short(sheet: Sheet) -> None:
    titles = [column.title for column in sheet.columns]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= column.width * 2 for title, column in zip(titles, sheet.columns, strict=True))


@every_sheet
def test_printed_columns_stand_together_at_the_left(sheet: Sheet) -> None:
    printed = [column.printed for column in sheet.columns]
    assert printed == sorted(printed, reverse=True)


@every_sheet
def test_what_reviewers_fill_in_is_marked_so(sheet: Sheet) -> None:
    assert all((column.style == "input") == (column.source in FILLED) for column in sheet.columns)


def test_every_table_has_its_sheet() -> None:
    assert [sheet.table for sheet in SHEETS] == list(ALL_TABLES)
