"""Throughput of a Dask cluster on this machine: python bench/cluster.py [real|pretended] DOCS WORKERS...

real: made reports of six pages are read. pretended: workers sleep as long as reading takes and answer what
one reading gave, which shows how many workers one coordinator and one scheduler can keep busy.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pretending import pretended
from reports import make_docx

from batch.dask_cluster import connected
from batch.dask_engine import DaskReader
from batch.pool import Work, results
from batch.reach import Folder
from batch.rules import current_rules
from batch.stopping import Stop
from batch.store_run import How, run_into
from batch.tasks import Task
from batch.worker import read_jailed, timed
from outputs.store import opened
from tests.batch.clusters import Cluster, cluster
from tests.batch.store_runs import Heard

_WARM_A_WORKER = 6


def main(kind: str, docs: int, numbers: list[int]) -> None:
    # Workers find what they are to do beside this script.
    os.environ["PYTHONPATH"] = os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        fill = _reports if kind == "real" else _answers
        fill(home / "in", range(docs))
        work: Work = read_jailed if kind == "real" else pretended
        if kind == "real":
            _at_home(home)
        for number in numbers:
            with cluster(home / f"cluster{number}", number) as nodes, connected(nodes.address) as client:
                reader = DaskReader(client, current_rules().whole, Folder(home / "in").address, work)
                fill(home / f"warm{number}", range(docs, docs + _WARM_A_WORKER * number))
                _run(home, home / f"warm{number}", reader)
                before, begun = _cpu(nodes), time.monotonic()
                done = _run(home, home / "in", reader)
                wall = time.monotonic() - begun
                spent = [after - then for after, then in zip(_cpu(nodes), before, strict=True)]
                _say(f"{number} workers", done, wall, *spent)


def _at_home(home: Path) -> None:
    """The same by the worker processes of this machine, one and two."""
    for number in (1, 2):
        own = psutil.Process()
        begun, here = time.monotonic(), _of(own)
        children = os.times()
        with opened(str(home / f"home{number}.db"), create=True) as store:
            how = How(workers=number, calm=0.0, read=results)
            done = run_into(store, home / "in", how, Stop(), Heard()).read
        ended = os.times()
        reading = (
            ended.children_user + ended.children_system - children.children_user - children.children_system
        )
        _say(f"local, {number}", done, time.monotonic() - begun, _of(own) - here, 0.0, 0.0, reading)


def _run(home: Path, inbox: Path, reader: DaskReader) -> int:
    """A run into a fresh store; how many files were read."""
    path = home / "kho.db"
    with opened(str(path), create=True) as store:
        how = How(workers=reader.workers, calm=0.0, read=reader.results)
        passed = run_into(store, inbox, how, Stop(), Heard())
        assert passed.ended and all(line.status == "ok" for line in passed.lines), passed.lines[:3]
    for left in home.glob("kho.db*"):
        left.unlink()
    return passed.read


def _say(
    name: str, done: int, wall: float, here: float, scheduler: float, workers: float, jails: float
) -> None:
    each = [1000 * spent / done for spent in (here, scheduler, workers, jails)]
    print(
        f"{name:12} {done / wall:7.1f} docs/s by the clock; CPU ms a document: coordinator {each[0]:.2f},"
        f" scheduler {each[1]:.2f}, worker process {each[2]:.2f}, reading {each[3]:.1f}",
        flush=True,
    )


def _cpu(nodes: Cluster) -> tuple[float, float, float, float]:
    """CPU seconds so far: of this process, the scheduler, the workers themselves, and their children."""
    assert nodes.scheduler is not None
    parents = [psutil.Process(worker.pid) for worker in nodes.workers]
    children = [child for parent in parents for child in parent.children(recursive=True)]
    return (
        _of(psutil.Process()),
        _of(psutil.Process(nodes.scheduler.pid)),
        sum(_of(parent) for parent in parents),
        sum(_of(child) for child in children),
    )


def _of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _reports(folder: Path, numbers: range) -> None:
    folder.mkdir()
    for number in numbers:
        make_docx(number, folder / f"{number:05}.docx")


def _answers(folder: Path, numbers: range) -> None:
    folder.mkdir()
    for number, row in zip(numbers, _rows(), strict=False):
        (folder / f"{number:05}.txt").write_bytes(pickle.dumps({**row, "number": number}))


def _rows() -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "one.docx"
        make_docx(1, path)
        row, _ = timed(Task(path, path.name))
    while True:
        yield row


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [int(one) for one in sys.argv[3:]] or [1, 2])
