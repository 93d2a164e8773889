"""Which role each route asks for. A route that does not stand here answers to nobody."""

from __future__ import annotations

from fastapi import HTTPException, Request

from review.people import Role, may

# Who need not have come in: the way in itself.
ANYBODY = None
POLICY: dict[str, Role | None] = {
    "GET /login": ANYBODY,
    "POST /api/v1/session": ANYBODY,
    "GET /api/v1/session": "reader",
    "DELETE /api/v1/session": "reader",
    "GET /api/v1/openapi.json": "reader",
    "GET /api/v1/reports": "reader",
    "GET /api/v1/reports/{sha256}": "reader",
    "GET /api/v1/rows": "reader",
    "GET /api/v1/row": "reader",
    "POST /api/v1/presence": "reader",
    "POST /api/v1/decisions": "reviewer",
    "POST /api/v1/rows": "reviewer",
    "POST /api/v1/undo": "reviewer",
    "GET /api/v1/uploads": "reader",
    "POST /api/v1/uploads": "lead",
    "POST /api/v1/leases": "reviewer",
    "POST /api/v1/accept-all": "lead",
    "GET /api/v1/decisions": "lead",
    "GET /api/v1/decisions.csv": "lead",
    "GET /api/v1/events": "lead",
    "GET /api/v1/events.csv": "lead",
    "GET /api/v1/tokens": "reader",
    "POST /api/v1/tokens": "reader",
    "DELETE /api/v1/tokens/{hash}": "reader",
    "GET /api/v1/sheet": "reader",
    "POST /api/v1/sheet": "reviewer",
    "POST /api/v1/sheet/problems": "reviewer",
    "GET /api/v1/accounts": "admin",
    "POST /api/v1/accounts": "admin",
    "PATCH /api/v1/accounts/{name}": "admin",
    "GET /api/v1/summary": "reader",
    "POST /api/v1/second": "reviewer",
    "GET /dashboard": "reader",
    "GET /second": "reviewer",
    "GET /api/v1/forms": "reader",
    "GET /api/v1/forms/{id}": "reader",
    "GET /api/v1/sources": "reader",
    "GET /forms": "reader",
    "GET /api/v1/clusters": "reader",
    "POST /api/v1/clusters": "lead",
    "GET /clusters": "lead",
    "GET /": "reader",
    "GET /reports": "reader",
    "GET /reports/{sha256}": "reader",
    "GET /reports/{sha256}/pages/{number}": "reader",
    "GET /reports/{sha256}/pages/{number}/places": "reader",
    "GET /groups": "reader",
    "GET /row": "reader",
    "GET /upload": "lead",
    "GET /log": "lead",
    "GET /accounts": "admin",
}
# Routes that take a file as the body, up to so many bytes; all others take JSON.
FILES: dict[str, int] = {
    "POST /api/v1/sheet": 64 << 20,
    "POST /api/v1/sheet/problems": 64 << 20,
    "POST /api/v1/uploads": 200 << 20,
}


def named(request: Request) -> str:
    """The route as `POLICY` names it, for a request that has found one."""
    method = "GET" if request.method == "HEAD" else request.method
    return f"{method} {request.scope['route'].path}"


def allowed(request: Request) -> None:
    """Refuse whoever may not use the route that was found."""
    route, person = named(request), request.state.person
    wanted = POLICY.get(route, ANYBODY)
    if route in POLICY and wanted is ANYBODY:
        return
    if person is None:
        raise HTTPException(401, "sign in first")
    if wanted is ANYBODY or not may(person, wanted):
        raise HTTPException(403, "not for this role")
