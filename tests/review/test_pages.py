"""The pages: what stands in them, and that text of documents is never markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from outputs.store import Store, writing
from outputs.store_writing import Reading, save
from review.app import make_app
from review.doors import csrf
from review.guard import COOKIE
from tests.outputs.made import SHA, report

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with writing(store) as connection:
        made = report(PAYLOAD + ".docx")
        made["meta"] |= {"issuer": PAYLOAD, "title": PAYLOAD}
        made["figures"][0]["noun"] = PAYLOAD
        save(connection, Reading(made, "v1"))
    with TestClient(make_app(store, "an"), base_url="http://127.0.0.1") as made_client:
        yield made_client


@pytest.mark.parametrize(
    "address", ["/", "/?layer=checks", "/reports", f"/reports/{SHA}", f"/?report={SHA}&status=all"]
)
def test_what_reports_say_is_text_on_every_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img src=x" not in answer.text


def test_the_page_brings_what_its_requests_must_carry(client: TestClient) -> None:
    answer = client.get("/")
    token = answer.cookies[COOKIE]
    assert f'content="{csrf(token)}"' in answer.text


def test_a_row_by_itself_is_as_in_the_list(client: TestClient) -> None:
    row = report()["figures"][1]
    answer = client.get("/row", params={"report": SHA, "layer": "figures", "id": row["id"]})
    assert f'id="row-{row["id"]}"' in answer.text and "<mark>474 nữ</mark>" in answer.text


def test_the_filter_stays_in_the_form(client: TestClient) -> None:
    page = client.get("/", params={"status": "accepted", "text": "nữ"}).text
    assert '<option value="accepted" selected>' in page and 'value="nữ"' in page
    assert "Không có dòng nào như vậy" in page


def test_an_empty_store_says_what_to_do(store: Store) -> None:
    with TestClient(make_app(store, "an"), base_url="http://127.0.0.1") as client:
        assert "Chưa có báo cáo nào" in client.get("/").text
        assert "Chưa có báo cáo nào" in client.get("/reports").text


def test_digits_without_a_row_are_marked(client: TestClient) -> None:
    page = client.get(f"/reports/{SHA}").text
    assert 'data-rows="' in page and "<meter" in page


@pytest.mark.parametrize("address", ["/reports/none", "/row?report=x&layer=figures&id=y", "/nowhere"])
def test_what_is_not_there_is_said_in_words(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 404 and "<h1>" in answer.text
