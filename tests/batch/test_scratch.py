"""Temporary folders: private, and gone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from batch.scratch import removed, run_folder
from extract.problems import SetupProblem


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_only_this_user_can_look_into_a_runs_folder(place: Path) -> None:
    with run_folder() as folder:
        assert folder.parent == place and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(place.iterdir())


def test_runs_at_the_same_time_leave_each_other_alone(place: Path) -> None:
    with run_folder() as first, run_folder() as second:
        assert first != second and first.is_dir() and second.is_dir()


def test_what_a_dead_run_left_is_cleared_with_or_without_its_lock(place: Path) -> None:
    for name in ("tonghop-jail-a", "tonghop-jail-b"):
        (place / name / "w1.1").mkdir(parents=True)
    (place / "tonghop-jail-a.lock").touch()
    (place / "other").mkdir()
    with run_folder():
        assert not (place / "tonghop-jail-a").exists() and not (place / "tonghop-jail-b").exists()
    assert [path.name for path in place.iterdir()] == ["other"]


@pytest.mark.skipif(sys.platform == "win32", reason="makes a link")
def test_links_lead_nowhere(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept") / "report"
    kept.touch()
    (place / "tonghop-jail-a").symlink_to(kept.parent)
    with run_folder() as folder:
        (folder / "link").symlink_to(kept.parent)
    assert kept.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_folders_that_forbid_it_are_removed_too(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "file").touch()
    (folder / "sub").chmod(0o500)
    assert removed(folder) and not folder.exists()


def test_a_machine_without_room_is_the_operators(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(place / "missing"))
    with pytest.raises(SetupProblem, match="no_temporary_files"), run_folder():
        pass
