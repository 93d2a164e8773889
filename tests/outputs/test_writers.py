"""Every writer of the table writes what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from outputs.tables import Frames, empty_rows, frames
from outputs.writers import WRITERS
from tests.outputs.made import report, tables


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("made", [tables(report()), frames(empty_rows())], ids=["full", "empty"])
def test_a_writer_returns_the_files_it_wrote(tmp_path: Path, name: str, made: Frames) -> None:
    files = WRITERS[name](made, tmp_path)
    assert files and all(path.stat().st_size > 0 and path.suffix == f".{name}" for path in files)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(files)
