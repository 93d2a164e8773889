"""Which files are opened, and which are answered without."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from batch.inbox import entries
from batch.tasks import Task, planned


def tasks(folder: Path, *, duplicates: bool = True) -> dict[str, Task]:
    return {task.name: task for task in planned(entries(folder), duplicates=duplicates)}


def test_content_met_before_is_counted_once_under_the_first_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("một báo cáo" if name != "b.txt" else "báo cáo khác")
    found = tasks(tmp_path)
    assert found["a.txt"].known is None and found["b.txt"].known is None
    known = found["c.txt"].known
    assert known is not None
    assert (known["status"], known["duplicate_of"]) == ("duplicate", "a.txt")
    assert "a.txt" in known["warnings"][0]["message"]


def test_empty_files_are_no_duplicates_of_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert all(task.known is None for task in tasks(tmp_path).values())


def test_files_named_one_by_one_are_all_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    assert all(task.known is None for task in tasks(tmp_path, duplicates=False).values())


def test_a_refused_file_has_its_contract_object_at_once(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").write_text("x")
    known = tasks(tmp_path)["~$a.docx"].known
    assert known is not None and known["status"] == "unsupported" and known["figures"] == []


def test_a_decomposed_name_is_known_by_its_composed_form(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "báo cáo.txt")).write_text("x")
    [task] = tasks(tmp_path).values()
    assert task.name == "báo cáo.txt" and task.path.exists()
