"""Whichever operation on files fails: old results stay whole, or new ones are complete."""

from __future__ import annotations

import gc
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from batch.consolidate import consolidate_into
from batch.results_folder import MANIFEST, adding, publish, staging
from batch.store_export import export
from extract.problems import SetupProblem
from outputs.store import opened
from outputs.store_copies import backup, restore
from outputs.store_integrity import flaws
from tests.batch.store_runs import contents, fill, run
from tests.faults import Fault, failing, full

ROOT = Path(__file__).resolve().parents[2]
# Where a workbook cannot be written, its library leaves files open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
_ENDS = (SetupProblem, OSError, KeyboardInterrupt)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two reports and what is wrong with others."""
    with opened(str(tmp_path / "kho.db"), create=True) as made:
        run(made, fill(tmp_path / "in", 2))
    return tmp_path / "kho.db"


def each_failing(
    below: Path, deed: Callable[[], object], error: Callable[[], BaseException] = full
) -> Iterator[tuple[BaseException | None, Fault]]:
    """Do it over and over, each time with the next operation failing; what it raised."""
    for number in itertools.count(1):
        raised: BaseException | None = None
        with failing(number, below, error) as fault:
            try:
                deed()
            except _ENDS as problem:
                raised = problem
        if not fault.struck:
            assert number > 5 and raised is None
            # What a library has left open is closed now, where it does not count as a fault of ours.
            gc.collect()
            return
        yield raised, fault


def results(out: Path) -> dict[str, bytes]:
    """Results that are not zipped with their time, and the names of all."""
    found = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    return {
        path.as_posix(): (out / path).read_bytes() if path.suffix in (".jsonl", ".csv", ".sql") else b""
        for path in found
        if not path.parts[0].startswith(".tonghop")
    }


def test_an_export_is_done_whole_or_not_at_all(tmp_path: Path, store: Path) -> None:
    out = tmp_path / "out"
    with opened(str(store)) as source:
        export(source, out)
        old = results(out)
        (tmp_path / "in" / "000.txt").unlink()
        run(source, tmp_path / "in")
        export(source, tmp_path / "new")
        new = results(tmp_path / "new")
        assert old != new and old.keys() == new.keys()
        raised = 0
        for problem, fault in each_failing(out, lambda: export(source, out)):
            assert results(out) == (new if problem is None else old), fault.at
            assert problem is None or isinstance(problem, SetupProblem), fault.at
            _put(old, out)
            raised += problem is not None
        assert raised > 10
        export(source, out)
        assert results(out) == new


def test_an_interruption_leaves_old_results_or_new_ones(tmp_path: Path) -> None:
    old = dict.fromkeys(("a.csv", "b/c.csv", "d.jsonl"), b"old")
    new = dict.fromkeys(old, b"new")

    def deed(text: bytes = b"new") -> None:
        with adding(tmp_path) as stage:
            (stage / "b").mkdir()
            _put(dict.fromkeys(old, text), stage)

    deed(b"old")
    seen = []
    for problem, fault in each_failing(tmp_path, deed, KeyboardInterrupt):
        now = results(tmp_path)
        assert now == new or (now == old and isinstance(problem, KeyboardInterrupt)), fault.at
        seen.append(now == old)
        _put(old, tmp_path)
    assert any(seen) and not all(seen)


def test_a_consolidated_sheet_is_written_whole_or_not_at_all(tmp_path: Path, store: Path) -> None:
    out = tmp_path / "out"

    def deed() -> None:
        consolidate_into(str(store), "kiem-tra", "2024", out, formats=["docx", "csv", "parquet"])

    deed()
    (out / "csv" / "kiem-tra-2024-values.csv").write_text("cũ")
    old = results(out)
    raised = 0
    for problem, fault in each_failing(out, deed):
        if problem is None:
            assert results(out) != old
            (out / "csv" / "kiem-tra-2024-values.csv").write_text("cũ")
        else:
            assert isinstance(problem, SetupProblem), fault.at
            assert results(out) == old, fault.at
            raised += 1
    assert raised > 10


def test_a_backup_is_replaced_whole_or_not_at_all(tmp_path: Path, store: Path) -> None:
    target = tmp_path / "sao" / "b.db"
    with opened(str(store)) as source:
        whole = contents(source)
        backup(source, target)
        raised = 0
        for at, (problem, fault) in enumerate(each_failing(target.parent, lambda: backup(source, target))):
            assert problem is None or isinstance(problem, SetupProblem), fault.at
            raised += problem is not None
            left = {path.name for path in target.parent.iterdir()} - {"b.db", "b.db.sha256"}
            assert not left or fault.cleaning, (left, fault.at)
            for name in left:
                shutil.rmtree(target.parent / name)
            restore(target, str(tmp_path / f"{at}.db"))
            with opened(str(tmp_path / f"{at}.db")) as again:
                assert contents(again) == whole
        assert raised > 3


def test_a_restore_is_done_whole_or_not_at_all(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with opened(str(store)) as source:
        whole = contents(source)
        backup(source, tmp_path / "b.db")
    names = (tmp_path / f"{number}.db" for number in itertools.count())
    done: list[Path] = []

    def deed() -> None:
        done.append(next(names))
        restore(tmp_path / "b.db", str(done[-1]))

    for problem, fault in each_failing(tmp_path, deed):
        assert problem is None or isinstance(problem, SetupProblem), fault.at
        assert not list((tmp_path / "tmp").iterdir()) or fault.cleaning, fault.at
        if problem is not None:
            restore(tmp_path / "b.db", str(done[-1]))
        with opened(str(done[-1])) as again:
            assert contents(again) == whole and not list(flaws(again))


# One that publishes and is killed at the n-th operation on its folder, in a child for each n.
_KILLED = """
import os, sys
from pathlib import Path
from batch.results_folder import publish, staging
from tests.faults import failing
out, made = Path(sys.argv[1]), int(sys.argv[2])
def fill(stage, text):
    for name in ("a.csv", "b.xlsx", "thư mục/c.csv", f"{text}.csv"):
        (stage / name).parent.mkdir(exist_ok=True)
        (stage / name).write_text(text)
for number in range(1, made + 1):
    place = out / str(number)
    place.mkdir()
    with staging(place) as stage:
        fill(stage, "old")
        publish(stage, place)
    child = os.fork()
    if child == 0:
        with staging(place) as stage:
            fill(stage, "new")
            with failing(number, place, lambda: os._exit(9)):
                publish(stage, place)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_kill_while_results_are_put_in_place_is_rolled_back(tmp_path: Path) -> None:
    most = 80
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path), str(most)], cwd=ROOT, check=True)
    old = {"a.csv": b"old", "b.xlsx": b"", "thư mục/c.csv": b"old", "old.csv": b"old"}
    new = {"a.csv": b"new", "b.xlsx": b"", "thư mục/c.csv": b"new", "new.csv": b"new"}
    seen = []
    places = sorted(tmp_path.iterdir(), key=lambda place: int(place.name))
    assert 10 < len(places) < most
    for place in places:
        with staging(place):
            pass
        found = results(place)
        books = {"b.xlsx": (place / "b.xlsx").read_text()}
        assert (found, books["b.xlsx"]) in [(old, "old"), (new, "new"), ({**new, "old.csv": b"old"}, "new")]
        seen.append(found == old)
        with staging(place) as stage:
            for name in new:
                (stage / name).parent.mkdir(exist_ok=True)
                (stage / name).write_text("new")
            assert publish(stage, place) == []
        assert set(results(place)) - {"old.csv"} == set(new)
        assert json.loads((place / MANIFEST).read_text(encoding="utf-8"))["coming"] == {}
    assert any(seen) and not all(seen)


def test_what_people_edited_since_is_not_rolled_back(tmp_path: Path) -> None:
    with adding(tmp_path) as stage:
        (stage / "a.xlsx").write_text("old")
    listed = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / ".tonghop-old").mkdir()
    (tmp_path / ".tonghop-old" / "a.xlsx").write_text("old")
    (tmp_path / "a.xlsx").write_text("edited")
    (tmp_path / MANIFEST).write_text(json.dumps({**listed, "coming": {"a.xlsx": "of the new"}}))
    with staging(tmp_path):
        assert (tmp_path / "a.xlsx").read_text() == "edited"


def _put(files: dict[str, bytes], out: Path) -> None:
    for name, data in files.items():
        if data:
            (out / name).write_bytes(data)
