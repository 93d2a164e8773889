"""CSV and Parquet."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.columns import ALL_TABLES
from outputs.flat_files import clean, write_csv, write_parquet
from outputs.tables import empty_rows, frames
from tests.outputs.made import report, tables, tables_with

FORMULAS = ["=1+1", "+84 912", "-5 hộ", "@SUM(A1)", "\t=1", '=cmd|"/c calc"!A1']


def csv_rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def first_csv(folder: Path, layer: str, **values: Any) -> dict[str, str]:
    write_csv(tables_with(layer, **values), folder)
    return csv_rows(folder, layer)[0]


def test_csv_opens_in_excel_as_utf_8(tmp_path: Path) -> None:
    write_csv(tables(report()), tmp_path)
    written = (tmp_path / "figures.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and b"\r\n" in written


def test_csv_numbers_are_plain(tmp_path: Path) -> None:
    write_csv(tables(report()), tmp_path)
    assert [row["value"] for row in csv_rows(tmp_path, "figures")] == ["1030", "474", "98.5"]


def test_csv_lists_are_joined(tmp_path: Path) -> None:
    write_csv(tables(report()), tmp_path)
    assert csv_rows(tmp_path, "checks")[1]["parts"] == "474; 565"


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    written = first_csv(tmp_path, "units", name=text)["name"]
    assert written.startswith("'") and written.replace("'", "") == text.replace("'", "")


def test_a_lone_sign_is_left_as_it_is(tmp_path: Path) -> None:
    assert first_csv(tmp_path, "figures", change="-")["change"] == "-"


def test_csv_keeps_line_breaks_and_quotes_within_a_cell(tmp_path: Path) -> None:
    assert first_csv(tmp_path, "units", name='a "b"\nc, d')["name"] == 'a "b"\nc, d'


def test_parquet_numbers_are_exact(tmp_path: Path) -> None:
    made = tables_with("figures", value="1234567890123456789.123456789")
    write_parquet(made, tmp_path)
    assert pq.read_table(tmp_path / "figures.parquet")["value"][0].as_py() == Decimal(
        "1234567890123456789.123456789"
    )


def test_parquet_holds_numbers_of_any_size(tmp_path: Path) -> None:
    write_parquet(tables_with("figures", value="1" * 50), tmp_path)
    assert pq.read_table(tmp_path / "figures.parquet")["value"][0].as_py() == Decimal("1" * 50)


def test_parquet_lists_are_lists(tmp_path: Path) -> None:
    write_parquet(tables(report()), tmp_path)
    table = pq.read_table(tmp_path / "checks.parquet")
    assert table["parts"][1].as_py() == [Decimal(474), Decimal(565)]


def test_parquet_files_of_different_runs_have_one_schema(tmp_path: Path) -> None:
    write_parquet(tables(report()), tmp_path / "full")
    write_parquet(frames(empty_rows()), tmp_path / "empty")
    for name in ALL_TABLES:
        full, empty = (pq.read_schema(tmp_path / run / f"{name}.parquet") for run in ("full", "empty"))
        assert full.equals(empty)


def test_parquet_names_its_schema(tmp_path: Path) -> None:
    write_parquet(tables(report()), tmp_path)
    assert pq.read_schema(tmp_path / "units.parquet").metadata[b"tonghop.schema"] == b"1"


def test_a_text_that_is_no_unicode_is_written_all_the_same(tmp_path: Path) -> None:
    made = tables(report("a\udcff.docx"))
    write_csv(made, tmp_path)
    write_parquet(made, tmp_path)
    assert csv_rows(tmp_path, "reports")[0]["file"] == "a .docx"
    assert pq.read_table(tmp_path / "reports.parquet")["file"][0].as_py() == "a .docx"


@given(st.text())
def test_cleaned_text_has_no_control_characters_and_keeps_its_length(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not [char for char in cleaned if (ord(char) < 32 and char not in "\t\n\r") or ord(char) == 127]
