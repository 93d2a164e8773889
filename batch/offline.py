"""A process without a network: by the kernel on Linux where it allows that, by Python's own audit everywhere.

Knows the ways out, not who wants to take them.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_LOOK_UPS = frozenset(
    f"socket.{name}" for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
# Nobody listens at the port for discarding.
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")


def leave_network() -> bool:
    """Move this process, with all that it will start, into a network of its own without any way out.

    False where the system has none or does not allow it. To be called while there is one thread only.
    """
    if sys.platform != "linux":
        return False
    users = (os.getuid(), os.getgid())
    libc = ctypes.CDLL(None, use_errno=True)
    # As an administrator we stay one: a new user space would close the files of others to us.
    if libc.unshare(_NEW_NETWORK) == 0:
        return True
    if libc.unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return False
    _stay_the_same(*users)
    return True


def refuse_sockets() -> None:
    """Make Python refuse sockets to other machines and look-ups of names in this process, for good.

    Programs that it starts are pointed to a proxy that is not there, for what that is worth.
    """
    families = (socket.AF_INET, socket.AF_INET6)

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") and (
            event in _LOOK_UPS or (event == "socket.__new__" and arguments[1] in families)
        ):
            raise PermissionError(f"no network for workers: {event}")

    sys.addaudithook(refuse)
    for name in _PROXIES:
        os.environ[name] = os.environ[name.upper()] = _NOWHERE
    for name in ("no_proxy", "NO_PROXY"):
        os.environ.pop(name, None)


def _stay_the_same(user: int, group: int) -> None:
    """Users in the new space carry the numbers they had; without this they would be nobody."""
    own = Path("/proc/self")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError):
            (own / name).write_text(text, encoding="ascii")
