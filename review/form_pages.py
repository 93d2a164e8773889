"""The consolidated form as it stands now: as JSON, and as a page that leads from a cell to its sentence."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from sqlalchemy import func, select

from corpus.forms import Form, forms
from extract.problems import Problem
from outputs.asked import asked
from outputs.claims import Gathered, gather
from outputs.consolidation import consolidate
from outputs.doubts import find_doubts
from outputs.form_json import form_json
from outputs.form_lines import units_of
from outputs.period_spans import span, year_before
from outputs.register_json import register_json
from outputs.register_rows import register
from outputs.store import Store, reading
from outputs.store_export import exported
from outputs.store_ledger import inboxes
from outputs.store_queue import one_row
from outputs.store_schema import LAYERS, decisions, reports, runs
from outputs.wording import in_words
from review.api import store_of
from review.pages import page
from review.views import as_json

router = APIRouter()
Period = Annotated[str, Query(max_length=20)]
_KEPT, _MOST_SOURCES = 8, 200


@router.get("/api/v1/forms", tags=["forms"])
def list_forms() -> dict[str, Any]:
    """The forms that there are."""
    return {"items": [{"id": form.id, "name": form.name, "rows": form.rows} for form in forms().values()]}


@router.get("/api/v1/forms/{id}", tags=["forms"])
def fill_form(request: Request, id: str, period: Period) -> dict[str, Any]:
    """A form filled for a period, with what people have decided so far."""
    if id not in forms():
        raise HTTPException(404, "no such form")
    return filled(request, forms()[id], period)


@router.get("/api/v1/sources", tags=["forms"])
def show_sources(request: Request, rows: Annotated[str, Query(max_length=20_000)]) -> dict[str, Any]:
    """The rows that a cell is made of, by their ids with commas between, each with its sentence."""
    found = []
    with reading(store_of(request)) as connection:
        for id in dict.fromkeys(rows.split(",")[:_MOST_SOURCES]):
            for layer in ("figures", "cells"):
                table = LAYERS[layer]
                query = select(reports.c.sha256).join(table, table.c.report == reports.c.key)
                sha256 = connection.scalar(query.where(table.c.id == id).limit(1))
                row = one_row(connection, sha256, layer, id) if sha256 else None
                if row is not None:
                    found.append(as_json(row))
    return {"items": found}


@router.get("/forms", include_in_schema=False)
def page_of_form(
    request: Request, form: Annotated[str, Query(max_length=60)] = "", period: Period = ""
) -> Response:  # fmt: skip
    """A form to choose, and the sheet of it."""
    with reading(store_of(request)) as connection:
        query = select(reports.c.period).where(reports.c.period.isnot(None)).distinct()
        periods = {code: in_words("period", code) for code in sorted(connection.scalars(query), reverse=True)}
    sheet = filled(request, forms()[form], period) if form in forms() and period else None
    return page(
        request, "forms.html", forms=forms(), chosen=form, period=period, periods=periods, sheet=sheet,
        heads=_heads(sheet["columns"]) if sheet and "totals" in sheet else [],
    )  # fmt: skip


def filled(request: Request, form: Form, period: str) -> dict[str, Any]:
    """The form as plain data; worked out once for what the store holds now."""
    if span(period) is None:
        raise Problem(
            "bad_period", "Không hiểu kỳ báo cáo này; hãy ghi như 2024, 2024-H1, 2024-Q3 hoặc 2024-05."
        )
    store: Store = store_of(request)
    kept: dict[Any, dict[str, Any]] = request.app.state.forms
    with reading(store) as connection:
        stamp = (
            connection.scalar(select(func.max(decisions.c.seq))),
            connection.scalar(select(func.max(runs.c.ended_at))),
        )
        key = (form.id, period, stamp)
        if key in kept:
            return kept[key]
        inbox = next(iter(inboxes(connection)), None)
        last = year_before(period)
        wanted = asked(form, [code for code in (period, last) if code])
        rows = (row for row, _ in exported(connection, inbox)) if inbox else iter(())
        gathered = gather(rows, wanted)
    found = _worked_out(form, period, last, gathered)
    for old in list(kept)[: max(0, len(kept) - _KEPT + 1)]:
        # Another request may have been faster.
        kept.pop(old, None)
    kept[key] = found
    return found


def _heads(groups: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each group with the titles of its columns in their order, parts behind their wholes."""
    return [(group["name"], [name for one in group["columns"] for name in _titles(one)]) for group in groups]


def _titles(column: dict[str, Any]) -> list[str]:
    unit = f" ({column['unit']})" if column["unit"] else ""
    title = f"{column['name']}{unit}"
    said = f"{column['relation_text']}: {title}" if column["relation_text"] else title
    return [said, *(title for part in column["columns"] for title in _titles(part))]


def _worked_out(form: Form, period: str, last: str | None, gathered: Gathered) -> dict[str, Any]:
    listed = units_of(form.units)
    if form.rows != "units":
        return register_json(register(form, period, gathered, listed))
    table = consolidate(form, period, gathered, listed)
    before = consolidate(form, last, gathered, listed) if last else None
    return form_json(table, find_doubts(table, gathered, before))
