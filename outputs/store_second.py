"""A sample of rows that a second person reads blindly, and how far the two agree. Knows no page."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from extract.problems import Problem
from outputs.store import Store, now, reading, writing
from outputs.store_decisions import deciders, effective
from outputs.store_reading import report_key
from outputs.store_reviews import reviews_of
from outputs.store_rows import contract_row, dumped, loaded
from outputs.store_schema import figures, reports, reviews, second_readings

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Rows of a hundred that are read twice, chosen by their id: the same ones whoever asks.
SHARE = 7
# What is compared; a row that one rejects and the other keeps differs in `kept`.
COMPARED = ("value", "unit", "noun", "action", "period", "indicator")
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`read`: rows that two people read. `same`: of them, those alike in all. `differ`: slot -> rows."""

    read: int
    same: int
    differ: dict[str, int]

    @property
    def share(self) -> float | None:
        """Of the rows read twice, those alike; None where there are none."""
        return self.same / self.read if self.read else None


def sampled(report: str, row: str) -> bool:
    """Whether a row is one of the sample."""
    return zlib.crc32(f"{report} {row}".encode()) % 100 < SHARE


def next_for(connection: Connection, who: str) -> tuple[str, str] | None:
    """(report, row) of a sampled figure that somebody else has decided on and nobody has read again."""
    for sha256, row in _waiting(connection):
        if deciders(connection, sha256).get(row, who) != who:
            return sha256, row
    return None


def waiting(connection: Connection) -> int:
    """How many decided rows of the sample wait for a second reader."""
    return sum(1 for _ in _waiting(connection))


def read_again(store: Store, report: str, row: str, who: str, slots: Mapping[str, Any] | None) -> None:
    """Keep what a second person made of a row; None where they would leave it out. Raises Problem."""
    kept = {} if slots is None else {name: slots.get(name) for name in COMPARED}
    with writing(store, durable=True) as connection:
        if (report, row) not in set(_waiting(connection)) or deciders(connection, report).get(row) == who:
            raise Problem("not_second", "Dòng này không chờ bạn đọc lại; hãy tải lại trang để lấy dòng khác.")
        values = {"report": report, "row": row, "who": who, "at": now(), "slots": dumped(kept)}
        connection.execute(second_readings.insert().values(values))


def agreement(store: Store) -> Agreement:
    """How far those who read the sample agree, by what each row is now."""
    differ: Counter[str] = Counter()
    read = same = 0
    with reading(store) as connection:
        for line in connection.execute(select(second_readings)):
            found = _first(connection, line.report, line.row)
            if found is None:
                continue
            second = loaded(line.slots)
            apart = _apart(found, second)
            read, same = read + 1, same + (not apart)
            differ.update(apart)
    return Agreement(read, same, dict(differ.most_common()))


def _apart(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    if not first or not second:
        return [] if not first and not second else [KEPT]
    return [name for name in COMPARED if (first.get(name) or None) != (second.get(name) or None)]


def _first(connection: Connection, report: str, row: str) -> dict[str, Any] | None:
    """The row as the first reader left it, {} where it was rejected, None where it is gone."""
    review = reviews_of(connection, report).get(row)
    key = report_key(connection, report)
    query = select(*list(figures.columns)[1:]).where(figures.c.report == key, figures.c.id == row)
    values = connection.execute(query).first()
    if review is None or values is None or review.state not in ("accepted", "rejected"):
        return None
    return {} if review.state == "rejected" else effective(contract_row("figures", tuple(values)), review)


def _waiting(connection: Connection) -> Iterator[tuple[str, str]]:
    query = (
        select(reviews.c.report, reviews.c.row)
        .join(reports, reports.c.sha256 == reviews.c.report)
        .join(figures, and_(figures.c.report == reports.c.key, figures.c.id == reviews.c.row))
        .outerjoin(
            second_readings,
            and_(second_readings.c.report == reviews.c.report, second_readings.c.row == reviews.c.row),
        )
        .where(reviews.c.state.in_(("accepted", "rejected")), second_readings.c.who.is_(None))
        .order_by(reviews.c.report, reviews.c.row)
    )
    return ((found.report, found.row) for found in connection.execute(query) if sampled(*found))
