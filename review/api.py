"""The routes under /api/v1: rows and decisions as JSON, for the pages and for other programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from sqlalchemy import func, select

from outputs.store import Store, reading
from outputs.store_decisions import history
from outputs.store_effects import effects
from outputs.store_heads import HEAD, head_id
from outputs.store_queue import Wanted, head_row, one_row, progress, queue_count, queue_page, report_rows
from outputs.store_schema import reports, reviews, texts
from review.additions import Addition, add_row
from review.head_doubts import doubts_of
from review.people import Person
from review.rights import check_reports, check_undo
from review.segments import segments
from review.verdicts import Asked, accept_all, bulk_of, judge, take_back
from review.views import as_json, effect_json

router = APIRouter(prefix="/api/v1", tags=["review"])
MOST = 200
_MOST_EFFECTS = 15
Layer = Literal["figures", "units", "models", "cells", "checks"]
# The head of a report is decided on as a row of its own.
AnyLayer = Layer | Literal["report"]
Heads = Literal["all", "doubtful", "corrected"]
Status = Literal["open", "all", "accepted", "rejected", "postponed"]
Number = Annotated[int, Query(ge=1, le=MOST)]
Key = Annotated[int, Query(ge=0, le=(1 << 31) - 1)]
Letters = Annotated[str | None, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Undo:
    """One decision by its number, or all that were made under one name."""

    seq: int | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptAll:
    """A filter. Without `seal` nothing is done and the count is told; with the seal of that answer it is."""

    layer: Layer = "figures"
    report: str | None = None
    status: Status = "open"
    unit: str | None = None
    indicator: str | None = None
    period: str | None = None
    confidence: float | str | None = None
    check: str | None = None
    text: str | None = None
    seal: str | None = None


def wanted_rows(
    layer: Layer = "figures",
    report: Letters = None,
    status: Status = "open",
    unit: Letters = None,
    indicator: Letters = None,
    period: Letters = None,
    confidence: Annotated[str | None, Query(max_length=20)] = None,
    check: Letters = None,
    text: Letters = None,
) -> Wanted:
    """The filter out of an address, as a form sends it: what is empty is not asked for.

    `confidence`: the highest ("0.7"), or the lowest and the highest ("0.97-1").
    """
    least, _, highest = (confidence or "").rpartition("-")
    try:
        most, fewest = float(highest) if highest else None, float(least) if least else None
    except ValueError as error:
        raise HTTPException(422, "confidence is no number") from error
    return Wanted(
        layer,
        report or None,
        status,
        unit or None,
        indicator or None,
        period or None,
        most,
        check or None,
        text or None,
        fewest,
    )


def store_of(request: Request) -> Store:
    """The store that is reviewed."""
    store: Store = request.app.state.store
    return store


def person_of(request: Request) -> Person:
    """Who asks."""
    person: Person = request.state.person
    return person


@router.get("/reports")
def list_reports(
    request: Request, after: Key = 0, limit: Number = 50, head: Heads = "all"
) -> dict[str, Any]:  # fmt: skip
    """Reports in the order they were read, with how many rows were decided and what is doubtful.

    `after`: the last one's key. `head`: only those whose head is doubtful, or was corrected.
    """
    with reading(store_of(request)) as connection:
        query = select(reports).where(*heads_wanted(connection, head), reports.c.key > after)
        found = [
            dict(row) for row in connection.execute(query.order_by(reports.c.key).limit(limit)).mappings()
        ]
        items = report_lines(connection, found)
    return {"items": items, "next": found[-1]["key"] if len(found) == limit else None}


@router.get("/reports/{sha256}")
def read_one_report(request: Request, sha256: str) -> dict[str, Any]:
    """A report's head, its rows, and its text in segments with the rows that each belongs to."""
    with reading(store_of(request)) as connection:
        head = head_of(connection, sha256)
        rows = report_rows(connection, head)
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"])) or ""
        line = report_lines(connection, [head])[0]
        about = head_row(connection, head)
    pieces, coverage = segments(text, {layer: [row.now for row in found] for layer, found in rows.items()})
    return {
        **line,
        "head": as_json(about),
        "coverage": {"explained": coverage.explained, "other": coverage.other,
                     "unexplained": coverage.unexplained, "share": coverage.share},
        "segments": pieces,
        "rows": {layer: [as_json(row) for row in found] for layer, found in rows.items()},
    }  # fmt: skip


@router.get("/rows")
def list_rows(
    request: Request,
    wanted: Annotated[Wanted, Depends(wanted_rows)],
    after: Letters = None,
    limit: Number = 50,
) -> dict[str, Any]:
    """Rows in the order of doubt: contradicted ones, then the least sure. `after`: the last one's key."""
    with reading(store_of(request)) as connection:
        found = queue_page(connection, wanted, after=after, limit=limit)
        count = queue_count(connection, wanted)
        states = progress(connection, wanted)
    following = found[-1].key if len(found) == limit else None
    return {"items": [as_json(row) for row in found], "count": count, "states": states, "next": following}


@router.get("/row")
def read_row(request: Request, report: str, layer: AnyLayer, id: str) -> dict[str, Any]:
    """One row with every decision on it; of the layer `report`, the head of a report."""
    with reading(store_of(request)) as connection:
        found = one_row(connection, report, layer, id)
    if found is None:
        raise HTTPException(404, "no such row")
    shown = "seq field old new version who at why through batch undoes".split()
    decisions = [{name: link[name] for name in shown} for link in history(store_of(request), report, id)]
    return {**as_json(found), "history": decisions}


@router.post("/decisions")
def decide_on_row(request: Request, asked: Asked) -> dict[str, Any]:
    """Set fields of one row or of a report's head, accept, reject, postpone, comment; 409 where somebody was
    faster."""
    request.state.vietnamese = asked.vietnamese
    check_reports(store_of(request), person_of(request), [asked.report])
    made, batch = judge(store_of(request), asked, person_of(request).name)
    with reading(store_of(request)) as connection:
        found = one_row(connection, asked.report, asked.layer, asked.row)
    row = None if found is None else as_json(found)
    return {"decisions": [link["seq"] for link in made], "batch": batch, "row": row}


@router.post("/rows")
def add_one_row(request: Request, asked: Addition) -> dict[str, Any]:
    """Make a row of words that no reader took for one."""
    check_reports(store_of(request), person_of(request), [asked.report])
    id, batch = add_row(store_of(request), asked, person_of(request).name)
    with reading(store_of(request)) as connection:
        found = one_row(connection, asked.report, asked.layer, id)
    return {"batch": batch, "row": None if found is None else as_json(found)}


@router.post("/undo")
def undo_decision(request: Request, asked: Undo) -> dict[str, Any]:
    """Take back one decision or a whole batch; 409 where somebody changed the rows since."""
    store, person = store_of(request), person_of(request)
    check_undo(store, person, seq=asked.seq, batch=asked.batch)
    done = take_back(store, person.name, seq=asked.seq, batch=asked.batch)
    rows = [{"report": link["report"], "layer": link["layer"], "id": link["row"]} for link in done]
    return {"decisions": [link["seq"] for link in done], "rows": rows[:MOST]}


@router.post("/accept-all")
def accept_by_filter(request: Request, asked: AcceptAll) -> dict[str, Any]:
    """Count the rows of a filter, and accept them all with the seal of that count."""
    confidence = None if asked.confidence is None else str(asked.confidence)
    wanted = wanted_rows(asked.layer, asked.report, asked.status, asked.unit, asked.indicator,
                         asked.period, confidence, asked.check, asked.text)  # fmt: skip
    store, person = store_of(request), person_of(request)
    bulk = bulk_of(store, wanted)
    touched = {row[0] for row in bulk.rows}
    check_reports(store, person, touched)
    if asked.seal is None:
        with reading(store) as connection:
            totals = [effect_json(effect) for effect in effects(connection, wanted)[:_MOST_EFFECTS]]
        return {"count": len(bulk.rows), "seal": bulk.seal, "reports": len(touched), "totals": totals}
    made, batch = accept_all(store, bulk, asked.seal, person.name)
    return {"count": len(made), "batch": batch}


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> dict[str, Any]:
    """What these routes take and give, as OpenAPI."""
    found: dict[str, Any] = request.app.openapi()
    return found


def head_of(connection: Any, sha256: str) -> dict[str, Any]:
    """The row of the table of reports; 404 where there is none."""
    head = connection.execute(select(reports).where(reports.c.sha256 == sha256)).mappings().first()
    if head is None:
        raise HTTPException(404, "no such report")
    return dict(head)


def heads_wanted(connection: Any, head: Heads) -> list[Any]:
    """Conditions on the table of reports."""
    if head == "corrected":
        return [reports.c.as_read.isnot(None)]
    if head == "doubtful":
        # SQLite takes so many values in one statement.
        return [reports.c.key.in_(list(doubts_of(connection))[:30_000])]
    return []


def report_lines(connection: Any, heads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports for a list: who sent what, what is doubtful in that, how many rows, and of them decided."""
    query = (
        select(reviews.c.report, func.count().label("number"))
        .where(reviews.c.report.in_([head["sha256"] for head in heads]))
        .where(reviews.c.state.in_(("accepted", "rejected")), reviews.c.layer != HEAD)
        .group_by(reviews.c.report)
    )
    decided = {found.report: found.number for found in connection.execute(query)}
    doubts = doubts_of(connection, [head["key"] for head in heads])
    kept = "sha256 name status format issuer number date title period failing superseded_by".split()
    layers = "figures units models cells checks".split()
    return [
        {
            **{name: head[name] for name in kept},
            "rows": sum(head[layer] for layer in layers),
            "decided": decided.get(head["sha256"], 0),
            "head_id": head_id(head["sha256"]),
            "doubts": [asdict(doubt) for doubt in doubts.get(head["key"], ())],
            "corrected": head["as_read"] is not None,
        }
        for head in heads
    ]
