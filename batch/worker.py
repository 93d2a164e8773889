"""One file to one contract object, whatever happens. Runs in this process or in a worker; knows no other file."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any

from batch.inbox import unreadable
from extract.problems import FileProblem, SetupProblem
from outputs.contract import refused, to_contract

Row = dict[str, Any]
_LOG = logging.getLogger("tonghop")

# Seconds of CPU that one file may take before its worker is stopped.
CPU_BUDGET = 120
FAILURES = {
    "timeout": ("too_slow", "Tệp xử lý quá lâu nên đã dừng; hãy chia nhỏ tệp hoặc lưu lại bằng Word rồi nộp lại."),
    "crashed": ("internal_error", "Phần mềm gặp lỗi ở tệp này; hãy lưu lại bằng Word rồi thử lại, và báo người phụ trách."),
    "out_of_memory": ("no_memory", "Tệp cần quá nhiều bộ nhớ; hãy chia nhỏ tệp hoặc chạy trên máy nhiều bộ nhớ hơn."),
}  # fmt: skip


def work(path: Path, name: str, sha256: str | None = None) -> Row:
    """The contract object of one file; a SetupProblem goes through, everything else becomes a status."""
    from extract.read import read
    from nlp.pipeline import analyse

    try:
        document = read(path, path.name)
        return to_contract(document, analyse(document), name)
    except FileProblem as problem:
        return refused(name, problem.status, problem.code, problem.message, sha256=sha256)
    except SetupProblem:
        raise
    except OSError:
        problem = unreadable()
        return refused(name, problem.status, problem.code, problem.message, sha256=sha256)
    except MemoryError:
        return failed(name, "out_of_memory", sha256)
    except Exception:
        _LOG.error("%s: %s", name, traceback.format_exc())
        return failed(name, "crashed", sha256)


def failed(name: str, status: str, sha256: str | None = None) -> Row:
    """The contract object of a file at which the program itself failed."""
    code, message = FAILURES[status]
    return refused(name, status, code, message, sha256=sha256)


def work_within_budget(path: Path, name: str, sha256: str | None) -> Row:
    """`work` in a worker process that the system stops when the file has used up its CPU time."""
    _limit_cpu()
    return work(path, name, sha256)


def _limit_cpu() -> None:
    """The kernel's limit also stops a loop in C code; where there is none the wall clock has to do."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(usage.ru_utime + usage.ru_stime) + CPU_BUDGET
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
