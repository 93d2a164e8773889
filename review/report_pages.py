"""A report beside its rows: its text with the mentions in it, and pictures of its pages where it has any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from outputs.store import reading
from outputs.store_queue import QueuedRow, report_rows
from outputs.store_schema import texts
from review.api import Layer, Letters, head_of, report_lines, store_of
from review.pages import page
from review.segments import Segment, segments

router = APIRouter(include_in_schema=False)


@router.get("/reports/{sha256}")
def one_report(request: Request, sha256: str, layer: Layer = "figures", row: Letters = None) -> Response:
    """A report's text beside its rows of one layer. `row`: the one to show first."""
    with reading(store_of(request)) as connection:
        head = head_of(connection, sha256)
        rows = report_rows(connection, head)
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"])) or ""
        line = report_lines(connection, [head])[0]
    pieces, coverage = segments(text, {name: [row.now for row in found] for name, found in rows.items()})
    return page(
        request,
        "report.html",
        report=line,
        rows=rows[layer],
        layer=layer,
        chosen=row,
        counts={name: len(found) for name, found in rows.items()},
        pieces=placed(pieces),
        coverage=coverage,
        checks={row.row["id"]: row.row for row in rows["checks"]},
        pictures=(),
        no_pictures="",
    )


def placed(pieces: Sequence[Segment]) -> list[tuple[Segment, int]]:
    """Each piece with where it begins in the text."""
    starts = accumulate((len(piece.text) for piece in pieces), initial=0)
    return list(zip(pieces, starts, strict=False))


def boxes(rows: Mapping[str, Sequence[QueuedRow]]) -> dict[int, list[dict[str, Any]]]:
    """Page -> boxes on it, each with the rows that stand in it."""
    found: dict[int, dict[tuple[float, ...], list[str]]] = {}
    for layer in rows.values():
        for row in layer:
            now = row.now
            if now.get("page") and now.get("bbox"):
                found.setdefault(now["page"], {}).setdefault(tuple(now["bbox"]), []).append(row.review.row)
    return {
        number: [
            {"x": left, "y": top, "width": right - left, "height": bottom - top, "rows": ids}
            for (left, top, right, bottom), ids in sorted(on_page.items(), key=lambda item: -_area(item[0]))
        ]
        for number, on_page in found.items()
    }


def _area(box: Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
