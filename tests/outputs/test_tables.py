"""Contract objects become tables, and tables become frames."""

from __future__ import annotations

from decimal import Decimal

from outputs.columns import ALL_TABLES
from outputs.contract import refused
from outputs.tables import add_report, empty_rows, frames, records
from tests.outputs.made import report, tables


def test_every_table_has_its_columns_even_when_empty() -> None:
    for name, frame in frames(empty_rows()).items():
        assert list(frame.columns) == list(ALL_TABLES[name]) and len(frame) == 0


def test_numbers_are_exact_decimals() -> None:
    values = tables(report())["figures"]["value"].tolist()
    assert values == [Decimal(1030), Decimal(474), Decimal("98.5")]
    assert all(isinstance(value, Decimal) for value in values)


def test_a_row_carries_the_sentence_it_stands_in() -> None:
    first = records(tables(report())["figures"])[0]
    assert first["sentence"] == "Đảng ủy xã Minh Tân kiểm tra 1.030 đảng viên, trong đó 474 nữ."
    start = first["start"] - first["sentence_start"]
    assert first["sentence"][start:].startswith("1.030 đảng viên")


def test_a_check_shows_the_sentence_of_its_total() -> None:
    share, total = records(tables(report())["checks"])
    assert share["sentence"] == "Tỷ lệ đạt 98,5%."
    assert "1.030 đảng viên" in total["sentence"]


def test_a_report_counts_its_rows_and_failing_checks() -> None:
    [row] = records(tables(report())["reports"])
    counted = {layer: row[layer] for layer in ("figures", "units", "models", "cells", "checks", "failing")}
    assert counted == {"figures": 3, "units": 1, "models": 1, "cells": 1, "checks": 2, "failing": 1}


def test_a_refused_file_is_a_report_without_rows() -> None:
    found = tables(refused("a.docx", "corrupt", "bad_zip", "Tệp hỏng; hãy nộp lại."))
    [row] = records(found["reports"])
    assert (row["status"], row["advice"], row["issuer"]) == ("corrupt", ["Tệp hỏng; hãy nộp lại."], None)
    assert len(found["figures"]) == 0


def test_rows_of_several_reports_follow_each_other() -> None:
    rows = empty_rows()
    for name in ("a.docx", "b.docx"):
        add_report(rows, report(name))
    assert rows["units"]["file"] == ["a.docx", "b.docx"]
    assert {len(values) for values in rows["figures"].values()} == {6}
