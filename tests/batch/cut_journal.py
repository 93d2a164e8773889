"""A store's journal cut off after a crash: what must be there then, and what must not be half there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from outputs.store import Store, opened, reading
from outputs.store_decisions import Change, decide
from outputs.store_integrity import flaws
from outputs.store_queue import Wanted, queue_page
from outputs.store_schema import decisions
from tests.batch.store_runs import FOR_THE_NEXT_RUN, fill, run

_HEAD, _FRAME = 32, 4096 + 24
_FIELDS = (("value", "{}"), ("comment", "lần {}"), ("state", "accepted"))


@dataclass(frozen=True, slots=True)
class Journal:
    """A closed store's file and the journal behind it. `acknowledged`: its size as each decision returned."""

    base: Path
    whole: bytes
    acknowledged: tuple[int, ...]

    @property
    def frames(self) -> list[int]:
        """Where frames begin, and the end of the last one."""
        return list(range(_HEAD, len(self.whole) + 1, _FRAME))


def made_journal(folder: Path, batches: int) -> Journal:
    """So many times, three decisions are made at once; other rows are read and written in between."""
    path, wal = folder / "kho.db", folder / "kho.db-wal"
    with opened(str(path), create=True) as store:
        run(store, fill(folder / "in", 2))
    # Closed, its tables stand in the file; what is decided from here on in the journal alone.
    with opened(str(path)) as store:
        with reading(store) as connection:
            found = queue_page(connection, Wanted(), limit=1)[0]
        acknowledged = []
        for number in range(batches):
            if number == batches // 2:
                (folder / "in" / "mới.txt").write_text("đạt 99", encoding="utf-8")
                run(store, folder / "in")
            new = [(field, said.format(number + 1000)) for field, said in _FIELDS]
            if number % 2:
                new[-1] = ("state", "rejected")
            decide(store, [Change(found.report, found.row["id"], "figures", *one) for one in new], "an")
            acknowledged.append(wal.stat().st_size)
        base = Path(shutil.copyfile(path, folder / "base.db"))
        whole = wal.read_bytes()
    return Journal(base, whole, tuple(acknowledged))


def check_cut(folder: Path, journal: Journal, cut: int) -> None:
    """What a machine finds that lost the journal from there on; AssertionError where it is not in order."""
    path = folder / "cut.db"
    for left in folder.glob("cut.db*"):
        left.unlink()
    shutil.copyfile(journal.base, path)
    path.with_name("cut.db-wal").write_bytes(journal.whole[:cut])
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",), cut
    with opened(str(path)) as store:
        kept = _decided(store)
        assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN, cut
    promised = sum(size <= cut for size in journal.acknowledged)
    # Whole batches, from the first on, and no less than were acknowledged.
    assert kept % len(_FIELDS) == 0 and kept // len(_FIELDS) == promised, (cut, kept, promised)


def _decided(store: Store) -> int:
    with reading(store) as connection:
        return len(connection.scalars(select(decisions.c.seq)).all())
