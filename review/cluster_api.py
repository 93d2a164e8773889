"""The routes of merging spellings over all reports: as JSON, and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from review.api import person_of, store_of
from review.clusters import clusters, merge, merge_of
from review.fields import LAYER_TITLES
from review.pages import page
from review.rights import check_reports

router = APIRouter()
Named = Literal["units", "models"]
Letters = Annotated[str | None, Query(max_length=200)]
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """Names to make one. Without `seal` nothing is done and the counts are told."""

    layer: Named
    names: list[str]
    to: str
    seal: str | None = None


@router.get("/api/v1/clusters", tags=["review"])
def list_clusters(request: Request, layer: Named = "units", text: Letters = None) -> dict[str, Any]:
    """Groups of names that seem to be one, those with most rows first; with `text` the names that have it."""
    found = clusters(store_of(request), layer, text)
    return {
        "count": len(found),
        "items": [
            {
                "best": cluster.best,
                "rows": cluster.rows,
                "members": [
                    {"name": one.name, "key": one.key, "rows": one.rows, "reports": one.reports}
                    for one in cluster.members
                ],
            }
            for cluster in found[:_SHOWN]
        ],
    }


@router.post("/api/v1/clusters", tags=["review"])
def make_one(request: Request, asked: Wish) -> dict[str, Any]:
    """Count the rows that would get the name, and give it to them with the seal of that count."""
    store, person = store_of(request), person_of(request)
    wanted = merge_of(store, asked.layer, asked.names, asked.to)
    check_reports(store, person, {row.report for row in wanted.rows})
    if asked.seal is None:
        reports = len({row.report for row in wanted.rows})
        return {"count": len(wanted.rows), "reports": reports, "to": wanted.to, "seal": wanted.seal}
    made, batch = merge(store, wanted, asked.seal, person.name)
    rows = len({(link["report"], link["row"]) for link in made})
    return {"count": rows, "to": wanted.to, "batch": batch}


@router.get("/clusters", include_in_schema=False)
def page_of_clusters(request: Request, layer: Named = "units", text: Letters = None) -> Response:
    """The groups, each with a box for the name that they get."""
    found = clusters(store_of(request), layer, text or None)
    titles = {name: LAYER_TITLES[name] for name in ("units", "models")}
    return page(
        request, "clusters.html", clusters=found[:_SHOWN], count=len(found), layer=layer, text=text or "",
        titles=titles,
    )  # fmt: skip
