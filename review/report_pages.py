"""A report beside its rows: its text with the mentions in it, and pictures of its pages where it has any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import Response
from sqlalchemy import select

from outputs.store import reading
from outputs.store_queue import QueuedRow, head_row, report_rows
from outputs.store_schema import reports, texts
from review.api import Layer, Letters, head_of, report_lines, store_of
from review.page_images import Original, drawn, original, places, sizes
from review.pages import page
from review.segments import Segment, segments

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=100_000)]
_AROUND, _MOST_NAMES = 80, 500


@router.get("/reports/{sha256}")
def one_report(request: Request, sha256: str, layer: Layer = "figures", row: Letters = None) -> Response:
    """A report's text beside its rows of one layer. `row`: the one to show first."""
    with reading(store_of(request)) as connection:
        head = head_of(connection, sha256)
        rows = report_rows(connection, head)
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"])) or ""
        line = report_lines(connection, [head])[0]
        about = head_row(connection, head)
        names = issuers(connection)
        file, missing = original(connection, head)
    pieces, coverage = segments(text, {name: [row.now for row in found] for name, found in rows.items()})
    return page(
        request,
        "report.html",
        report=line,
        about=about,
        issuers=names,
        rows=rows[layer],
        layer=layer,
        chosen=row,
        counts={name: len(found) for name, found in rows.items()},
        pieces=placed(pieces),
        coverage=coverage,
        checks={row.row["id"]: row.row for row in rows["checks"]},
        pictures=_sheets(sha256, file, rows),
        no_pictures=missing,
    )


def issuers(connection: Connection) -> list[str]:
    """The names of units that send reports, to choose from; none where there are too many to choose from."""
    query = select(reports.c.issuer).where(reports.c.issuer.isnot(None)).distinct().order_by(reports.c.issuer)
    found = list(connection.scalars(query.limit(_MOST_NAMES + 1)))
    return found if len(found) <= _MOST_NAMES else []


@router.get("/reports/{sha256}/pages/{number}")
def page_picture(request: Request, sha256: str, number: Number) -> Response:
    """A page of the file that was read, as a picture."""
    file = _original(request, sha256)
    picture = None if file is None else drawn(sha256, file, number)
    if picture is None:
        raise HTTPException(404, "no such page")
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@router.get("/reports/{sha256}/pages/{number}/places")
def page_places(request: Request, sha256: str, number: Number) -> dict[str, list[list[float]]]:
    """Row -> the boxes of its words on the page, as far as the file has them as text."""
    with reading(store_of(request)) as connection:
        head = head_of(connection, sha256)
        rows = report_rows(connection, head)
        text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"])) or ""
    file = _original(request, sha256)
    wanted = [_quoted(row.now, text) for layer in rows.values() for row in layer if _is_on(row.now, number)]
    return places(sha256, file, number, wanted) if file is not None and wanted else {}


def _original(request: Request, sha256: str) -> Original | None:
    with reading(store_of(request)) as connection:
        return original(connection, head_of(connection, sha256))[0]


def _is_on(row: Mapping[str, Any], number: int) -> bool:
    return row.get("page") == number and "start" in row


def _quoted(row: Mapping[str, Any], text: str) -> dict[str, str]:
    """A row's words, and those before it on its line, enough to tell it from others."""
    start = row["start"]
    before = text[max(start - _AROUND, text.rfind("\n", 0, start) + 1) : start]
    return {"id": row["id"], "quote": text[start : row["end"]], "before": before}


def _sheets(
    sha256: str, file: Original | None, rows: Mapping[str, Sequence[QueuedRow]]
) -> list[dict[str, Any]]:  # fmt: skip
    """Every page with its size and the boxes on it; none where there are no pictures."""
    if file is None:
        return []
    known = boxes(rows)
    return [
        {
            "number": number,
            "width": round(width, 1),
            "height": round(height, 1),
            "boxes": known.get(number, []),
        }
        for number, (width, height) in enumerate(sizes(sha256, file), 1)
    ]


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
