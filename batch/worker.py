"""One file to one contract object, whatever happens, in this process or in a worker."""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.inbox import unreadable
from extract.problems import FileProblem, SetupProblem
from outputs.contract import refused, to_contract

if TYPE_CHECKING:
    from extract.document import Document
    from nlp.records import Extraction

Row = dict[str, Any]
_LOG = logging.getLogger("tonghop")

# Seconds of CPU that one file may take before its worker is stopped.
CPU_BUDGET = 120
# Bytes that a worker may hold; a healthy one stays below a tenth of it.
MEMORY_BUDGET = 3 << 30
FAILURES = {
    "timeout": (
        "too_slow",
        "Tệp xử lý quá lâu nên đã dừng; hãy chia nhỏ tệp hoặc lưu lại bằng Word rồi nộp lại.",
    ),
    "crashed": (
        "internal_error",
        "Phần mềm gặp lỗi ở tệp này; hãy lưu lại bằng Word rồi thử lại, và báo người phụ trách.",
    ),
    "out_of_memory": (
        "no_memory",
        "Tệp cần quá nhiều bộ nhớ; hãy chia nhỏ tệp hoặc chạy trên máy nhiều bộ nhớ hơn.",
    ),
}


def work(path: Path, name: str, sha256: str | None = None) -> Row:
    """The contract object of one file; a SetupProblem goes through, everything else becomes a status."""
    try:
        from extract.read import read

        document = read(path, path.name)
        return to_contract(document, _analysed(document), name)
    except FileProblem as problem:
        return refused(name, problem.status, problem.code, problem.message, sha256=sha256)
    except SetupProblem:
        raise
    except OSError:
        locked = unreadable()
        return refused(name, locked.status, locked.code, locked.message, sha256=sha256)
    except MemoryError:
        return failed(name, "out_of_memory", sha256)
    except Exception:
        _LOG.error("%s: %s", name, traceback.format_exc())
        return failed(name, "crashed", sha256)


def _analysed(document: Document) -> Extraction:
    # Loaded only now: a file that cannot be read needs no language.
    from corpus.files import LexiconError

    try:
        from nlp.pipeline import analyse

        return analyse(document)
    except LexiconError as error:
        # Every file would fail on it, and no file is at fault.
        raise SetupProblem(
            "lexicon", f"Tệp từ vựng {error} bị thiếu hoặc viết sai; hãy sửa dòng đó hoặc cài lại phần mềm."
        ) from error


def timed(path: Path, name: str, sha256: str | None = None) -> tuple[Row, float]:
    """`work`, and the seconds by the clock that it took."""
    begun = time.monotonic()
    row = work(path, name, sha256)
    return row, time.monotonic() - begun


def timed_within_budget(path: Path, name: str, sha256: str | None) -> tuple[Row, float]:
    """`timed` in a worker process that the system stops when the file has used up its CPU time or memory."""
    _limit()
    return timed(path, name, sha256)


def failed(name: str, status: str, sha256: str | None = None) -> Row:
    """The contract object of a file at which the program itself failed."""
    code, message = FAILURES[status]
    return refused(name, status, code, message, sha256=sha256)


def _limit() -> None:
    """The kernel's limits also stop a loop in C code; where there are none the wall clock has to do."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + CPU_BUDGET)
    _lower(resource.RLIMIT_DATA, MEMORY_BUDGET)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
