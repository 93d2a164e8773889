"""What the workbook shows beyond the tables: order, verdicts, links."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from outputs.review_rows import find_links, gap, sheet_rows
from outputs.tables import Row
from tests.outputs.made import report, tables


def shown(table: str, *reports: dict[str, Any]) -> list[Row]:
    made = tables(*reports)
    return sheet_rows(table, made, find_links(made))


def test_failing_checks_come_first_whatever_the_report() -> None:
    rows = shown("checks", report("a.docx"), report("b.docx"))
    assert [(row["file"], row["ok"], row["index"]) for row in rows] == [
        ("a.docx", False, 1),
        ("b.docx", False, 2),
        ("a.docx", True, 3),
        ("b.docx", True, 4),
    ]


def test_a_row_of_a_failing_check_is_bad_even_if_another_check_holds() -> None:
    made = report()
    made["figures"][0]["checks"] = ["k1", "k2"]
    first, second, third = shown("figures", made)
    assert (first["verdict"], first["links"]["verdict"]) == ("bad", ("Kiểm tra", 2))
    assert second["verdict"] is None and second["links"] == {}
    assert third["verdict"] == "good"


def test_a_check_leads_to_its_first_row() -> None:
    failing, holding = shown("checks", report())
    assert failing["links"]["row_link"] == ("Số liệu", 2)
    assert holding["row_link"] == "Số liệu 4"


def test_a_report_leads_to_its_first_rows() -> None:
    _, second = shown("reports", report("a.docx"), report("b.docx"))
    assert second["links"]["figures"] == ("Số liệu", 5)
    assert second["links"]["failing"] == ("Kiểm tra", 3)


def test_a_count_of_nothing_leads_nowhere() -> None:
    made = report(figures=[], checks=[])
    [row] = shown("reports", made)
    assert not row["links"].keys() & {"figures", "failing"}


def test_a_check_whose_rows_are_not_there_leads_nowhere() -> None:
    made = report(figures=[], units=[], models=[], cells=[])
    assert [row["row_link"] for row in shown("checks", made)] == [None, None]


def test_the_gap_is_what_the_parts_lack() -> None:
    check = {"ok": False, "kind": "sum", "total": Decimal(1030), "parts": [Decimal(1000), Decimal(39)]}
    assert gap(check) == Decimal(-9)
    assert gap({**check, "ok": True}) is None
    assert gap({**check, "kind": "percent"}) is None
    assert gap({**check, "parts": []}) is None
