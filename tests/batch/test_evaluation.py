"""Annotated reports named on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batch.evaluation import evaluated_files
from extract.problems import SetupProblem

FIGURE = {
    "text": "162 tổ chức đảng",
    "kind": "count",
    "value": "162",
    "noun": "tổ chức đảng",
    "action": "kiểm tra",
}


@pytest.fixture
def golds(tmp_path: Path) -> Path:
    """A folder with one annotated report, its text beside it."""
    (tmp_path / "mau.txt").write_text("Đảng ủy xã đã kiểm tra 162 tổ chức đảng.\n", encoding="utf-8")
    gold = {"doc": "mau.txt", "figures": [FIGURE]}
    (tmp_path / "mau.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["", "mau.json"])
def test_a_folder_stands_for_the_gold_files_in_it(golds: Path, name: str) -> None:
    heard: list[int] = []
    found = evaluated_files([golds / name], "docx", heard.append, lambda: heard.append(1))
    [figures] = [score for score in found.scores if score.layer == "figures"]
    assert (figures.gold, figures.found, figures.f1) == (1, 1, 1.0)
    assert heard == [1, 1]


def test_a_folder_without_gold_is_the_operators(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="no_gold"):
        evaluated_files([tmp_path], "docx")


def test_an_unknown_format_is_the_operators(golds: Path) -> None:
    with pytest.raises(SetupProblem, match="bad_format"):
        evaluated_files([golds], "xyz")
