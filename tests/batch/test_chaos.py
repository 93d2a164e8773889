"""Sixteen of a hundred files do their worst; bench/chaos.py does the same with twenty seeds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.batch.chaos import chaos


def test_each_of_a_hundred_files_gets_what_it_deserves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert chaos(0, workers=3) == {"ok": 84, "out_of_memory": 5, "crashed": 8, "timeout": 3}
    assert not list(tmp_path.iterdir())
