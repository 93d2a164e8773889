"""The whole pipeline: visible order, named span groups, and evidence that holds in real reports."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.files import corpus_path
from extract.document import Document
from extract.read import read
from nlp.pipeline import COMPONENTS, analyse, pipeline, process, records
from nlp.records import Cell, Extraction, Figure, ModelTitle, UnitMention
from tests.nlp.documents import document, drawn
from tests.nlp.examples import paragraph

REPORTS = ("party01", "state02", "short05", "mixed08")
LAYERS = ("figures", "units", "models", "cells")
TEXT = "Xã Minh Tân duy trì mô hình “Thắp sáng đường quê”, có 162 hộ tham gia."
Row = Figure | UnitMention | ModelTitle | Cell


@cache
def _report(name: str) -> tuple[Document, Extraction]:
    found = read(corpus_path("gold", "reports", f"{name}.md"), f"{name}.txt")
    return found, analyse(found)


def _rows(found: Extraction) -> list[Row]:
    return [*found.figures, *found.units, *found.models, *found.cells]


def test_the_components_run_in_the_order_that_is_written_down() -> None:
    assert pipeline().pipe_names == [name for name, _ in COMPONENTS]


def test_each_layer_is_a_span_group_with_the_ids_of_its_rows() -> None:
    table = drawn("Xã | Số hộ\nMinh Tân | 12\nTùng Khê | 5")
    doc = process(document(TEXT, table))
    found = records(doc)
    for layer in LAYERS:
        rows: tuple[Row, ...] = getattr(found, layer)
        assert rows
        assert [span.id_ for span in doc.spans[layer]] == [row.id for row in rows]
        assert [span.text for span in doc.spans[layer]] == [row.evidence.quote for row in rows]


def test_a_mention_inside_a_token_group_is_widened_to_tokens() -> None:
    doc = process(paragraph("Kiểm tra 162tổ chức đảng."))
    assert [span.text for span in doc.spans["figures"]] == ["162tổ chức đảng"]


def test_an_empty_document_yields_nothing() -> None:
    assert analyse(paragraph("")) == Extraction(analyse(paragraph("")).meta)


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_quotes_the_text_at_its_place(name: str) -> None:
    document, found = _report(name)
    assert _rows(found)
    for row in _rows(found):
        evidence = row.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip() == evidence.quote != ""


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_has_an_id_of_its_own_and_a_named_reason(name: str) -> None:
    _, found = _report(name)
    rows = [*_rows(found), *found.checks]
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert 0 < row.confidence < 1
        assert row.reasons
        assert all(isinstance(reason, str) and reason for reason in row.reasons)


@pytest.mark.parametrize("name", REPORTS)
def test_rows_point_only_to_rows_that_are_there(name: str) -> None:
    _, found = _report(name)
    figures = {figure.id for figure in found.figures}
    every = {row.id for row in _rows(found)}
    assert {f.part_of for f in found.figures} - {None} <= figures
    assert all(f.part_of != f.id for f in found.figures)
    assert {m.unit for m in found.models} - {None} <= {unit.id for unit in found.units}
    assert {row for check in found.checks for row in check.rows} <= every


@pytest.mark.parametrize("name", REPORTS)
def test_mentions_of_one_layer_never_overlap_and_stand_in_reading_order(name: str) -> None:
    _, found = _report(name)
    for layer in LAYERS:
        rows: tuple[Row, ...] = getattr(found, layer)
        assert all(a.evidence.end <= b.evidence.start for a, b in pairwise(rows))


def test_reading_again_gives_the_same_rows() -> None:
    document, found = _report("party01")
    assert analyse(document) == found


def test_the_same_words_in_another_file_have_other_ids(tmp_path: Path) -> None:
    ids = []
    for ending in ("", "\n"):
        file = tmp_path / f"a{len(ending)}.txt"
        file.write_text(TEXT + ending, encoding="utf-8")
        ids.append([row.id for row in _rows(analyse(read(file, file.name)))])
    assert len(ids[0]) == len(ids[1])
    assert set(ids[0]).isdisjoint(ids[1])
