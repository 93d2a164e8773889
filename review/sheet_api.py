"""The routes of the review workbook: out as a file; back in, first to see what would change."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from outputs.store import writing
from outputs.store_queue import Wanted
from review.api import MOST, Letters, Status, person_of, store_of, wanted_rows
from review.journal import note
from review.rights import check_reports
from review.sheet_columns import LAYERS
from review.sheet_export import sheet_bytes
from review.sheet_import import Plan, imported, planned
from review.sheet_merge import Edit, Flag
from review.sheet_problems import write_problems

router = APIRouter(prefix="/api/v1", tags=["workbook"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Seal = Annotated[str | None, Query(max_length=64)]
_FILE: dict[str, Any] = {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
_ASKS: dict[str, Any] = {"requestBody": {"required": True, **_FILE}}


async def sent_file(request: Request) -> bytes:
    """The body; the guard has seen that it is not too long. A form of another site cannot send this type."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != XLSX:
        raise HTTPException(415, "not a workbook (.xlsx)")
    return await request.body()


Sent = Annotated[bytes, Depends(sent_file)]


@router.get("/sheet", response_class=Response, responses={200: _FILE})
def download(
    request: Request,
    layer: Literal["all", "figures", "units", "models", "cells", "checks", "report"] = "all",
    report: Letters = None,
    status: Status = "open",
    unit: Letters = None,
    indicator: Letters = None,
    period: Letters = None,
    confidence: Annotated[str | None, Query(max_length=20)] = None,
    check: Letters = None,
    text: Letters = None,
) -> Response:
    """The rows of a filter as a workbook to correct, a sheet for each layer."""

    def asked(name: Any) -> Wanted:
        return wanted_rows(name, report, status, unit, indicator, period, confidence, check, text)

    layers = LAYERS if layer == "all" else (layer,)
    data = sheet_bytes(store_of(request), [asked(name) for name in layers])
    with writing(store_of(request)) as connection:
        note(connection, person_of(request).name, "exported", f"duyet.xlsx, {layer}")
    return _file(data, "duyet.xlsx")


@router.post("/sheet", openapi_extra=_ASKS)
def upload(request: Request, data: Sent, apply: bool = False, seal: Seal = None) -> dict[str, Any]:
    """What a corrected workbook changes. `apply`: do it; with `seal`, only what the answer with it showed.

    409 where the store has changed since; rows that cannot be taken are told and left as they are.
    """
    store, person = store_of(request), person_of(request)
    plan = planned(store, data)
    if not apply:
        return _told(plan, None)
    check_reports(store, person, {change.report for change in plan.changes})
    plan, batch = imported(store, data, person.name, seal or plan.seal)
    if batch is not None:
        with writing(store) as connection:
            note(connection, person.name, "imported", f"{batch}, {plan.rows} rows")
    return _told(plan, batch)


@router.post("/sheet/problems", openapi_extra=_ASKS, response_class=Response, responses={200: _FILE})
def problems(request: Request, data: Sent) -> Response:
    """What is not taken of a workbook, as a workbook with both values and the reason. Changes nothing."""
    target = BytesIO()
    write_problems(planned(store_of(request), data).flags, target)
    return _file(target.getvalue(), "can-xem.xlsx")


def _told(plan: Plan, batch: str | None) -> dict[str, Any]:
    blocked = {flag.place for flag in plan.blocked}
    return {
        "read": plan.read,
        "same": plan.same,
        "rows": plan.rows,
        "cells": len(plan.edits),
        "blocked": len(blocked),
        "edits": [_edit(edit) for edit in plan.edits[:MOST]],
        "flags": [_flag(flag) for flag in plan.flags[:MOST]],
        "seal": plan.seal,
        "batch": batch,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {**_place(edit), "title": edit.column.title, "before": edit.before, "after": edit.after}


def _flag(flag: Flag) -> dict[str, Any]:
    names = "code message title base ours theirs by blocks".split()
    return {**_place(flag), **{name: getattr(flag, name) for name in names}}


def _place(found: Edit | Flag) -> dict[str, Any]:
    place = found.place
    return {"sheet": place.sheet, "line": place.number, "file": place.file, "sentence": place.sentence}


def _file(data: bytes, name: str) -> Response:
    return Response(data, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
