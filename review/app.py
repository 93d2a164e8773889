"""The application over one store: routes, guard, and how problems are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from extract.problems import Problem, SetupProblem
from outputs.store import Store, reading
from outputs.store_decisions import Conflict
from outputs.store_queue import one_row
from review import api, queue_pages, report_pages
from review.guard import LOOPBACK, Guard, guarded
from review.pages import page
from review.verdicts import Changed
from review.views import clash_json

_MISSING = {
    404: ("Không thấy trang này", "Báo cáo hay dòng này không còn trong kho; hãy mở lại từ danh sách."),
    422: ("Không mở được trang này", "Địa chỉ không đúng; hãy mở lại từ danh sách."),
}
_STATIC = Path(__file__).resolve().parent / "static"


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
    for router in (api.router, queue_pages.router, report_pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _bad_address)
    for status in _MISSING:
        app.add_exception_handler(status, _missing)
    return app


async def _missing(request: Request, problem: Exception) -> Response:
    status = getattr(problem, "status_code", 404)
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": getattr(problem, "detail", "")}, status)
    title, message = _MISSING[status]
    return page(request, "problem.html", status=status, title=title, message=message)


async def _bad_address(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    if request.url.path.startswith("/api/"):
        return await request_validation_exception_handler(request, problem)
    title, message = _MISSING[422]
    return page(request, "problem.html", status=422, title=title, message=message)


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
