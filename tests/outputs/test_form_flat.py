"""A filled form as long tables: CSV, Parquet and views that DuckDB runs over them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.form_flat import write_long_csv, write_long_parquet, write_views
from outputs.form_lines import Listed, listed_unit
from outputs.form_tables import TABLES, long_tables
from tests.outputs.reported import figure, report

A, B = "Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung"
FORM = Form("f", 'Kết nạp "mới"', "party", "units", (Column('Kết "nạp"', "value", "G", "ket-nap"),))


def _table(**slots: Any) -> Consolidated:
    said = report("=a.docx", A, figure("1", "ket-nap", "4", **slots), figure("2", "ket-nap", "7"))
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in (A, B)]
    return consolidate(FORM, "2024", gather([said]), listed)


def test_every_cell_has_a_line_with_its_state() -> None:
    values = long_tables(_table(reviewed="Nguyễn Văn A"))["values"]
    assert values["unit"] == ["Tổng số", A, B] and values["total"] == [True, False, False]
    assert values["state"] == ["value", "value", "missing"]
    assert values["value"] == [Decimal(4), Decimal(4), None]
    assert values["reviewed"] == [None, True, None]


def test_sources_tell_what_counts_and_what_lost() -> None:
    sources = long_tables(_table(reviewed="Nguyễn Văn A"))["sources"]
    assert sources["counts"] == [True, False] and sources["value"] == [Decimal(4), Decimal(7)]
    assert sources["row"] == ["1", "2"] and sources["reviewed"] == ["Nguyễn Văn A", None]


def test_csv_reads_back_and_no_file_name_is_a_formula(tmp_path: Path) -> None:
    paths = write_long_csv(long_tables(_table(reviewed="A")), TABLES, "f-2024", tmp_path)
    assert [path.name for path in paths] == ["f-2024-values.csv", "f-2024-sources.csv"]
    frame = pd.read_csv(paths[0])
    assert list(frame.columns) == list(TABLES["values"])
    assert frame["value"].dropna().tolist() == [4, 4]
    with paths[1].open(encoding="utf-8-sig", newline="") as file:
        assert {row["file"] for row in csv.DictReader(file)} == {"'=a.docx"}


def test_parquet_keeps_exact_numbers_and_types(tmp_path: Path) -> None:
    paths = write_long_parquet(long_tables(_table()), TABLES, "f-2024", tmp_path)
    found = pq.read_table(paths[0]).to_pydict()
    assert found["value"][-1] is None and isinstance(found["value"][0], Decimal)
    assert found["total"] == [True, False, False]


def test_duckdb_runs_the_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _table(reviewed="Nguyễn Văn A")
    write_long_parquet(long_tables(table), TABLES, "f-2024", tmp_path)
    script = write_views(FORM, TABLES, "f-2024", tmp_path)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as base:
        base.execute(script.read_text(encoding="utf-8"))
        sheet = base.execute('SELECT unit, "1 Kết ""nạp""" FROM form_sheet').fetchall()
        evidence = base.execute("SELECT unit, value, file FROM form_evidence").fetchall()
    assert sheet == [(A, Decimal(4)), (B, None)]
    assert evidence == [(A, Decimal(4), "=a.docx")]
