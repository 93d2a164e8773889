"""The ledger of an inbox: one line for every name ever found there, and what became of it. Knows no rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from outputs.contract import refused
from outputs.store import now
from outputs.store_rows import Row, dumped, loaded, storable
from outputs.store_schema import ledger, reports, runs

if TYPE_CHECKING:
    from sqlalchemy import Connection

# The program or the machine failed, not the file: read again, and never in place of what was found before.
FAILED = ("crashed", "timeout", "out_of_memory")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `sha256`: None where the content was not looked at; `pipeline`: only of what failed.

    `warnings`: as in the contract. `pages`, `format`: as the reader said. `run`: the run that wrote it.
    """

    inbox: str
    file: str
    status: str
    warnings: tuple[Any, ...] = ()
    size: int | None = None
    mtime_ns: int | None = None
    sha256: str | None = None
    format: str | None = None
    duplicate_of: str | None = None
    pages: int | None = None
    pipeline: str | None = None
    attempts: int = 0
    seconds: float | None = None
    run: int | None = None
    seen_at: str = ""
    gone: bool = False

    @property
    def failed(self) -> bool:
        """Whether the program failed on it."""
        return self.status in FAILED


def entry_of(row: Mapping[str, Any], inbox: str, **known: Any) -> Entry:
    """The line for a contract object."""
    named = {name: row.get(name) for name in ("sha256", "format", "duplicate_of", "pages")}
    warnings = tuple(storable({"of": row["warnings"]})["of"])
    return Entry(inbox, row["file"], row["status"], warnings, **{**named, **known})


def ledger_of(connection: Connection, inbox: str) -> dict[str, Entry]:
    """File name -> its line, of one inbox, names that are gone among them."""
    query = select(ledger).where(ledger.c.inbox == inbox)
    return {row["file"]: _entry(row) for row in connection.execute(query).mappings()}


def inboxes(connection: Connection) -> list[str]:
    """Every inbox that was ever read into this store, the one read last in front."""
    found = [inbox for (inbox,) in connection.execute(select(runs.c.inbox).order_by(runs.c.key.desc()))]
    rest = connection.scalars(select(ledger.c.inbox).distinct().order_by(ledger.c.inbox))
    return list(dict.fromkeys([*found, *rest]))


def record(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put these lines in the place of those of the same files."""
    columns = [_columns(entry if entry.seen_at else replace(entry, seen_at=now())) for entry in entries]
    if not columns:
        return
    places = [{"of": row["inbox"], "at": row["file"]} for row in columns]
    connection.execute(
        delete(ledger).where(ledger.c.inbox == bindparam("of"), ledger.c.file == bindparam("at")), places
    )
    connection.execute(insert(ledger), columns)


def as_contract(entry: Entry) -> Row:
    """The contract object of a file that has none of its own in the store."""
    row = refused(entry.file, entry.status, "", "", sha256=entry.sha256, format=entry.format,
                  duplicate_of=entry.duplicate_of)  # fmt: skip
    return {**row, "warnings": list(entry.warnings)}


def altered(connection: Connection) -> Iterator[Entry]:
    """Lines that are not as they were written."""
    for row in connection.execute(select(ledger)).mappings():
        try:
            entry = _entry(row)
        except ValueError:
            yield Entry(row["inbox"], row["file"], row["status"])
            continue
        if _columns(entry)["digest"] != row["digest"]:
            yield entry


def begin_run(connection: Connection, inbox: str, pipeline: str, jobs: int) -> int:
    """The key of a new run; an earlier one of the inbox that never ended was cut off."""
    unended = (runs.c.inbox == inbox) & (runs.c.state == "running")
    connection.execute(update(runs).where(unended).values(state="cut off"))
    values = {"inbox": inbox, "pipeline": pipeline, "started_at": now(), "state": "running", "jobs": jobs}
    made = connection.execute(insert(runs).values(values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def end_run(
    connection: Connection, run: int, state: str, counts: Mapping[str, int], stages: Mapping[str, float]
) -> None:
    """Write down how a run ended: `done` or `interrupted`, files by status, seconds by stage."""
    values = {"state": state, "ended_at": now(), "counts": dumped(counts), "stages": dumped(stages)}
    connection.execute(update(runs).where(runs.c.key == run).values(values))


def all_runs(connection: Connection) -> list[Row]:
    """Every run, the last in front."""
    found = connection.execute(select(runs).order_by(runs.c.key.desc())).mappings()
    unpacked = ("counts", "stages")
    return [{**run, **{name: loaded(run[name]) if run[name] else {} for name in unpacked}} for run in found]


def heads(connection: Connection, hashes: Iterable[str] | None = None) -> dict[str, Row]:
    """Content hash -> the row of the table of reports."""
    query = select(reports) if hashes is None else select(reports).where(reports.c.sha256.in_(list(hashes)))
    return {row["sha256"]: dict(row) for row in connection.execute(query).mappings()}


def walk_order(file: str) -> list[tuple[str, str]]:
    """Sorts names as folders are walked through: entry by entry, case aside."""
    return [(part.casefold(), part) for part in file.split("/")]


def _entry(row: Mapping[Any, Any]) -> Entry:
    values = {name: value for name, value in row.items() if name != "digest"}
    return Entry(**{**values, "warnings": tuple(loaded(row["warnings"]))})


def _columns(entry: Entry) -> Row:
    row = {**asdict(entry), "warnings": dumped(entry.warnings)}
    whole = dumped([row[name] for name in sorted(row)])
    return {**row, "digest": hashlib.sha256(whole.encode()).hexdigest()}
