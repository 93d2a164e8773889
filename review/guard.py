"""Who may ask: the Host they name, who they are, the token a page of ours was given, and how often."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from outputs.store import Store, reading
from review.doors import csrf, person_behind
from review.people import Person
from review.policy import FILES
from review.rates import Rates

COOKIE, HEADER = "tonghop_review", "x-csrf-token"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = ("/login", "/static/", "/api/v1/session")
_SAFE = ("GET", "HEAD", "OPTIONS")
_MOST_BYTES = 1 << 20
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """`hosts`: names that the Host header may have, without port.

    `alone`: whoever uses this machine, where the store has no accounts; None where people sign in.
    `token`: the secret of this server's run, that stands for `alone`. `encrypted`: cookies go by https only.
    """

    hosts: tuple[str, ...] = LOOPBACK
    alone: Person | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    encrypted: bool = False
    rates: Rates = field(default_factory=Rates, repr=False)


async def guarded(
    guard: Guard, store: Store, request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """The answer to a request that may be asked, or why it may not."""
    refusal = _known_host(guard, request)
    if refusal is None:
        await run_in_threadpool(_recognise, guard, store, request)
        refusal = _refused(guard, request)
    response = await call_next(request) if refusal is None else refusal
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def give_token(request: Request, response: Response) -> None:
    """Let the page that this answer brings write, where nobody signs in."""
    guard: Guard = request.app.state.guard
    if guard.alone is not None:
        set_cookie(guard, response, guard.token)


def set_cookie(guard: Guard, response: Response, secret: str) -> None:
    """Give the browser the secret that it is recognised by."""
    response.set_cookie(COOKIE, secret, httponly=True, samesite="strict", path="/", secure=guard.encrypted)


def _known_host(guard: Guard, request: Request) -> Response | None:
    """A name of another site can lead to this machine; it is not one of ours."""
    if _host(request.headers.get("host", "")) in guard.hosts:
        return None
    return _no(421, "wrong_host", "Địa chỉ không đúng; hãy mở bằng địa chỉ mà lệnh review đã in ra.")


def _recognise(guard: Guard, store: Store, request: Request) -> None:
    """Put into the request's state who asks: `person`, by which `secret`, and what pages send as `csrf`."""
    state, cookie = request.state, request.cookies.get(COOKIE, "")
    state.person, state.secret, state.bearer = guard.alone, guard.token, False
    if guard.alone is None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        state.bearer = kind.lower() == "bearer"
        state.secret = token.strip() if state.bearer else cookie
        with reading(store) as connection:
            state.person = person_behind(connection, state.secret, "token" if state.bearer else "session")
    state.csrf = csrf(state.secret)


def _refused(guard: Guard, request: Request) -> Response | None:
    """The answer to what may not be asked; None where it may.

    A page of another site can send requests here; it cannot read the token that stands in our pages.
    """
    person: Person | None = request.state.person
    path = request.url.path
    if person is None and not path.startswith(OPEN):
        if path.startswith("/api/") or request.method not in _SAFE:
            return _no(401, "sign_in", "Chưa đăng nhập hoặc phiên đã hết hạn; hãy đăng nhập rồi làm lại.")
        return RedirectResponse(f"/login?next={quote(path)}", 303)
    waits = guard.rates.asked(person.name if person else _address(request))
    if waits:
        return _no(429, "too_often", "Gửi quá nhiều yêu cầu; hãy đợi một lát rồi làm lại.", waits)
    return None if request.method in _SAFE else _unfit(request, person)


def _unfit(request: Request, person: Person | None) -> Response | None:
    """What is wrong with a request that writes."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return _no(403, "wrong_origin", "Yêu cầu đến từ trang khác nên không được nhận.")
    if person is not None and not request.state.bearer and not _from_our_page(request):
        return _no(403, "wrong_token", "Trang này đã cũ; hãy tải lại trang rồi làm lại.")
    most = FILES.get(f"{request.method} {request.url.path}")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    length = request.headers.get("content-length", "0" if request.method == "DELETE" else "")
    if most is None and length != "0" and kind != "application/json":
        return _no(415, "not_json", "Chỉ nhận dữ liệu JSON.")
    if not length.isdecimal() or len(length) > 15 or int(length) > (most or _MOST_BYTES):
        return _no(413, "too_long", "Yêu cầu quá dài; hãy chia nhỏ.")
    return None


def _from_our_page(request: Request) -> bool:
    given = request.headers.get(HEADER, ""), request.cookies.get(COOKIE, "")
    wanted = request.state.csrf, request.state.secret
    return all(secrets.compare_digest(a.encode(), b.encode()) for a, b in zip(given, wanted, strict=True))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _host(given: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{given}").hostname or "").lower()
    except ValueError:
        return ""


def _no(status: int, code: str, message: str, seconds: float = 0) -> Response:
    headers = {"Retry-After": str(int(seconds) + 1)} if seconds else None
    return JSONResponse({"code": code, "message": message}, status, headers)
