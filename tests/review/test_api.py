"""The routes as JSON: what is asked is decided once, against the version that was seen."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from outputs.store import Store
from review.app import make_app
from review.guard import HEADER
from tests.outputs.made import SHA, report
from tests.review.made import FIRST, asked, browser, filled


@pytest.fixture
def client(store: Store) -> TestClient:
    return browser(make_app(filled(store), "an"))


def test_the_queue_tells_rows_with_their_sentence(client: TestClient) -> None:
    found = client.get("/api/v1/rows").json()
    assert found["count"] == len(report()["figures"])
    assert found["items"][0]["sentence"]["mention"] == found["items"][0]["read"]["text"]


def test_a_row_is_corrected_as_people_write_and_tells_its_history(client: TestClient) -> None:
    answer = client.post(
        "/api/v1/decisions", json=asked(verdict="accept", fields={"value": "1.031,5"}, vietnamese=True)
    )
    assert (answer.json()["row"]["now"]["value"], answer.json()["row"]["state"]) == ("1031.5", "accepted")
    row = client.get("/api/v1/row", params={"report": SHA, "layer": "figures", "id": FIRST}).json()
    assert [link["field"] for link in row["history"]] == ["value", "state"]


def test_whoever_comes_second_is_told_both_values(client: TestClient) -> None:
    client.post("/api/v1/decisions", json=asked(fields={"value": "5"}))
    late = client.post("/api/v1/decisions", json=asked(fields={"value": "6"}))
    (clash,) = late.json()["clashes"]
    assert (late.status_code, clash["mine"], clash["theirs"]) == (409, "6", "5")


def test_a_whole_bulk_is_undone_at_once(client: TestClient) -> None:
    preview = client.post("/api/v1/accept-all", json={}).json()
    done = client.post("/api/v1/accept-all", json={"seal": preview["seal"]}).json()
    assert done["count"] == preview["count"]
    assert client.get("/api/v1/rows").json()["count"] == 0
    client.post("/api/v1/undo", json={"batch": done["batch"]})
    assert client.get("/api/v1/rows").json()["count"] == preview["count"]


def test_a_range_of_confidence_is_counted_for_acceptance_as_it_is_listed(client: TestClient) -> None:
    counts = []
    for trust in ("0.0-1", "1.0-1"):
        sure = client.post("/api/v1/accept-all", json={"confidence": trust}).json()["count"]
        assert client.get("/api/v1/rows", params={"confidence": trust}).json()["count"] == sure
        counts.append(sure)
    assert counts[0] > counts[1] == 0


def test_a_list_that_changed_since_its_preview_is_not_accepted(client: TestClient) -> None:
    seal = client.post("/api/v1/accept-all", json={}).json()["seal"]
    client.post("/api/v1/decisions", json=asked(fields={"value": "5"}))
    assert client.post("/api/v1/accept-all", json={"seal": seal}).status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [({HEADER: "x"}, 403), ({"origin": "http://other.example"}, 403), ({"host": "other.example"}, 421)],
)
def test_other_sites_cannot_write(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert (
        client.post("/api/v1/decisions", json=asked(verdict="accept"), headers=headers).status_code == status
    )
