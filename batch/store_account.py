"""What a store holds, in figures: files by status, pages, rows, what needs somebody. Prints nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from outputs.store import Store, reading
from outputs.store_integrity import counts
from outputs.store_ledger import Entry, all_runs, inboxes, ledger_of
from outputs.store_reviews import all_reviews
from outputs.store_schema import LAYERS, figures, ledger, pages, reports

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST_UNITS = 30


@dataclass(frozen=True, slots=True)
class Account:
    """The ledger of a store.

    `statuses`: files that are there, by status; they add up to `files`. `pages_in`: that their readers saw;
    `grades`: pages by grade, `?` for none, which add up to it. `unread`: pages of which nothing is stored.
    `units`: (issuer, figures), most first. `seconds`: (format, files, seconds of reading).
    """

    name: str
    inboxes: tuple[str, ...]
    files: int
    gone: int
    statuses: dict[str, int]
    pages_in: int
    grades: dict[str, int]
    rows: dict[str, int]
    failing: int
    superseded: int
    near: int
    orphans: tuple[str, ...]
    units: tuple[tuple[str, int], ...]
    seconds: tuple[tuple[str, int, float], ...]
    runs: tuple[dict[str, Any], ...]

    @property
    def unread(self) -> int:
        """Pages that went in and did not come out."""
        return self.pages_in - sum(self.grades.values())

    @property
    def balanced(self) -> bool:
        """Whether every file and every page is accounted for."""
        return self.files == sum(self.statuses.values()) and self.unread == 0


def account(store: Store) -> Account:
    """The account of all that is in the store now."""
    with reading(store) as connection:
        known = inboxes(connection)
        lines = [line for inbox in known for line in ledger_of(connection, inbox).values()]
        there = [line for line in lines if not line.gone]
        rows = counts(connection)
        return Account(
            name=store.name,
            inboxes=tuple(known),
            files=connection.scalar(select(func.count()).select_from(ledger).where(~ledger.c.gone)) or 0,
            gone=len(lines) - len(there),
            statuses=dict(Counter(line.status for line in there)),
            pages_in=sum({line.sha256: line.pages or 0 for line in there if _counts(line)}.values()),
            grades=_grades(connection, {line.sha256 for line in there if _counts(line)}),
            rows={name: rows[name] for name in (*LAYERS, "decisions")},
            failing=connection.scalar(select(func.sum(reports.c.failing))) or 0,
            superseded=_count(connection, reports.c.superseded_by),
            near=_count(connection, reports.c.near),
            orphans=tuple(review.row for review in all_reviews(connection, orphans=True)),
            units=_units(connection),
            seconds=_seconds(connection),
            runs=tuple(all_runs(connection)),
        )


def _counts(line: Entry) -> bool:
    """A duplicate's pages are its original's; of what the program failed on none came out."""
    return line.status != "duplicate" and not line.failed


def _grades(connection: Connection, there: set[str | None]) -> dict[str, int]:
    query = (
        select(reports.c.sha256, pages.c.grade, func.count())
        .join(pages, pages.c.report == reports.c.key)
        .group_by(reports.c.sha256, pages.c.grade)
    )
    found: Counter[str] = Counter()
    for sha256, grade, number in connection.execute(query):
        if sha256 in there:
            found[grade or "?"] += number
    return dict(found)


def _count(connection: Connection, column: Any) -> int:
    return connection.scalar(select(func.count()).where(column.isnot(None))) or 0


def _units(connection: Connection) -> tuple[tuple[str, int], ...]:
    query = (
        select(reports.c.issuer, func.count())
        .join(figures, figures.c.report == reports.c.key)
        .where(reports.c.issuer.isnot(None))
        .group_by(reports.c.issuer)
        .order_by(func.count().desc(), reports.c.issuer)
        .limit(_MOST_UNITS)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))


def _seconds(connection: Connection) -> tuple[tuple[str, int, float], ...]:
    query = (
        select(reports.c.format, func.count(), func.sum(reports.c.seconds))
        .where(reports.c.seconds.isnot(None))
        .group_by(reports.c.format)
        .order_by(reports.c.format)
    )
    return tuple((row[0] or "?", row[1], row[2] or 0.0) for row in connection.execute(query))
