"""Forbids the network to every Python that has this folder on its path: the tests, and what they start."""

from __future__ import annotations

import socket
import sys

_LOCAL = getattr(socket, "AF_UNIX", None)


def _forbid(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"no network here: {event} {args[1:]}")
    if event in ("socket.connect", "socket.bind") and getattr(args[0], "family", None) != _LOCAL:
        raise RuntimeError(f"no network here: {event} {args[1:]}")


sys.addaudithook(_forbid)
