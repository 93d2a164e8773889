"""Reviewers in the browser and in Excel at the same rows: no update is lost, the history is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.interleavings import KINDS, interleave


@pytest.mark.parametrize("seed", range(15))
def test_no_update_is_lost_in_any_order(tmp_path: Path, seed: int) -> None:
    course = interleave(seed, tmp_path, KINDS[seed % len(KINDS)])
    assert (course.lost, course.untold, course.flaws) == ([], [], []) and course.acknowledged > 0
