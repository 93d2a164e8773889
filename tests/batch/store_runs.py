"""Runs into a store for the tests, and what stands in it behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from batch.pool import Result
from batch.reach import Reach
from batch.rules import Rules
from batch.stopping import Stop
from batch.store_run import How, Passed, run_into
from batch.tasks import Task
from extract.problems import SetupProblem
from outputs.store import Store, opened, reading
from outputs.store_integrity import flaws
from outputs.store_ledger import Entry
from outputs.store_reading import whole
from outputs.store_schema import ledger, reports
from tests.batch.light_work import read

# What a run that was cut off may leave for the next one to settle.
FOR_THE_NEXT_RUN = {"unsettled", "lost_original"}
RULES = Rules({"txt": "txt-1"}, "all-1")


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.files = 0
        self.steps: list[tuple[str, str, bool]] = []

    def begin(self, files: int) -> None:
        self.files = files

    def more(self, files: int) -> None:
        self.files += files

    def step(self, line: Entry, read: bool) -> None:
        self.steps.append((line.file, line.status, read))


def run(
    store: Store,
    inbox: Path | Reach,
    *,
    rules: Rules = RULES,
    heard: Heard | None = None,
    stop: Stop | None = None,
    using: Callable[[Iterable[Task], int], Iterator[Result]] = read,
    **how: Any,
) -> Passed:
    settings = How(workers=1, read=using, rules=lambda: rules, **{"calm": 0.0, **how})
    return run_into(store, inbox, settings, stop or Stop(), heard or Heard())


def contents(store: Store) -> dict[str, Any]:
    """Everything that does not depend on when, how often and in which order files were read."""
    beside = {"seen_at", "run", "seconds", "digest", "attempts", "inbox", "mtime_ns"}
    with reading(store) as connection:
        lines = connection.execute(select(ledger).order_by(ledger.c.file)).mappings().all()
        heads = [dict(head) for head in connection.execute(select(reports)).mappings()]
        related = {head["sha256"]: (head["superseded_by"], head["near"], head["pipeline"]) for head in heads}
        rows = {head["sha256"]: {**whole(connection, head), "file": ""} for head in heads}
    kept = [{name: value for name, value in line.items() if name not in beside} for line in lines]
    return {"ledger": kept, "related": related, "rows": rows}


def statuses(store: Store) -> dict[str, str]:
    """File -> status, of those that are there."""
    with reading(store) as connection:
        query = select(ledger.c.file, ledger.c.status).where(~ledger.c.gone)
        return {row.file: row.status for row in connection.execute(query)}


def fill(folder: Path, number: int) -> Path:
    """Reports with a duplicate, a corrected submission and a refused file among them."""
    folder.mkdir(exist_ok=True)
    for at in range(number):
        head = f"issuer=Xã {at // 2}\nperiod=2024\ntitle=Kết quả\ndate=2024-06-{at % 28 + 1:02}\n"
        (folder / f"{at:03}.txt").write_text(f"{head}đạt {at * 7} và {at}", encoding="utf-8")
    (folder / "bản sao.txt").write_bytes((folder / "000.txt").read_bytes())
    (folder / "hỏng.txt").write_text("corrupt", encoding="utf-8")
    return folder


def uninterrupted(tmp_path: Path, inbox: Path) -> dict[str, Any]:
    with opened(str(tmp_path / "whole.db"), create=True) as store:
        run(store, inbox)
        return contents(store)


def run_on_small_disk(path: Path, inbox: Path, more: int, whole: object) -> bool:
    """Whether a run into a new store filled a disk of `more` pages; it says so, and the next one goes on.

    `whole`: the contents of a store that was never stopped.
    """
    full = False
    with opened(str(path), create=True) as store:
        with closing(sqlite3.connect(path)) as raw:
            most = raw.execute("PRAGMA page_count").fetchone()[0] + more

        def small(raw: Any, _record: object) -> None:
            raw.execute(f"PRAGMA max_page_count={most}")

        store.engine.dispose()
        event.listen(store.engine, "connect", small)
        try:
            run(store, inbox)
        except SetupProblem as problem:
            assert problem.code == "disk_full"
            full = True
        assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN
    with opened(str(path)) as store:
        run(store, inbox)
        assert contents(store) == whole
    return full
