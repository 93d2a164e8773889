"""Annotations as a file on disk: out of a store, and back into it."""

from __future__ import annotations

from pathlib import Path

from extract.problems import SetupProblem
from outputs.store import opened, reading
from review.annotations import Told
from review.annotations_formats import read_as, written
from review.annotations_import import AnnotationPlan, imported, planned
from review.annotations_store import annotated_reports, known_texts
from review.serve import account
from review.sheet_files import hash_of, written_whole


def export_annotations(url: str, format: str, out: Path, report: str | None) -> tuple[int, int, list[Told]]:
    """How many reports and spans were written, and what the format could not hold. Raises SetupProblem."""
    with opened(url) as store, reading(store) as connection, written_whole(out) as fresh:
        sha256 = hash_of(connection, report) if report else None
        reports = list(annotated_reports(connection, sha256))
        lost = written(format, reports, fresh)
    beside = fresh.with_suffix(".xml")
    if beside.exists():
        beside.replace(out.with_suffix(".xml"))
    return len(reports), sum(len(one.spans) for one in reports), lost


def import_annotations(
    url: str, format: str, file: Path, who: str | None, *, apply: bool, reject_missing: bool
) -> tuple[AnnotationPlan, str | None]:
    """The plan, and the name for undoing it where it was done. Raises Problem, SetupProblem."""
    if not file.is_file():
        raise SetupProblem("no_file", f"Không mở được tệp {file}; hãy kiểm tra lại đường dẫn.")
    with opened(url) as store:
        with reading(store) as connection:
            texts = known_texts(connection)
            annotated, told = read_as(format, file, texts)
            plan = planned(connection, annotated, told, reject_missing=reject_missing)
        if not apply:
            return plan, None
        return imported(store, annotated, who or account(), told, reject_missing=reject_missing)
