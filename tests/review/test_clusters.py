"""Spellings of one unit or model over all reports are made one, with a preview, and taken back as one."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from outputs.claims import gather
from outputs.store import Store, reading, writing
from outputs.store_export import exported_file
from outputs.store_ledger import Entry
from outputs.store_names import names_in_use
from outputs.store_writing import Reading, save
from review.app import make_app
from tests.outputs.made import report
from tests.review.made import browser

NAMES = ("Đảng ủy xã Minh Tân", "Đảng uỷ xã Minh Tân", "Đảng ủy xã Minh Tân")


@pytest.fixture
def store_of_three(store: Store) -> Store:
    """Three reports that name one unit and one model in two spellings each."""
    titles = ("Thắp sáng đường quê", "Thắp sáng đường  quê".replace("  ", " - "), "Thắp sáng đường quê")
    for number, (name, title) in enumerate(zip(NAMES, titles, strict=True)):
        row: dict[str, Any] = report(f"{number}.docx")
        row |= {"sha256": f"{number:064d}", "figures": [], "cells": [], "checks": []}
        row["units"] = [{**row["units"][0], "id": f"u{number}", "name": name, "key": f"k{number % 2}"}]
        row["models"] = [{**row["models"][0], "id": f"m{number}", "text": title}]
        with writing(store) as connection:
            save(connection, Reading(row, "v1"))
    return store


@pytest.fixture
def client(store_of_three: Store) -> TestClient:
    return browser(make_app(store_of_three, "an"))


def names(store: Store, layer: str = "units") -> dict[str, int]:
    with reading(store) as connection:
        return {name.name: name.rows for name in names_in_use(connection, layer)}


def wish(layer: str = "units", **more: Any) -> dict[str, Any]:
    return {"layer": layer, "names": list(dict.fromkeys(NAMES)), "to": NAMES[0], **more}


def test_names_that_differ_in_spelling_are_one_group(client: TestClient) -> None:
    (found,) = client.get("/api/v1/clusters").json()["items"]
    assert (found["rows"], {one["name"] for one in found["members"]}) == (3, set(NAMES))


def test_a_merge_is_counted_first_then_done_and_undone_as_one(
    client: TestClient, store_of_three: Store
) -> None:
    before = names(store_of_three)
    preview = client.post("/api/v1/clusters", json=wish()).json()
    assert (preview["count"], preview["reports"]) == (3, 3)
    assert names(store_of_three) == before
    done = client.post("/api/v1/clusters", json=wish(seal=preview["seal"])).json()
    assert names(store_of_three) == {NAMES[0]: 3}
    assert client.get("/api/v1/clusters").json()["items"] == []
    client.post("/api/v1/undo", json={"batch": done["batch"]})
    assert names(store_of_three) == before


def test_units_that_were_merged_are_one_under_one_key(client: TestClient, store_of_three: Store) -> None:
    seal = client.post("/api/v1/clusters", json=wish()).json()["seal"]
    client.post("/api/v1/clusters", json=wish(seal=seal))
    with reading(store_of_three) as connection:
        files = [
            exported_file(connection, Entry("i", f"{n}.docx", "ok", sha256=f"{n:064d}")) for n in range(3)
        ]
    assert {unit["key"] for file in files for unit in file["units"]} == {"k0"}


def test_a_merged_title_stands_in_the_register(client: TestClient, store_of_three: Store) -> None:
    members = client.get("/api/v1/clusters?layer=models").json()["items"][0]["members"]
    asked = wish("models", names=[one["name"] for one in members], to="Thắp sáng đường quê Minh Tân")
    seal = client.post("/api/v1/clusters", json=asked).json()["seal"]
    client.post("/api/v1/clusters", json={**asked, "seal": seal})
    with reading(store_of_three) as connection:
        line = Entry("i", "1.docx", "ok", sha256=f"{1:064d}")
        gathered = gather([exported_file(connection, line)])
    assert [mention["text"] for mention in gathered.models] == ["Thắp sáng đường quê Minh Tân"]


def test_rows_that_changed_since_the_preview_are_not_merged(client: TestClient) -> None:
    seal = client.post("/api/v1/clusters", json=wish()).json()["seal"]
    change = {"report": f"{0:064d}", "layer": "units", "row": "u0", "version": 0, "verdict": "reject"}
    assert client.post("/api/v1/decisions", json=change).status_code == 200
    assert client.post("/api/v1/clusters", json=wish(seal=seal)).status_code == 409


def test_names_of_no_kin_are_found_by_their_words_and_merged_by_hand(client: TestClient) -> None:
    (found,) = client.get("/api/v1/clusters", params={"text": "minh tan"}).json()["items"]
    assert len(found["members"]) == 2
    assert client.get("/clusters", params={"text": "minh tan"}).status_code == 200


@pytest.mark.parametrize("wrong", [{"names": []}, {"to": " "}, {"to": "x" * 3000}])
def test_a_merge_into_nothing_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    assert client.post("/api/v1/clusters", json=wish(**wrong)).json()["code"] == "bad_merge"
