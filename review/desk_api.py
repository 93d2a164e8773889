"""The routes of working side by side: who is here, who has which row, and who did what."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection, select

from outputs.flat_files import safe_text
from outputs.store import reading
from outputs.store_schema import decisions, reports
from review.desk import Desk
from review.journal import happened
from review.views import decision_words

router = APIRouter(prefix="/api/v1", tags=["people"])
_MOST, _MOST_LINES = 200, 1_000_000
Before = Annotated[int | None, Query(ge=1, le=1 << 62)]
Number = Annotated[int, Query(ge=1, le=_MOST)]
Name = Annotated[str | None, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Look:
    """The report that somebody has open."""

    report: str


@dataclass(frozen=True, slots=True)
class Lease:
    """A row that somebody begins to edit, or with `leave` has done with."""

    report: str
    layer: str
    row: str
    leave: bool = False


@router.post("/presence")
def present(request: Request, asked: Look) -> dict[str, Any]:
    """Say that one looks at a report; who else does, and which of its rows are taken."""
    desk: Desk = request.app.state.desk
    who = request.state.person.name
    others = desk.look(asked.report[:64], who)
    taken = [
        {"layer": layer, "row": row, "who": holder}
        for (layer, row), holder in desk.taken(asked.report[:64]).items()
        if holder != who
    ]
    return {"others": others, "taken": taken}


@router.post("/leases")
def lease(request: Request, asked: Lease) -> dict[str, Any]:
    """Take a row for two minutes, or give it back. A row of somebody else's can still be decided on: the
    version decides who was first; this spares them the surprise."""
    desk: Desk = request.app.state.desk
    who = request.state.person.name
    place = asked.report[:64], asked.layer[:20], asked.row[:200]
    if asked.leave:
        desk.leave(place, who)
        return {"holder": None, "seconds": 0, "mine": False}
    holder, seconds = desk.take(place, who)
    return {"holder": holder, "seconds": round(seconds), "mine": holder == who}


@router.get("/decisions")
def list_decisions(
    request: Request, before: Before = None, who: Name = None, report: Name = None, limit: Number = 50
) -> dict[str, Any]:
    """Decisions, the latest first. `before`: the number of the last one of the page before."""
    with reading(request.app.state.store) as connection:
        items = decision_lines(connection, before, who, report, limit)
    return {"items": items, "next": items[-1]["seq"] if len(items) == limit else None}


@router.get("/events")
def list_events(
    request: Request, before: Before = None, who: Name = None, limit: Number = 50
) -> dict[str, Any]:  # fmt: skip
    """What was done beside decisions, the latest first."""
    with reading(request.app.state.store) as connection:
        items = happened(connection, before=before, who=who, limit=limit)
    return {"items": items, "next": items[-1]["seq"] if len(items) == limit else None}


@router.get("/decisions.csv")
def export_decisions(request: Request) -> Response:
    """All decisions as a table."""
    with reading(request.app.state.store) as connection:
        lines = decision_lines(connection, None, None, None, _MOST_LINES)
    names = "seq at who file layer row field old new words why through batch undoes quote".split()
    return _table("quyet-dinh.csv", names, lines)


@router.get("/events.csv")
def export_events(request: Request) -> Response:
    """The whole journal as a table."""
    with reading(request.app.state.store) as connection:
        lines = happened(connection, limit=_MOST_LINES)
    return _table("nhat-ky.csv", "seq at who what words about place".split(), lines)


def decision_lines(
    connection: Connection, before: int | None, who: str | None, report: str | None, limit: int
) -> list[dict[str, Any]]:
    """Decisions with the name of their report and what they say in words, the latest first."""
    query = (
        select(decisions, reports.c.name.label("file"))
        .outerjoin(reports, reports.c.sha256 == decisions.c.report)
        .order_by(decisions.c.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(decisions.c.seq < before)
    if who:
        query = query.where(decisions.c.who == who)
    if report:
        query = query.where(decisions.c.report == report)
    hidden = "previous hash before after".split()
    return [
        {
            **{key: value for key, value in row.items() if key not in hidden},
            "words": decision_words(row["layer"], row["field"], row["old"], row["new"]),
        }
        for row in map(dict, connection.execute(query).mappings())
    ]


def _table(name: str, names: list[str], lines: Iterable[Mapping[str, Any]]) -> Response:
    """Comma separated, in the encoding that Excel recognises, with nothing that it would compute."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(names)
    for line in lines:
        table.writerow([safe_text(line.get(key)) for key in names])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=headers)
