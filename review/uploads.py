"""Handing in reports: the page, the route that takes a file's bytes as they come, and what became of each."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from sqlalchemy import select

from extract.problems import Problem
from outputs.store import reading
from outputs.store_ledger import Entry
from outputs.store_schema import ledger, reports
from outputs.wording import word
from review.api import store_of
from review.intake import FOLDER, Intake, keep, read_soon
from review.pages import page
from review.policy import FILES

router = APIRouter()
_SHOWN = 100
MOST_BYTES = FILES["POST /api/v1/uploads"]


@router.get("/upload", include_in_schema=False)
def upload_page(request: Request) -> Response:
    """The page that takes reports."""
    return page(request, "upload.html", inbox=_intake(request) is not None, most=MOST_BYTES >> 20)


@router.post("/api/v1/uploads", tags=["uploads"])
async def take_upload(
    request: Request, name: Annotated[str, Query(min_length=1, max_length=1000)]
) -> dict[str, Any]:
    """Take the body as a report of this name, and have it read. Its name in the inbox."""
    intake = _intake(request)
    if intake is None:
        raise Problem("no_inbox", "Kho này chưa có thư mục báo cáo; hãy mở lại review với --inbox.")
    staged = intake.staging / uuid.uuid4().hex
    try:
        size = await _received(request, staged)
        if size == 0:
            raise Problem("empty_file", "Tệp này trống; hãy chọn lại đúng tệp báo cáo.")
        kept = await run_in_threadpool(keep, intake, staged, name)
    finally:
        staged.unlink(missing_ok=True)
    read_soon(intake)
    return {"file": kept, "size": size}


@router.get("/api/v1/uploads", tags=["uploads"])
def list_uploads(request: Request) -> dict[str, Any]:
    """The files that came last and what became of each: waiting, or as in the ledger."""
    intake = _intake(request)
    if intake is None:
        return {"items": [], "reading": False, "problem": ""}
    names = _last(intake.inbox)
    with reading(store_of(request)) as connection:
        known = {name: Entry(intake.inbox.as_posix(), name, "waiting") for name in names}
        query = select(ledger).where(ledger.c.inbox == intake.inbox.as_posix(), ledger.c.file.in_(names))
        lines = {line["file"]: line for line in connection.execute(query).mappings()}
        hashes = {line["sha256"] for line in lines.values() if line["sha256"]}
        heads = {
            head["sha256"]: head
            for head in connection.execute(select(reports).where(reports.c.sha256.in_(hashes))).mappings()
        }
    items = [_item(name, lines.get(name), heads) for name in known]
    return {"items": items, "reading": intake.reading, "problem": intake.problem}


def _intake(request: Request) -> Intake | None:
    intake: Intake | None = request.app.state.intake
    return intake


async def _received(request: Request, staged: Path) -> int:
    """Write the body to a file as it comes; its size in bytes."""
    size = 0
    with staged.open("xb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_BYTES:
                raise Problem("too_long", f"Tệp lớn hơn {MOST_BYTES >> 20} MB; hãy chia nhỏ rồi gửi lại.")
            file.write(chunk)
    return size


def _last(inbox: Path) -> list[str]:
    """Names of the uploads that came last, the newest in front."""
    folder = inbox / FOLDER
    days = sorted((day for day in folder.glob("*-*-*") if day.is_dir()), reverse=True)[:7]
    found = sorted(
        (path for day in days for path in day.iterdir() if path.is_file() and not path.is_symlink()),
        key=lambda path: path.stat().st_mtime_ns, reverse=True,
    )  # fmt: skip
    return [path.relative_to(inbox).as_posix() for path in found[:_SHOWN]]


def _item(name: str, line: Any, heads: dict[str, Any]) -> dict[str, Any]:
    if line is None:
        return {"file": name, "status": "waiting", "words": "Chờ đọc", "report": None, "rows": 0}
    head = heads.get(line["sha256"])
    count = 0 if head is None else sum(head[layer] for layer in ("figures", "units", "models", "cells"))
    return {
        "file": name,
        "status": line["status"],
        "words": word("status", line["status"]),
        "report": None if head is None else head["sha256"],
        "title": None if head is None else head["title"],
        "rows": count,
    }
