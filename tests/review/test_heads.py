"""The head of a report: corrected, confirmed and taken back like a row; what is doubtful in it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from outputs.store import Store, writing
from outputs.store_heads import head_id
from outputs.store_writing import Reading, save
from review.accounts import add_account, assign
from review.app import make_app
from review.head_doubts import head_doubts
from tests.outputs.made import SHA, report
from tests.outputs.test_store_heads import ONE, made
from tests.review.made import PASSWORD, browser, filled

assert ONE == SHA
HEAD = head_id(SHA)


@pytest.fixture
def client(store: Store) -> TestClient:
    return browser(make_app(with_head(store), "an"))


def with_head(store: Store, **changes: Any) -> Store:
    with writing(store) as connection:
        save(connection, Reading(made(**changes), "v1"))
    return store


def on_head(version: int = 0, **more: Any) -> dict[str, Any]:
    known = {"report": SHA, "layer": "report", "row": HEAD, "version": version, "vietnamese": True}
    return {**known, **more}


def test_a_head_is_corrected_as_people_write(client: TestClient) -> None:
    fields = {"period": "Quý III/2024", "date": "28/9/2024", "issuer": "Đảng ủy xã  C"}
    row = client.post("/api/v1/decisions", json=on_head(fields=fields)).json()["row"]
    assert (row["now"]["period"], row["now"]["issuer"]) == ("2024-Q3", "Đảng ủy xã C")
    assert row["read"]["period"] == "2024-Q2" and row["version"] == 2
    whole = client.get(f"/api/v1/reports/{SHA}").json()
    assert (whole["period"], whole["corrected"], whole["head"]["id"]) == ("2024-Q3", True, HEAD)
    assert [one["now"].get("period") for one in whole["rows"]["figures"]][:2] == ["2024-Q3", "2023-Q3"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"period": "2024-Q5"}, "no_period"),
        ({"date": "31/02/2024"}, "no_date"),
        ({"kind": "BÁO CÁO"}, "unknown_field"),
        ({"title": "x" * 2001}, "long_value"),
    ],
)
def test_what_no_head_can_hold_is_refused(client: TestClient, fields: dict[str, str], code: str) -> None:
    answer = client.post("/api/v1/decisions", json=on_head(fields=fields))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("verdict", ["reject", "postpone"])
def test_a_head_is_never_thrown_away(client: TestClient, verdict: str) -> None:
    assert client.post("/api/v1/decisions", json=on_head(verdict=verdict)).json()["code"] == "head_stays"


def test_whoever_comes_second_at_a_head_is_told_both_values(client: TestClient) -> None:
    client.post("/api/v1/decisions", json=on_head(fields={"period": "2024-Q3"}))
    late = client.post("/api/v1/decisions", json=on_head(fields={"period": "2024-Q4"}))
    (clash,) = late.json()["clashes"]
    assert (late.status_code, clash["mine"], clash["theirs"]) == (409, "2024-Q4", "2024-Q3")
    assert clash["title"] == "Kỳ báo cáo" and "Trong quý" in clash["sentence"]


def test_a_correction_is_in_history_and_journal_and_is_taken_back(client: TestClient) -> None:
    batch = client.post("/api/v1/decisions", json=on_head(fields={"period": "2024-Q3"})).json()["batch"]
    asked = {"report": SHA, "layer": "report", "id": HEAD}
    (link,) = client.get("/api/v1/row", params=asked).json()["history"]
    assert (link["field"], link["new"], link["who"]) == ("period", '"2024-Q3"', "an")
    assert "Kỳ báo cáo: Quý II/2024 → Quý III/2024" in client.get("/log").text
    client.post("/api/v1/undo", json={"batch": batch})
    assert client.get(f"/api/v1/reports/{SHA}").json()["period"] == "2024-Q2"


def test_filters_go_by_the_corrected_head(client: TestClient) -> None:
    client.post("/api/v1/decisions", json=on_head(fields={"issuer": "Đảng ủy xã C", "period": "2024-Q3"}))
    assert client.get("/api/v1/rows", params={"unit": "Đảng ủy xã C"}).json()["count"] == 4
    assert client.get("/api/v1/rows", params={"period": "2024-Q3"}).json()["count"] == 1
    assert client.get("/api/v1/rows", params={"unit": "Đảng ủy xã A"}).json()["count"] == 0


def test_doubtful_heads_are_found_until_somebody_mends_or_confirms_them(client: TestClient) -> None:
    (line,) = client.get("/api/v1/reports", params={"head": "doubtful"}).json()["items"]
    assert [doubt["code"] for doubt in line["doubts"]] == ["late_date"]
    assert "1 báo cáo có phần đầu cần xem" in client.get("/").text
    assert "ký 28/09/2024" in client.get("/reports?head=doubtful").text
    client.post("/api/v1/decisions", json=on_head(verdict="accept"))
    assert client.get("/api/v1/reports", params={"head": "doubtful"}).json()["items"] == []
    client.post("/api/v1/decisions", json=on_head(1, verdict="reopen"))
    client.post("/api/v1/decisions", json=on_head(2, fields={"period": "2024-Q3"}))
    assert client.get("/api/v1/reports", params={"head": "doubtful"}).json()["items"] == []
    assert len(client.get("/api/v1/reports", params={"head": "corrected"}).json()["items"]) == 1


def test_a_confirmed_head_is_no_decided_row(client: TestClient) -> None:
    client.post("/api/v1/decisions", json=on_head(verdict="accept"))
    (line,) = client.get("/api/v1/reports").json()["items"]
    assert (line["decided"], line["rows"]) == (0, 4)


def test_a_report_of_others_keeps_its_head(store: Store) -> None:
    with_head(store)
    add_account(store, "an", "reviewer", PASSWORD, by="test")
    assign(store, "an", [("unit", "Đảng ủy xã khác")], by="test")
    answer = browser(make_app(store, None), "an").post(
        "/api/v1/decisions", json=on_head(fields={"period": "2024-Q3"})
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "not_assigned")


def test_a_head_that_says_nothing_can_be_filled_in(store: Store) -> None:
    client = browser(make_app(with_head(store, issuer=None, period=None, date=None), "an"))
    found = client.get("/api/v1/reports", params={"head": "doubtful"}).json()["items"][0]["doubts"]
    assert [doubt["code"] for doubt in found] == ["no_issuer", "no_period"]
    client.post("/api/v1/decisions", json=on_head(fields={"issuer": "Đảng ủy xã A", "period": "2024-Q2"}))
    assert client.get("/api/v1/reports").json()["items"][0]["doubts"] == []


def test_a_report_without_a_title_shows_its_name(store: Store) -> None:
    client = browser(make_app(filled(store), "an"))
    assert f"<h1>{report()['file']}</h1>" in client.get(f"/reports/{SHA}").text


@pytest.mark.parametrize(
    ("period", "date", "title", "codes"),
    [
        ("2024-Q2", "2024-07-08", "kết quả quý II; nhiệm vụ quý III", []),
        ("2024-Q2", "2024-07-08", "kết quả quý III năm 2024", ["title_period"]),
        ("2024-9M", "2024-09-28", "kết quả quý III và 9 tháng đầu năm 2024", []),
        ("2024", "2024-12-10", "tổng kết năm 2024", []),
        ("2024-Q3", "2024-06-01", "kết quả", ["early_date"]),
        ("2024-05", "2024-06-18", "kết quả", []),
        ("2024-05", "2024-07-18", "kết quả", ["late_date"]),
        ("2024-Q2", "2024-09-14", "kết quả", ["late_date"]),
        ("2024-Q2", None, "kết quả", []),
    ],
)
def test_a_period_is_held_against_title_and_date(
    period: str, date: str | None, title: str, codes: list[str]
) -> None:
    found = head_doubts({"kind": "BÁO CÁO", "issuer": "A", "period": period, "date": date, "title": title})
    assert [doubt.code for doubt in found] == codes


def test_a_head_on_a_poor_page_is_doubtful() -> None:
    known = {"issuer": "A", "period": "2024"}
    assert [doubt.code for doubt in head_doubts(known, "D")] == ["poor_scan"]
    assert head_doubts(known, "A") == ()
