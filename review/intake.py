"""Reports that people hand in through the browser: kept in the inbox under safe names, then read by a run.

Knows how a run is started, not how it reads.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unicodedata import normalize

from extract.problems import Problem, SetupProblem
from outputs.store import Store, reading
from outputs.store_ledger import inboxes

# The folder below the inbox; under it one for each day.
FOLDER = "tai-len"
_MOST_NAME = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_PROGRAM = Path(__file__).resolve().parent.parent / "cli.py"
_LAST_LINES = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """Where uploads go. `command`: what reads the inbox into the store; one such process runs at a time."""

    inbox: Path
    command: Sequence[str]
    staging: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="tonghop-")))
    _state: _State = field(default_factory=lambda: _State(), repr=False)

    @property
    def reading(self) -> bool:
        """Whether a run is going on, or is about to."""
        return self._state.running

    @property
    def problem(self) -> str:
        """Why the last run could not begin or broke off; empty where it did not."""
        return self._state.problem


@dataclass(slots=True)
class _State:
    lock: threading.Lock = field(default_factory=threading.Lock)
    running: bool = False
    again: bool = False
    problem: str = ""


def intake_for(store: Store, store_url: str, inbox: Path | None) -> Intake | None:
    """Uploads go where reports were read from last; a store without such a folder gets one beside it.

    None where there can be none. Raises SetupProblem where the folder cannot be made.
    """
    if inbox is None:
        with reading(store) as connection:
            known = [Path(name) for name in inboxes(connection)]
        inbox = next((folder for folder in known if folder.is_dir()), None)
    if inbox is None and store.path is not None:
        inbox = store.path.with_name(f"{store.path.stem}-bao-cao")
    if inbox is None:
        return None
    try:
        inbox.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupProblem(
            "inbox_not_writable", f"Không tạo được thư mục báo cáo {inbox}; hãy chọn thư mục khác."
        ) from error
    return intake_of(inbox.resolve(), store_url)


def forget(intake: Intake) -> None:
    """Throw away what was not received whole."""
    shutil.rmtree(intake.staging, ignore_errors=True)


def intake_of(inbox: Path, store_url: str) -> Intake:
    """An intake whose files `tonghop run` reads into this store."""
    return Intake(inbox, (sys.executable, str(_PROGRAM), "run", str(inbox), "--store", store_url))


def safe_name(given: str) -> str:
    """A file name that every system takes, leads nowhere else, and is read: no path, no hidden file."""
    last = re.split(r"[/\\]", normalize("NFC", given))[-1]
    cleaned = _FORBIDDEN.sub(" ", last).encode("utf-8", "ignore").decode()
    stem, dot, ending = " ".join(cleaned.split()).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = stem.strip(". ~$"), ending.strip()[:10]
    while len((stem + ending).encode()) > _MOST_NAME and stem:
        stem = stem[:-1]
    name = f"{stem.strip()}.{ending}" if ending else stem.strip()
    if not stem.strip():
        name = f"báo cáo.{ending}" if ending else "báo cáo"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def keep(intake: Intake, staged: Path, given: str) -> str:
    """Put a received file into the inbox; its name there, with `/`. Raises Problem where it cannot be."""
    folder = intake.inbox / FOLDER / date.today().isoformat()
    name = safe_name(given)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _reserved(folder, name)
        try:
            staged.replace(path)
        except OSError:
            # Another disk: the run waits until a file has lain still.
            shutil.copyfile(staged, path)
            staged.unlink()
    except OSError as error:
        raise SetupProblem(
            "inbox_not_writable",
            f"Không ghi được vào thư mục báo cáo {intake.inbox}; hãy kiểm tra quyền ghi và dung lượng đĩa.",
        ) from error
    return path.relative_to(intake.inbox).as_posix()


def _reserved(folder: Path, name: str) -> Path:
    """A path of this name, or with a number behind it, that is ours from now on."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    for number in range(1, 10_000):
        numbered = name if number == 1 else f"{stem} ({number}){dot}{ending}"
        try:
            with (folder / numbered).open("xb"):
                return folder / numbered
        except FileExistsError:
            continue
    raise Problem("too_many_names", "Đã có quá nhiều tệp cùng tên hôm nay; hãy đổi tên tệp rồi gửi lại.")


def read_soon(intake: Intake) -> None:
    """Have the inbox read: by a new run, or by one more after that which is going on."""
    state = intake._state
    with state.lock:
        if state.running:
            state.again = True
            return
        state.running, state.problem = True, ""
    threading.Thread(target=_read, args=(intake,), name="intake", daemon=True).start()


def _read(intake: Intake) -> None:
    state = intake._state
    while True:
        problem = _run(intake.command)
        with state.lock:
            state.problem = problem
            if not state.again:
                state.running = False
                return
            state.again = False


def _run(command: Sequence[str]) -> str:
    """What went wrong, in the words of the run; empty where it came to its end."""
    last: deque[str] = deque(maxlen=_LAST_LINES)
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    try:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace", env=environment,
        ) as run:  # fmt: skip
            assert run.stderr is not None
            last.extend(run.stderr)
    except OSError:
        return "Không khởi động được việc đọc báo cáo; hãy báo người phụ trách."
    if run.returncode in (0, 2):
        return ""
    # A problem of ours ends the output as `code: sentence`.
    said = next((line.strip().partition(": ")[2] for line in reversed(last) if ": " in line), "")
    return said or "Việc đọc báo cáo bị dừng giữa chừng; hãy gửi lại hoặc báo người phụ trách."
