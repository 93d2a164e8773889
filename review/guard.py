"""Who may ask: the Host they name, the token that a page of ours was given, and what answers may do."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import JSONResponse

COOKIE, HEADER = "tonghop_review", "x-csrf-token"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
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
    """`hosts`: names that the Host header may have, without port. `token`: of this server's run."""

    hosts: tuple[str, ...] = LOOPBACK
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)


async def guarded(
    guard: Guard, request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """The answer to a request that may be asked, or why it may not."""
    refusal = refused(guard, request)
    response = await call_next(request) if refusal is None else refusal
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def refused(guard: Guard, request: Request) -> Response | None:
    """The answer to what may not be asked; None where it may.

    A page of another site can send requests here, and a name of its own can lead to this machine; it cannot
    name our host, nor read the token that stands in our pages.
    """
    if _host(request.headers.get("host", "")) not in guard.hosts:
        return _no(421, "wrong_host", "Địa chỉ không đúng; hãy mở bằng địa chỉ mà lệnh review đã in ra.")
    if request.method in _SAFE:
        return None
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return _no(403, "wrong_origin", "Yêu cầu đến từ trang khác nên không được nhận.")
    given = request.headers.get(HEADER, ""), request.cookies.get(COOKIE, "")
    if not all(secrets.compare_digest(token.encode(), guard.token.encode()) for token in given):
        return _no(403, "wrong_token", "Trang này đã cũ; hãy tải lại trang rồi làm lại.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return _no(415, "not_json", "Chỉ nhận dữ liệu JSON.")
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST_BYTES:
        return _no(413, "too_long", "Yêu cầu quá dài; hãy chia nhỏ.")
    return None


def give_token(guard: Guard, response: Response) -> None:
    """Let the page that this answer brings write."""
    response.set_cookie(COOKIE, guard.token, httponly=True, samesite="strict", path="/")


def _host(given: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{given}").hostname or ""
    except ValueError:
        return ""


def _no(status: int, code: str, message: str) -> Response:
    return JSONResponse({"code": code, "message": message}, status)
