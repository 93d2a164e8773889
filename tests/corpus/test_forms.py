"""Forms of consolidated sheets: the presets hold, a wrong line is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.form_nodes import FormError
from corpus.forms import Form, forms, read_form

_HEAD = "id: a\nname: A\nrows: units\n"


def _form(tmp_path: Path, text: str) -> Form:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    return read_form(tmp_path / "a.yaml")


def _columns(tmp_path: Path, lines: str) -> Form:
    return _form(tmp_path, f"{_HEAD}groups:\n  - name: G\n    columns:\n{lines}")


def test_the_presets_cover_every_field_of_the_catalogue() -> None:
    named = {column.indicator for form in forms().values() for column in form.columns}
    groups = {entry.group for entry in catalogue() if entry.id in named}
    assert groups == {entry.group for entry in catalogue()}
    assert {form.rows for form in forms().values()} == {"units", "models", "examples"}


def test_a_plain_column_bears_the_name_of_its_indicator(tmp_path: Path) -> None:
    (column,) = _columns(tmp_path, "      - ket-nap\n").columns
    assert (column.name, column.kind, column.indicator) == ("Đảng viên mới kết nạp", "value", "ket-nap")


def test_money_may_be_shown_in_millions(tmp_path: Path) -> None:
    (column,) = _columns(tmp_path, "      - {indicator: quy-vi-nguoi-ngheo, unit: triệu đồng}\n").columns
    assert (column.unit, column.divisor) == ("triệu đồng", Decimal(10**6))


def test_parts_stand_behind_their_total(tmp_path: Path) -> None:
    form = _columns(
        tmp_path,
        "      - indicator: dang-vien-ky-luat\n        chia theo: [ky-luat-khien-trach]\n"
        "        trong đó: [ky-luat-canh-cao]\n      - ket-nap\n",
    )
    assert [(column.inside, column.relation) for column in form.columns] == [
        (None, None),
        (0, "some"),
        (0, "all"),
        (None, None),
    ]


def test_derived_columns_name_what_they_are_made_of(tmp_path: Path) -> None:
    form = _columns(
        tmp_path,
        "      - {ratio: [ket-nap, ket-nap-chi-tieu], name: Tỷ lệ}\n"
        "      - {change: ket-nap, name: So với cùng kỳ}\n      - {cumulative: ket-nap, name: Lũy kế}\n",
    )
    assert [(column.kind, len(column.of), column.unit) for column in form.columns] == [
        ("ratio", 2, "%"),
        ("change", 1, "%"),
        ("cumulative", 1, "đảng viên"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "trống"),
        ("- a\n", 1, "id, name, rows"),
        ("id: a\nname: [\n", 3, "YAML"),
        ("id: a\nname: A\nid: b\n", 3, "ghi hai lần"),
        ("id: ../a\nname: A\nrows: units\n", 1, "chữ thường không dấu"),
        ("id: a\nname: [A]\nrows: units\n", 2, "“name” phải là chữ"),
        (
            "id: a\nname: A\nrows: models\ngroups:\n  - name: G\n    columns: [{change: ket-nap, name: C}]\n",
            5,
            "danh mục không tính được",
        ),
        ("id: a\nrows: units\ngroups: []\n", 1, "thiếu “name”"),
        (f"{_HEAD}colour: red\n", 4, "mục lạ: colour"),
        ("id: a\nname: A\nrows: persons\n", 3, "rows không nhận 'persons'"),
        (f"{_HEAD}totals: [world]\n", 4, "totals không nhận 'world'"),
        (f"{_HEAD}groups: []\n", 4, "ít nhất một cột"),
        (f"{_HEAD}groups:\n  - name: G\n", 5, "“name” và “columns”"),
        (f"{_HEAD}groups:\n  - name: G\n    columns:\n      - ket-nap\n      - ket-nop\n", 8, "ket-nop"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(FormError, match=what) as caught:
        _form(tmp_path, text)
    assert caught.value.where == f"a.yaml:{line}"


@pytest.mark.parametrize(
    ("column", "what"),
    [
        ("{name: A}", "đúng một trong"),
        ("{indicator: ket-nap, ratio: [ket-nap, ket-nap]}", "đúng một trong"),
        ("{ratio: [ket-nap], name: A}", "cần hai mã"),
        ("{change: [ket-nap, ket-nap], name: A}", "cần một mã"),
        ("{change: ket-nap}", "phải có “name”"),
        ("{indicator: ket-nap, unit: ha}", "không đổi ra ha"),
        ("{indicator: ket-nap, status: wish}", "status chỉ nhận"),
        ("{indicator: ket-nap, colour: red}", "mục lạ"),
        ("{indicator: ket-nap, trong đó: ket-nap}", "phải là danh sách"),
        ("[ket-nap]", "mỗi cột"),
    ],
)
def test_a_wrong_column_is_named(tmp_path: Path, column: str, what: str) -> None:
    with pytest.raises(FormError, match=what) as caught:
        _columns(tmp_path, f"      - {column}\n")
    assert caught.value.where == "a.yaml:7"


def test_a_form_may_name_what_is_drawn(tmp_path: Path) -> None:
    groups = "groups:\n  - name: G\n    columns: [ket-nap, dang-bo]\n"
    assert _form(tmp_path, f"{_HEAD}charts: [dang-bo]\n{groups}").charts == ("dang-bo",)
    with pytest.raises(FormError, match="không phải cột") as caught:
        _form(tmp_path, f"{_HEAD}charts:\n  - dang-bo\n  - dang-vien\n{groups}")
    assert caught.value.where == "a.yaml:6"


def test_a_form_may_list_who_must_report(tmp_path: Path) -> None:
    lines = "units:\n  - Đảng ủy xã Minh Tân\n  - Đảng ủy xã Hương Lung\n"
    form = _form(tmp_path, f"{_HEAD}{lines}groups:\n  - name: G\n    columns: [ket-nap]\n")
    assert form.units == ("Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung")
    with pytest.raises(FormError, match="units"):
        _form(tmp_path, f"{_HEAD}units: xã Minh Tân\ngroups:\n  - name: G\n    columns: [ket-nap]\n")
