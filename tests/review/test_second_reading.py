"""A sample is read by two people, the second blindly; the dashboard says how far they agree."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from outputs.store import Store
from outputs.store_second import SHARE, agreement, sampled
from review.accounts import add_account
from review.app import make_app
from tests.outputs.made import SHA
from tests.review.made import FIRST, PASSWORD, asked, browser, filled


@pytest.fixture
def app(store: Store, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """Two reviewers at a store in which every row is of the sample."""
    monkeypatch.setattr("outputs.store_second.SHARE", 100)
    for name in ("an", "bình"):
        add_account(store, name, "reviewer", PASSWORD, by="test")
    return make_app(filled(store), None)


def second(**more: Any) -> dict[str, Any]:
    return {"report": SHA, "row": FIRST, **more}


def test_the_sample_is_the_same_for_whoever_asks_and_of_the_stated_size() -> None:
    chosen = [row for row in range(10_000) if sampled("a" * 64, f"f{row}")]
    assert abs(len(chosen) / 100 - SHARE) < 1
    assert chosen == [row for row in range(10_000) if sampled("a" * 64, f"f{row}")]


def test_a_row_waits_for_somebody_else_than_who_decided_on_it(app: FastAPI) -> None:
    first, other = browser(app, "an"), browser(app, "bình")
    assert "Chưa có dòng nào chờ bạn" in other.get("/second").text
    first.post("/api/v1/decisions", json=asked(verdict="accept", fields={"value": "77"}, vietnamese=True))
    assert "Chưa có dòng nào chờ bạn" in first.get("/second").text
    shown = other.get("/second").text
    assert FIRST in shown and 'value="77"' not in shown
    assert first.post("/api/v1/second", json=second()).json()["code"] in ("not_second", "empty_value")


def test_the_dashboard_says_how_far_two_readers_agree(app: FastAPI) -> None:
    first, other = browser(app, "an"), browser(app, "bình")
    first.post("/api/v1/decisions", json=asked(verdict="accept"))
    row = first.get("/api/v1/row", params={"report": SHA, "layer": "figures", "id": FIRST}).json()["now"]
    fields = {name: row.get(name) for name in ("unit", "noun", "action", "period", "indicator")}
    other.post("/api/v1/second", json=second(fields={**fields, "value": "999"}))
    found = other.get("/api/v1/summary").json()
    assert found["second"] == {"read": 1, "same": 0, "differ": {"value": 1}}
    assert (found["waiting"], found["people"]) == (0, {"an": 1})
    assert other.get("/dashboard").status_code == 200


def test_two_who_reject_a_row_agree(app: FastAPI) -> None:
    browser(app, "an").post("/api/v1/decisions", json=asked(verdict="reject"))
    assert browser(app, "bình").post("/api/v1/second", json=second(keep=False)).status_code == 200
    assert agreement(app.state.store).share == 1.0
