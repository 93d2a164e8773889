"""Scoring of what was read against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.files import corpus_path
from extract.problems import SetupProblem
from outputs.evaluate import evaluate, evaluated, source_of

GOLD = corpus_path("gold", "reports", "short01.json")
FIGURE = {"text": "12 hội nghị", "kind": "count", "value": "12", "noun": "hội nghị"}


def _gold(folder: Path, **layers: Any) -> Path:
    path = folder / "mau.json"
    path.write_text(json.dumps({"doc": "mau.txt", **layers}), encoding="utf-8")
    return path


def test_what_is_read_as_annotated_scores_one(tmp_path: Path) -> None:
    gold = _gold(tmp_path, figures=[FIGURE])
    result = evaluate([{"file": "nop/mau.docx", "figures": [FIGURE]}], [gold])
    assert {score.f1 for score in result.scores if score.layer in ("figures", "figures.row")} == {1.0}
    assert result.errors == ()


def test_what_differs_is_listed(tmp_path: Path) -> None:
    gold = _gold(tmp_path, figures=[FIGURE])
    result = evaluate(
        [{"file": "mau.docx", "figures": [FIGURE | {"noun": "hội nghị", "level": "cấp xã"}]}], [gold]
    )
    assert result.errors == ("mau: figure '12 hội nghị': level is 'cấp xã', gold None",)


def test_a_text_beside_the_gold_is_read_as_it_is(tmp_path: Path) -> None:
    gold = _gold(tmp_path)
    (tmp_path / "mau.txt").write_text("Tổ chức 12 hội nghị.", encoding="utf-8")
    assert source_of(gold, "docx", tmp_path / "elsewhere") == tmp_path / "mau.txt"


@pytest.mark.parametrize("format", ["docx", "txt"])
def test_a_source_is_built_in_the_format_asked_for(tmp_path: Path, format: str) -> None:
    seen: list[tuple[str, bool]] = []

    def read(path: Path, name: str) -> dict[str, Any]:
        seen.append((name, path.is_file()))
        return {"file": name}

    result = evaluated([GOLD], format, read)
    assert seen == [(f"short01.{format}", True)]
    assert {score.layer for score in result.scores} >= {"figures", "units", "meta"}


def test_a_gold_file_without_source_is_the_operators_matter(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="no_source"):
        source_of(_gold(tmp_path), "docx", tmp_path)


def test_a_file_that_is_no_gold_is_the_operators_matter(tmp_path: Path) -> None:
    path = tmp_path / "mau.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(SetupProblem, match="bad_gold"):
        evaluate([], [path])
