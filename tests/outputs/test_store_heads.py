"""Heads that people correct: everything reads the corrected one; what was read stays, proven."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from nlp.records import Extraction, Meta
from outputs.contract import to_contract
from outputs.store import Store, reading, writing
from outputs.store_decisions import Change, decide, history, undo
from outputs.store_export import exported
from outputs.store_heads import head_id
from outputs.store_integrity import flaws
from outputs.store_ledger import Entry, record
from outputs.store_queue import Wanted, queue_page
from outputs.store_reading import read_report
from outputs.store_schema import reports
from outputs.store_settling import settle
from outputs.store_writing import Reading, save
from tests.outputs.made import document, figure

ONE, TWO = "0123456789abcdef", "fedcba9876543210"
TEXT = (
    "Báo cáo\nTrong quý, Đảng ủy xã kết nạp 12 đảng viên. Cùng kỳ năm trước kết nạp 9 đảng viên.\n"
    "Quý II năm 2024 kiểm tra 7 chi bộ.\nToàn xã có 30 chi bộ."
)
META = Meta(kind="BÁO CÁO", issuer="Đảng ủy xã A", parent="Huyện ủy B", number="12-BC/ĐU", date="2024-09-28",
            title="BÁO CÁO kết quả công tác", period="2024-Q2")  # fmt: skip


def made(sha256: str = ONE, **changes: Any) -> dict[str, Any]:
    """A report whose period was misread; two of its figures lean on the head, one does not, one has none."""
    figures = [
        figure("12 đảng viên", "12", text=TEXT, period="2024-Q2"),
        figure("9 đảng viên", "9", text=TEXT, period="2023-Q2"),
        figure("7 chi bộ", "7", text=TEXT, period="2024-Q2"),
        figure("30 chi bộ", "30", text=TEXT),
    ]
    figures = [replace(one, id=one.id.replace(ONE[:12], sha256[:12])) for one in figures]
    extraction = Extraction(replace(META, **changes), tuple(figures), (), (), (), ())
    name = f"{sha256[:4]}.docx"
    return to_contract(document(TEXT, name=name, sha256=sha256), extraction, name)


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, made())
    return store


def put(store: Store, row: dict[str, Any], mtime: int = 1, pipeline: str = "v1") -> None:
    with writing(store) as connection:
        save(connection, Reading(row, pipeline))
        seen = Entry("hộp", row["file"], row["status"], size=9, mtime_ns=mtime, sha256=row["sha256"])
        record(connection, [seen])
        settle(connection, "hộp")


def correct(store: Store, sha256: str = ONE, batch: str | None = None, **slots: Any) -> None:
    changes = [Change(sha256, head_id(sha256), "report", name, new) for name, new in slots.items()]
    decide(store, changes, "an", batch=batch)


def out(store: Store, *, reviewed: bool = True) -> dict[str, dict[str, Any]]:
    with reading(store) as connection:
        return {row["sha256"]: row for row, _ in exported(connection, "hộp", reviewed=reviewed)}


def periods(row: dict[str, Any]) -> list[str | None]:
    return [one.get("period") for one in row["figures"]]


def superseded(store: Store) -> dict[str, str | None]:
    with reading(store) as connection:
        query = select(reports.c.sha256, reports.c.superseded_by)
        return dict(tuple(row) for row in connection.execute(query))


def test_rows_that_lean_on_the_head_move_along_and_others_stay(filled: Store) -> None:
    correct(filled, period="2024-Q3")
    assert periods(out(filled)[ONE]) == ["2024-Q3", "2023-Q3", "2024-Q2", None]
    assert out(filled)[ONE]["meta"]["period"] == "2024-Q3"
    assert list(flaws(filled)) == []


def test_a_year_that_was_not_written_comes_from_the_corrected_date(store: Store) -> None:
    row = made(date="2023-09-28", period="2023-Q2")
    for one, period in zip(row["figures"], ("2023-Q2", "2022-Q2", "2024-Q2", None), strict=True):
        one["period"] = period
    row["figures"] = [{k: v for k, v in one.items() if v is not None} for one in row["figures"]]
    put(store, row)
    correct(store, date="2024-09-28", period="2024-Q2")
    assert periods(out(store)[ONE]) == ["2024-Q2", "2023-Q2", "2024-Q2", None]


def test_what_was_read_is_still_there(filled: Store) -> None:
    correct(filled, period="2024-Q3", issuer="Đảng ủy xã C", parent=None)
    with reading(filled) as connection:
        assert read_report(connection, ONE) == made()
    assert out(filled, reviewed=False)[ONE] == made()
    assert "parent" not in out(filled)[ONE]["meta"]


def test_a_correction_is_taken_back_with_all_that_moved_along(filled: Store) -> None:
    correct(filled, batch="một", period="2024-Q3", issuer="Đảng ủy xã C")
    undo(filled, "an", batch="một")
    assert out(filled)[ONE] == made()
    assert [link["field"] for link in history(filled, ONE, head_id(ONE))] == [
        "period", "issuer", "issuer", "period"]  # fmt: skip
    assert list(flaws(filled)) == []


def test_a_second_correction_starts_from_what_was_read(filled: Store) -> None:
    correct(filled, period="2024-Q3")
    correct(filled, period="2024-Q4")
    assert periods(out(filled)[ONE]) == ["2024-Q4", "2023-Q4", "2024-Q2", None]
    assert list(flaws(filled)) == []


def test_a_correction_outlives_reading_anew(filled: Store) -> None:
    correct(filled, period="2024-Q3", issuer="Đảng ủy xã C")
    put(filled, made(), pipeline="v2")
    found = out(filled)[ONE]
    assert (found["meta"]["issuer"], periods(found)[0]) == ("Đảng ủy xã C", "2024-Q3")
    assert list(flaws(filled)) == []


def test_submissions_go_by_the_corrected_head(filled: Store) -> None:
    put(filled, made(TWO, date="2024-10-02", period="2024-Q3"), mtime=2)
    assert superseded(filled) == {ONE: None, TWO: None}
    correct(filled, period="2024-Q3")
    assert superseded(filled) == {ONE: TWO, TWO: None}
    correct(filled, date="2024-10-05")
    assert superseded(filled) == {ONE: None, TWO: ONE}
    correct(filled, issuer="Đảng ủy xã D")
    assert superseded(filled) == {ONE: None, TWO: None}
    assert list(flaws(filled)) == []


def test_what_people_set_in_a_row_stays(filled: Store) -> None:
    row = made()["figures"][0]["id"]
    decide(filled, [Change(ONE, row, "figures", "period", "2024-09")], "an")
    correct(filled, period="2024-Q3")
    assert periods(out(filled)[ONE])[0] == "2024-09"


def test_a_head_that_was_changed_past_the_decisions_is_found(filled: Store) -> None:
    correct(filled, period="2024-Q3")
    with writing(filled) as connection:
        connection.execute(update(reports).values(period="2024-Q1"))
    assert "altered_head" in {flaw.code for flaw in flaws(filled)}


def test_the_queue_finds_figures_by_the_period_that_moved_along(filled: Store) -> None:
    own = made()["figures"][0]["id"]
    decide(filled, [Change(ONE, own, "figures", "period", "2024-05")], "an")
    decide(filled, [Change(ONE, head_id(ONE), "report", "period", "2024-Q3")], "an")
    found = {}
    with reading(filled) as connection:
        for period in ("2024-05", "2024-Q2", "2024-Q3", "2023-Q2", "2023-Q3"):
            rows = queue_page(connection, Wanted(status="all", period=period))
            found[period] = [row.row["text"] for row in rows]
        whole = queue_page(connection, Wanted(status="all"))
    assert found["2024-05"] == ["12 đảng viên"]
    assert found["2024-Q2"] == ["7 chi bộ"]
    for period in ("2023-Q2", "2023-Q3"):
        assert found[period] == [row.row["text"] for row in whole if row.now.get("period") == period]
