"""Heads of reports in the review workbook: a sheet of their own, merged like every other."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from outputs.store import Store, reading, writing
from outputs.store_decisions import Change, decide, undo
from outputs.store_heads import HEAD, head_id
from outputs.store_integrity import flaws
from outputs.store_ledger import heads
from outputs.store_queue import Wanted
from outputs.store_reading import whole
from outputs.store_writing import Reading, save
from review.sheet_export import sheet_bytes
from tests.outputs.test_store_heads import ONE, made
from tests.review.workbooks import bring_back, codes, column, edited, exported, line_of, page_of, put

ID = head_id(ONE)


@pytest.fixture
def kept(store: Store) -> Store:
    with writing(store) as connection:
        save(connection, Reading(made(), "v1"))
    return store


def meta(store: Store) -> dict[str, object]:
    with reading(store) as connection:
        found: dict[str, object] = whole(connection, heads(connection)[ONE])["meta"]
    return found


def test_a_head_is_corrected_in_the_workbook_and_taken_back_whole(kept: Store) -> None:
    typed = put(HEAD, ID, slot_period="Quý III/2024", slot_issuer="Đảng ủy xã C", state="duyệt")
    plan, batch = bring_back(kept, edited(exported(kept), typed))
    assert (meta(kept)["period"], meta(kept)["issuer"], len(plan.edits)) == ("2024-Q3", "Đảng ủy xã C", 3)
    assert list(flaws(kept)) == [] and batch is not None
    undo(kept, "bình", batch=batch)
    assert meta(kept) == made()["meta"]


def test_a_workbook_that_nobody_touched_changes_no_head(kept: Store) -> None:
    plan, batch = bring_back(kept, edited(exported(kept), lambda book: None))
    assert (plan.edits, plan.flags, batch) == ((), (), None)


def test_what_others_corrected_meanwhile_is_not_overwritten(kept: Store) -> None:
    data = edited(exported(kept), put(HEAD, ID, slot_period="2024-Q4"))
    decide(kept, [Change(ONE, ID, HEAD, "period", "2024-Q3")], "an")
    plan, batch = bring_back(kept, data)
    assert codes(plan) == {"conflict"} and batch is None and meta(kept)["period"] == "2024-Q3"


def test_the_same_workbook_twice_changes_nothing_more(kept: Store) -> None:
    data = edited(exported(kept), put(HEAD, ID, slot_period="2024-Q3"))
    assert bring_back(kept, data)[1] is not None
    assert bring_back(kept, data)[1] is None


def test_a_date_that_excel_took_for_one_is_read_as_such(kept: Store) -> None:
    plan, _ = bring_back(kept, edited(exported(kept), put(HEAD, ID, slot_date=date(2024, 10, 2))))
    assert meta(kept)["date"] == "2024-10-02" and not plan.flags


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"state": "loại"}, "no_choice"),
        ({"slot_period": "quý nào đó"}, "no_period"),
        ({"slot_date": "31/02/2024"}, "no_date"),
        ({"slot_issuer": "=1+1"}, "formula"),
        ({"sentence": "câu khác"}, "seal"),
    ],
)
def test_what_no_head_can_hold_is_listed(kept: Store, values: dict[str, str], code: str) -> None:
    plan, batch = bring_back(kept, edited(exported(kept), put(HEAD, ID, **values)))
    assert codes(plan) == {code} and batch is None and meta(kept) == made()["meta"]


def test_the_sheet_shows_the_beginning_and_what_is_doubtful(kept: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(kept)))
    page = page_of(book, HEAD)
    line = line_of(page, ID)
    assert page.title == "Báo cáo"
    assert "Trong quý" in str(page.cell(line, column(page, "sentence")).value)
    assert "28/09/2024" in str(page.cell(line, column(page, "checks")).value)
    assert page.cell(line, column(page, "slot.date")).value == "28/09/2024"


def test_a_filter_by_indicator_wants_no_heads(kept: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet_bytes(kept, [Wanted(HEAD, indicator="x")])))
    assert page_of(book, HEAD).max_row == 2
