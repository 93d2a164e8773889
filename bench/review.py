"""Speed of the review over a large store: python -m bench.review [ROWS].

Pages of the queue at the server, edits one after the other, 50 reviewers with 100 edits each at once,
and the first rows in a browser where there is one.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

from outputs.store import Store, opened, reading, writing
from outputs.store_priority import weigh
from outputs.store_schema import reviews
from outputs.store_writing import Reading, save
from review.accounts import add_account
from review.guard import HEADER
from tests.review.browsing import browser, chromium, serving

REVIEWERS, EDITS = 50, 100
_PASSWORD = "correct horse battery staple"
_A_REPORT = 100
_INDICATORS = ("to-chuc-dang-kiem-tra", "dang-vien-kiem-tra", None, None)


def fill(store: Store, number: int) -> None:
    """Reports of 100 figures each, with a sentence for every figure."""
    chance = random.Random(7)
    for at in range(-(-number // _A_REPORT)):
        with writing(store) as connection:
            save(connection, Reading(_report(at, chance), "v1", 1.0), wait=True)
    with writing(store) as connection:
        weigh(connection)


def _report(at: int, chance: random.Random) -> dict[str, Any]:
    sha256 = hashlib.sha256(str(at).encode()).hexdigest()
    lines, figures, start = [], [], 0
    for number in range(_A_REPORT):
        value = chance.randrange(1, 5000)
        line = f"Đảng ủy xã {at % 3321} đã kiểm tra {value} tổ chức đảng, kết luận {number} trường hợp."
        place = start + line.index(str(value) + " tổ")
        figures.append(_figure(sha256, place, value, chance))
        lines.append(line)
        start += len(line) + 1
    bad = [figure["id"] for figure in figures if chance.random() < 0.02]
    check = {"id": f"{sha256[:12]}-k", "kind": "sum", "ok": False, "total": "1", "parts": [], "rows": bad}
    return {
        "schema": 1, "file": f"{at}.docx", "sha256": sha256, "format": "docx", "status": "ok", "warnings": [],
        "meta": {"issuer": f"Xã {at % 3321}", "period": "2024", "title": f"Báo cáo {at}"},
        "text": "\n".join(lines), "figures": figures, "units": [], "models": [], "cells": [],
        "checks": [{**check, "message": "Lệch."}] if bad else [],
    }  # fmt: skip


def _figure(sha256: str, start: int, value: int, chance: random.Random) -> dict[str, Any]:
    text = f"{value} tổ chức đảng"
    indicator = chance.choice(_INDICATORS)
    place = {"id": f"{sha256[:12]}-f{start}", "start": start, "end": start + len(text), "text": text}
    return {
        **place, "kind": "count", "value": str(value), "noun": "tổ chức đảng", "action": "kiểm tra",
        "period": "2024",
        **({"indicator": indicator} if indicator else {}), "confidence": round(chance.random(), 3),
        "reasons": ["number", "noun"],
    }  # fmt: skip


def client_of(address: str, name: str = "") -> httpx.Client:
    """Somebody at a browser: cookie and token of a page. `name`: of the account, where people sign in."""
    client = httpx.Client(base_url=address, timeout=300, trust_env=False)
    if name:
        signed = client.post("/api/v1/session", json={"name": name, "password": _PASSWORD})
        assert signed.status_code == 200, signed.text
    page = client.get("/reports").text
    client.headers[HEADER] = page.split('name="csrf" content="')[1].split('"')[0]
    return client


def timed(ask: Callable[[], httpx.Response], times: int = 10) -> float:
    """Median of the answers' times in milliseconds."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = ask()
        found.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.text
    return statistics.median(found)


def pages(address: str) -> None:
    """Pages of the queue, as HTML and as JSON."""
    client = client_of(address)
    second = client.get("/api/v1/rows").json()["next"]
    for title, path in (
        ("the first page", "/"),
        ("the same as JSON", "/api/v1/rows"),
        ("the second page", f"/?after={second}"),
        ("of one indicator", "/?indicator=dang-vien-kiem-tra"),
        ("of one unit", "/?unit=Xã 7"),
        ("with little confidence", "/?confidence=0.5"),
        ("that fail", "/?check=failing"),
        ("with letters in them", "/?text=4321 tổ"),
        ("all states", "/?status=all"),
        ("a report beside its rows", f"/reports/{hashlib.sha256(b'7').hexdigest()}"),
    ):
        print(f"{title}: {timed(lambda path=path: client.get(path)):.0f} ms")


def edits(address: str) -> None:
    """Edits of one person, one after the other."""
    client = client_of(address)
    rows = client.get("/api/v1/rows", params={"limit": 50}).json()["items"]
    waiting = iter(rows)

    def edit() -> httpx.Response:
        row = next(waiting)
        body = {name: row[name] for name in ("report", "layer", "version")}
        return client.post("/api/v1/decisions", json={**body, "row": row["id"], "verdict": "accept"})

    print(f"an edit: {timed(edit, 30):.0f} ms")


def crowd(address: str, store: Path) -> None:
    """Many at once, each at rows of their own."""
    asked = [hashlib.sha256(str(at).encode()).hexdigest() for at in range(100, 100 + REVIEWERS)]
    slow: list[float] = []
    threads = [
        threading.Thread(target=_reviewer, args=(address, f"r{at}", sha256, slow))
        for at, sha256 in enumerate(asked)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    with opened(str(store)) as made, reading(made) as connection:
        accepted = select(func.count()).where(reviews.c.report.in_(asked), reviews.c.state == "accepted")
        kept = connection.scalar(accepted) or 0
    print(
        f"{REVIEWERS} reviewers at once: {kept:,} of {REVIEWERS * EDITS:,} edits kept in {spent:.0f} s;",
        end=" ",
    )
    print(f"median {statistics.median(slow):.0f} ms, worst {max(slow):.0f} ms")


def _reviewer(address: str, name: str, sha256: str, slow: list[float]) -> None:
    client = client_of(address, name)
    for row in client.get(f"/api/v1/reports/{sha256}").json()["rows"]["figures"][:EDITS]:
        body = {"report": sha256, "layer": "figures", "row": row["id"], "version": row["version"]}
        begun = time.perf_counter()
        while (
            answer := client.post("/api/v1/decisions", json={**body, "verdict": "accept"})
        ).status_code == 429:
            time.sleep(0.5)
        assert answer.status_code == 200, answer.text
        slow.append((time.perf_counter() - begun) * 1000)


def first_rows(address: str) -> None:
    """From the address to rows that are seen, in a browser."""
    if chromium() is None:
        return
    with browser() as chrome:
        found = []
        for _ in range(5):
            page = chrome.new_page()
            begun = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.locator(".row").first.wait_for()
            found.append(time.perf_counter() - begun)
            page.close()
    print(f"first rows seen in the browser: {statistics.median(found):.2f} s")


def main() -> None:
    """Fill, serve, measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kho.db"
        begun = time.process_time()
        with opened(str(path), create=True) as store:
            fill(store, number)
        print(f"{number:,} rows written in {time.process_time() - begun:.0f} s CPU")
        with serving(path) as address:
            pages(address)
            edits(address)
            first_rows(address)
        with opened(str(path)) as store:
            for at in range(REVIEWERS):
                add_account(store, f"r{at}", "reviewer", _PASSWORD, by="bench")
        with serving(path) as address:
            crowd(address, path)


if __name__ == "__main__":
    main()
