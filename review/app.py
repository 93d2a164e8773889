"""The application over one store: routes, guard, and how problems are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from extract.problems import Problem, SetupProblem
from outputs.store import Store, reading
from outputs.store_decisions import Conflict
from outputs.store_queue import one_row
from review import api
from review.guard import LOOPBACK, Guard, guarded
from review.verdicts import Changed
from review.views import clash_json


def make_app(store: Store, who: str, hosts: tuple[str, ...] = LOOPBACK) -> FastAPI:
    """The application. `who`: under whose name decisions are kept. `hosts`: names that Host may have."""
    app = FastAPI(
        title="tonghop review",
        version="1",
        description="Rows that were found in reports, and what people decide about them.",
        openapi_url="/api/v1/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    guard = Guard(hosts)
    app.state.store, app.state.who, app.state.guard = store, who, guard

    async def watch(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        return await guarded(guard, request, call_next)

    app.middleware("http")(watch)
    app.include_router(api.router)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(Problem, _problem)
    return app


def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    status = 503 if isinstance(problem, SetupProblem) else 409 if isinstance(problem, Changed) else 422
    return JSONResponse({"code": problem.code, "message": problem.message}, status)


def _conflict(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Conflict)
    vietnamese = getattr(request.state, "vietnamese", False)
    found = []
    with reading(request.app.state.store) as connection:
        for clash in problem.clashes[: api.MOST]:
            change = clash.change
            row = one_row(connection, change.report, change.layer, change.row)
            found.append(clash_json(clash, row, vietnamese))
    return JSONResponse({"code": problem.code, "message": problem.message, "clashes": found}, 409)
