"""The results of a run replace those before them together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.results_folder import MANIFEST, prepared, publish, staging
from extract.problems import SetupProblem


def write(out: Path, **files: str) -> list[Path]:
    """One run that writes these files, `_` in a name standing for a dot."""
    with staging(out) as stage:
        for name, text in files.items():
            (stage / name.replace("_", ".")).write_text(text)
        return publish(stage, out)


def visible(out: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in out.iterdir() if path.name[0] != "."}


def test_results_are_in_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    write(tmp_path, a_csv="1", b_csv="2")
    assert visible(tmp_path) == {"a.csv": "1", "b.csv": "2"}
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    write(tmp_path, a_csv="1", b_csv="2")
    write(tmp_path, a_csv="3")
    assert visible(tmp_path) == {"a.csv": "3"}


def test_files_of_other_people_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ghi chú.txt").write_text("của tôi")
    write(tmp_path, a_csv="1")
    assert visible(tmp_path) == {"ghi chú.txt": "của tôi", "a.csv": "1"}


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, a_csv="1")
    with pytest.raises(RuntimeError), staging(tmp_path) as stage:
        (stage / "a.csv").write_text("half")
        raise RuntimeError
    assert visible(tmp_path) == {"a.csv": "1"}
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_where_one_file_cannot_be_replaced_all_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_csv="1", b_xlsx="1")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == tmp_path / "b.xlsx":
            raise PermissionError("open in another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SetupProblem, match=r"output_locked: .*b\.xlsx"):
        write(tmp_path, a_csv="2", b_xlsx="2", c_csv="2")
    monkeypatch.undo()
    assert visible(tmp_path) == {"a.csv": "1", "b.xlsx": "1"}


def test_a_workbook_that_was_edited_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    write(tmp_path, t_xlsx="ours")
    (tmp_path / "t.xlsx").write_text("edited")
    kept = write(tmp_path, t_xlsx="new")
    assert kept == [tmp_path / "t-da-sua-1.xlsx"]
    assert visible(tmp_path) == {"t.xlsx": "new", "t-da-sua-1.xlsx": "edited"}


def test_copies_of_edited_workbooks_never_replace_each_other(tmp_path: Path) -> None:
    for text in ("first", "second"):
        write(tmp_path, t_xlsx="ours")
        (tmp_path / "t.xlsx").write_text(text)
    write(tmp_path, t_xlsx="new")
    assert visible(tmp_path) == {"t.xlsx": "new", "t-da-sua-1.xlsx": "first", "t-da-sua-2.xlsx": "second"}


def test_a_workbook_of_unknown_origin_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_text("somebody's")
    write(tmp_path, t_xlsx="ours")
    assert visible(tmp_path) == {"t.xlsx": "ours", "t-da-sua-1.xlsx": "somebody's"}


def test_an_edited_table_outlives_a_run_that_no_longer_writes_it(tmp_path: Path) -> None:
    write(tmp_path, a_csv="1", b_csv="1")
    (tmp_path / "b.csv").write_text("edited")
    write(tmp_path, a_csv="2")
    assert visible(tmp_path) == {"a.csv": "2", "b.csv": "edited"}


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    with staging(tmp_path), pytest.raises(SetupProblem, match="out_in_use"), staging(tmp_path):
        pass


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".tonghop-abc").mkdir()
    (tmp_path / ".tonghop-abc" / "half.csv").write_text("x")
    write(tmp_path, a_csv="1")
    assert not (tmp_path / ".tonghop-abc").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": []}', '{"files": {"../../outside.txt": "x"}}'])
def test_a_damaged_record_of_the_last_run_does_no_harm(tmp_path: Path, text: str) -> None:
    out = tmp_path / "in" / "out"
    out.mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("stays")
    (out / MANIFEST).write_text(text)
    write(out, a_csv="1")
    assert visible(out) == {"a.csv": "1"}
    assert (tmp_path / "outside.txt").exists()


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert prepared(tmp_path / "a" / "b").is_dir()


def test_a_file_is_no_folder_for_results(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(SetupProblem, match="out_not_writable"):
        prepared(tmp_path / "out")


def test_results_do_not_go_among_the_reports(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="out_is_input"):
        prepared(tmp_path / "x" / "..", tmp_path)
