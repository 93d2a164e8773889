"""The chain of decisions: appended only, each with a hash over itself and the one before. Knows no row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from outputs.store_schema import decisions

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BEGINNING = "0" * 64
_COLUMNS = tuple(column.name for column in decisions.columns)
_HASHED = tuple(name for name in _COLUMNS if name != "hash")


def append(connection: Connection, entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put these behind the last decision, with their numbers and hashes.

    `entries`: every column but seq, previous and hash. The connection must be the only one that writes.
    """
    last = connection.execute(
        select(decisions.c.seq, decisions.c.hash).order_by(decisions.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (last.seq, last.hash) if last else (0, _BEGINNING)
    made = []
    for entry in entries:
        seq += 1
        link = {**entry, "seq": seq, "previous": previous}
        link["hash"] = previous = link_hash(link)
        made.append(link)
    if made:
        connection.execute(decisions.insert(), made)
    return made


def link_hash(link: Mapping[str, Any]) -> str:
    """The hash that belongs to a decision, from all its other columns."""
    whole = json.dumps([link.get(name) for name in _HASHED], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


def broken_links(connection: Connection) -> Iterator[int]:
    """Numbers at which the chain does not hold: changed, missing or put in between."""
    expected, previous = 1, _BEGINNING
    for link in all_links(connection):
        if link["seq"] != expected or link["previous"] != previous or link["hash"] != link_hash(link):
            yield link["seq"]
        expected, previous = link["seq"] + 1, link["hash"]


def all_links(connection: Connection, report: str | None = None) -> Iterator[dict[str, Any]]:
    """Every decision in its order, or those on one report."""
    query = select(decisions).order_by(decisions.c.seq)
    if report is not None:
        query = query.where(decisions.c.report == report)
    for row in connection.execute(query.execution_options(yield_per=1000)).mappings():
        yield dict(row)
