"""The review workbook, read back by two libraries that did not write it."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from outputs.contract import refused
from outputs.sheets import SHEETS
from outputs.tables import Frames, empty_rows, frames
from outputs.workbook import write_workbook
from tests.outputs.made import report, tables, tables_with

NAMES = [
    "Báo cáo",
    "Số liệu",
    "Đơn vị",
    "Mô hình",
    "Bảng",
    "Kiểm tra",
    "Danh mục mô hình",
    "Danh mục đơn vị",
    "Hướng dẫn",
]


def written(made: Frames, folder: Path, **how: Any) -> Workbook:
    path = folder / "t.xlsx"
    write_workbook(made, path)
    return load_workbook(path, **how)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(
        tables(report(), refused("b.docx", "corrupt", "c", "Hỏng; hãy nộp lại.")),
        tmp_path_factory.mktemp("b"),
    )


def column(book: Workbook, sheet: str, title: str) -> list[Any]:
    page = book[sheet]
    titles = [cell.value for cell in page[1]]
    return [row[titles.index(title)].value for row in page.iter_rows(min_row=2)]


def cell(book: Workbook, sheet: str, title: str, row: int = 2) -> Any:
    titles = [cell.value for cell in book[sheet][1]]
    return book[sheet].cell(row, titles.index(title) + 1)


def test_the_sheets_stand_in_the_order_of_the_work(book: Workbook) -> None:
    assert book.sheetnames == NAMES


def test_calamine_reads_the_same_sheets_and_values(tmp_path: Path) -> None:
    write_workbook(tables(report()), tmp_path / "t.xlsx")
    read = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx"))
    assert read.sheet_names == NAMES
    titles, *rows = read.get_sheet_by_name("Số liệu").to_python()
    assert [row[titles.index("Giá trị")] for row in rows] == [1030.0, 474.0, 98.5]


@pytest.mark.parametrize("name", NAMES[:-1])
def test_titles_stay_in_view_and_filter(book: Workbook, name: str) -> None:
    page = book[name]
    assert page.freeze_panes is not None and page.freeze_panes.endswith("2")
    assert page.auto_filter.ref.startswith("A1:")
    assert page.print_title_rows == "$1:$1" and page.page_setup.orientation == "landscape"


def test_numbers_are_numbers_and_show_all_their_digits(book: Workbook) -> None:
    assert column(book, "Số liệu", "Giá trị") == [1030, 474, 98.5]
    assert cell(book, "Số liệu", "Giá trị", 2).number_format == "#,##0"
    assert cell(book, "Số liệu", "Giá trị", 4).number_format == "#,##0.##"


def test_a_number_that_excel_would_round_is_kept_as_text(tmp_path: Path) -> None:
    book = written(tables_with("figures", value="12345678901234567"), tmp_path)
    assert cell(book, "Số liệu", "Giá trị").value == "12345678901234567"


def test_a_wide_number_widens_its_column(tmp_path: Path) -> None:
    book = written(tables_with("figures", value="1200000000000"), tmp_path)
    at = cell(book, "Số liệu", "Giá trị")
    assert book["Số liệu"].column_dimensions[at.column_letter].width > len("1,200,000,000,000")


def test_a_date_is_a_date_and_a_period_is_in_words(book: Workbook) -> None:
    assert cell(book, "Báo cáo", "Ngày").value == datetime(2024, 6, 18)
    assert cell(book, "Báo cáo", "Kỳ báo cáo").value == "6 tháng đầu năm 2024"


@pytest.mark.parametrize("date", ["2024", "1890-01-01", "31/12"])
def test_what_is_no_date_for_excel_is_shown_as_text(tmp_path: Path, date: str) -> None:
    book = written(tables(report(meta={"date": date})), tmp_path)
    assert cell(book, "Báo cáo", "Ngày").value == date


def test_the_mention_is_bold_in_its_sentence(tmp_path: Path) -> None:
    book = written(tables(report()), tmp_path, rich_text=True)
    sentence = cell(book, "Số liệu", "Câu trong báo cáo").value
    assert isinstance(sentence, CellRichText)
    bold = [part.text for part in sentence if isinstance(part, TextBlock) and part.font.b]
    assert bold == ["1.030 đảng viên"]
    assert str(sentence) == "Đảng ủy xã Minh Tân kiểm tra 1.030 đảng viên, trong đó 474 nữ."


def test_failing_checks_stand_on_top(book: Workbook) -> None:
    assert column(book, "Kiểm tra", "Kết quả") == ["Lệch", "Khớp"]
    assert column(book, "Kiểm tra", "Chênh lệch") == [-9, None]


def test_rows_of_a_failing_check_are_marked_and_linked(book: Workbook) -> None:
    marked = cell(book, "Số liệu", "Kiểm tra", 2)
    assert marked.value == "Lệch" and marked.hyperlink.location == "'Kiểm tra'!A2"
    back = cell(book, "Kiểm tra", "Xem dòng", 2)
    assert back.hyperlink.location == "'Số liệu'!A2"


def test_confidence_is_coloured(book: Workbook) -> None:
    letter = cell(book, "Số liệu", "Tin cậy").column_letter
    ranges = {str(area.sqref): len(area.rules) for area in book["Số liệu"].conditional_formatting}
    assert ranges[f"{letter}2:{letter}4"] == 3


def test_a_refused_file_has_its_row_with_advice(book: Workbook) -> None:
    assert column(book, "Báo cáo", "Trạng thái") == ["Đã đọc", "Tệp hỏng"]
    assert column(book, "Báo cáo", "Cần làm gì")[1] == "Hỏng; hãy nộp lại."


def test_reviewers_choose_from_a_list(book: Workbook) -> None:
    [rule] = book["Số liệu"].data_validations.dataValidation
    assert rule.formula1 == '"Đúng,Sửa,Bỏ"'


def test_row_ids_are_there_but_out_of_sight(book: Workbook) -> None:
    at = cell(book, "Số liệu", "Mã dòng")
    assert at.value.startswith("0123456789ab-f")
    assert book["Số liệu"].column_dimensions[at.column_letter].hidden


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "{=1}", "http://a.b", "mailto:a@b", "1.030", "3/4"]
)
def test_text_stays_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    made = tables_with("units", name=text)
    book = written(made, tmp_path)
    at = cell(book, "Đơn vị", "Tên đầy đủ")
    assert (at.value, at.data_type, at.hyperlink) == (text, "s", None)


def test_no_sheet_holds_a_formula(tmp_path: Path) -> None:
    write_workbook(tables(report("=HYPERLINK(1)"), report(text="=1+1 đảng viên")), tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == len(NAMES)
    assert not [sheet for sheet in sheets if re.search(rb"<c [^>]*><f", sheet)]


def test_control_characters_do_not_spoil_the_file(tmp_path: Path) -> None:
    book = written(tables_with("units", name="a\x00b\x0bc\x1fd\ud800e\uffff"), tmp_path)
    assert cell(book, "Đơn vị", "Tên đầy đủ").value == "a b c d e "


@pytest.mark.parametrize("name", NAMES[:-1])
def test_an_empty_sheet_says_so_below_its_titles(tmp_path: Path, name: str) -> None:
    page = written(frames(empty_rows()), tmp_path)[name]
    [sheet] = [sheet for sheet in SHEETS if sheet.name == name]
    assert page["A1"].value == "STT" and page["B2"].value == sheet.empty


def test_very_long_text_fits_a_cell_and_a_row(tmp_path: Path) -> None:
    text = "Có 5 hộ " + "rất nghèo " * 6000
    made = report(text=text)
    made["figures"] = [{**made["figures"][0], "start": 3, "end": 7, "text": "5 hộ", "noun": "hộ " * 20000}]
    book = written(tables({**made, "units": [], "models": [], "cells": [], "checks": []}), tmp_path)
    assert len(cell(book, "Số liệu", "Nội dung").value) <= 32767
    assert len(cell(book, "Số liệu", "Câu trong báo cáo").value) < 1000
    assert book["Số liệu"].row_dimensions[2].height <= 409


def test_columns_that_no_row_fills_are_out_of_sight(book: Workbook) -> None:
    hidden = book["Số liệu"].column_dimensions[cell(book, "Số liệu", "Chủ thể").column_letter].hidden
    shown = book["Số liệu"].column_dimensions[cell(book, "Số liệu", "Nằm trong số").column_letter].hidden
    assert hidden and not shown


def test_rows_that_excel_cannot_hold_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outputs.workbook._MOST_ROWS", 2)
    page = written(tables(report()), tmp_path)["Số liệu"]
    assert page["B4"].value == "Còn 1 dòng nữa, Excel không chứa hết; hãy xem tệp CSV."
    assert page.max_row == 4


def test_the_guide_counts_what_was_read(book: Workbook) -> None:
    lines = {row[0].value: row[1].value for row in book["Hướng dẫn"].iter_rows()}
    assert lines["Tệp"] == "2 (1 đã đọc, 1 tệp hỏng)"
    assert lines["Kiểm tra"].startswith("Phép cộng")


def test_an_existing_workbook_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_text("old")
    assert written(tables(report()), tmp_path).sheetnames == NAMES
