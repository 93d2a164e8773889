"""What the store says now of the rows in a workbook: the rows, and who touched them since. Knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from outputs.store_heads import HEAD, head_id
from outputs.store_queue import QueuedRow, head_row, report_rows
from outputs.store_reviews import MOVED
from outputs.store_rows import loaded
from outputs.store_schema import decisions, reports

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Touch:
    """A decision on one field: the version that it made, who and when."""

    version: int
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Known:
    """`rows`: (layer, report, id) -> row. `touches`: (report, id) -> field -> decisions in their order.

    `moved`: (report, id) -> the id of the row after its text had moved.
    """

    rows: Mapping[tuple[str, str, str], QueuedRow]
    touches: Mapping[tuple[str, str], Mapping[str, list[Touch]]]
    moved: Mapping[tuple[str, str], str]

    def find(self, layer: str, report: str, id: str) -> QueuedRow | None:
        """The row that was `id` when the workbook was written."""
        while (report, id) in self.moved:
            id = self.moved[report, id]
        return self.rows.get((layer, report, id))

    def touched(self, report: str, id: str, version: int) -> dict[str, Touch]:
        """Field -> the last decision on it that made a later version than `version`."""
        found = self.touches.get((report, id), {})
        return {name: touches[-1] for name, touches in found.items() if touches[-1].version > version}


def known_rows(connection: Connection, wanted: Iterable[str]) -> Known:
    """Everything about these reports; those that the store does not have are left out."""
    rows: dict[tuple[str, str, str], QueuedRow] = {}
    touches: dict[tuple[str, str], dict[str, list[Touch]]] = {}
    moved: dict[tuple[str, str], str] = {}
    for report in sorted(wanted):
        head = connection.execute(select(reports).where(reports.c.sha256 == report)).mappings().first()
        if head is None:
            continue
        for layer, found in report_rows(connection, dict(head)).items():
            rows |= {(layer, report, row.now["id"]): row for row in found}
        rows[HEAD, report, head_id(report)] = head_row(connection, dict(head))
        _follow(connection, report, touches, moved)
    return Known(rows, touches, moved)


def _follow(
    connection: Connection,
    report: str,
    touches: dict[tuple[str, str], dict[str, list[Touch]]],
    moved: dict[tuple[str, str], str],
) -> None:
    """Put the decisions on a report's rows where those rows stand now."""
    columns = (decisions.c[name] for name in "row field new version who at".split())
    query = select(*columns).where(decisions.c.report == report).order_by(decisions.c.seq)
    for link in connection.execute(query):
        if link.field == MOVED:
            new = str(loaded(link.new))
            touches[report, new] = touches.pop((report, link.row), {})
            moved[report, link.row] = new
            # A text that moves back ends a chain that would go round.
            moved.pop((report, new), None)
            continue
        fields = touches.setdefault((report, link.row), {})
        fields.setdefault(link.field, []).append(Touch(link.version, link.who, link.at))
