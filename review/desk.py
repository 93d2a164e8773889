"""Who looks at which report now, and who is at work on a row. In memory of one server; keeps no decision."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Seconds: a page says twice a minute that it is still there; a row stays taken while somebody types.
PRESENT, TAKEN = 45.0, 120.0
_MOST_KEPT = 10_000
Place = tuple[str, str, str]


@dataclass(slots=True)
class Desk:
    """What people are at. `clock`: seconds that never go back."""

    clock: Callable[[], float] = time.monotonic
    _here: dict[tuple[str, str], float] = field(default_factory=dict)
    _leases: dict[Place, tuple[str, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self, report: str, who: str) -> list[str]:
        """Note that somebody looks at a report; who else does."""
        with self._lock:
            self._tidy()
            self._here[report, who] = self.clock() + PRESENT
            return sorted(name for at, name in self._here if at == report and name != who)

    def take(self, place: Place, who: str) -> tuple[str, float]:
        """Lease a row (report, layer, id), or learn who has it: the holder and the seconds left."""
        with self._lock:
            self._tidy()
            at = self.clock()
            holder, ends = self._leases.get(place, (who, 0.0))
            if holder == who:
                ends = at + TAKEN
                self._leases[place] = who, ends
            return holder, ends - at

    def leave(self, place: Place, who: str) -> None:
        """Give a row back."""
        with self._lock:
            if self._leases.get(place, ("", 0.0))[0] == who:
                del self._leases[place]

    def taken(self, report: str) -> dict[tuple[str, str], str]:
        """(layer, id) -> who has it, of the rows of a report."""
        with self._lock:
            self._tidy()
            return {place[1:]: who for place, (who, _) in self._leases.items() if place[0] == report}

    def _tidy(self) -> None:
        """Forget what has run out, and the oldest where there is too much of it."""
        at = self.clock()
        self._here = {key: ends for key, ends in list(self._here.items())[-_MOST_KEPT:] if ends > at}
        self._leases = {
            key: lease for key, lease in list(self._leases.items())[-_MOST_KEPT:] if lease[1] > at
        }
