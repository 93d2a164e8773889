"""Forbids the network to every Python that has this folder on its path: the tests, and what they start.

Processes of a cluster that a test starts speak with each other: TESTS_STAY_HERE lets them do so here.
"""

from __future__ import annotations

import os
import socket
import sys

_LOCAL = getattr(socket, "AF_UNIX", None)
# Set for a server that a browser of this machine asks, and for nothing else.
_LOOPBACK = bool(os.environ.get("TESTS_SERVE_ON_LOOPBACK"))
# Set for the processes of a cluster, which also look up the names of this machine; test_dask_engine.py.
_STAY_HERE = bool(os.environ.get("TESTS_STAY_HERE"))
_HERE = ("127.0.0.1", "localhost", "0.0.0.0", None)


def _forbid(event: str, args: tuple[object, ...]) -> None:
    if _STAY_HERE:
        _stay_here(event, args)
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"no network here: {event} {args[1:]}")
    if event in ("socket.connect", "socket.bind") and getattr(args[0], "family", None) != _LOCAL:
        address = args[1]
        if _LOOPBACK and isinstance(address, tuple) and address[0] == "127.0.0.1":
            return
        raise RuntimeError(f"no network here: {event} {args[1:]}")


def _stay_here(event: str, args: tuple[object, ...]) -> None:
    host = None
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    elif event in ("socket.connect", "socket.bind") and isinstance(args[1], tuple):
        host = args[1][0]
    if host not in _HERE:
        # As a machine without a network would say it.
        raise OSError(f"no network here: {event} {args[1:]}")


sys.addaudithook(_forbid)
