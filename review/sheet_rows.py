"""Rows of the store as rows of the review workbook, with the values that a later merge starts from."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from outputs.context import window
from outputs.flat_files import clean
from outputs.store_heads import HEAD
from outputs.store_queue import QueuedRow, Wanted, head_row, report_rows, row_versions
from outputs.store_rows import dumped
from outputs.store_schema import reports
from outputs.wording import reasons
from review.head_doubts import doubts_of
from review.sheet_columns import SheetColumn, columns_of, merged_columns

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY = "sheet"
_MOST_SENTENCE = 900
# Longer values stand in the hidden column by their hash: only whether they changed matters.
_MOST_KEPT = 400
Values = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. `base`: key of an input column -> its value as the store has it.

    `shown`: key -> words of the columns that are only read. `sentence`: before, in and behind the mention.
    """

    layer: str
    report: str
    row: str
    version: int
    base: Values
    shown: Mapping[str, str]
    sentence: tuple[str, str, str]
    confidence: float | None = None

    @property
    def id(self) -> str:
        """Layer, report and row in one."""
        return "|".join((self.layer, self.report, self.row))


def wanted_rows(connection: Connection, wanted: Wanted) -> Iterator[SheetRow]:
    """The rows of a filter, report by report in reading order, with those that people added."""
    if wanted.layer == HEAD:
        yield from _wanted_heads(connection, wanted)
        return
    chosen: dict[str, set[str]] = {}
    for report, row, _ in row_versions(connection, wanted):
        chosen.setdefault(report, set()).add(row)
    for head in map(dict, connection.execute(select(reports).order_by(reports.c.key)).mappings().all()):
        ids = chosen.get(head["sha256"], set())
        if not ids:
            continue
        found = report_rows(connection, head)
        told = {
            check.row["id"]: str(check.row["message"]) for check in found["checks"] if not check.now["ok"]
        }
        for queued in found[wanted.layer]:
            if queued.now["id"] in ids:
                yield sheet_row(queued, head, told)


def _wanted_heads(connection: Connection, wanted: Wanted) -> Iterator[SheetRow]:
    """The heads of reports; none where the filter speaks of what only rows have."""
    if any((wanted.indicator, wanted.check, wanted.text, wanted.confidence)):
        return
    doubts = doubts_of(connection)
    for head in map(dict, connection.execute(select(reports).order_by(reports.c.key)).mappings().all()):
        found = head_row(connection, head)
        if wanted.report in (None, head["sha256"]) and _is_wanted(found, head, wanted):
            told = [doubt.message for doubt in doubts.get(head["key"], ())]
            row = sheet_row(found, head)
            yield replace(row, shown={**row.shown, "checks": tidy(" ".join(told))})


def sheet_row(found: QueuedRow, head: Mapping[str, Any], told: Mapping[str, str] | None = None) -> SheetRow:
    """`head`: the report's row of its table. `told`: id of a failing check -> its message."""
    now = found.now
    sentence = _sentence(found)
    failing = [told[id] for id in now.get("checks") or () if told and id in told]
    shown = {
        "file": found.file,
        "sentence": "".join(sentence),
        "checks": " ".join(failing),
        "reasons": reasons(found.row.get("reasons") or ()),
        "issuer": head.get("issuer") or "",
    }
    return SheetRow(
        found.layer,
        found.report,
        now["id"],
        found.review.version,
        base_values(found),
        {key: tidy(words) for key, words in shown.items()},
        sentence,
        now.get("confidence"),
    )


def base_values(found: QueuedRow) -> Values:
    """Key of a merged column -> what the store has now."""
    now, review = found.now, found.review
    known = {"state": review.state, "comment": review.comment, "closed": review.slots.get("closed")}
    return {
        column.key: _text(now.get(column.name)) if column.slot else known[column.key]
        for column in merged_columns(found.layer)
    }


def kept_values(values: Values) -> str:
    """The values as they stand in the hidden column."""
    return dumped({key: kept(value) for key, value in sorted(values.items()) if value is not None})


def kept(value: str | None) -> str | None:
    """The value, or its hash where it is long."""
    if value is None or len(value) <= _MOST_KEPT:
        return value
    return "#" + hashlib.sha256(value.encode()).hexdigest()[:32]


def seal(key: bytes, id: str, version: str, base: str, shown: Mapping[str, str], layer: str) -> str:
    """The checksum of a row: over what is hidden, and over what people recognise the row by."""
    sealed = [plain(shown.get(column.key, "")) for column in columns_of(layer) if column.sealed]
    rest = [plain(shown.get(column.key, "")) for column in only_read(layer)]
    return f"{_digest(key, [id, version, base, *sealed])[:32]}-{_digest(key, [id, *rest])[:16]}"


def only_read(layer: str) -> list[SheetColumn]:
    """Columns whose words are for reading and decide nothing."""
    return [column for column in columns_of(layer) if column.role == "shown" and not column.sealed
            and column.key != "confidence"]  # fmt: skip


def tidy(text: str) -> str:
    """The text as a cell holds it: without control characters, lines parted in one way."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


def plain(text: str) -> str:
    """The text without what office programs change on the way: kinds and number of white space, marks."""
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


def _digest(key: bytes, parts: Sequence[str]) -> str:
    return hmac.new(key, dumped(list(parts)).encode(), hashlib.sha256).hexdigest()


def _sentence(found: QueuedRow) -> tuple[str, str, str]:
    if found.layer == "checks":
        return tidy(str(found.row["message"])), "", ""
    before, mention, _ = found.sentence
    pieces = window("".join(found.sentence), len(before), len(before) + len(mention), _MOST_SENTENCE)
    return _readable(pieces)


def _readable(pieces: Iterable[str]) -> tuple[str, str, str]:
    before, mention, behind = (tidy(piece).replace("\t", " | ") for piece in pieces)
    return before, mention, behind


def _is_wanted(found: QueuedRow, head: Mapping[str, Any], wanted: Wanted) -> bool:
    """Whether a row that stands in no table is what the filter asks for."""
    state, now = found.review.state, found.now
    asked = {"open": state in (None, "postponed"), "all": True}.get(wanted.status, state == wanted.status)
    return (
        asked
        and wanted.report in (None, found.report)
        and wanted.unit in (None, head.get("issuer"))
        and wanted.indicator in (None, now.get("indicator"))
        and wanted.period in (None, now.get("period"))
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
