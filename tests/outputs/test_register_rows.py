"""Registers of models and examples: spellings merged, owners and counts gathered, read back as a workbook."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.form_lines import Listed, listed_unit
from outputs.register_book import MAIN, write_register
from outputs.register_json import register_json
from outputs.register_rows import Register, register
from outputs.register_tables import register_tables
from tests.outputs.reported import figure, report

NAMES = ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung", "Đảng ủy xã Phượng Vĩ")
FORM = Form(
    "mo-hinh", "Danh mục mô hình", "party", "models", (Column("Hội viên", "value", "Quy mô", "hoi-vien"),)
)


def _model(id: str, text: str, field: str | None = "kinh tế", **slots: Any) -> dict[str, Any]:
    return {"id": id, "start": 0, "end": 7, "text": text, "kind": "mô hình", "field": field,
            "confidence": 0.9, **slots}  # fmt: skip


def _said(at: int, *models: dict[str, Any], value: str = "12", **slots: Any) -> dict[str, Any]:
    counted = figure(f"f{at}", "hoi-vien", value)
    return report(f"{at}.docx", NAMES[at], counted, models=list(models), **slots)


def _register(*reports: dict[str, Any], form: Form = FORM, period: str = "2024") -> Register:
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in NAMES]
    return register(form, period, gather(reports), listed)


def _two() -> Register:
    return _register(
        _said(0, _model("m1", "Vườn sạch nhà đẹp", counts=["f0"])),
        _said(1, _model("m2", "Vườn sạch, nhà đẹp", counts=["f1"]), _model("m3", "=1+1", None), value="30"),
    )


def test_spellings_of_one_title_are_one_line_with_its_owners() -> None:
    one, other = _two().rows
    assert (one.title, one.variants) == ("Vườn sạch nhà đẹp", ("Vườn sạch, nhà đẹp",))
    assert one.owners == NAMES[:2] and one.counts == (Decimal(42),) and one.files == 2
    assert other.field == "" and other.counts == (None,)


def test_of_two_reports_of_one_owner_the_later_counts() -> None:
    found = _register(
        _said(0, _model("m1", "Vườn sạch", counts=["f0"]), value="30", date="2024-12-01"),
        _said(0, _model("m2", "Vườn sạch", counts=["f0"]), value="12", date="2024-06-01"),
    )
    assert found.rows[0].counts == (Decimal(30),)
    assert [doubt.kind for doubt in found.doubts] == ["conflict"]


def test_reports_within_the_period_count_and_others_do_not() -> None:
    found = _register(
        _said(0, _model("m1", "Vườn sạch"), period="2024-H1"),
        _said(1, _model("m2", "Camera an ninh"), period="2023"),
        _said(2, _model("m3", "Hũ gạo tình thương"), period=None),
    )
    assert [one.title for one in found.rows] == ["Vườn sạch"] and found.came == 1
    assert [doubt.kind for doubt in found.doubts] == ["lost"]


def test_namesakes_of_two_places_are_two_people() -> None:
    form = Form(
        "dien-hinh", "Điển hình", "party", "examples", (Column("Bằng khen", "value", "G", "bang-khen"),)
    )
    text = "Ông Nguyễn Văn A được tặng Bằng khen."
    found = _register(*(_said(at, text=text) for at in (0, 1)), form=form)
    assert [(one.title, one.kind, one.counts) for one in found.rows] == [
        ("Nguyễn Văn A", "cá nhân", (Decimal(1),))
    ] * 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("book") / "f.xlsx"
    before = _register(_said(0, _model("m1", "Vườn sạch nhà đẹp"), period="2023"), period="2023")
    write_register(_two(), file, before)
    return file


def test_titles_stand_below_their_field_and_are_never_formulas(path: Path) -> None:
    page = load_workbook(path)[MAIN]
    names = [page.cell(row, 2).value for row in range(13, 17)]
    assert page["A13"].value == "Kinh tế: 1 mô hình" and names[1] == "Vườn sạch nhà đẹp"
    (cell,) = [c for row in page.iter_rows() for c in row if c.value == "=1+1"]
    assert cell.data_type == "s"


def test_totals_are_formulas_over_the_list(path: Path) -> None:
    formulas = [c.value for row in load_workbook(path)[MAIN].iter_rows() for c in row if c.data_type == "f"]
    shown = [c.value for c in load_workbook(path, data_only=True)[MAIN][12] if isinstance(c.value, float)]
    assert formulas == ["=SUM(G13:G16)", "=SUM(H13:H16)"] and shown == [42, 3]


def test_each_title_leads_to_its_mentions(path: Path) -> None:
    book = load_workbook(path)
    row = int(book[MAIN]["A14"].hyperlink.location.rsplit("A", 1)[1])
    assert [book["Nguồn"].cell(row + at, 3).value for at in (0, 1)] == [
        "Vườn sạch nhà đẹp",
        "Vườn sạch, nhà đẹp",
    ]


def test_the_comparison_counts_against_the_period_before(path: Path) -> None:
    page = load_workbook(path, data_only=True)["So sánh"]
    assert [cell.value for cell in page[4]] == ["Tổng số", 2, 1, 1, 200]


def test_long_tables_hold_titles_counts_and_mentions() -> None:
    tables = register_tables(_two())
    assert tables["titles"]["title"] == ["Vườn sạch nhà đẹp", "=1+1"]
    assert tables["counts"]["value"] == [Decimal(42)]
    assert tables["mentions"]["file"] == ["0.docx", "1.docx", "1.docx"]


def test_a_register_is_plain_data_with_its_mentions() -> None:
    made = json.loads(json.dumps(register_json(_two())))
    one, other = made["rows"]
    assert one["counts"] == [{"value": "42", "text": "42"}] and other["counts"] == [None]
    assert [mention["file"] for mention in one["mentions"]] == ["0.docx", "1.docx"]
    assert made["doubts"][0]["row"] == 0 and made["units"] == {"came": 2, "all": 3}
