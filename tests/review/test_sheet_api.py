"""The workbook through the routes: out, looked at, in, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from review.app import make_app
from review.guard import HEADER
from review.sheet_api import XLSX
from tests.review.made import browser
from tests.review.workbooks import edited, filled_file, ids, put

FIRST, SECOND = ids()[0], ids()[2]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with filled_file(tmp_path / "kho.db") as store:
        made = browser(make_app(store, "an"))
        made.headers["content-type"] = XLSX
        yield made


def test_a_workbook_is_looked_at_then_taken_then_undone(client: TestClient) -> None:
    data = edited(client.get("/api/v1/sheet").content, put("figures", FIRST, slot_value=12, state="duyệt"))
    shown = client.post("/api/v1/sheet", content=data).json()
    assert [(edit["title"], edit["after"]) for edit in shown["edits"]] == [
        ("Duyệt", "duyệt"),
        ("Giá trị", "12"),
    ]
    done = client.post("/api/v1/sheet", content=data, params={"apply": True, "seal": shown["seal"]}).json()
    assert (done["rows"], shown["batch"]) == (1, None)
    json = {"content-type": "application/json"}
    undone = client.post("/api/v1/undo", json={"batch": done["batch"]}, headers=json).json()
    assert len(undone["decisions"]) == 2


def test_only_what_was_shown_is_done(client: TestClient) -> None:
    data = edited(client.get("/api/v1/sheet").content, put("figures", FIRST, slot_value=12))
    assert client.post("/api/v1/sheet", content=data, params={"apply": True, "seal": "x"}).status_code == 409


def test_a_filter_makes_a_smaller_workbook(client: TestClient) -> None:
    answer = client.get(
        "/api/v1/sheet", params={"layer": "figures", "unit": "Đảng ủy xã B", "confidence": "0.5"}
    )
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames[0] == "Số liệu" and book["Số liệu"].max_row == 2


def test_what_is_not_taken_comes_as_a_workbook(client: TestClient) -> None:
    data = edited(client.get("/api/v1/sheet").content, put("figures", FIRST, slot_value="=1+1"))
    answer = client.post("/api/v1/sheet/problems", content=data)
    assert answer.headers["content-type"] == XLSX
    assert openpyxl.load_workbook(BytesIO(answer.content)).active.max_row == 2


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({HEADER: "x"}, b"x", 403),
        ({"origin": "http://other.example"}, b"x", 403),
        ({"content-type": "application/json"}, b"{}", 415),
        ({"content-type": "multipart/form-data; boundary=x"}, b"x", 415),
        ({"content-length": str(65 << 20)}, b"x", 413),
        ({}, b"no workbook", 422),
        ({}, b"", 422),
    ],
)
def test_what_is_refused(client: TestClient, headers: dict[str, str], content: bytes, status: int) -> None:
    assert client.post("/api/v1/sheet", content=content, headers=headers).status_code == status


def test_a_body_without_a_length_is_refused(client: TestClient) -> None:
    assert client.post("/api/v1/sheet", content=iter([b"x"])).status_code == 413


def test_json_goes_nowhere_but_where_it_is_expected(client: TestClient) -> None:
    assert client.post("/api/v1/decisions", content=b"{}").status_code == 415


def test_a_reviewer_changes_only_what_was_assigned(tmp_path: Path) -> None:
    from review.app import make_app
    from review.people import Person

    with filled_file(tmp_path / "kho.db") as store:
        app = make_app(store, "an")
        client = browser(app)
        client.headers["content-type"] = XLSX
        data = edited(client.get("/api/v1/sheet").content, put("figures", FIRST, slot_value=12))
        object.__setattr__(app.state.guard, "alone", Person("an", "reviewer", (("unit", "Huyện ủy X"),)))
        assert client.post("/api/v1/sheet", content=data, params={"apply": True}).status_code == 403
        object.__setattr__(app.state.guard, "alone", Person("an", "reviewer", (("unit", "Đảng ủy xã B"),)))
        assert client.post("/api/v1/sheet", content=data, params={"apply": True}).json()["rows"] == 1
