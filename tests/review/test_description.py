"""Whatever programs send to the routes that the OpenAPI page describes, the server never breaks."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary

from outputs.store import Store
from review.app import make_app
from review.guard import COOKIE, HEADER
from review.sheet_api import XLSX
from tests.review.made import browser, filled

_EXAMPLES = 15


@pytest.fixture
def app(store: Store) -> Any:
    app = make_app(filled(store), "an")
    # What is asked here in a second nobody asks in a minute.
    app.state.guard.rates.clock = iter(range(10**9)).__next__
    return app


def test_no_request_breaks_the_server(app: Any) -> None:
    for kind in (XLSX, "application/octet-stream"):
        schemathesis.openapi.media_type(kind, binary(max_size=200))
    client = browser(app)
    schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    schema.config.update(base_url="http://127.0.0.1")
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
            sent.pop("timeout", None)
            sent["headers"] = {
                **dict(sent.get("headers") or {}),
                HEADER: client.headers[HEADER],
                "host": "127.0.0.1",
            }
            sent["cookies"] = {COOKIE: client.cookies[COOKIE]}
            response = case.call(app=app, **{k: v for k, v in sent.items() if k in ("headers", "cookies")})
            assert response.status_code < 500, (case.method, case.path, case.body, response.content)

        ask()
    assert asked >= 100
