"""Imports annotations: a plan that people look at first, then all of it in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from outputs.store import Store, now, reading
from outputs.store_decisions import Change, decide
from outputs.store_schema import reports
from review.annotations import Annotated, Told
from review.annotations_merge import SpanEdit, compared
from review.annotations_store import decided_since, known_texts, marked_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class AnnotationPlan:
    """What an import would do. `told`: what is not taken, and what should be looked at.

    `reports`: how many were understood. `missing`: rows that are in no span and stay as they are.
    """

    changes: tuple[Change, ...]
    edits: tuple[SpanEdit, ...]
    told: tuple[Told, ...]
    reports: int
    missing: int


def planned(
    connection: Connection,
    annotated: Sequence[Annotated],
    told: Iterable[Told] = (),
    *,
    reject_missing: bool = False,
) -> AnnotationPlan:
    """What these annotations would change now. `told`: what their format already had to say."""
    texts = known_texts(connection)
    changes: list[Change] = []
    edits: list[SpanEdit] = []
    notes = list(told)
    missing = taken = 0
    seen: set[str] = set()
    for report in annotated:
        sha256 = _report_of(report, texts)
        if sha256 is None or sha256 in seen:
            notes.append(_not_found(report) if sha256 is None else _twice(report))
            continue
        seen.add(sha256)
        head = dict(connection.execute(select(reports).where(reports.c.sha256 == sha256)).mappings().one())
        rows = list(marked_rows(connection, head, report.text))
        decided = decided_since(connection, sha256, report.seq)
        found = compared(report, sha256, rows, decided, reject_missing=reject_missing)
        changes += found.changes
        edits += found.edits
        notes += found.told
        missing += found.missing
        taken += 1
    return AnnotationPlan(tuple(changes), tuple(edits), tuple(notes), taken, missing)


def imported(
    store: Store,
    annotated: Sequence[Annotated],
    who: str,
    told: Iterable[Told] = (),
    *,
    reject_missing: bool = False,
) -> tuple[AnnotationPlan, str | None]:
    """Do it; the plan and the name under which it is undone. Raises Conflict where somebody was faster."""
    with reading(store) as connection:
        plan = planned(connection, annotated, told, reject_missing=reject_missing)
    batch = f"annotations-{now()[:10]}-{uuid.uuid4().hex[:12]}"
    made = decide(store, plan.changes, who, "annotations", batch)
    return plan, batch if made else None


def _report_of(report: Annotated, texts: Mapping[str, str]) -> str | None:
    """The content hash of the report whose text these annotations stand in; None where there is none."""
    if texts.get(report.sha256) == report.text:
        return report.sha256
    same = [sha256 for sha256, text in texts.items() if report.text and text == report.text]
    return same[0] if len(same) == 1 else None


def _not_found(report: Annotated) -> Told:
    message = "Không có báo cáo nào trong kho có đúng văn bản này; hãy xuất lại rồi gán lại."
    return Told(report.file, "no_report", message)


def _twice(report: Annotated) -> Told:
    return Told(report.file, "twice", "Báo cáo này có hai lần trong tệp; chỉ lần đầu được nhận.")
