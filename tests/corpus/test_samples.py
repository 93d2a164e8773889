"""The sample reports: complete, small, and read without loss."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.files import corpus_path
from extract.document import Document
from extract.read import read
from nlp.pipeline import analyse
from nlp.records import Extraction

SAMPLES = sorted(corpus_path("samples").iterdir())
WITH_A_WRONG_SUM = "06-ubkt-thi-uy-ba-don.docx"


@cache
def _read(path: Path) -> tuple[Document, Extraction]:
    document = read(path, path.name)
    return document, analyse(document)


def test_every_source_is_built() -> None:
    sources = sorted(file.stem for file in corpus_path("sample_sources").glob("[0-9]*.md"))
    assert [file.stem for file in SAMPLES] == sources
    assert [sum(file.suffix == ending for file in SAMPLES) for ending in (".docx", ".pdf", ".doc")] == [
        6,
        4,
        4,
    ]


def test_together_they_stay_below_a_megabyte() -> None:
    assert sum(file.stat().st_size for file in SAMPLES) < 1 << 20


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_is_read_whole(sample: Path) -> None:
    document, found = _read(sample)
    assert document.status == "ok"
    assert found.meta.issuer and found.meta.parent and found.meta.date and found.meta.period
    assert sum(figure.indicator is not None for figure in found.figures) >= 3
    for row in (*found.figures, *found.units, *found.models, *found.cells):
        assert document.text[row.evidence.start : row.evidence.end] == row.evidence.quote


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_only_the_sum_that_was_made_wrong_fails(sample: Path) -> None:
    _, found = _read(sample)
    failed = [
        (int(check.total), [int(part) for part in check.parts]) for check in found.checks if not check.ok
    ]
    assert failed == ([(80, [6, 18, 22, 38])] if sample.name == WITH_A_WRONG_SUM else [])


def test_figures_in_footnotes_are_read() -> None:
    _, found = _read(corpus_path("samples", "01-dang-uy-xa-hien-luong.docx"))
    assert "16 đảng viên" in {figure.evidence.quote for figure in found.figures}
