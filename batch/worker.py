"""One file to one contract object, whatever happens, in this process or in a worker."""

from __future__ import annotations

import gc
import logging
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from batch.inbox import unreadable
from batch.limits import failure
from batch.scratch import no_room, says_no_room
from batch.tasks import Task
from extract.problems import FileProblem, Problem, SetupProblem
from outputs.contract import refused, to_contract

if TYPE_CHECKING:
    from extract.document import Document
    from nlp.records import Extraction

Row = dict[str, Any]
_LOG = logging.getLogger("tonghop")
# A report is read into thousands of records without a circle; to look for circles among them, and among all
# that is known of the language, at every few hundred takes a tenth of the time.
_MADE_BETWEEN_COLLECTIONS = 50_000


def work(path: Path, name: str, sha256: str | None = None) -> Row:
    """The contract object of one file; a SetupProblem goes through, everything else becomes a status."""
    try:
        return _row(path, name)
    except FileProblem as problem:
        return _refused(name, problem, sha256)
    except MemoryError:
        return _refused(name, failure("out_of_memory"), sha256)


def timed(task: Task) -> tuple[Row, float]:
    """`work` on the task's file, and the seconds by the clock that it took."""
    begun = time.monotonic()
    row = work(task.path, task.name, task.sha256)
    return row, time.monotonic() - begun


def read_jailed(task: Task) -> tuple[Row, float]:
    """As `timed`, for worker processes: a FileProblem and lack of memory go through too."""
    begun = time.monotonic()
    return _row(task.path, task.name), time.monotonic() - begun


def _row(path: Path, name: str) -> Row:
    gc.set_threshold(_MADE_BETWEEN_COLLECTIONS)
    try:
        from extract.read import read

        document = read(path, PurePosixPath(name).name)
        return to_contract(document, _analysed(document), name)
    except (Problem, MemoryError):
        raise
    except OSError as error:
        raise (no_room(error) if says_no_room(error) else unreadable()) from error
    except Exception as error:
        _LOG.error("%s", name, exc_info=True)
        raise failure("crashed") from error


def _refused(name: str, problem: FileProblem, sha256: str | None) -> Row:
    return refused(name, problem.status, problem.code, problem.message, sha256=sha256)


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
