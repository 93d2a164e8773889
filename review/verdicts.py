"""What a reviewer asks for, turned into decisions of the store. Knows the rules of deciding, no page."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from extract.problems import Problem
from outputs.store import Store, reading
from outputs.store_decisions import Change, decide, undo
from outputs.store_heads import HEAD
from outputs.store_queue import QueuedRow, Wanted, one_row, row_versions
from outputs.store_reviews import reviews_of
from outputs.store_rows import Row
from review.fields import CLOSINGS, MOST_LETTERS, field_of, read_value

if TYPE_CHECKING:
    from sqlalchemy import Connection

Verdict = Literal["accept", "reject", "postpone", "reopen"]
_STATES: dict[str, str | None] = {
    "accept": "accepted",
    "reject": "rejected",
    "postpone": "postponed",
    "reopen": None,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of the row that they saw at `version`.

    `fields`: slot -> new value. `comment`: None leaves it, empty takes it away. `close`: how a failing check
    is closed, a code of `CLOSINGS`, with the reason in `why`. `vietnamese`: values as people write them.
    """

    report: str
    layer: str
    row: str
    version: int
    verdict: Verdict | None = None
    fields: dict[str, str | None] = field(default_factory=dict)
    comment: str | None = None
    close: Literal["as_written", "confirmed", "corrected"] | None = None
    why: str = ""
    vietnamese: bool = False


@dataclass(frozen=True, slots=True)
class Bulk:
    """Rows that a filter finds. `count`; `seal`: over the rows and their versions, so that none slips in."""

    wanted: Wanted
    rows: tuple[tuple[str, str, int], ...]

    @property
    def seal(self) -> str:
        """A hash over rows and versions."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()


class Changed(Problem):
    """What a preview showed is not so any more."""


def judge(store: Store, asked: Asked, who: str) -> tuple[list[Row], str | None]:
    """The decisions that were made, and the name under which they are undone together.

    Raises Problem for what may not be, Conflict where somebody was faster.
    """
    with reading(store) as connection:
        row = one_row(connection, asked.report, asked.layer, asked.row)
        if row is None:
            raise Problem("no_row", "Không còn thấy dòng này; hãy tải lại trang.")
        changes = changes_of(connection, row, asked)
    batch = f"web-{uuid.uuid4().hex}"
    made = decide(store, changes, who, "web", batch)
    return made, batch if made else None


def bulk_of(store: Store, wanted: Wanted) -> Bulk:
    """What accepting all rows of the filter would touch: failing checks are never among them."""
    with reading(store) as connection:
        rows = row_versions(connection, wanted)
        if wanted.layer == "checks":
            failing = {
                row[:2] for row in row_versions(connection, Wanted("checks", status="all", check="failing"))
            }
            rows = [row for row in rows if row[:2] not in failing]
    return Bulk(wanted, tuple(rows))


def accept_all(store: Store, bulk: Bulk, seal: str, who: str) -> tuple[list[Row], str | None]:
    """Accept what a preview showed, in one transaction. `bulk`: as it is now. Raises Changed, Conflict."""
    if bulk.seal != seal:
        raise Changed("changed", "Danh sách vừa thay đổi; hãy xem lại số dòng rồi duyệt lại.")
    batch = f"bulk-{uuid.uuid4().hex}"
    changes = [
        Change(report, row, bulk.wanted.layer, "state", "accepted", version)
        for report, row, version in bulk.rows
    ]
    made = decide(store, changes, who, "web", batch)
    return made, batch if made else None


def take_back(store: Store, who: str, *, seq: int | None, batch: str | None) -> list[Row]:
    """Undo one decision, or all that were made under one name. Raises Problem, Conflict."""
    if (seq is None) == (batch is None) or not 0 < (seq or 1) < 1 << 63:
        raise Problem("what_to_undo", "Hãy nêu một quyết định hoặc một lần duyệt hàng loạt để hoàn tác.")
    done = undo(store, who, seq=seq, batch=batch)
    if not done:
        raise Problem("nothing_to_undo", "Không có gì để hoàn tác; hãy tải lại trang.")
    return done


def changes_of(connection: Connection, row: QueuedRow, asked: Asked) -> list[Change]:
    """What is asked of the row as decisions. Raises Problem for what may not be."""
    wished: dict[str, Any] = {}
    for name, value in asked.fields.items():
        wished[name] = read_value(field_of(asked.layer, name), value, vietnamese=asked.vietnamese)
    if asked.comment is not None:
        wished["comment"] = _short(asked.comment.strip()) or None
    if asked.verdict is not None:
        wished["state"] = _STATES[asked.verdict]
    if asked.layer == "checks":
        wished |= _closing(connection, row, asked)
    elif asked.layer == HEAD and asked.verdict in ("reject", "postpone"):
        raise Problem("head_stays", "Phần đầu báo cáo chỉ sửa hoặc xác nhận được; hãy sửa chỗ sai.")
    elif asked.close is not None:
        raise Problem("no_check", "Chỉ phép kiểm tra mới đóng được như vậy; hãy chọn dòng kiểm tra.")
    if not wished:
        raise Problem("nothing_asked", "Chưa có gì thay đổi; hãy sửa, duyệt hoặc ghi chú.")
    why = _short(asked.why.strip())
    return [
        Change(asked.report, asked.row, asked.layer, name, value, asked.version, why)
        for name, value in wished.items()
    ]


def _closing(connection: Connection, row: QueuedRow, asked: Asked) -> dict[str, Any]:
    """A check that fails is closed with a reason or stays open; nothing is balanced by itself."""
    if asked.verdict == "reopen":
        return {"closed": None}
    if asked.verdict == "reject":
        raise Problem("check_stays", "Không loại được phép kiểm tra; hãy đóng với lý do, hoặc để sau.")
    if row.row["ok"] or asked.verdict == "postpone":
        return {}
    if asked.close is None:
        if asked.verdict == "accept":
            ways = ", ".join(f"“{words}”" for words in CLOSINGS.values())
            raise Problem("how_closed", f"Phép kiểm tra đang lệch; hãy chọn {ways} và ghi lý do.")
        return {}
    if not asked.why.strip():
        raise Problem("no_reason", "Đóng phép kiểm tra đang lệch cần lý do; hãy ghi lý do.")
    if asked.close == "corrected" and not _is_corrected(connection, row):
        raise Problem("not_corrected", "Chưa có số nào của phép kiểm tra này được sửa; hãy sửa số trước.")
    return {"closed": asked.close, "state": "accepted"}


def _is_corrected(connection: Connection, row: QueuedRow) -> bool:
    """Whether a row of the check was rejected, or differs now from what was read."""
    known = reviews_of(connection, row.report)
    for review in (known[id] for id in row.row["rows"] if id in known):
        found = one_row(connection, row.report, review.layer, review.row)
        if review.state == "rejected" or review.added or (found is not None and found.now != found.row):
            return True
    return False


def _short(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise Problem("long_value", f"Ghi chú dài quá {MOST_LETTERS} chữ; hãy rút ngắn.")
    return text


def as_filter(wanted: Wanted) -> Mapping[str, str]:
    """The filter as it stands in an address, without what is usual."""
    usual = Wanted()
    names = ("layer", "report", "status", "unit", "indicator", "period", "confidence", "check", "text")
    said = {
        name: str(value)
        for name in names
        if (value := getattr(wanted, name)) is not None and value != getattr(usual, name)
    }
    return (
        said if wanted.least is None else {**said, "confidence": f"{wanted.least}-{wanted.confidence or 1}"}
    )
