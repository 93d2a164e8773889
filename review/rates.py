"""How often somebody may ask, and try passwords. In memory of one server; knows no request."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# A page asks for a dozen things when it opens, and a fast reviewer decides some times a second.
BURST, PER_SECOND = 200.0, 40.0
# Wrong passwords before one has to wait, and how long at first and at most, in seconds.
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, 2.0, 900.0
_MOST_KEPT = 10_000


@dataclass(slots=True)
class Rates:
    """What was asked lately, by whom. `clock`: seconds that never go back."""

    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _wrong: dict[str, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, who: str) -> float:
        """Count one request; seconds to wait where there were too many, else 0."""
        with self._lock:
            at = self.clock()
            left, since = self._left.get(who, (BURST, at))
            left = min(BURST, left + (at - since) * PER_SECOND)
            _bound(self._left)
            if left < 1:
                self._left[who] = left, at
                return (1 - left) / PER_SECOND
            self._left[who] = left - 1, at
            return 0

    def locked(self, *keys: str) -> float:
        """Seconds until one of these may try a password again, else 0."""
        with self._lock:
            at = self.clock()
            return max(0.0, *(self._wrong.get(key, (0, 0.0))[1] - at for key in keys))

    def wrong(self, *keys: str) -> None:
        """Count a wrong password for each key; from some on, each doubles the wait."""
        with self._lock:
            _bound(self._wrong)
            for key in keys:
                count = self._wrong.get(key, (0, 0.0))[0] + 1
                wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - TRIES)) if count >= TRIES else 0.0
                self._wrong[key] = count, self.clock() + wait

    def right(self, *keys: str) -> None:
        """Forget the wrong passwords of these."""
        with self._lock:
            for key in keys:
                self._wrong.pop(key, None)


def _bound(kept: dict[str, Any]) -> None:
    """Names that nobody has cannot fill the memory: the oldest go first."""
    while len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]
