"""What a worker process does: confine itself, then one piece of work after the other.

Knows neither what the work is nor what becomes of the answers.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from batch.cage import Cage, make_cage
from batch.limits import Limits, failure
from batch.logs import set_up_logs
from batch.scratch import enter, no_room, removed
from batch.trees import MARK
from extract.heartbeat import listen
from extract.ocr_lanes import set_lanes
from extract.problems import Problem

_LOG = logging.getLogger("tonghop")

# First byte of a message to the coordinator; behind VALUE and PROBLEM stands what was pickled.
READY, BEAT, VALUE, PROBLEM, MEMORY, SPENT = b"!", b".", b"+", b"-", b"#", b"$"
_BEAT_EVERY = 0.5
# A worker starts afresh after so many files, or when so large a part of its memory does not come back.
_MOST_FILES, _MOST_HELD = 500, 0.5
_LOOK_EVERY = 16


@dataclass(frozen=True, slots=True)
class Post:
    """What a worker is started with. `work`: a pickled function; `folder`: for its temporary files; `lanes`:
    scanned pages that it may have read at a time.
    """

    work: bytes
    limits: Limits
    folder: Path
    log_level: int
    lanes: int = 1

    @property
    def mark(self) -> str:
        """What the names of its temporary folders begin with, which marks the processes that it starts."""
        return f"{self.folder}."


def serve(line: Connection, post: Post) -> None:
    """Answer what comes along the line; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # What libraries print must not get among the results.
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        os.dup2(2, 1)
    os.environ[MARK] = post.mark
    cage = make_cage(post.limits.cage)
    holds = cage.confine(post.limits)
    set_up_logs(post.log_level)
    work = pickle.loads(post.work)
    said = _Line(line)
    listen(said.beat)
    set_lanes(post.lanes)
    said.send(READY + ",".join(holds).encode())
    served = 0
    while True:
        try:
            asked = line.recv_bytes()
        except (EOFError, OSError):
            # The coordinator wants no more, or has gone; nothing here needs an orderly end.
            os._exit(0)
        served += 1
        folder = Path(f"{post.mark}{served}")
        answer = _answer(work, asked, folder, cage, post.limits)
        said.send(answer if not _spent(served, cage, post.limits) else SPENT + answer)


class _Line:
    """The way to the coordinator, for any thread of the worker."""

    def __init__(self, line: Connection) -> None:
        self._line, self._lock = line, threading.Lock()
        self._beats, self._said = 0, 0.0

    def send(self, message: bytes) -> None:
        try:
            with self._lock:
                self._line.send_bytes(message)
        except OSError:
            os._exit(0)

    def beat(self) -> None:
        self._beats += 1
        now = time.monotonic()
        if now - self._said >= _BEAT_EVERY:
            self._said = now
            self.send(BEAT + str(self._beats).encode())


def _answer(work: Callable[[Any], Any], asked: bytes, folder: Path, cage: Cage, limits: Limits) -> bytes:
    try:
        enter(folder)
    except OSError as error:
        return PROBLEM + pickle.dumps(no_room(error))
    cage.begin(limits)
    try:
        return VALUE + pickle.dumps(work(pickle.loads(asked)))
    except MemoryError:
        return MEMORY
    except Problem as problem:
        return PROBLEM + pickle.dumps(problem)
    # Also what wants to end the process, or to interrupt it, is a fault of the work.
    except BaseException:
        _LOG.error("work failed", exc_info=True)
        return PROBLEM + pickle.dumps(failure("crashed"))
    finally:
        cage.settle()
        removed(folder)


def _spent(served: int, cage: Cage, limits: Limits) -> bool:
    if served >= _MOST_FILES:
        return True
    return served % _LOOK_EVERY == 0 and cage.held() > limits.memory * _MOST_HELD
