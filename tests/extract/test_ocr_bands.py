"""Lines of ink in a cell: marks stay with their letters, lines stand on their baselines."""

from __future__ import annotations

import numpy as np

from extract.ocr_bands import bands
from extract.ocr_bitmap import Dark

_DPI = 200.0


def _paper(*boxes: tuple[int, int, int, int]) -> Dark:
    dark = np.zeros((100, 120), dtype=np.bool_)
    for x0, y0, x1, y1 in boxes:
        dark[y0:y1, x0:x1] = True
    return dark


def test_a_mark_beside_the_foot_of_the_line_above_stays_with_its_letter() -> None:
    upper = [(10, 10, 20, 26), (24, 10, 34, 34), (38, 10, 48, 26)]
    lower = [(10, 46, 20, 62), (38, 46, 48, 62), (52, 46, 62, 62)]
    mark = (38, 36, 48, 43)
    found = bands(_paper(*upper, *lower, mark), _DPI)
    assert [sorted(b.pieces) for b in found] == [sorted(upper), sorted([*lower, mark])]


def test_a_dot_below_a_letter_stays_in_its_line() -> None:
    upper = [(10, 10, 20, 26), (24, 10, 34, 26)]
    lower = [(10, 46, 20, 62), (24, 46, 34, 62)]
    dot = (13, 29, 17, 33)
    assert dot in bands(_paper(*upper, *lower, dot), _DPI)[0].pieces


def test_letters_that_hang_do_not_move_the_baseline() -> None:
    (line,) = bands(_paper((10, 10, 20, 26), (24, 10, 34, 33), (38, 10, 48, 26), (52, 10, 62, 26)), _DPI)
    assert line.base == 26


def test_empty_paper_has_no_lines() -> None:
    assert bands(_paper(), _DPI) == []
