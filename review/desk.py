"""Who looks at which report now, and who is at work on a row, shared by all servers of a store.

A courtesy that runs out by itself: where others write just then it is left out, and nothing is decided by it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.exc import OperationalError

from outputs.store import Store, reading
from outputs.store_schema import desk

# Seconds: a page says twice a minute that it is still there; a row stays taken while somebody types.
PRESENT, TAKEN = 45.0, 120.0
# Milliseconds that a courtesy waits for other writers.
_PATIENCE = 2000
Place = tuple[str, str, str]
_TAKE = text(
    'INSERT INTO desk (report, layer, "row", who, until) VALUES (:report, :layer, :row, :who, :until)'
    ' ON CONFLICT (report, layer, "row") DO UPDATE SET who = excluded.who, until = excluded.until'
    " WHERE desk.until < :now OR desk.who = excluded.who"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What people are at. `clock`: seconds that all servers of the store count alike."""

    store: Store
    clock: Callable[[], float] = time.time

    def look(self, report: str, who: str) -> list[str]:
        """Note that somebody looks at a report; who else does."""
        here = self._at(report, present=True)
        # Half of the time that it lasts is left: no need to write.
        if here.get(("", who), ("", 0.0))[1] < self.clock() + PRESENT / 2:
            self._keep((report, "", who), who, PRESENT)
        return sorted(name for name, _ in here.values() if name != who)

    def take(self, place: Place, who: str) -> tuple[str, float]:
        """Lease a row (report, layer, id), or learn who has it: the holder and the seconds left."""
        self._keep(place, who, TAKEN)
        holder, until = self._at(place[0], present=False).get(place[1:], (who, self.clock()))
        return holder, until - self.clock()

    def leave(self, place: Place, who: str) -> None:
        """Give a row back."""
        report, layer, row = place
        mine = (desk.c.report == report) & (desk.c.layer == layer) & (desk.c.row == row) & (desk.c.who == who)
        self._write((delete(desk).where(mine), {}))

    def taken(self, report: str) -> dict[tuple[str, str], str]:
        """(layer, id) -> who has it, of the rows of a report."""
        return {place: who for place, (who, _) in self._at(report, present=False).items()}

    def _at(self, report: str, *, present: bool) -> dict[tuple[str, str], tuple[str, float]]:
        """(layer, id) -> who, until when; of who is present the layer is empty."""
        kind = desk.c.layer == "" if present else desk.c.layer != ""
        query = select(desk).where(desk.c.report == report, kind, desk.c.until > self.clock())
        with reading(self.store) as connection:
            return {(line.layer, line.row): (line.who, line.until) for line in connection.execute(query)}

    def _keep(self, place: Place, who: str, seconds: float) -> None:
        at = self.clock()
        values = dict(zip(("report", "layer", "row"), place, strict=True))
        # What ran out long ago is of no use to anybody.
        old = delete(desk).where(desk.c.until < at - TAKEN)
        self._write((_TAKE, {**values, "who": who, "until": at + seconds, "now": at}), (old, {}))

    def _write(self, *asked: tuple[Any, Mapping[str, Any]]) -> None:
        """One transaction, given up where others do not let it through at once."""
        try:
            with self.store.engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                usual = _waits(raw, _PATIENCE) if self.store.path is not None else None
                try:
                    with connection.begin():
                        for statement, values in asked:
                            connection.execute(statement, values)
                finally:
                    if usual is not None:
                        _waits(raw, usual)
        except OperationalError:
            return


def _waits(raw: Any, milliseconds: int) -> int:
    """Set how long a connection of SQLite waits for others; how long it did before."""
    (before,) = raw.execute("PRAGMA busy_timeout").fetchone()
    # No decision hangs on it: the disk need not have it at once.
    raw.execute("PRAGMA synchronous=NORMAL")
    raw.execute(f"PRAGMA busy_timeout={milliseconds}")
    return int(before)
