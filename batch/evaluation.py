"""Annotated reports from the command line to the scoring, with the reading that a run uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from batch.doctor import require_engines
from batch.worker import work
from extract.problems import SetupProblem
from outputs.evaluate import FORMATS, Evaluation, evaluated


def evaluated_files(
    given: Iterable[Path],
    format: str,
    begin: Callable[[int], None] = lambda reports: None,
    step: Callable[[], None] = lambda: None,
) -> Evaluation:
    """The score of these gold files, or of all in these folders, read as `format`.

    Raises SetupProblem where the format is unknown, or a gold file or folder cannot be used.
    """
    require_engines()
    if format not in FORMATS:
        raise SetupProblem(
            "bad_format", f"Không có định dạng {format}; hãy chọn một trong: {', '.join(FORMATS)}."
        )
    golds = list(_gold_files(given))
    begin(len(golds))
    return evaluated(golds, format, work, step)


def _gold_files(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        found = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not found:
            raise SetupProblem(
                "no_gold", f"Thư mục {path} không có tệp chú giải .json nào; hãy kiểm tra lại."
            )
        yield from found
