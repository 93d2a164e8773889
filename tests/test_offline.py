"""The network is closed to the tests and to the processes that they start."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest


def test_a_test_cannot_reach_the_network() -> None:
    with socket.socket() as door, pytest.raises(RuntimeError, match="no network"):
        door.connect(("127.0.0.1", 9))


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises(RuntimeError, match="no network"):
        socket.getaddrinfo("localhost", 80)


def test_a_process_that_a_test_starts_cannot_reach_the_network() -> None:
    code = "import socket; socket.socket().connect(('127.0.0.1', 9))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "no network" in ended.stderr
