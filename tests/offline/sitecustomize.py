"""Forbids the network to every Python that has this folder on its path: the tests, and what they start."""

from __future__ import annotations

import os
import socket
import sys

_LOCAL = getattr(socket, "AF_UNIX", None)
# Set for a server that a browser of this machine asks, and for nothing else.
_LOOPBACK = bool(os.environ.get("TESTS_SERVE_ON_LOOPBACK"))


def _forbid(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"no network here: {event} {args[1:]}")
    if event in ("socket.connect", "socket.bind") and getattr(args[0], "family", None) != _LOCAL:
        address = args[1]
        if _LOOPBACK and isinstance(address, tuple) and address[0] == "127.0.0.1":
            return
        raise RuntimeError(f"no network here: {event} {args[1:]}")


sys.addaudithook(_forbid)
