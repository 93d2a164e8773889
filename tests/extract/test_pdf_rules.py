"""Lines that a page draws: dashes, boxes, pictures, and pages with too many shapes."""

from __future__ import annotations

import pytest

from extract.pdf_page import Rules
from extract.pdf_rules import read_rules
from extract.pdf_runs import frame_of
from tests.extract.pdf_maker import Page, make_pdf


def rules_of(page: Page) -> Rules:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(make_pdf(page))
    sheet = pdf[0]
    found = read_rules(sheet, frame_of(sheet))
    sheet.close()
    pdf.close()
    return found


def test_positions_count_from_the_top_left() -> None:
    page = Page()
    page.rule(85, 100, 300, 100)
    ((at, start, end),) = rules_of(page).across
    assert (at, start, end) == pytest.approx((100, 85, 300))


def test_dashes_of_one_border_are_one_rule() -> None:
    page = Page()
    for i in range(20):
        page.rule(85 + 6 * i, 100, 89 + 6 * i, 100)
    (rule,) = rules_of(page).across
    assert (rule.start, rule.end) == pytest.approx((85, 203))


def test_two_lines_far_apart_on_one_height_are_two_rules() -> None:
    page = Page()
    page.rule(85, 100, 150, 100)
    page.rule(300, 100, 400, 100)
    assert len(rules_of(page).across) == 2


def test_the_sides_of_a_stroked_box_are_rules_and_those_of_a_shade_are_none() -> None:
    page = Page()
    page.content.append("100 600 200 50 re S")
    page.content.append("100 400 200 50 re f")
    found = rules_of(page)
    assert (len(found.across), len(found.down)) == (2, 2)


def test_a_thin_filled_box_is_a_rule() -> None:
    page = Page()
    page.content.append("100 600 200 0.6 re f")
    assert len(rules_of(page).across) == 1


def test_rules_of_a_page_shown_turned_are_turned_with_it() -> None:
    page = Page(turn=90)
    page.rule(85, 100, 300, 100)
    found = rules_of(page)
    assert not found.across
    assert len(found.down) == 1


def test_a_picture_says_how_much_of_the_page_it_covers() -> None:
    page = Page()
    page.picture()
    assert rules_of(page).image == pytest.approx(1.0)


def test_a_page_with_too_many_shapes_has_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.pdf_rules._MOST_OBJECTS", 3)
    page = Page()
    page.grid([85, 200, 300], [100, 125, 150])
    found = rules_of(page)
    assert found.overfull
    assert not found.across
