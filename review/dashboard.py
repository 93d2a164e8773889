"""How far the review is: reports by status, rows left, who did what, how far two readers agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import func, select

from outputs.plots import bars
from outputs.store import Store, reading
from outputs.store_queue import Wanted, one_row, progress
from outputs.store_schema import LAYERS, checks, decisions, ledger, reviews
from outputs.store_second import COMPARED, KEPT, SHARE, agreement, next_for, read_again, waiting
from outputs.wording import in_words
from review.api import person_of, store_of
from review.fields import FIELDS, LAYER_TITLES, field_of, read_value
from review.pages import page
from review.rights import check_reports
from review.views import slots

router = APIRouter()
_DAYS = 14


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second person makes of a row, in their own words; `keep` false where they would leave it out."""

    report: str
    row: str
    keep: bool = True
    fields: dict[str, str | None] = field(default_factory=dict)


@router.get("/api/v1/summary", tags=["review"])
def summary(request: Request) -> dict[str, Any]:
    """The whole of it in figures."""
    return summed(store_of(request))


@router.get("/dashboard", include_in_schema=False)
def page_of_summary(request: Request) -> Response:
    """The same with plots."""
    found = summed(store_of(request))
    left = [(LAYER_TITLES[layer], float(states.get("none", 0) + states.get("postponed", 0)))
            for layer, states in found["rows"].items()]  # fmt: skip
    plots = {
        "Báo cáo theo tình trạng": [(in_words("status", name), n) for name, n in found["files"].items()],
        "Dòng còn phải duyệt": left,
        "Quyết định theo người": list(found["people"].items()),
        "Quyết định theo ngày": list(found["days"].items()),
    }
    titles = {known.name: known.title for known in FIELDS["figures"]} | {KEPT: "Giữ hay loại"}
    drawn = {title: bars([(name, float(n)) for name, n in rows]) for title, rows in plots.items()}
    return page(request, "dashboard.html", plots=drawn, found=found, titles=titles, share=SHARE)


@router.get("/second", include_in_schema=False)
def page_of_second(request: Request) -> Response:
    """A row of the sample as it was read, without what the first person made of it."""
    with reading(store_of(request)) as connection:
        chosen = next_for(connection, person_of(request).name)
        found = one_row(connection, chosen[0], "figures", chosen[1]) if chosen else None
        left = waiting(connection)
    shown = [] if found is None else [
        slot for slot in slots(_as_read(found)) if slot.field.name in COMPARED
    ]  # fmt: skip
    return page(request, "second.html", row=found, slots=shown, left=left, share=SHARE)


@router.post("/api/v1/second", tags=["review"])
def keep_second(request: Request, asked: SecondReading) -> dict[str, Any]:
    """Keep a second reading."""
    store, person = store_of(request), person_of(request)
    check_reports(store, person, [asked.report])
    values = {
        name: read_value(field_of("figures", name), asked.fields.get(name), vietnamese=True)
        for name in COMPARED
        if asked.keep
    }
    read_again(store, asked.report, asked.row, person.name, values if asked.keep else None)
    return {}


def summed(store: Store) -> dict[str, Any]:
    """Files, rows by layer and state, open checks, decisions by person and day, agreement."""
    day = func.substr(decisions.c.at, 1, 10)
    with reading(store) as connection:
        files = select(ledger.c.status, func.count()).where(~ledger.c.gone).group_by(ledger.c.status)
        people = select(decisions.c.who, func.count()).group_by(decisions.c.who)
        days = select(day, func.count()).group_by(day).order_by(day.desc()).limit(_DAYS)
        closed = select(func.count()).select_from(reviews).where(
            reviews.c.layer == "checks", reviews.c.slots.contains('"closed"')
        )  # fmt: skip
        failing = select(func.count()).select_from(checks).where(~checks.c.ok)
        found: dict[str, Any] = {
            "files": dict(sorted(tuple(row) for row in connection.execute(files))),
            "rows": {layer: progress(connection, Wanted(layer, status="all")) for layer in LAYERS},
            "failing": connection.scalar(failing) or 0,
            "closed": connection.scalar(closed) or 0,
            "people": dict(sorted(connection.execute(people), key=lambda row: -row[1])),
            "days": dict(sorted(tuple(row) for row in connection.execute(days))),
            "waiting": waiting(connection),
        }
    agreed = agreement(store)
    found["second"] = {"read": agreed.read, "same": agreed.same, "differ": agreed.differ}
    return found


def _as_read(found: Any) -> Any:
    """The row without what anybody made of it."""
    from dataclasses import replace

    from outputs.store_reviews import Review

    return replace(found, review=Review(found.report, found.review.row, found.layer))
