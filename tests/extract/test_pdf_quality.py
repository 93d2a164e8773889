"""Status, grades and notices of PDF readings."""

from __future__ import annotations

import pytest

from extract.pdf_layout import Leaf
from extract.pdf_leaves import Reading
from extract.pdf_page import Rules, Sheet
from extract.pdf_quality import coverage_of, grades_of, notices_of, status_of


def sheet(
    page: int, letters: int, unmapped: int = 0, image: float = 0.0, paths: int = 0, overfull: bool = False
) -> Sheet:
    return Sheet(page, 595.0, 842.0, (), Rules((), (), image, paths, overfull), letters, unmapped)


def reading(*sheets: Sheet) -> Reading:
    return Reading(list(sheets), [Leaf(s.page) for s in sheets])


def codes(found: Reading, coverage: float = 1.0) -> list[str]:
    return [notice.code for notice in notices_of(found, coverage)]


@pytest.mark.parametrize(
    ("sheets", "status", "grades"),
    [
        ([sheet(1, 900)], "ok", "A"),
        ([sheet(1, 900), sheet(2, 0, image=1.0)], "partial", "AD"),
        ([sheet(1, 900), sheet(2, 12, paths=900)], "partial", "AD"),
        ([sheet(1, 900), sheet(2, 12)], "ok", "AA"),
        ([sheet(1, 0, image=1.0)], "empty", "D"),
        ([sheet(1, 900, unmapped=2)], "ok", "B"),
        ([sheet(1, 900, unmapped=90)], "ok_with_loss", "C"),
        ([sheet(1, 900, image=0.9)], "ok", "C"),
        ([sheet(1, 900, overfull=True)], "ok", "C"),
    ],
)
def test_status_and_grades_follow_from_what_the_pages_hold(
    sheets: list[Sheet], status: str, grades: str
) -> None:
    found = reading(*sheets)
    assert (status_of(found, 1.0), "".join(grades_of(found))) == (status, grades)


def test_text_that_is_lost_is_said() -> None:
    found = reading(sheet(1, 1000))
    assert coverage_of(found, 900) == 0.9
    assert status_of(found, 0.9) == "ok_with_loss"
    assert codes(found, 0.9) == ["text_lost"]


def test_what_is_left_out_on_purpose_is_no_loss() -> None:
    found = reading(sheet(1, 1000))
    found.leaves[0].dropped = 3
    assert coverage_of(found, 997) == 1.0


def test_pages_that_do_not_open_are_named() -> None:
    found = reading(sheet(1, 900), sheet(2, 0), sheet(3, 0), sheet(4, 0))
    found.failed = [2, 3]
    (notice,) = notices_of(found, 1.0)
    assert (notice.code, notice.count) == ("broken_pages", 2)
    assert "trang 2-3" in notice.message
    assert status_of(found, 1.0) == "partial"


def test_a_file_without_any_text_says_so() -> None:
    assert codes(reading(sheet(1, 0))) == ["no_text"]


def test_unknown_glyphs_are_counted() -> None:
    (notice,) = notices_of(reading(sheet(1, 900, unmapped=2), sheet(2, 900, unmapped=3)), 1.0)
    assert (notice.code, notice.count) == ("unknown_glyphs", 5)
    assert "trang 1-2" in notice.message


def test_a_file_without_letters_has_lost_none() -> None:
    assert coverage_of(reading(sheet(1, 0)), 0) == 1.0
