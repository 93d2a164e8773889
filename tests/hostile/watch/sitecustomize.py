"""Writes down, and forbids, what a process that reads hostile files must not do. Loaded by its start."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LOG = os.environ.get("TONGHOP_TEST_WATCH", "")
_ALLOWED = tuple(filter(None, os.environ.get("TONGHOP_TEST_ALLOWED", "").split(os.pathsep)))
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_PROGRAMS = ("os.system", "os.startfile", "webbrowser.open", "urllib.Request")


def _listen(event: str, args: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = args
        written = isinstance(flags, int) and flags & _WRITES
        if written and isinstance(path, str) and not path.startswith((*_ALLOWED, "/dev/", "/proc/self/")):
            _note(f"write {path}")
    elif event in _PROGRAMS:
        _note(f"{event} {args}")
    elif event in _NETWORK:
        family = getattr(args[0], "family", None)
        if family is None or family.name != "AF_UNIX":
            _note(f"{event} {args}")
            raise RuntimeError(f"no network here: {event}")


def _note(text: str) -> None:
    handle = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{text}\n".encode("utf-8", "backslashreplace"))
    os.close(handle)


if _LOG:
    _ALLOWED = (*_ALLOWED, str(Path(_LOG)))
    sys.addaudithook(_listen)
