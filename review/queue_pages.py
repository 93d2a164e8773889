"""The pages of the queue and of the list of reports, and one row by itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import func, or_, select

from nlp.confidence import self_approved
from outputs.store import reading
from outputs.store_heads import HEAD
from outputs.store_queue import (
    Wanted,
    checks_of,
    choices,
    one_row,
    progress,
    queue_count,
    queue_page,
)
from outputs.store_schema import reports
from outputs.wording import codes, in_words
from review.api import (
    AnyLayer,
    Heads,
    Key,
    Letters,
    head_of,
    heads_wanted,
    report_lines,
    store_of,
    wanted_rows,
)
from review.fields import STATE_TITLES
from review.head_doubts import doubts_of
from review.pages import PAGE, page
from review.verdicts import as_filter

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)
_STATUSES = {"open": "Chưa xong", "all": "Tất cả", **STATE_TITLES}
_CHECKS = {"failing": "Đang lệch", "agreeing": "Không lệch"}
# Seconds for which the values to choose from are not looked up again.
_FRESH = 10
_TRUSTS = {"0.5": "đến 50 %", "0.7": "đến 70 %", "0.9": "đến 90 %"}


@router.get("/")
def queue(
    request: Request, wanted: Annotated[Wanted, Depends(wanted_rows)], after: Letters = None
) -> Response:  # fmt: skip
    """The rows to look at next."""
    with reading(store_of(request)) as connection:
        rows = queue_page(connection, wanted, after=after, limit=PAGE)
        known: dict[str, Any] = {
            "rows": rows,
            "count": len(rows) if len(rows) < PAGE and not after else queue_count(connection, wanted),
            "states": progress(connection, wanted),
            "choices": _choices(request, connection, wanted.layer),
            "chosen": None if wanted.report is None else head_of(connection, wanted.report),
            "checks": checks_of(connection, rows),
            "doubtful": _doubtful(request, connection),
            "whole_store": connection.execute(select(reports.c.key).limit(1)).first() is not None,
        }
    filters = as_filter(wanted)
    following = urlencode({**filters, "after": rows[-1].key}) if len(rows) == PAGE else None
    return page(
        request, "queue.html", wanted=wanted, filters=filters, following=following, after=after, **known
    )


@router.get("/reports")
def all_reports(
    request: Request, after: Key = 0, text: Letters = None, head: Heads = "all"
) -> Response:  # fmt: skip
    """The list of reports."""
    wished = []
    if text:
        named = (reports.c.name, reports.c.issuer, reports.c.title)
        wished.append(or_(*(column.icontains(text, autoescape=True) for column in named)))
    with reading(store_of(request)) as connection:
        wished += heads_wanted(connection, head)
        query = select(reports).where(*wished, reports.c.key > after).order_by(reports.c.key).limit(PAGE)
        heads = [dict(row) for row in connection.execute(query).mappings()]
        known: dict[str, Any] = {
            "reports": report_lines(connection, heads),
            "total": connection.scalar(select(func.count()).select_from(reports)) or 0,
            "count": connection.scalar(select(func.count()).select_from(reports).where(*wished)) or 0,
            "doubtful": len(doubts_of(connection)),
        }
    further = {"text": text or "", "head": "" if head == "all" else head}
    further = {name: value for name, value in further.items() if value}
    following = urlencode({**further, "after": heads[-1]["key"]}) if len(heads) == PAGE else None
    return page(request, "reports.html", following=following, text=text, head=head, **known)


@router.get("/row")
def one(request: Request, report: str, layer: AnyLayer, id: str, place: bool = False) -> Response:
    """One row as it is shown in a list, or a report's head, for putting it in the place of an older one."""
    with reading(store_of(request)) as connection:
        found = one_row(connection, report, layer, id)
        if found is None:
            raise HTTPException(404, "no such row")
        checks = checks_of(connection, [found])
        line = report_lines(connection, [head_of(connection, report)])[0] if layer == HEAD else None
    return page(request, "one_row.html", row=found, place=place, checks=checks, note=None, report=line)


def _doubtful(request: Request, connection: Connection) -> int:
    """How many reports have a doubtful head, as it was a moment ago."""
    known: tuple[float, int] | None = getattr(request.app.state, "doubtful", None)
    if known is None or monotonic() - known[0] > _FRESH:
        known = request.app.state.doubtful = monotonic(), len(doubts_of(connection))
    return known[1]


def _choices(request: Request, connection: Connection, layer: str) -> dict[str, dict[str, Any]]:
    """Filter -> value -> words, as they were a moment ago."""
    kept: dict[str, tuple[float, dict[str, list[str]]]] = request.app.state.choices
    known = kept.get(layer)
    if known is None or monotonic() - known[0] > _FRESH:
        known = kept[layer] = monotonic(), choices(connection, layer)
    found = known[1]
    return {
        "status": _STATUSES,
        "unit": {name: name for name in found["unit"]},
        "indicator": {id: in_words("indicator", id) for id in found.get("indicator", ())},
        "period": {code: in_words("period", code) for code in found.get("period", ())},
        "check": {**_CHECKS, **(codes("check") if layer == "checks" else {})},
        "confidence": _trusts(layer),
    }


def _trusts(layer: str) -> dict[str, str]:
    """Confidences to filter by; figures have one from which on hardly a row of unseen reports was wrong."""
    least = self_approved()
    if layer != "figures" or least >= 1:
        return _TRUSTS if layer != "checks" else {}
    return {**_TRUSTS, f"{least}-1": f"tự duyệt (từ {100 * least:.1f} %)".replace(".", ",")}
