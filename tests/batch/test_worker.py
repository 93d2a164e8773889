"""One file becomes one contract object, whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract.read
from batch.limits import FAILURES
from batch.worker import work
from corpus.files import LexiconError
from extract.problems import FileProblem, SetupProblem


def status(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> tuple[str, str]:
    def read(path: Path, name: str) -> None:
        raise error

    monkeypatch.setattr(extract.read, "read", read)
    row = work(Path("a.docx"), "a.docx", "abc")
    assert row["sha256"] == "abc"
    return row["status"], row["warnings"][0]["code"]


def test_a_file_that_cannot_be_read_has_the_readers_status(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = FileProblem("encrypted", "password", "Tệp có mật khẩu.")
    assert status(monkeypatch, problem) == ("encrypted", "password")


def test_a_file_that_the_system_does_not_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert status(monkeypatch, PermissionError()) == ("not_a_file", "unreadable_file")


def test_a_fault_of_ours_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    assert status(monkeypatch, KeyError("x")) == ("crashed", "internal_error")


def test_lack_of_memory_has_its_own_status(monkeypatch: pytest.MonkeyPatch) -> None:
    assert status(monkeypatch, MemoryError()) == ("out_of_memory", "no_memory")


def test_a_fault_of_the_set_up_is_not_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SetupProblem):
        status(monkeypatch, SetupProblem("no_engine", "Thiếu phần mềm."))


def test_a_broken_lexicon_is_the_set_up_and_not_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> None:
        raise LexiconError("corpus/lexicon/words.yaml:3")

    (tmp_path / "a.txt").write_text("Xã có 12 đảng viên.", encoding="utf-8")
    monkeypatch.setattr("nlp.pipeline.analyse", broken)
    with pytest.raises(SetupProblem, match=r"words\.yaml:3"):
        work(tmp_path / "a.txt", "a.txt")


def test_advice_is_one_sentence() -> None:
    assert all(message.endswith(".") and "; hãy " in message for _, message in FAILURES.values())
