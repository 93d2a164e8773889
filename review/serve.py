"""Serves the review of a store to browsers on this machine."""

from __future__ import annotations

import getpass

from extract.problems import SetupProblem
from outputs.store import opened
from review.guard import LOOPBACK


def serve(store_url: str, host: str, port: int, who: str | None) -> None:
    """Answer until interrupted. Raises SetupProblem where the address may not or cannot be used."""
    if host not in LOOPBACK:
        raise SetupProblem(
            "review_needs_logins",
            "Chưa có đăng nhập nên trang duyệt chỉ mở được trên chính máy này; hãy bỏ --host.",
        )
    import socket

    import uvicorn

    from review.app import make_app

    with opened(store_url) as store:
        family = socket.AF_INET6 if host == "::1" else socket.AF_INET
        door = socket.socket(family, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise SetupProblem(
                "port_taken", f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác bằng --port."
            ) from error
        named = f"[{host}]" if ":" in host else host
        print(f"http://{named}:{door.getsockname()[1]}/", flush=True)
        settings = uvicorn.Config(
            make_app(store, who or account()), log_level="warning", access_log=False, server_header=False
        )
        uvicorn.Server(settings).run(sockets=[door])


def account() -> str:
    """The name of whoever uses this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "người duyệt"
