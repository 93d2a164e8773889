"""What lies in a folder of submissions, and why some of it is not read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from batch.inbox import digest, entries, given


def statuses(folder: Path) -> dict[str, str | None]:
    return {entry.name: entry.problem.status if entry.problem else None for entry in entries(folder)}


def test_folders_are_entered_and_names_are_paths_below_the_inbox(tmp_path: Path) -> None:
    (tmp_path / "xã A" / "quý 1").mkdir(parents=True)
    (tmp_path / "xã A" / "quý 1" / "bc.docx").write_bytes(b"x")
    (tmp_path / "b.txt").write_bytes(b"x")
    assert [entry.name for entry in entries(tmp_path)] == ["b.txt", "xã A/quý 1/bc.docx"]


def test_order_does_not_depend_on_case_or_on_the_file_system(tmp_path: Path) -> None:
    for name in ("b.txt", "C.txt", "a.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [entry.name for entry in entries(tmp_path)] == ["a.txt", "b.txt", "C.txt"]


@pytest.mark.parametrize("name", ["~$baocao.docx", ".~lock.baocao.odt#", ".DS_Store", "Thumbs.db"])
def test_lock_files_and_files_of_the_system_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert statuses(tmp_path) == {name: "unsupported"}


def test_a_link_is_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "outside.txt").write_bytes(b"x")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert statuses(tmp_path / "in") == {"link.txt": "not_a_file", "loop": "not_a_file"}


def test_a_folder_named_like_a_report_is_told_of_and_still_entered(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    (tmp_path / "x.docx" / "y.txt").write_bytes(b"x")
    assert statuses(tmp_path) == {"x.docx": "not_a_file", "x.docx/y.txt": None}


def test_a_pipe_is_no_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    assert statuses(tmp_path) == {"p.txt": "not_a_file"}


def test_our_own_results_are_no_submissions(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "tonghop.xlsx").write_bytes(b"x")
    (tmp_path / "a.txt").write_bytes(b"x")
    assert [entry.name for entry in entries(tmp_path, [tmp_path / "out"])] == ["a.txt"]


@pytest.mark.parametrize("kind", ["missing", "folder", "link"])
def test_a_named_file_that_is_none_says_so(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.docx"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path)
    problem = given(path).problem
    assert problem is not None and problem.status == "not_a_file"


def test_every_refusal_is_one_sentence_of_advice_in_nfc(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").write_bytes(b"x")
    (tmp_path / "x.pdf").mkdir()
    for entry in entries(tmp_path):
        assert entry.problem is not None
        assert entry.problem.message.endswith(".") and entry.problem.message.count(". ") == 0
        assert unicodedata.is_normalized("NFC", entry.problem.message)


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
