"""Pictures of a report's pages: from the file that was read, and from no other."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from outputs.store import Store, writing
from outputs.store_ledger import Entry, record
from outputs.store_writing import Reading, save
from review.app import make_app
from tests.outputs.made import report

SAMPLE = (
    Path(__file__).resolve().parent.parent.parent / "corpus" / "samples" / "07-cong-an-huyen-lang-giang.pdf"
)
SHA = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def filled(store: Store, inbox: Path, file: str) -> None:
    made = report("a.pdf", sha256=SHA, format="pdf")
    words = {"start": 0, "end": 7, "text": "Độc lập", "page": 1, "bbox": [10.0, 20.0, 110.0, 40.0]}
    made["figures"] = [{**made["figures"][0], **words, "id": "f"}]
    made["text"] = "Độc lập - Tự do - Hạnh phúc"
    made |= {"units": [], "models": [], "cells": [], "checks": []}
    with writing(store) as connection:
        save(connection, Reading(made, "v1"))
        record(connection, [Entry(inbox.as_posix(), file, "ok", sha256=SHA, size=1, format="pdf")])


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[TestClient]:
    inbox = tmp_path / "in"
    inbox.mkdir()
    shutil.copyfile(SAMPLE, inbox / "a.pdf")
    filled(store, inbox, "a.pdf")
    with TestClient(make_app(store, "an"), base_url="http://127.0.0.1") as made:
        yield made


def test_a_page_is_drawn_with_the_boxes_of_its_rows(client: TestClient) -> None:
    page = client.get(f"/reports/{SHA}").text
    assert '<rect x="10.0" y="20.0" width="100.0" height="20.0"' in page
    picture = client.get(f"/reports/{SHA}/pages/1")
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(picture.content)).width > 1000


def test_words_are_found_where_they_stand(client: TestClient) -> None:
    (box,) = client.get(f"/reports/{SHA}/pages/1/places").json()["f"]
    assert 250 < box[0] < 500 and 40 < box[1] < 160 and 20 < box[2] < 120


def test_a_page_that_is_none_is_said(client: TestClient) -> None:
    assert client.get(f"/reports/{SHA}/pages/99").status_code == 404


def test_a_file_that_changed_since_is_not_shown(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.4 other")
    assert client.get(f"/reports/{SHA}/pages/1").status_code == 404
    assert "Không còn thấy tệp gốc" in client.get(f"/reports/{SHA}").text


def test_no_path_leads_out_of_the_inbox(store: Store, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copyfile(SAMPLE, tmp_path / "a.pdf")
    filled(store, tmp_path / "in", "../a.pdf")
    with TestClient(make_app(store, "an"), base_url="http://127.0.0.1") as client:
        assert client.get(f"/reports/{SHA}/pages/1").status_code == 404
