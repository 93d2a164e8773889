"""A store with one report, and browsers and programs that ask for it."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from outputs.store import Store, writing
from outputs.store_writing import Reading, save
from review.guard import COOKIE, HEADER
from tests.outputs.made import SHA, report

FIRST = report()["figures"][0]["id"]
PASSWORD = "ba con bò vàng"


def filled(store: Store) -> Store:
    """The store with a report in it."""
    with writing(store) as connection:
        save(connection, Reading(report(), "v1"))
    return store


def browser(app: FastAPI, name: str | None = None) -> TestClient:
    """A browser at the application: of the one who is alone with it, or of somebody who has signed in."""
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)
    if name is None:
        client.cookies.set(COOKIE, app.state.guard.token)
        client.headers[HEADER] = client.get("/api/v1/session").json()["csrf"]
    else:
        answer = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers[HEADER] = answer.json()["csrf"]
    return client


def asked(**more: object) -> dict[str, object]:
    """A decision on the first figure."""
    return {"report": SHA, "layer": "figures", "row": FIRST, "version": 0, **more}
