"""Ctrl-C asks for an end in good order; the second time it ends at once. Knows no work."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_STEP = 0.2


@dataclass(slots=True)
class Stop:
    """`requested`: somebody wants the work to end after what is in flight."""

    requested: bool = False

    def wait(self, seconds: float) -> bool:
        """Sleep so long, or until an end is wanted; whether it is."""
        until = time.monotonic() + seconds
        while not self.requested and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _STEP))
        return self.requested


@contextmanager
def stopping(say: Callable[[], None] = lambda: None) -> Iterator[Stop]:
    """Until the end of the block, interrupts and requests to end go to the `Stop`; `say` answers one."""
    stop = Stop()

    def heard(_number: int, _frame: FrameType | None) -> None:
        if stop.requested:
            raise KeyboardInterrupt
        stop.requested = True
        say()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, heard) for number in signals}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
