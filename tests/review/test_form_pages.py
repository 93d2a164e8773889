"""The form as it stands now, in the browser: what is decided shows at once, a cell leads to its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.forms import forms
from outputs.store import Store, writing
from outputs.store_heads import head_id
from outputs.store_ledger import Entry, begin_run, end_run, record
from outputs.store_writing import Reading, save
from review.app import make_app
from tests.outputs.made import SHA, report
from tests.review.made import FIRST, asked, browser

_FORM = "/api/v1/forms/kiem-tra?period=2024"


@pytest.fixture
def client(store: Store) -> TestClient:
    row: dict[str, Any] = report("a.docx")
    row["meta"] |= {"issuer": "Đảng ủy xã Minh Tân", "period": "2024"}
    row["figures"][0] |= {
        "indicator": "to-chuc-dang-kiem-tra", "kind": "count", "period": "2024", "noun": "tổ chức đảng",
        "action": "kiểm tra",
    }  # fmt: skip
    with writing(store) as connection:
        save(connection, Reading(row, "v1"))
        record(connection, [Entry("in", "a.docx", "ok", sha256=SHA)])
        run = begin_run(connection, "in", "v1", 1)
        end_run(connection, run, "done", {"ok": 1}, {})
    return browser(make_app(store, "an"))


def cells(client: TestClient) -> list[Any]:
    (row,) = client.get(_FORM).json()["rows"]
    return [cell for cell in row["cells"] if FIRST in cell.get("sources", [])]


def test_a_correction_shows_in_the_form_at_once(client: TestClient) -> None:
    (before,) = cells(client)
    client.post("/api/v1/decisions", json=asked(verdict="accept", fields={"value": "4321"}))
    (after,) = cells(client)
    assert (before["reviewed"], after["value"], after["reviewed"]) == (False, "4321", True)


def test_a_corrected_head_moves_the_report_to_its_unit(client: TestClient) -> None:
    on_head = {"report": SHA, "layer": "report", "row": head_id(SHA), "version": 0}
    client.post("/api/v1/decisions", json={**on_head, "fields": {"issuer": "Đảng ủy xã Bình Minh"}})
    (row,) = client.get(_FORM).json()["rows"]
    assert row["name"] == "Đảng ủy xã Bình Minh" and cells(client)


def test_a_corrected_head_moves_the_report_to_its_period(client: TestClient) -> None:
    on_head = {"report": SHA, "layer": "report", "row": head_id(SHA), "version": 0}
    client.post("/api/v1/decisions", json={**on_head, "fields": {"period": "2023"}})
    (row,) = client.get(_FORM.replace("2024", "2023")).json()["rows"]
    assert row["sent"]
    assert client.get(_FORM).json()["units"]["came"] == 0


def test_a_cell_leads_to_its_sentence(client: TestClient) -> None:
    (row,) = client.get("/api/v1/sources", params={"rows": f"{FIRST},nothing"}).json()["items"]
    assert (row["id"], row["report"]) == (FIRST, SHA)
    assert row["sentence"]["mention"] == report()["figures"][0]["text"]


@pytest.mark.parametrize("form", ["kiem-tra", "mo-hinh", "dien-hinh", ""])
def test_the_page_shows_forms_registers_and_the_choice(client: TestClient, form: str) -> None:
    answer = client.get("/forms", params={"form": form, "period": "2024"})
    assert answer.status_code == 200
    assert ("Chọn biểu và kỳ" in answer.text) == (not form)


def test_a_form_or_period_that_there_is_not_is_told(client: TestClient) -> None:
    assert client.get("/api/v1/forms/none?period=2024").status_code == 404
    assert client.get("/api/v1/forms/kiem-tra?period=xyz").json()["code"] == "bad_period"


def test_lines_are_those_who_must_report_by_the_form(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has sent nothing is missed, who has sent something unasked has no line."""
    form = replace(forms()["kiem-tra"], units=("Đảng ủy xã Hương Lung",))
    monkeypatch.setattr("review.form_pages.forms", lambda: {form.id: form})
    (row,) = client.get(_FORM).json()["rows"]
    assert (row["name"], row["sent"]) == ("Đảng ủy xã Hương Lung", False)
