"""Which reports somebody may decide on, and which decisions they may take back. Knows no request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from extract.problems import Problem
from outputs.store import Store, reading
from outputs.store_schema import decisions, ledger, reports
from review.people import Person, may

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NotYours(Problem):
    """Somebody asks for what is assigned to others."""


def check_reports(store: Store, person: Person, asked: Iterable[str]) -> None:
    """Raise NotYours where one of the reports is not among what the person was assigned."""
    if not person.places:
        return
    with reading(store) as connection:
        if not set(asked) <= _assigned(connection, person):
            raise NotYours(
                "not_assigned", "Báo cáo này được giao cho người khác; hãy nhờ trưởng nhóm giao lại nếu cần."
            )


def check_undo(store: Store, person: Person, *, seq: int | None, batch: str | None) -> None:
    """Raise NotYours where a decision of somebody else would be taken back by less than a lead."""
    if may(person, "lead") or not 0 < (seq or 1) < 1 << 63:
        return
    chosen = decisions.c.seq == seq if seq is not None else decisions.c.batch == batch
    with reading(store) as connection:
        others = connection.scalar(select(decisions.c.seq).where(chosen, decisions.c.who != person.name))
    if others is not None:
        raise NotYours(
            "not_own", "Chỉ hoàn tác được quyết định của chính mình; hãy nhờ trưởng nhóm hoàn tác giúp."
        )


def _assigned(connection: Connection, person: Person) -> set[str]:
    """The content hashes of all reports of the units and folders that were assigned."""
    units = [value for kind, value in person.places if kind == "unit"]
    found = set(connection.scalars(select(reports.c.sha256).where(reports.c.issuer.in_(units))))
    for kind, value in person.places:
        if kind == "folder":
            inside = ledger.c.file.startswith(value.strip("/") + "/", autoescape=True)
            found |= set(connection.scalars(select(ledger.c.sha256).where(inside)))
    return found
