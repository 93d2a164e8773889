"""Speed of the store, and size of long runs: python -m bench.store_speed [figures|files|long] [N].

figures: CPU to store N figures from real reports, a transaction a report, and the time of a filtered page.
files: unchanged files a second. long: N made reports in one run: memory, open files, temporary folder.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from batch.pool import Result, pooled
from batch.tasks import Task
from batch.worker import work as read_report
from outputs.store import Store, opened, reading, writing
from outputs.store_priority import line_up
from outputs.store_queue import Wanted, queue_page
from outputs.store_writing import Reading, save
from tests.batch.light_work import work
from tests.batch.store_runs import run

ROOT = Path(__file__).resolve().parent.parent


def sample_figures() -> tuple[list[dict[str, Any]], str]:
    """The figures of all samples as one report has them, and their words."""
    samples = sorted((ROOT / "corpus" / "samples").glob("*.docx"))
    rows = [row for path in samples for row in read_report(path, path.name)["figures"]]
    return rows, "\n".join(row["text"] for row in rows)


def figures(number: int, folder: Path) -> None:
    """Reports of the size that the samples have together, each with another hash."""
    rows, text = sample_figures()
    with opened(str(folder / "kho.db"), create=True) as store:
        reports = -(-number // len(rows))
        begun = time.process_time()
        for at in range(reports):
            sha256 = hashlib.sha256(str(at).encode()).hexdigest()
            with writing(store) as connection:
                save(connection, Reading(synthetic_report(sha256, at, rows, text), "v1", 1.0), wait=True)
        stored = time.process_time()
        with writing(store) as connection:
            line_up(connection)
        lined_up = time.process_time()
        print(
            f"{reports * len(rows):,} figures in {reports:,} reports: {lined_up - begun:.1f} s CPU,"
            f" of which {lined_up - stored:.1f} s for the queue"
        )
        for name, milliseconds in page_times(store):
            print(f"page of 100, {name}: {milliseconds:.1f} ms")


def page_times(store: Store) -> Iterator[tuple[str, float]]:
    """Milliseconds by the clock for one page of figures, the slowest of a few."""
    for name, wanted in (
        ("an indicator in a period", Wanted(indicator="to-chuc-dang-kiem-tra", period="2024")),
        ("an indicator", Wanted(indicator="dang-vien-kiem-tra")),
        ("failing sums", Wanted(check="failing")),
        ("one report", Wanted(report=hashlib.sha256(b"7").hexdigest())),
    ):
        yield name, _page(store, wanted) * 1000


def synthetic_report(sha256: str, at: int, rows: list[dict[str, Any]], text: str) -> dict[str, Any]:
    """Report number `at` with these rows; every fifth has a sum that fails."""
    meta = {"issuer": f"Xã {at % 3321}", "period": "2024", "title": f"việc {at}"}
    empty: dict[str, list[Any]] = {name: [] for name in ("units", "models", "cells")}
    bad = [rows[at % len(rows)]["id"]] if at % 5 == 0 else []
    check = {
        "id": "k",
        "kind": "sum",
        "ok": False,
        "total": "1",
        "parts": [],
        "rows": bad,
        "message": "Lệch.",
    }
    head = {
        "schema": 1,
        "file": f"{at}.docx",
        "sha256": sha256,
        "format": "docx",
        "status": "ok",
        "warnings": [],
    }
    return {
        **head,
        "meta": meta,
        "text": text[:500],
        "figures": rows,
        **empty,
        "checks": [check] if bad else [],
    }


def _page(store: Store, wanted: Wanted) -> float:
    times: list[float] = []
    after = None
    for _ in range(4):
        begun = time.perf_counter()
        with reading(store) as connection:
            found = queue_page(connection, wanted, after=after, limit=100)
        times.append(time.perf_counter() - begun)
        after = found[-1].key if found else None
    return max(times[1:])


def files(number: int, folder: Path) -> None:
    """A second run over files that have not changed."""
    _fill(folder / "in", number)
    with opened(str(folder / "kho.db"), create=True) as store:
        run(store, folder / "in")
        begun, cpu = time.monotonic(), time.process_time()
        passed = run(store, folder / "in")
        wall, cpu = time.monotonic() - begun, time.process_time() - cpu
        assert passed.read == 0
        print(f"{number:,} unchanged files: {number / wall:,.0f} a second ({number / cpu:,.0f} by CPU time)")


def long(number: int, folder: Path) -> None:
    """Memory, handles and temporary files at every tenth of a long run, with a worker process."""
    _fill(folder / "in", number)
    seen: list[tuple[int, int]] = []

    def watched(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
        for at, result in enumerate(pooled(tasks, workers, work)):
            yield result
            if at % (number // 10) == number // 10 - 1:
                gc.collect()
                seen.append((_resident(), len(list(Path("/proc/self/fd").iterdir()))))
                print(f"{at + 1:,} files: {seen[-1][0] / 1024:.0f} MiB, {seen[-1][1]} open files")

    scratch = folder / "tmp"
    scratch.mkdir()
    tempfile.tempdir = str(scratch)
    with opened(str(folder / "kho.db"), create=True) as store:
        begun = time.process_time()
        passed = run(store, folder / "in", using=watched)
        print(
            f"{passed.read:,} read in {time.process_time() - begun:.1f} s CPU;"
            f" temporary files left: {len(list(scratch.iterdir()))}"
        )
    tempfile.tempdir = None


def _fill(folder: Path, number: int) -> None:
    for at in range(number):
        path = folder / f"{at // 500:03}" / f"{at:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = " ".join(f"việc {at * 7 + word} đạt {word}" for word in range(40))
        path.write_text(f"issuer=Xã {at}\nperiod=2024\ntitle=Kết quả\n{words}", encoding="utf-8")


def _resident() -> int:
    """KiB that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "figures"
    usual = {"figures": 1_000_000, "files": 10_000, "long": 10_000}
    with tempfile.TemporaryDirectory() as made:
        measure = {"figures": figures, "files": files, "long": long}[wanted]
        measure(int(sys.argv[2]) if len(sys.argv) > 2 else usual[wanted], Path(made))
