"""Lexicons that are missing or no YAML say which file and line is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import files
from corpus.files import LexiconError, lexicons, read_yaml


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "HERE", tmp_path)
    return tmp_path


def test_every_lexicon_of_ours_is_yaml() -> None:
    assert len(lexicons()) > 5
    assert all(read_yaml("lexicon", name) for name in lexicons())


def test_a_line_that_is_no_yaml_is_named(folder: Path) -> None:
    (folder / "hong.yaml").write_text("a: 1\nb: [1, 2\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"corpus/hong\.yaml:3"):
        read_yaml("hong.yaml")


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(LexiconError, match=r"corpus/thieu\.yaml"):
        read_yaml("thieu.yaml")


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "ma.yaml").write_bytes("a: đã".encode("utf-16"))
    with pytest.raises(LexiconError, match=r"corpus/ma\.yaml"):
        read_yaml("ma.yaml")
