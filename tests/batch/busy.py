"""Two senders and a review in the browser on one store at once, and whether anything was lost by it.

python -m tests.batch.busy HOME ROUNDS FILES prints what happened as JSON.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from sqlalchemy import select

from outputs.store import Store, opened, reading
from outputs.store_integrity import flaws
from outputs.store_ledger import ledger_of
from outputs.store_rows import loaded
from outputs.store_schema import decisions, reports, texts
from review.guard import COOKIE, HEADER

ROOT = Path(__file__).resolve().parents[2]
_FAST = 0.3
# Comments that each reviewer gets kept, however fast the senders are.
_LEAST = 5


@dataclass
class Course:
    """What happened. `acknowledged`: comments that the server said it has kept; `wrong` must stay empty."""

    statuses: Counter[int] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    written: int = 0
    wrong: list[str] = field(default_factory=list)


def busy(home: Path, *, rounds: int = 0, seconds: float = 0.0, files: int = 20, reviewers: int = 2) -> Course:
    """Let all of them work until so many rounds of the senders, or so many seconds, are over."""
    course, store = Course(), home / "kho.db"
    with opened(str(store), create=True):
        pass
    inboxes = [home / "bắc", home / "nam"]
    server, address = _server(store)
    over = threading.Event()
    try:
        senders = [_sender(store, inbox, rounds, seconds, files) for inbox in inboxes]
        people = [
            threading.Thread(target=_reviewer, args=(address, at, over, course)) for at in range(reviewers)
        ]
        for person in people:
            person.start()
        for sender in senders:
            out, said = sender.communicate()
            if sender.returncode or said:
                course.wrong.append(f"sender: {sender.returncode} {said.decode()[-500:]}")
            course.written += int(out or 0)
        over.set()
        for person in people:
            person.join()
    finally:
        over.set()
        server.terminate()
        said = server.communicate()[1]
    if b"locked" in said or b"Traceback" in said:
        course.wrong.append(f"server: {said.decode()[-500:]}")
    with opened(str(store)) as whole:
        _compare(whole, inboxes, course)
    return course


def _server(store: Path) -> tuple[subprocess.Popen[bytes], str]:
    command = [sys.executable, str(ROOT / "cli.py"), "review", "--store", str(store), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert server.stdout is not None
    return server, server.stdout.readline().decode().strip().rstrip("/")


def _sender(store: Path, inbox: Path, rounds: int, seconds: float, files: int) -> subprocess.Popen[bytes]:
    module = (sys.executable, "-m", "tests.batch.busy_child", str(store), str(inbox))
    counts = (str(rounds), str(seconds), str(files))
    return subprocess.Popen([*module, *counts], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _reviewer(address: str, number: int, over: threading.Event, course: Course) -> None:
    try:
        _review(address, number, over, course)
    except Exception as error:
        course.wrong.append(f"reviewer {number}: {error!r}")


def _review(address: str, number: int, over: threading.Event, course: Course) -> None:
    """Comment on one row after the other, each time with words that nobody used before."""
    chance, at, kept = random.Random(number), 0, 0
    with httpx.Client(base_url=address, timeout=300, trust_env=False) as client:
        client.cookies.set(COOKIE, client.get("/").cookies[COOKIE])
        client.headers[HEADER] = client.get("/api/v1/session").json()["csrf"]
        while not over.is_set() or kept < _LEAST:
            found = client.get("/api/v1/rows", params={"layer": "figures", "limit": 50, "status": "all"})
            if found.status_code != 200:
                _note(course, found)
                over.wait(_FAST)
                continue
            for row in chance.sample(found.json()["items"], min(5, len(found.json()["items"]))):
                at += 1
                said = f"{number}-{at}"
                asked = {"report": row["report"], "layer": "figures", "row": row["id"]}
                begun = time.monotonic()
                answer = client.post(
                    "/api/v1/decisions", json={**asked, "version": row["version"], "comment": said}
                )
                course.seconds.append(time.monotonic() - begun)
                if answer.status_code == 200:
                    course.acknowledged.append(said)
                    kept += 1
                _note(course, answer)
            over.wait(_FAST)


def _note(course: Course, answer: httpx.Response) -> None:
    course.statuses[answer.status_code] += 1
    if answer.status_code >= 500 or "locked" in answer.text:
        course.wrong.append(f"{answer.status_code}: {answer.text[:300]}")


def _compare(store: Store, inboxes: list[Path], course: Course) -> None:
    course.wrong += [f"flaw {flaw}" for flaw in flaws(store)]
    with reading(store) as connection:
        kept = {loaded(new) for new in connection.scalars(select(decisions.c.new))}
        query = select(reports.c.sha256, texts.c.text).join(texts, texts.c.report == reports.c.key)
        said = {row.sha256: row.text for row in connection.execute(query)}
        lines = {str(inbox): ledger_of(connection, inbox.as_posix()) for inbox in inboxes}
    course.wrong += [f"lost decision {one}" for one in course.acknowledged if one not in kept]
    for inbox in inboxes:
        for path in inbox.iterdir():
            line = lines[str(inbox)].get(path.name)
            if line is None or said.get(line.sha256) != path.read_text(encoding="utf-8"):
                course.wrong.append(f"lost file {path}")


if __name__ == "__main__":
    print(json.dumps(vars(busy(Path(sys.argv[1]), rounds=int(sys.argv[2]), files=int(sys.argv[3])))))
