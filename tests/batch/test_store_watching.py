"""A folder that is watched: new files are read when they are complete, and an end comes in good order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from batch.stopping import Stop
from batch.store_run import How, Passed
from batch.store_watch import watch
from outputs.store import Store, opened
from tests.batch.light_work import read
from tests.batch.real_runs import Place, environment, lines_so_far, said
from tests.batch.store_runs import RULES, Heard, contents, statuses

ROOT = Path(__file__).resolve().parents[2]
_SECRET = "Nguyễn Văn A đã kiểm tra"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("kiểm tra 162", encoding="utf-8")
    return folder


def watched(
    store: Store,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
    deeds: Iterator[Callable[[], object]],
    calm: float = 0.0,
) -> list[Passed]:
    """Watch, doing the next deed at each time that the program would wait, until there is none left."""
    passes: list[Passed] = []

    def wait(stop: Stop, seconds: float) -> bool:
        deed = next(deeds, None)
        if deed is None:
            stop.requested = True
        else:
            deed()
        return stop.requested

    monkeypatch.setattr(Stop, "wait", wait)
    how = How(workers=1, read=read, rules=lambda: RULES, calm=calm)
    watch(store, inbox, how, Stop(), Heard(), passes.append)
    return passes


def test_what_comes_later_is_read_and_nothing_happens_in_between(
    store: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def later(name: str) -> Callable[[], object]:
        return lambda: (inbox / name).write_text(f"giám sát {name}", encoding="utf-8")

    deeds = [later("b1.txt"), lambda: None, lambda: None, later("c2.txt"), (inbox / "a.txt").unlink]
    passes = watched(store, inbox, monkeypatch, iter(deeds))
    assert [passed.read for passed in passes] == [1, 1, 1, 0]
    assert statuses(store) == {"b1.txt": "ok", "c2.txt": "ok"}


def test_a_file_that_is_still_written_is_read_when_it_is_complete(
    store: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(inbox / "a.txt", (1, 1))

    def writes(text: str) -> Callable[[], object]:
        return lambda: (inbox / "b.txt").write_text(text, encoding="utf-8")

    deeds = [writes("dở 1"), writes("dở dang 2"), writes("sắp xong 3"), writes("xong 4"), lambda: None]
    passes = watched(store, inbox, monkeypatch, iter(deeds), calm=30.0)
    assert sum(passed.read for passed in passes) == 2
    assert {row["text"] for row in contents(store)["rows"].values()} == {"kiểm tra 162", "xong 4"}


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_ctrl_c_ends_a_watch_in_order_and_all_that_is_logged_is_json_without_what_documents_say(
    tmp_path: Path, inbox: Path
) -> None:
    (inbox / "a.txt").write_text(f"{_SECRET} 12 tổ chức đảng.", encoding="utf-8")
    (inbox / "hỏng.docx").write_bytes(b"PK\x03\x04 hong")
    place = Place(tmp_path, inbox)
    place.temporary.mkdir()
    command = [sys.executable, str(ROOT / "cli.py"), "--log-json", "run", str(inbox), "--watch"]
    command += ["--store", str(place.store), "--jobs", "1"]
    with (tmp_path / "said").open("wb") as log:
        child = subprocess.Popen(command, env=environment(place), stdout=subprocess.PIPE, stderr=log)
    _wait(child, place, 2)
    (inbox / "b.txt").write_text("Đảng ủy xã có 15 chi bộ.", encoding="utf-8")
    _wait(child, place, 3)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate()
    assert child.returncode == 130 and "the same command goes on" in out.decode()
    lines = [json.loads(line) for line in said(place).splitlines()]
    assert {line["file"] for line in lines if line["event"] == "file"} == {"a.txt", "b.txt", "hỏng.docx"}
    assert all({"time", "level", "event"} <= line.keys() for line in lines)
    assert any("Stopping" in line["event"] for line in lines)
    assert "Nguyễn" not in said(place) and "chi bộ" not in said(place)
    assert not list(place.temporary.iterdir())
    with opened(str(place.store)) as store:
        assert statuses(store) == {"a.txt": "ok", "b.txt": "ok", "hỏng.docx": "corrupt"}


def _wait(child: subprocess.Popen[bytes], place: Place, lines: int) -> None:
    while lines_so_far(place) < lines:
        assert child.poll() is None, said(place)
        time.sleep(0.05)
