"""The application over one store: routes, guard, and how problems are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import DataError

from extract.problems import Problem, SetupProblem
from outputs.store import Store, reading
from outputs.store_decisions import Conflict
from outputs.store_queue import one_row
from review import (
    api,
    cluster_api,
    dashboard,
    desk_api,
    form_pages,
    group_pages,
    people_pages,
    queue_pages,
    report_pages,
    session_api,
    sheet_api,
    uploads,
)
from review.desk import Desk
from review.guard import LOOPBACK, Guard, guarded
from review.intake import Intake
from review.pages import page
from review.people import Person
from review.policy import allowed
from review.rights import NotYours
from review.verdicts import Changed
from review.views import clash_json

ROUTERS = (
    api.router,
    session_api.router,
    desk_api.router,
    sheet_api.router,
    queue_pages.router,
    report_pages.router,
    group_pages.router,
    people_pages.router,
    uploads.router,
    cluster_api.router,
    dashboard.router,
    form_pages.router,
)
_STATIC = Path(__file__).resolve().parent / "static"
# Status -> code, title, what to do.
_SAID = {
    401: ("sign_in", "Chưa đăng nhập", "Phiên đã hết hạn hoặc chưa đăng nhập; hãy đăng nhập rồi làm lại."),
    403: (
        "not_allowed",
        "Không được phép",
        "Vai trò của bạn không làm được việc này; hãy nhờ người có quyền.",
    ),
    404: ("not_found", "Không thấy trang này", "Báo cáo hay dòng này không có; hãy mở lại từ danh sách."),
    405: ("wrong_method", "Không làm được", "Không nhận yêu cầu như vậy; hãy quay lại trang trước."),
    422: ("bad_address", "Không mở được trang này", "Địa chỉ không đúng; hãy mở lại từ danh sách."),
}


def make_app(
    store: Store,
    alone: str | None,
    hosts: tuple[str, ...] = LOOPBACK,
    *,
    encrypted: bool = False,
    intake: Intake | None = None,
) -> FastAPI:
    """The application. `alone`: under whose name decisions are kept where nobody signs in; None where people
    do. `hosts`: names that Host may have. `encrypted`: it is reached by https. `intake`: takes reports."""
    app = FastAPI(
        title="tonghop review",
        version="1",
        description="Rows that were found in reports, and what people decide about them.",
        openapi_url=None,
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(allowed)],
    )
    guard = Guard(hosts, None if alone is None else Person(alone, "admin"), encrypted=encrypted)
    app.state.store, app.state.guard, app.state.desk, app.state.forms = store, guard, Desk(store), {}
    app.state.intake, app.state.choices = intake, {}

    async def watch(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        return await guarded(guard, store, request, call_next)

    app.middleware("http")(watch)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(DataError, _unfit)
    app.add_exception_handler(RequestValidationError, _bad_address)
    for status in _SAID:
        app.add_exception_handler(status, _refusal)
    return app


async def _bad_address(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    if request.url.path.startswith("/api/"):
        return await request_validation_exception_handler(request, problem)
    return _told(request, 422, None)


def _refusal(request: Request, error: Exception) -> Response:
    # The routing raises the class that HTTPException is made from.
    return _told(request, getattr(error, "status_code", 500), getattr(error, "headers", None))


def _told(request: Request, status: int, headers: Mapping[str, str] | None) -> Response:
    """A page for people, an object for programs."""
    code, title, message = _SAID[status]
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"code": code, "message": message}, status, headers)
    return page(request, "problem.html", status=status, title=title, message=message)


def _unfit(request: Request, error: Exception) -> Response:
    """What no database can hold, such as a character NUL or a number of fifty digits."""
    message = "Có giá trị không ghi được vào kho; hãy kiểm tra lại những gì đã nhập."
    return JSONResponse({"code": "unfit_value", "message": message}, 422)


def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    # What the operator must see to is the server's trouble only where the store itself cannot be used.
    status = 422
    if isinstance(problem, SetupProblem) and problem.code.startswith(("store_", "disk_", "no_server")):
        status = 503
    elif isinstance(problem, Changed):
        status = 409
    elif isinstance(problem, NotYours):
        status = 403
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
