"""The server's door, in a process that may open one."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.review.browsing import ROOT

# What a connection through the door is set to: 1 where each part of an answer is sent at once.
_SEEN = """
import asyncio, socket
from review.serve import _door

async def seen():
    told = asyncio.get_running_loop().create_future()

    class Server(asyncio.Protocol):
        def connection_made(self, transport):
            accepted = transport.get_extra_info("socket")
            told.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    door = _door("127.0.0.1", 0)
    async with await asyncio.get_running_loop().create_server(Server, sock=door):
        _, writer = await asyncio.open_connection(*door.getsockname())
        print(int(bool(await told)))
        writer.close()

asyncio.run(seen())
"""


def test_no_part_of_an_answer_waits_for_the_one_before() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SEEN],
        cwd=ROOT,
        env={**os.environ, "TESTS_SERVE_ON_LOOPBACK": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "1", done.stderr
