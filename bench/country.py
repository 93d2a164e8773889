"""A whole country's reports, simulated: python -m bench.country WHAT N [sqlite|postgresql].

heads: ledger and heads of N reports alone: what a run loads before it reads, and what it settles at its end.
memory: what a run holds of N files, without a store.
rows: N reports with their figures, sizes by table and index, times of pages. parts: the same in ten
partitions, of PostgreSQL.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bench.store_speed import page_times, sample_figures, synthetic_report
from outputs.store import Store, opened, reading, writing
from outputs.store_ledger import Entry, ledger_of, record
from outputs.store_priority import line_up
from outputs.store_reading import known_readings
from outputs.store_schema import reports
from outputs.store_settling import settle
from outputs.store_writing import Reading, save
from tests.databases import cluster, new_database, programs

COMMUNES, MONTHS = 3321, 120
_TOGETHER = 5_000
_INBOX = "/bao-cao"


def heads(number: int, url: str) -> None:
    """Filled past the writers, since only what comes after is measured."""
    with opened(url, create=True) as store:
        begun = time.process_time()
        for start in range(0, number, _TOGETHER):
            places = range(start, min(start + _TOGETHER, number))
            with writing(store) as connection:
                connection.execute(insert(reports), [_head(at) for at in places])
                record(connection, [_line(at) for at in places])
        print(f"{number:,} heads and lines: {time.process_time() - begun:.0f} s CPU to write")
        _sizes(store)
        kept: list[Any] = []
        with reading(store) as connection:
            _told("ledger of the inbox", lambda: kept.append(ledger_of(connection, _INBOX)))
            _told("known readings", lambda: kept.append(known_readings(connection)))
        kept.clear()
        for turn in ("first", "second"):
            with writing(store) as connection:
                _told(f"settling, {turn} time", lambda: settle(connection, _INBOX))


def memory(number: int) -> None:
    """Lines and known readings as a run keeps them, every text an object of its own."""
    lines: dict[str, Entry] = {}
    known: dict[str, tuple[str, str, str | None, str]] = {}

    def fill() -> None:
        for at in range(number):
            name, sha256 = f"{at // COMMUNES:05}/xa-{at % COMMUNES}.docx", f"{at:064x}"
            lines[name] = Entry(_INBOX, name, "ok", size=50_000 + at, mtime_ns=10**18 + at, sha256=sha256,
                                format="docx", pages=6, seconds=at / 7, seen_at=f"{at:032}")  # fmt: skip
            known[f"{at:064x}"] = ("0123456789abcdef", "ok", "docx", f"{name}")

    _told(f"{number:,} lines and known readings", fill)


def rows(number: int, url: str, partitions: int = 0) -> None:
    """Through the same door as every run."""
    figures, told = sample_figures()
    with opened(url, create=True) as store:
        if partitions:
            _partitioned(store, partitions, number)
        begun, wall = time.process_time(), time.monotonic()
        for at in range(number):
            sha256 = hashlib.sha256(str(at).encode()).hexdigest()
            with writing(store) as connection:
                save(connection, Reading(synthetic_report(sha256, at, figures, told), "v1", 1.0), wait=True)
        with writing(store) as connection:
            line_up(connection)
        print(
            f"{number:,} reports, {number * len(figures):,} figures:"
            f" {time.process_time() - begun:.0f} s CPU here, {time.monotonic() - wall:.0f} s by the clock"
        )
        with suppress(Exception), store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
        _sizes(store)
        for name, milliseconds in page_times(store):
            print(f"  page of 100, {name}: {milliseconds:.1f} ms")


def _partitioned(store: Store, partitions: int, number: int) -> None:
    """The tables of rows in ranges of reports, as an administrator would make them before the first run."""
    step = -(-number // partitions)
    with writing(store) as connection:
        for table in ("figures", "units", "models", "cells", "checks"):
            run = connection.exec_driver_sql
            run(f"ALTER TABLE {table} RENAME TO {table}_plain")
            run(f"CREATE TABLE {table} (LIKE {table}_plain INCLUDING ALL) PARTITION BY RANGE (report)")
            for part in range(partitions):
                end = "MAXVALUE" if part == partitions - 1 else str((part + 1) * step + 1)
                start = "MINVALUE" if part == 0 else str(part * step + 1)
                run(f"CREATE TABLE {table}_{part} PARTITION OF {table} FOR VALUES FROM ({start}) TO ({end})")
            run(f"DROP TABLE {table}_plain")


def _head(at: int) -> dict[str, Any]:
    commune, month, extra = at % COMMUNES, at // COMMUNES % MONTHS, at // (COMMUNES * MONTHS)
    sha256 = hashlib.sha256(str(at).encode()).hexdigest()
    period = f"{2016 + month // 12}-{month % 12 + 1:02}"
    chance = random.Random(at)
    counts = dict.fromkeys("figures units models cells checks failing".split(), 0)
    return {
        "sha256": sha256, "pipeline": "0123456789abcdef", "name": f"{period}/xa-{commune}-{extra}.docx",
        "status": "ok", "format": "docx", "warnings": "[]", "pages": 6, "issuer": f"Đảng ủy xã {commune}",
        "period": period, "date": f"{period}-20", "title": f"kết quả công tác {extra}", **counts,
        "digest": sha256, "seconds": 0.05, "read_at": "2026-01-01T00:00:00.000000+00:00",
        "submission": f"dang uy xa {commune}|huyen|bao cao|{period}|ket qua cong tac {extra}",
        "signature": f"{chance.getrandbits(2048):0512x}",
    }  # fmt: skip


def _line(at: int) -> Entry:
    head = _head(at)
    mtime_ns = 1_700_000_000_000_000_000 + at
    return Entry(_INBOX, head["name"], "ok", size=50_000 + at % 1000, mtime_ns=mtime_ns, format="docx",
                 sha256=head["sha256"], pages=6, seconds=0.05, run=1, seen_at=head["read_at"])  # fmt: skip


def _told(name: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {name}: {time.process_time() - begun:.1f} s CPU, {_resident():,.0f} MiB held, peak {peak:,.0f}",
        flush=True,
    )


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def _sizes(store: Store) -> None:
    found = sorted(_measured(store), key=lambda item: -item[1])
    print(f"  {sum(size for _, size in found) / 2**20:,.0f} MiB:", end=" ")
    print(", ".join(f"{name} {size / 2**20:,.0f}" for name, size in found if size > 2**20), flush=True)


def _measured(store: Store) -> Iterator[tuple[str, int]]:
    """Name and bytes of every table and index."""
    if store.path is not None:
        query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
    else:
        query = (
            "SELECT relname, pg_relation_size(oid) FROM pg_class"
            " WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
    with reading(store) as connection:
        yield from (tuple(row) for row in connection.execute(text(query)))


@contextmanager
def _new_store(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as made:
            yield str(Path(made) / "kho.db")
        return
    bin = programs()
    assert bin is not None, "PostgreSQL is not installed here"
    with cluster(bin) as socket:
        yield new_database(socket)


if __name__ == "__main__":
    wanted, count = sys.argv[1], int(sys.argv[2])
    if wanted == "memory":
        memory(count)
        sys.exit()
    with _new_store("postgresql" if "postgresql" in sys.argv or wanted == "parts" else "sqlite") as place:
        if wanted == "heads":
            heads(count, place)
        else:
            rows(count, place, partitions=10 if wanted == "parts" else 0)
