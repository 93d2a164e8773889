"""The office's own form: its heads and lines are recognised, confirmed, and filled; the rest stays."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import PatternFill
from PIL import Image

from batch.fill import MATCHES, Outcome, fill_into
from extract.problems import SetupProblem
from outputs.fill_grids import read_grids
from outputs.fill_layout import layouts
from tests.outputs.made import report

UNITS = ("Đảng ủy xã Hiền Lương", "Đảng ủy xã Minh Tân")


def office_form(path: Path, names: tuple[str, ...] = UNITS) -> Path:
    """A form as offices draw them: a head of two levels, numbered columns, colours, a total, a foot."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Biểu 01"
    page["A1"] = "BIỂU TỔNG HỢP"
    for cells, text in {
        "A3:A4": "TT", "B3:B4": "Đơn vị", "C3:D3": "Tổ chức đảng", "E3:E4": "Ghi chú",
    }.items():  # fmt: skip
        page.merge_cells(cells)
        page[cells.partition(":")[0]] = text
    page["C4"], page["D4"] = "Được kiểm tra", "Màu cờ"
    for column, code in zip("ABCDE", ("A", "B", "1", "2", "3"), strict=True):
        page[f"{column}5"] = code
    for number, name in enumerate(names, 1):
        page[f"A{5 + number}"], page[f"B{5 + number}"] = number, name
        page[f"C{5 + number}"].fill = PatternFill("solid", fgColor="FFFDE7")
    total = 6 + len(names)
    page[f"B{total}"], page[f"C{total}"] = "Tổng cộng", f"=SUM(C6:C{total - 1})"
    page[f"D{total + 2}"] = "NGƯỜI LẬP BIỂU"
    picture = BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    page.add_image(Picture(picture), "F1")
    book.save(path)
    return path


def results(folder: Path, *senders: str) -> str:
    """What was read of reports in which each unit says how many organisations it inspected: 7, 8 ..."""
    lines = []
    for number, sender in enumerate(senders):
        row = report()
        row |= {"file": f"{number}.docx", "sha256": f"{number:064d}", "cells": [], "checks": [], "models": []}
        row["meta"] = {"issuer": sender, "period": "2024", "kind": "Báo cáo"}
        row["text"] = f"Năm 2024 đã kiểm tra {7 + number} tổ chức đảng."
        figure = {"id": f"f{number}", "start": 21, "end": 22, "text": str(7 + number), "kind": "count"}
        figure |= {"value": str(7 + number), "noun": "tổ chức đảng", "action": "kiểm tra", "period": "2024"}
        row["figures"] = [{**figure, "indicator": "to-chuc-dang-kiem-tra", "confidence": 0.9, "reasons": []}]
        lines.append(json.dumps(row, ensure_ascii=False))
    file = folder / "reports.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def run(tmp_path: Path, form: Path, *senders: str, **how: Any) -> Outcome:
    return fill_into(results(tmp_path, *senders), form, "2024", tmp_path / "ra", **how)


def test_the_table_is_recognised_with_its_levels_lines_and_total(tmp_path: Path) -> None:
    (table,) = layouts(read_grids(office_form(tmp_path / "bieu.xlsx")))
    assert [head.title for head in table.heads] == ["Tổ chức đảng / Được kiểm tra", "Tổ chức đảng / Màu cờ"]
    assert [(row.name, row.total) for row in table.rows] == [
        (UNITS[0], False), (UNITS[1], False), ("Tổng cộng", True),
    ]  # fmt: skip


def test_nothing_is_filled_before_somebody_has_looked(tmp_path: Path) -> None:
    first = run(tmp_path, office_form(tmp_path / "bieu.xlsx"), *UNITS)
    assert first.filled is None and first.matches.name == f"bieu{MATCHES}"
    assert (first.columns, first.units) == ((1, 2), (2, 2))


def test_the_copy_has_the_numbers_and_keeps_its_look(tmp_path: Path) -> None:
    form = office_form(tmp_path / "bieu.xlsx")
    run(tmp_path, form, *UNITS)
    done = run(tmp_path, form, *UNITS)
    assert done.filled is not None and (done.numbers, done.silent, done.kept) == (2, 0, 0)
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 01"]
    assert [page["C6"].value, page["C7"].value, page["C8"].value] == [7, 8, "=SUM(C6:C7)"]
    assert page["C6"].fill.fgColor.rgb == "00FFFDE7" and str(page.merged_cells) and page["D6"].value is None
    with zipfile.ZipFile(form) as before, zipfile.ZipFile(done.filled) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_what_people_say_no_to_stays_empty(tmp_path: Path) -> None:
    form = office_form(tmp_path / "bieu.xlsx")
    asked = run(tmp_path, form, *UNITS).matches
    book = openpyxl.load_workbook(asked)
    book["Đơn vị"]["F3"] = "không"
    book.save(asked)
    done = run(tmp_path, form, *UNITS)
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 01"]
    assert (page["C6"].value, page["C7"].value) == (None, 8)


def test_an_indicator_that_people_choose_is_filled(tmp_path: Path) -> None:
    form = office_form(tmp_path / "bieu.xlsx")
    asked = run(tmp_path, form, *UNITS).matches
    book = openpyxl.load_workbook(asked)
    page: Any = book["Cột"]
    page["D4"], page["H4"] = page["D3"].value, "có"
    book.save(asked)
    filled: Any = openpyxl.load_workbook(run(tmp_path, form, *UNITS).filled)["Biểu 01"]
    assert (filled["D6"].value, filled["D7"].value) == (7, 8)


def test_a_unit_without_a_report_gets_no_number(tmp_path: Path) -> None:
    done = run(tmp_path, office_form(tmp_path / "bieu.xlsx"), UNITS[0], confirmed=True)
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 01"]
    assert (page["C6"].value, page["C7"].value, done.numbers) == (7, None, 1)


def test_cells_that_hold_something_are_kept_and_counted(tmp_path: Path) -> None:
    form = office_form(tmp_path / "bieu.xlsx")
    book = openpyxl.load_workbook(form)
    book["Biểu 01"]["C6"] = 99
    book.save(form)
    done = run(tmp_path, form, *UNITS, confirmed=True)
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 01"]
    assert (page["C6"].value, done.kept, done.numbers) == (99, 1, 1)


def test_each_number_says_where_it_comes_from(tmp_path: Path) -> None:
    done = run(tmp_path, office_form(tmp_path / "bieu.xlsx"), *UNITS, confirmed=True)
    assert done.sources is not None and done.sources != done.filled
    said = " ".join(
        str(cell) for row in openpyxl.load_workbook(done.sources)["Nguồn"].values for cell in row if cell
    )
    assert "đã kiểm tra 7 tổ chức đảng" in said


@pytest.mark.parametrize("name", ["bieu.xls", "mat.xlsx"])
def test_a_form_that_cannot_be_read_is_told_apart(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupProblem, match="biểu"):
        run(tmp_path, tmp_path / name, *UNITS)


def test_a_form_without_a_column_of_units_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Chỉ có chữ"
    book.save(tmp_path / "bieu.xlsx")
    with pytest.raises(SetupProblem, match="cột tên đơn vị"):
        run(tmp_path, tmp_path / "bieu.xlsx", *UNITS)


def test_an_unknown_indicator_in_the_confirmed_file_is_named(tmp_path: Path) -> None:
    form = office_form(tmp_path / "bieu.xlsx")
    asked = run(tmp_path, form, *UNITS).matches
    book = openpyxl.load_workbook(asked)
    book["Cột"]["D3"] = "Không có"
    book.save(asked)
    with pytest.raises(SetupProblem, match="chỉ tiêu lạ"):
        run(tmp_path, form, *UNITS)


def form_across(path: Path, names: tuple[str, ...] = UNITS) -> Path:
    """Indicators as lines with their measures, units as columns, a total before them, a foot."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Biểu 02"
    page["A1"] = "BIỂU TỔNG HỢP KIỂM TRA, GIÁM SÁT"
    last = "DEFGHIJ"[len(names)]
    page.merge_cells("A3:A4"), page.merge_cells("B3:B4"), page.merge_cells("C3:C4")
    page.merge_cells("D3:D4"), page.merge_cells(f"E3:{last}3")
    page["A3"], page["B3"], page["C3"], page["D3"] = "TT", "Chỉ tiêu", "Đơn vị tính", "Tổng số"
    page["E3"] = "Chia theo đơn vị"
    for column, name in zip("EFGHIJ", names, strict=False):
        page[f"{column}4"] = name
    lines = (("I", "KIỂM TRA", ""), (1, "Tổ chức đảng được kiểm tra", "tổ chức đảng"), (2, "Màu cờ", "lá"))
    for row, line in enumerate(lines, 5):
        page[f"A{row}"], page[f"B{row}"], page[f"C{row}"] = line
    page["E6"].fill = PatternFill("solid", fgColor="FFFDE7")
    page["D6"] = f"=SUM(E6:{last}6)"
    page["C9"] = "NGƯỜI LẬP BIỂU"
    book.save(path)
    return path


def test_a_form_with_units_side_by_side_is_recognised(tmp_path: Path) -> None:
    (table,) = layouts(read_grids(form_across(tmp_path / "bieu.xlsx")))
    assert [head.title for head in table.heads] == [
        "KIỂM TRA / Tổ chức đảng được kiểm tra",
        "KIỂM TRA / Màu cờ",
    ]
    assert [(row.at, row.name, row.total) for row in table.rows] == [
        (3, "Tổng số", True), (4, UNITS[0], False), (5, UNITS[1], False),
    ]  # fmt: skip


def test_places_below_a_head_over_units_need_no_kind(tmp_path: Path) -> None:
    (table,) = layouts(read_grids(form_across(tmp_path / "bieu.xlsx", ("Hiền Lương", "Minh Tân"))))
    assert [row.name for row in table.rows] == ["Tổng số", "Hiền Lương", "Minh Tân"]


def test_a_form_with_units_side_by_side_is_filled(tmp_path: Path) -> None:
    form = form_across(tmp_path / "bieu.xlsx")
    asked = run(tmp_path, form, *UNITS)
    assert (asked.filled, asked.columns, asked.units) == (None, (1, 2), (2, 2))
    lines = openpyxl.load_workbook(asked.matches)
    assert (lines["Cột"]["B3"].value, lines["Đơn vị"]["B4"].value) == ("6", "E")
    done = run(tmp_path, form, *UNITS)
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 02"]
    assert [page["E6"].value, page["F6"].value, page["D6"].value] == [7, 8, "=SUM(E6:F6)"]
    assert page["E6"].fill.fgColor.rgb == "00FFFDE7" and page["E7"].value is None
    assert (done.numbers, done.silent, done.kept) == (2, 0, 0)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_an_older_form_is_filled_as_one_of_today(tmp_path: Path) -> None:
    made = office_form(tmp_path / "bieu.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    done = run(tmp_path, tmp_path / "bieu.xls", *UNITS, confirmed=True)
    assert done.filled is not None and done.filled.name == "bieu-2024.xlsx"
    page: Any = openpyxl.load_workbook(done.filled)["Biểu 01"]
    assert [page["C6"].value, page["C7"].value, page["C8"].value] == [7, 8, "=SUM(C6:C7)"]
    assert page["C6"].fill.fgColor.rgb == "FFFFFDE7" and "A3:A4" in str(page.merged_cells)


def test_an_older_form_without_libreoffice_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bieu.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    monkeypatch.setattr("batch.office_form.shutil.which", lambda name: None)
    monkeypatch.setattr("batch.office_form._PLACES", ())
    with pytest.raises(SetupProblem, match="cài LibreOffice") as found:
        run(tmp_path, tmp_path / "bieu.xls", *UNITS)
    assert found.value.code == "no_soffice"
