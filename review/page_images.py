"""Pictures of a report's pages, drawn from the file that was read, if it still lies there unchanged."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from outputs.store_schema import ledger

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PROGRAM = Path(__file__).with_name("page_renderer.py")
_DRAWN = ("pdf", "picture")
_PATIENCE = 60
_MOST_KEPT = 64 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a report was read from. `format`: pdf or picture."""

    path: Path
    format: str


@dataclass(slots=True)
class _Kept:
    """Answers of the renderer, those asked for last, up to a number of bytes."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    answers: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    size: int = 0


_KEPT = _Kept()
# Two at a time: the reader has its own work on this machine.
_TURNS = threading.Semaphore(2)


def original(connection: Connection, head: Mapping[str, Any]) -> tuple[Original | None, str]:
    """The report's file, or why its pages cannot be shown; "" where it has none.

    Its path comes from the ledger, never from whoever asks.
    """
    if head["format"] not in _DRAWN:
        return None, ""
    query = select(ledger.c.inbox, ledger.c.file).where(ledger.c.sha256 == head["sha256"], ~ledger.c.gone)
    for inbox, file in connection.execute(query):
        folder = Path(inbox)
        path = folder / file
        try:
            inside = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
            if inside and _sha256(str(path), path.stat().st_mtime_ns, path.stat().st_size) == head["sha256"]:
                return Original(path, head["format"]), ""
        except OSError:
            continue
    return (
        None,
        "Không còn thấy tệp gốc, hoặc tệp nằm trong tệp nén, nên không có ảnh trang; hãy xem chữ đã đọc.",
    )


def sizes(sha256: str, file: Original) -> list[tuple[float, float]]:
    """Width and height of every page in points; none where the file cannot be drawn."""
    answer = _asked(sha256, file, {"do": "sizes"})
    return [(width, height) for width, height in json.loads(answer)] if answer else []


def drawn(sha256: str, file: Original, number: int) -> bytes | None:
    """The page as PNG; None where it cannot be drawn. `number`: 1 and on."""
    return _asked(sha256, file, {"do": "draw", "page": number})


def places(
    sha256: str, file: Original, number: int, rows: list[dict[str, str]]
) -> dict[str, list[list[float]]]:  # fmt: skip
    """Id -> boxes on the page. `rows`: id, quote, and the words before it."""
    answer = _asked(sha256, file, {"do": "places", "page": number, "rows": rows})
    found: dict[str, list[list[float]]] = json.loads(answer) if answer else {}
    return found


def _asked(sha256: str, file: Original, what: dict[str, Any]) -> bytes | None:
    line = json.dumps({**what, "path": str(file.path), "format": file.format})
    key = hashlib.sha256(f"{sha256} {line}".encode()).hexdigest()
    with _KEPT.lock:
        if key in _KEPT.answers:
            _KEPT.answers.move_to_end(key)
            return _KEPT.answers[key]
    with _TURNS:
        answer = _rendered(line)
    if answer is not None:
        with _KEPT.lock:
            _KEPT.size += len(answer) - len(_KEPT.answers.pop(key, b""))
            _KEPT.answers[key] = answer
            while _KEPT.size > _MOST_KEPT and len(_KEPT.answers) > 1:
                _KEPT.size -= len(_KEPT.answers.popitem(last=False)[1])
    return answer


def _rendered(line: str) -> bytes | None:
    try:
        ended = subprocess.run(
            [sys.executable, str(_PROGRAM)], input=line.encode() + b"\n", capture_output=True,
            timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout if ended.returncode == 0 and ended.stdout else None


@lru_cache(maxsize=1000)
def _sha256(path: str, mtime_ns: int, size: int) -> str:
    found = hashlib.sha256()
    with Path(path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
