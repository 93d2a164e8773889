"""A PostgreSQL cluster of our own for tests: from the programs on this machine, reached by a socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = {
    "listen_addresses": "",
    # A test's data need not outlive the machine.
    "fsync": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
}


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest first; None where they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).resolve().parent if known else None


def user() -> str | None:
    """Whom the server runs as: it refuses to be root."""
    return "postgres" if hasattr(os, "getuid") and os.getuid() == 0 else None


@contextmanager
def cluster(bin: Path) -> Iterator[str]:
    """The folder of the socket of a running server, stopped and removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user():
            shutil.chown(home, user())
        _run(bin / "initdb", "-D", home / "data", "-U", "tonghop", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = " ".join(f"-c {name}={value!r}" for name, value in _SETTINGS.items())
        start = (bin / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log")
        _run(*start, "-o", f"-k {home} {options}", "start")
        try:
            yield str(home)
        finally:
            _run(bin / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def new_database(socket: str) -> str:
    """The URL of a fresh, empty database."""
    import psycopg

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(host=socket, user="tonghop", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://tonghop@/{name}?host={socket}"


def _run(*command: object) -> None:
    # The folder that tests run in may be closed to the server's user.
    subprocess.run(
        [str(part) for part in command],
        check=True,
        user=user(),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
