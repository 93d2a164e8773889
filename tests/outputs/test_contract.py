"""The JSON contract: what a reader of the lines may rely on."""

from __future__ import annotations

import json

from nlp.records import Extraction, Meta
from outputs.contract import line, refused, to_contract
from tests.outputs.made import TEXT, document, report

STATED = "schema file sha256 format status warnings pages meta text figures units models cells checks".split()


def test_every_field_of_the_contract_is_there() -> None:
    assert not set(STATED) - report().keys()


def test_offsets_point_at_the_quote_in_every_layer() -> None:
    made = report()
    for layer in ("figures", "units", "models", "cells"):
        assert made[layer]
        assert all(made["text"][row["start"] : row["end"]] == row["text"] for row in made[layer])


def test_numbers_are_plain_strings() -> None:
    made = report()
    assert [row["value"] for row in made["figures"]] == ["1030", "474", "98.5"]
    assert made["checks"][1]["parts"] == ["474", "565"]


def test_a_part_names_its_total_by_text_and_by_id() -> None:
    total, part, _ = report()["figures"]
    assert (part["part_of"], part["part_of_id"]) == (total["text"], total["id"])


def test_absent_slots_are_left_out() -> None:
    assert not report()["figures"][1].keys() & {"action", "unit", "checks", "bbox", "cell"}


def test_a_row_leads_back_to_its_page_paragraph_and_heading() -> None:
    row = report()["figures"][0]
    assert (row["page"], row["place"], row["heading"]) == (2, "body/p[2]", "Kết quả")


def test_a_model_names_its_unit() -> None:
    [model] = report()["models"]
    assert (model["unit"], model["unit_id"]) == ("Đảng ủy xã Minh Tân", "u1")


def test_a_notice_met_often_is_counted() -> None:
    assert report()["warnings"] == [
        {"code": "lost", "message": "Một phần chưa lấy được; hãy xem bản gốc.", "count": 2}
    ]


def test_a_refused_file_has_all_layers_empty() -> None:
    row = refused("a.docx", "corrupt", "bad_zip", "Tệp hỏng; hãy nộp lại.", sha256="abc")
    assert not set(STATED) - row.keys() - {"format", "pages"}
    assert not any(row[layer] for layer in ("figures", "units", "models", "cells", "checks", "meta", "text"))


def test_a_document_without_findings_is_still_an_object() -> None:
    row = to_contract(document(), Extraction(Meta()), "a.docx")
    assert (row["meta"], row["figures"], row["text"]) == ({}, [], TEXT)


def test_a_line_is_one_line_of_json_whatever_the_text_holds() -> None:
    text = "a\nb\x85c\u2028d\x00e\ud800f"
    written = line(report(text=text))
    assert written.isascii() is False and "\n" not in written
    assert json.loads(written.encode("utf-8"))["text"] == text
