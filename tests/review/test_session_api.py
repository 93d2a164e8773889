"""People come in with a password, do what their role lets them, and what they do is written down."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from outputs.store import Store, reading
from review.accounts import add_account, assign
from review.app import ROUTERS, make_app
from review.guard import COOKIE, HEADER
from review.journal import happened
from review.people import ROLES, Person, may
from review.policy import POLICY
from tests.outputs.made import SHA, report
from tests.review.made import PASSWORD, asked, browser, filled

_LOOSE = dict.fromkeys(("sha256", "hash", "name", "seq", "id", "batch"), "x")


@pytest.fixture
def app(store: Store) -> FastAPI:
    for role in ROLES:
        add_account(filled(store) if role == "reader" else store, role, role, PASSWORD, by="test")
    return make_app(store, None)


def routes() -> list[tuple[str, str]]:
    """(method, path) of every route."""
    return [
        (method, route.path)
        for router in ROUTERS
        for route in router.routes
        for method in getattr(route, "methods", ())
        if method != "HEAD"
    ]


def test_every_route_has_a_policy_and_every_policy_a_route() -> None:
    known = {f"{method} {path}" for method, path in routes()}
    assert known == POLICY.keys()


def test_each_role_reaches_just_the_routes_of_its_policy(app: FastAPI) -> None:
    clients = {role: browser(app, role) for role in ROLES}
    for method, path in routes():
        wanted = POLICY[f"{method} {path}"]
        if wanted is None or path == "/api/v1/session":
            continue
        for role, client in clients.items():
            status = ask(client, method, path).status_code
            person = Person(role, role)
            assert (status == 403) == (not may(person, wanted)), (role, method, path, status)
            assert status < 500, (role, method, path)


def test_nobody_reaches_anything_but_the_way_in(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    for method, path in routes():
        if POLICY[f"{method} {path}"] is not None:
            assert ask(client, method, path).status_code in (401, 303), (method, path)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_method_that_no_route_has_is_refused(app: FastAPI, method: str) -> None:
    assert ask(browser(app, "admin"), method, "/api/v1/rows").status_code == 405


def ask(client: TestClient, method: str, path: str) -> Any:
    """A request that means nothing, so that only the right to make it shows."""
    for name, value in _LOOSE.items():
        path = path.replace(f"{{{name}}}", value)
    body = {"json": {}} if method in ("POST", "PATCH", "PUT") else {}
    return client.request(method, path, **body)


def test_a_wrong_password_does_not_let_in_and_soon_makes_one_wait(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://127.0.0.1")
    tries = [
        client.post("/api/v1/session", json={"name": "admin", "password": "sai"}).status_code
        for _ in range(6)
    ]
    assert tries == [401] * 5 + [429]
    late = client.post("/api/v1/session", json={"name": "admin", "password": PASSWORD})
    assert (late.status_code, "retry-after" in late.headers) == (429, True)


def test_a_session_ends_when_its_owner_goes_out(app: FastAPI) -> None:
    client = browser(app, "reviewer")
    secret = client.cookies[COOKIE]
    assert client.delete("/api/v1/session").status_code == 200
    client.cookies.set(COOKIE, secret)
    assert client.get("/api/v1/rows").status_code == 401


def test_a_session_without_the_token_of_a_page_cannot_write(app: FastAPI) -> None:
    client = browser(app, "reviewer")
    client.headers[HEADER] = "0" * 64
    assert client.post("/api/v1/decisions", json=asked(verdict="accept")).json()["code"] == "wrong_token"


def test_a_program_writes_with_a_token_until_it_is_ended(app: FastAPI) -> None:
    admin = browser(app, "admin")
    made = admin.post("/api/v1/tokens", json={"label": "nhập máy"}).json()
    program = TestClient(
        app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {made['token']}"}
    )
    assert program.post("/api/v1/decisions", json=asked(verdict="accept")).status_code == 200
    admin.delete(f"/api/v1/tokens/{made['hash']}")
    assert program.get("/api/v1/rows").status_code == 401


def test_a_changed_account_has_to_come_in_again_with_its_new_role(app: FastAPI) -> None:
    admin, lead = browser(app, "admin"), browser(app, "lead")
    assert admin.patch("/api/v1/accounts/lead", json={"role": "reader"}).status_code == 200
    assert lead.get("/api/v1/rows").status_code == 401
    assert browser(app, "lead").post("/api/v1/accept-all", json={}).status_code == 403


def test_the_last_admin_stays_one(app: FastAPI) -> None:
    answer = browser(app, "admin").patch("/api/v1/accounts/admin", json={"role": "reader"})
    assert (answer.status_code, answer.json()["code"]) == (422, "last_admin")


def test_a_reviewer_decides_only_on_what_is_assigned(app: FastAPI) -> None:
    store = app.state.store
    assign(store, "reviewer", [("unit", "Xã khác")], by="admin")
    refused = browser(app, "reviewer").post("/api/v1/decisions", json=asked(verdict="accept"))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_assigned")
    assign(store, "reviewer", [("unit", report()["meta"]["issuer"])], by="admin")
    assert browser(app, "reviewer").post("/api/v1/decisions", json=asked(verdict="accept")).status_code == 200


def test_only_leads_take_back_what_others_decided(app: FastAPI) -> None:
    (seq,) = browser(app, "lead").post("/api/v1/decisions", json=asked(verdict="accept")).json()["decisions"]
    assert browser(app, "reviewer").post("/api/v1/undo", json={"seq": seq}).json()["code"] == "not_own"
    assert browser(app, "admin").post("/api/v1/undo", json={"seq": seq}).status_code == 200


def test_the_journal_tells_who_came_in_and_what_was_decided(app: FastAPI) -> None:
    lead = browser(app, "lead")
    lead.post("/api/v1/decisions", json=asked(fields={"value": "5"}, why="gõ nhầm"))
    (line,) = lead.get("/api/v1/decisions").json()["items"]
    assert (line["who"], line["why"]) == ("lead", "gõ nhầm")
    assert line["words"].startswith("Giá trị: ") and line["words"].endswith("→ 5")
    assert "came_in" in [event["what"] for event in lead.get("/api/v1/events").json()["items"]]
    table = lead.get("/api/v1/decisions.csv")
    assert table.content.startswith(b"\xef\xbb\xbfseq,at,who")


def test_passwords_stand_nowhere_in_the_store(app: FastAPI) -> None:
    store = app.state.store
    with reading(store) as connection:
        written = str(connection.exec_driver_sql("SELECT * FROM accounts").all())
        told = str(happened(connection))
    assert PASSWORD not in written + told
    assert "$argon2id$" in written


def test_who_is_alone_signs_in_nowhere(store: Store) -> None:
    client = browser(make_app(store, "an"))
    assert client.get("/api/v1/session").json()["role"] == "admin"
    assert client.post("/api/v1/tokens", json={"label": "x"}).json()["code"] == "no_accounts"


def test_reviewers_see_each_other_and_the_rows_that_are_taken(app: FastAPI) -> None:
    first, second = browser(app, "lead"), browser(app, "reviewer")
    place = {"report": SHA, "layer": "figures", "row": "f1"}
    assert first.post("/api/v1/leases", json=place).json()["mine"]
    first.post("/api/v1/presence", json={"report": SHA})
    seen = second.post("/api/v1/presence", json={"report": SHA}).json()
    assert (seen["others"], [row["who"] for row in seen["taken"]]) == (["lead"], ["lead"])
    assert second.post("/api/v1/leases", json=place).json()["holder"] == "lead"
    first.post("/api/v1/leases", json={**place, "leave": True})
    assert second.post("/api/v1/leases", json=place).json()["mine"]
