"""A filled form as plain data: a tree of columns, rows of cells, and what stands behind each."""

from __future__ import annotations

import json

from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import consolidate
from outputs.doubts import find_doubts
from outputs.form_json import Json, form_json
from outputs.form_lines import Listed, listed_unit
from tests.outputs.reported import figure, report

A, B = "Đảng ủy xã Minh Tân", "Đảng ủy xã Hương Lung"
WHOLE = Column("Kỷ luật", "value", "Kỷ luật", "dang-vien-ky-luat", unit="đảng viên")
PART = Column("Cảnh cáo", "value", "Kỷ luật", "ky-luat-canh-cao", inside=0, relation="all")
FORM = Form("f", "Kỷ luật", "party", "units", (WHOLE, PART, Column("Kết nạp", "value", "Khác", "ket-nap")))


def _made() -> Json:
    said = report("a", A, figure("1", "dang-vien-ky-luat", "1030"), figure("2", "dang-vien-ky-luat", "7"))
    gathered = gather([said])
    listed = [Listed(n, listed_unit(f"{n}, huyện Cẩm Khê, tỉnh Phú Thọ")) for n in (A, B)]
    table = consolidate(FORM, "2024", gathered, listed)
    return json.loads(json.dumps(form_json(table, find_doubts(table, gathered))))


def test_columns_are_a_tree_of_groups_and_parts() -> None:
    groups = _made()["columns"]
    assert [group["name"] for group in groups] == ["Kỷ luật", "Khác"]
    (whole,) = groups[0]["columns"]
    assert whole["name"] == "Kỷ luật" and [c["at"] for c in whole["columns"]] == [1]
    assert whole["columns"][0]["relation_text"] == "Chia theo"


def test_a_cell_leads_to_its_sources_and_those_that_lost() -> None:
    made = _made()
    cell = made["rows"][0]["cells"][0]
    assert (cell["state"], cell["value"], cell["text"]) == ("value", "1030", "1.030")
    assert made["sources"][cell["sources"][0]]["file"] == "a"
    assert made["sources"][cell["others"][0]]["value"] == "7"


def test_a_cell_names_its_doubts() -> None:
    made = _made()
    (number,) = made["rows"][0]["cells"][0]["doubts"]
    assert made["doubts"][number]["kind"] == "conflict"


def test_cells_without_a_value_say_why() -> None:
    states = [[cell["state"] for cell in row["cells"]] for row in _made()["rows"]]
    assert states == [["value", "silent", "silent"], ["missing", "missing", "missing"]]
    assert _made()["units"] == {"came": 1, "all": 2}
