"""Reports of a store as annotations: what stands there now, with what people decided. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from outputs.store_queue import QueuedRow, report_rows
from outputs.store_schema import decisions, reports, texts
from review.annotations import LAYERS, Annotated, in_order, span_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


def annotated_reports(connection: Connection, sha256: str | None = None) -> Iterator[Annotated]:
    """Every report that has text, or the one with this content; without rows that people rejected."""
    seq = last_decision(connection)
    query = select(reports).order_by(reports.c.key)
    if sha256 is not None:
        query = query.where(reports.c.sha256 == sha256)
    for head in map(dict, connection.execute(query).mappings().all()):
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"]))
        if text:
            rows = marked_rows(connection, head, text)
            spans = (span_of(layer, row.now) for layer, row in rows if row.review.state != "rejected")
            yield Annotated(head["sha256"], head["name"], text, in_order(spans), seq)


def marked_rows(connection: Connection, head: dict[str, Any], text: str) -> Iterator[tuple[str, QueuedRow]]:
    """Layer and row of everything that has a place in the text, rejected rows too."""
    found = report_rows(connection, head)
    for layer in LAYERS:
        for row in found[layer]:
            now = row.now
            if 0 <= now.get("start", -1) < now.get("end", -1) <= len(text):
                yield layer, row


def known_texts(connection: Connection) -> dict[str, str]:
    """Content hash -> text of every report."""
    query = select(reports.c.sha256, texts.c.text).join(texts, texts.c.report == reports.c.key)
    return {sha256: text for sha256, text in connection.execute(query) if text}


def last_decision(connection: Connection) -> int:
    """The number of the last decision of the store."""
    return connection.scalar(select(func.coalesce(func.max(decisions.c.seq), 0))) or 0


def decided_since(connection: Connection, sha256: str, seq: int | None) -> dict[str, str]:
    """Row -> who decided on it after the decision `seq`; None stands for the very beginning."""
    query = select(decisions.c.row, decisions.c.who).where(
        decisions.c.report == sha256, decisions.c.seq > (seq or 0)
    )
    return {link.row: link.who for link in connection.execute(query.order_by(decisions.c.seq))}
