"""Serves the review of a store to browsers: on this machine, or with logins in the office's network."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path

from extract.problems import SetupProblem
from outputs.store import Store, opened, reading
from outputs.store_settling import none_waits
from review.guard import LOOPBACK
from review.intake import forget, intake_for

_EVERYWHERE = ("0.0.0.0", "::")


def serve(
    store_url: str,
    host: str,
    port: int,
    who: str | None,
    names: tuple[str, ...] = (),
    certificate: tuple[Path, Path] | None = None,
    inbox: Path | None = None,
) -> None:
    """Answer until interrupted. `names`: further names of this machine in addresses.

    `inbox`: where reports go that are handed in. `certificate`: files of the certificate and its key, for
    https. Raises SetupProblem where the address may not or cannot be used.
    """
    import uvicorn

    from review.app import make_app

    with opened(store_url) as store:
        none_waits(store)
        alone = _alone(store, host, who)
        hosts = tuple(dict.fromkeys(name.lower() for name in (*LOOPBACK, *_own_names(host), *names)))
        door = _door(host, port)
        intake = intake_for(store, store_url, inbox)
        app = make_app(store, alone, hosts, encrypted=certificate is not None, intake=intake)
        shown = hosts[len(LOOPBACK)] if host in _EVERYWHERE and len(hosts) > len(LOOPBACK) else host
        named = f"[{shown}]" if ":" in shown else shown
        scheme = "http" if certificate is None else "https"
        print(f"{scheme}://{named}:{door.getsockname()[1]}/", flush=True)
        if host not in LOOPBACK and certificate is None:
            print("Passwords travel unencrypted: give --certificate and --key for https.", flush=True)
        paths = (None, None) if certificate is None else tuple(map(str, certificate))
        settings = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            ssl_certfile=paths[0],
            ssl_keyfile=paths[1],
        )
        try:
            uvicorn.Server(settings).run(sockets=[door])
        finally:
            if intake is not None:
                forget(intake)


def account() -> str:
    """The name of whoever uses this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "người duyệt"


def _alone(store: Store, host: str, who: str | None) -> str | None:
    """The name of whoever reviews on this machine; None where the store has accounts and people sign in."""
    from review.accounts import any_account

    with reading(store) as connection:
        signed = any_account(connection)
    if signed:
        return None
    if host not in LOOPBACK:
        raise SetupProblem(
            "review_needs_logins",
            "Kho chưa có tài khoản nên trang duyệt chỉ mở được trên chính máy này; hãy tạo tài khoản bằng"
            " lệnh: tonghop account add TÊN --role admin --store KHO",
        )
    return who or account()


def _own_names(host: str) -> list[str]:
    """The names and addresses under which browsers of other machines reach this one."""
    if host in LOOPBACK:
        return []
    if host not in _EVERYWHERE:
        return [host, socket.gethostname()]
    import psutil

    families = (socket.AF_INET, socket.AF_INET6)
    found = [
        address.address.partition("%")[0]
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family in families and not address.address.startswith(("127.", "::1", "fe80"))
    ]
    return [*found, socket.gethostname()]


def _door(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The event loop sends at once only on sockets that name their protocol; others hold the end of an answer
    # back until the browser has confirmed its beginning, up to 40 ms later.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        # On Windows another program could take the same port otherwise, and get what reviewers send.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        # Whoever comes before all is loaded waits instead of being turned away.
        door.listen()
    except OSError as error:
        door.close()
        raise SetupProblem(
            "port_taken",
            f"Không mở được cổng {port} ở {host}; hãy chọn cổng khác bằng --port hoặc xem lại --host.",
        ) from error
    return door
