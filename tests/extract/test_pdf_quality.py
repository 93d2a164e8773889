"""Status, grades and notices of PDF readings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.document import Notice
from extract.pdf_grades import doubts_of, grades_of
from extract.pdf_layout import Leaf
from extract.pdf_leaves import Reading
from extract.pdf_page import Rules, Sheet, Word
from extract.pdf_quality import coverage_of, notices_of, status_of


def sheet(
    page: int, letters: int, unmapped: int = 0, image: float = 0.0, paths: int = 0, overfull: bool = False
) -> Sheet:
    return Sheet(page, 595.0, 842.0, (), Rules((), (), image, paths, overfull), letters, unmapped)


def reading(*sheets: Sheet) -> Reading:
    return Reading(list(sheets), [Leaf(s.page) for s in sheets])


def codes(found: Reading, coverage: float = 1.0) -> list[str]:
    return [notice.code for notice in notices(found, coverage)]


def notices(found: Reading, coverage: float = 1.0) -> tuple[Notice, ...]:
    return notices_of(found, doubts_of(found), coverage)


def status(found: Reading, coverage: float = 1.0) -> str:
    return status_of(found, doubts_of(found), coverage)


@pytest.mark.parametrize(
    ("sheets", "expected", "grades"),
    [
        ([sheet(1, 900)], "ok", "A"),
        ([sheet(1, 900), sheet(2, 0, image=1.0)], "partial", "AD"),
        ([sheet(1, 900), sheet(2, 12, paths=900)], "partial", "AD"),
        ([sheet(1, 900), sheet(2, 12)], "ok_with_loss", "AB"),
        ([sheet(1, 900), sheet(2, 12, paths=9)], "ok_with_loss", "AC"),
        ([sheet(1, 0, image=1.0)], "empty", "D"),
        ([sheet(1, 900, unmapped=2)], "ok", "B"),
        ([sheet(1, 900, unmapped=90)], "ok_with_loss", "C"),
        ([sheet(1, 900, image=0.9)], "ok", "C"),
        ([sheet(1, 900, overfull=True)], "ok", "C"),
    ],
)
def test_status_and_grades_follow_from_what_the_pages_hold(
    sheets: list[Sheet], expected: str, grades: str
) -> None:
    found = reading(*sheets)
    assert (status(found), "".join(grades_of(found, doubts_of(found)))) == (expected, grades)


def test_text_that_is_lost_is_said() -> None:
    found = reading(sheet(1, 1000))
    assert coverage_of(found, 900) == 0.9
    assert status(found, 0.9) == "ok_with_loss"
    assert codes(found, 0.9) == ["text_lost"]


def test_what_is_left_out_on_purpose_is_no_loss() -> None:
    found = reading(sheet(1, 1000))
    found.leaves[0].dropped = 3
    assert coverage_of(found, 997) == 1.0


def test_pages_that_do_not_open_are_named() -> None:
    found = reading(sheet(1, 900), sheet(2, 0), sheet(3, 0), sheet(4, 900))
    found.failed = [2, 3]
    (notice,) = notices(found)
    assert (notice.code, notice.count) == ("broken_pages", 2)
    assert "trang 2-3" in notice.message
    assert status(found) == "partial"


def test_a_file_without_any_text_says_so() -> None:
    assert codes(reading(sheet(1, 0))) == ["no_text"]


def test_unknown_glyphs_are_counted() -> None:
    (notice,) = notices(reading(sheet(1, 900, unmapped=2), sheet(2, 900, unmapped=3)))
    assert (notice.code, notice.count) == ("unknown_glyphs", 5)
    assert "trang 1-2" in notice.message


def test_a_file_without_letters_has_lost_none() -> None:
    assert coverage_of(reading(sheet(1, 0)), 0) == 1.0


def test_every_page_below_the_best_grade_has_its_reason() -> None:
    found = reading(
        sheet(1, 900), sheet(2, 900, image=0.9), sheet(3, 0, image=1.0), sheet(4, 900, unmapped=1)
    )
    doubts = doubts_of(found)
    assert [(d.page, d.code) for d in doubts] == [
        (2, "text_under_scan"),
        (3, "scanned_page"),
        (4, "unknown_glyphs"),
    ]
    assert all(d.message.endswith(".") for d in doubts)


@pytest.mark.parametrize(
    ("flaw", "code", "expected"),
    [
        ({"damaged": 2}, "damaged_file", "ok_with_loss"),
        ({"lost_pages": 1}, "lost_pages", "partial"),
        ({"attached": 1}, "attached_files", "ok_with_loss"),
        ({"dynamic": True}, "dynamic_form", "ok_with_loss"),
        ({"layers": True}, "hidden_layers", "ok_with_loss"),
        ({"disputed": {1}}, "engines_disagree", "ok_with_loss"),
    ],
)
def test_a_file_with_a_flaw_is_never_ok(flaw: dict[str, Any], code: str, expected: str) -> None:
    found = reading(sheet(1, 900))
    for name, value in flaw.items():
        setattr(found, name, value)
    assert (codes(found), status(found)) == ([code], expected)


def test_letters_that_spell_no_syllables_are_doubted() -> None:
    words = tuple(Word(text, 0, 9, 9, 12, False, False) for text in ["Uspoh", "iƱƢoh", "ljỄn"] * 12)
    odd = replace(sheet(1, 900), rows=(words,))
    assert codes(reading(odd)) == ["wrong_letters"]


def test_hidden_letters_are_counted_and_make_the_page_doubtful() -> None:
    found = reading(replace(sheet(1, 900), hidden=5), replace(sheet(2, 900), hidden=500))
    (notice,) = notices(found)
    assert (notice.code, notice.count, status(found)) == ("hidden_text", 505, "ok_with_loss")
    assert grades_of(found, doubts_of(found)) == ("B", "C")
