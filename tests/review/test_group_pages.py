"""One indicator over all units."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from outputs.store import Store, writing
from outputs.store_decisions import Change, decide
from outputs.store_writing import Reading, save
from review.app import make_app
from tests.outputs.made import report

INDICATOR = "dang-vien-kiem-tra"
VALUES = ("90", "100", "105", "110", "120", "99000")


def sha(at: int) -> str:
    return f"{at:064x}"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with writing(store) as connection:
        for at, value in enumerate(VALUES):
            made = report(f"{at}.docx", sha256=sha(at))
            made["meta"] |= {"issuer": f"Xã {at}"}
            made["figures"] = [
                {**made["figures"][0], "id": f"{at}-f1", "value": value, "indicator": INDICATOR}
            ]
            save(connection, Reading(made, "v1"))
    with TestClient(make_app(store, "an"), base_url="http://127.0.0.1") as made_client:
        yield made_client


def rows(client: TestClient, **more: str) -> list[str]:
    page = client.get("/groups", params={"indicator": INDICATOR, **more}).text
    return re.findall(r'data-row="([^"]+)"', page)


def test_the_value_far_from_the_others_comes_first_and_says_so(client: TestClient) -> None:
    assert rows(client)[0] == "5-f1" and len(rows(client)) == len(VALUES)
    assert "lần mức giữa" in client.get("/groups", params={"indicator": INDICATOR}).text


def test_rejected_rows_are_out_and_those_set_to_it_are_in(client: TestClient, store: Store) -> None:
    decide(store, [Change(sha(5), "5-f1", "figures", "state", "rejected")], "an")
    decide(store, [Change(sha(4), "4-f1", "figures", "indicator", "to-chuc-dang-kiem-tra")], "an")
    assert sorted(rows(client)) == ["0-f1", "1-f1", "2-f1", "3-f1"]
    page = client.get("/groups", params={"indicator": "to-chuc-dang-kiem-tra"}).text
    assert 'data-row="4-f1"' in page


def test_one_period_alone(client: TestClient) -> None:
    assert len(rows(client, period="2024-H1")) == len(VALUES)
    assert rows(client, period="1999") == []


def test_the_list_counts_each_indicator(client: TestClient) -> None:
    page = client.get("/groups").text
    assert f"/groups?indicator={INDICATOR}" in page and "0 / 6" in page
