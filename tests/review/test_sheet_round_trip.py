"""The review workbook after what people and other programs do to it: what was typed arrives, nothing else."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from outputs.store import Store
from review.sheet_import import planned
from tests.review.workbooks import (
    bring_back,
    column,
    edited,
    exported,
    filled,
    filled_file,
    ids,
    line_of,
    now,
    page_of,
    put,
    through_libreoffice,
)  # fmt: skip

FIRST = ids()[0]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with filled_file(tmp_path / "kho.db") as store:
        yield store


def test_what_was_typed_arrives_in_one_batch(store: Store) -> None:
    filled(store)
    data = edited(
        exported(store),
        put("figures", FIRST, slot_value=12, slot_noun="đảng viên", state="duyệt", comment="đã hỏi xã"),
    )
    plan, batch = bring_back(store, data)
    found = now(store, FIRST)
    assert (found["value"], found["noun"], found["state"], found["comment"]) == (
        "12", "đảng viên", "accepted", "đã hỏi xã")  # fmt: skip
    assert batch is not None and not plan.flags and len(plan.edits) == 4


def test_a_workbook_that_nobody_touched_changes_nothing(store: Store) -> None:
    plan, batch = bring_back(filled(store), exported(store))
    assert (plan.edits, plan.flags, batch) == ((), (), None) and plan.same == plan.read > 0


def sort_backwards(book: openpyxl.Workbook) -> None:
    for page in _pages(book):
        lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
        for number, values in enumerate(reversed(lines), 3):
            for index, value in enumerate(values, 1):
                _set(page.cell(number, index), value)


def hide_by_filter(book: openpyxl.Workbook) -> None:
    for page in _pages(book):
        for line in range(4, page.max_row + 1, 2):
            page.row_dimensions[line].hidden = True


def move_columns(book: openpyxl.Workbook) -> None:
    for page in _pages(book):
        order = list(range(1, page.max_column + 1))
        random.Random(7).shuffle(order)
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        for number, values in enumerate(rows, 1):
            for index, source in enumerate(order, 1):
                _set(page.cell(number, index), values[source - 1])


def rename_sheets(book: openpyxl.Workbook) -> None:
    for number, page in enumerate(_pages(book)):
        page.title = f"Trang {number}"


def drop_the_keys(book: openpyxl.Workbook) -> None:
    move_columns(book)
    for page in _pages(book):
        page.delete_rows(1)


def drop_styles(book: openpyxl.Workbook) -> None:
    for page in _pages(book):
        for row in page.iter_rows():
            for cell in row:
                cell.style = "Normal"
        page.data_validations.dataValidation = []


def sort_with_the_titles(book: openpyxl.Workbook) -> None:
    for page in _pages(book):
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, values in enumerate([rows[1], rows[0], *rows[2:]], 2):
            for index, value in enumerate(values, 1):
                _set(page.cell(number, index), value)


def widen_the_text(book: openpyxl.Workbook) -> None:
    """White space as other programs leave it, letters apart from their marks."""
    import unicodedata

    for page in _pages(book):
        for row in page.iter_rows(min_row=3, min_col=5):
            for cell in row:
                if isinstance(cell.value, str):
                    _set(cell, unicodedata.normalize("NFD", cell.value).replace(" ", "  ") + "\n")


MOVES = [sort_backwards, hide_by_filter, move_columns, rename_sheets, drop_the_keys, drop_styles,
         sort_with_the_titles, widen_the_text]  # fmt: skip


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_what_people_do_to_the_layout_changes_nothing(kept: Store, move: Any) -> None:
    plan = planned(kept, edited(exported(kept), move))
    assert (plan.edits, plan.flags) == ((), ()) and plan.same == plan.read == 34


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_what_was_typed_arrives_from_wherever_it_stands_now(kept: Store, move: Any) -> None:
    typed = edited(exported(kept), put("figures", FIRST, slot_value=12, state="duyệt"))
    bring_back(kept, edited(typed, move))
    assert (now(kept, FIRST)["value"], now(kept, FIRST)["state"]) == ("12", "accepted")


def test_plain_cells_as_a_small_program_writes_them_are_read(kept: Store) -> None:
    typed = edited(exported(kept), put("figures", FIRST, slot_value=12))
    saved = BytesIO()
    with xlsxwriter.Workbook(saved, {"constant_memory": True, "strings_to_formulas": False}) as book:
        for page in openpyxl.load_workbook(BytesIO(typed)):
            new = book.add_worksheet(page.title)
            for number, row in enumerate(page.iter_rows(values_only=True)):
                for index, value in enumerate(row):
                    if value is not None:
                        new.write(number, index, value)
    plan = planned(kept, saved.getvalue())
    assert [(edit.before, edit.after) for edit in plan.edits] == [("2", "12")] and not plan.flags


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_brings_back_what_was_typed(kept: Store, tmp_path: Path) -> None:
    typed = edited(exported(kept), put("figures", FIRST, slot_value=12, slot_period="2024-06"))
    plan = planned(kept, through_libreoffice(typed, tmp_path, "ods", "xlsx"))
    assert [(edit.before, edit.after) for edit in plan.edits] == [("2", "12"), ("2024", "2024-06")]
    assert not plan.flags and plan.same == plan.read - 1


def test_a_row_that_is_missing_is_no_deletion(kept: Store) -> None:
    def delete(book: openpyxl.Workbook) -> None:
        page = page_of(book, "figures")
        page.delete_rows(line_of(page, FIRST))

    plan, batch = bring_back(kept, edited(exported(kept), delete))
    assert (plan.edits, plan.flags, batch) == ((), (), None) and now(kept, FIRST)["version"] == 0


def test_numbers_stand_there_as_numbers_and_periods_as_text(kept: Store) -> None:
    page = page_of(openpyxl.load_workbook(BytesIO(exported(kept))), "figures")
    cells = [page.cell(line_of(page, FIRST), column(page, key)) for key in ("slot.value", "slot.period")]
    assert [(cell.value, cell.data_type) for cell in cells] == [(2, "n"), ("2024", "s")]


def test_the_structure_is_protected_and_sorting_and_filtering_are_not(kept: Store) -> None:
    page = page_of(openpyxl.load_workbook(BytesIO(exported(kept))), "figures")
    locks = page.protection
    assert (
        locks.sheet and not locks.sort and not locks.autoFilter and locks.insertColumns and locks.deleteRows
    )
    hidden = page.column_dimensions["A"]
    assert (hidden.hidden, hidden.min, hidden.max) == (True, 1, 4) and page.row_dimensions[1].hidden
    assert not page.cell(3, 7).protection.locked and page.cell(2, 7).protection.locked


def test_choices_are_offered(kept: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(kept)))
    page = page_of(book, "figures")
    state = page.cell(3, column(page, "state")).coordinate
    (rule,) = [rule for rule in page.data_validations.dataValidation if state in rule.sqref]
    sheet, area = rule.formula1.replace("'", "").split("!")
    words = [cell.value for row in book[sheet][area.replace("$", "")] for cell in row]
    assert words == ["duyệt", "loại", "để sau"]


def test_no_cell_among_the_rows_is_locked_as_excel_would_not_sort_them(kept: Store) -> None:
    for page in _pages(openpyxl.load_workbook(BytesIO(exported(kept)))):
        area = page[page.auto_filter.ref]
        assert not [cell.coordinate for row in area[1:] for cell in row if cell.protection.locked]
        assert area[0][0].row == 2 and all(cell.protection.locked for cell in area[0])


def _pages(book: openpyxl.Workbook) -> list[Any]:
    return [page for page in book if str(page.cell(1, 1).value).startswith("tonghop.")]


def _set(cell: Any, value: Any) -> None:
    cell.value = copy(value)
    if isinstance(value, str):
        cell.data_type = "s"
