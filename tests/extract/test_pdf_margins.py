"""Running headers and footers, page numbers and footnotes of PDF pages."""

from __future__ import annotations

from tests.extract.pdf_maker import LEFT, PITCH, Page, wrapped
from tests.extract.test_pdf import CHECKED, PRAISED, blocks, read

TEXTS = (CHECKED, PRAISED, CHECKED[:-1] + " trong năm 2023.")


def three_pages() -> list[Page]:
    pages = [Page(), Page(), Page()]
    for page, text in zip(pages, TEXTS, strict=True):
        page.paragraph(120, text)
    return pages


def test_a_running_head_is_a_header_and_kept() -> None:
    pages = three_pages()
    for page in pages:
        page.text(LEFT, 50, "Báo cáo công tác năm", 11)
    found = blocks(read(*pages))
    assert found.count(("header", "Báo cáo công tác năm")) == 3
    assert [text for kind, text in found if kind == "para"] == list(TEXTS)


def test_page_numbers_are_headers_or_footers() -> None:
    pages = three_pages()
    for number, page in enumerate(pages, 1):
        page.centred(800, f"- {number} -", 11)
    pages[1].centred(50, "2", 11)
    found = blocks(read(*pages))
    assert [text for kind, text in found if kind == "footer"] == ["- 1 -", "- 2 -", "- 3 -"]
    assert ("header", "2") in found


def test_a_number_that_does_not_count_pages_is_text() -> None:
    page = Page()
    page.paragraph(120, CHECKED)
    page.centred(800, "1205")
    assert ("para", "1205") in blocks(read(page))


def test_letter_heads_of_two_reports_in_one_file_are_no_running_head() -> None:
    pages = [Page(), Page()]
    for page, text in zip(pages, TEXTS, strict=False):
        for i in range(5):
            page.text(LEFT, 70 + 17 * i, f"ĐẢNG BỘ HUYỆN CẨM KHÊ dòng {'abcde'[i]}")
        page.paragraph(200, text)
    assert not [kind for kind, _ in blocks(read(*pages)) if kind == "header"]


def test_a_header_between_two_pages_does_not_break_the_paragraph() -> None:
    one, two = Page(), Page()
    first, second, *rest = wrapped(CHECKED, 36)
    one.text(LEFT + 36, 740, first)
    one.text(LEFT, 740 + PITCH, second)
    one.centred(805, "1", 11)
    two.centred(50, "2", 11)
    for i, line in enumerate(rest):
        two.text(LEFT, 80 + i * PITCH, line)
    assert blocks(read(one, two)) == [("para", CHECKED), ("footer", "1"), ("header", "2")]


def with_note(mark_raised: bool, rule: bool) -> Page:
    page = Page()
    page.paragraph(100, PRAISED)
    page.text(LEFT, 700, "Có 12 mô hình")
    page.text(LEFT + 13 * 7, 695, "1", 8)
    page.text(LEFT + 102, 700, "tiêu biểu.")
    if rule:
        page.rule(LEFT, 738, LEFT + 140, 738)
    page.text(LEFT, 746 if mark_raised else 750, "1", 6 if mark_raised else 10)
    page.text(LEFT + 10, 750, "Trong đó 5 mô hình cấp huyện, 7 mô hình", 10)
    page.text(LEFT, 763, "cấp xã.", 10)
    return page


def test_a_note_under_a_rule_is_a_footnote_and_its_mark_leaves_the_text() -> None:
    found = blocks(read(with_note(mark_raised=True, rule=True)))
    assert found[1:] == [
        ("para", "Có 12 mô hình tiêu biểu."),
        ("footnote", "Trong đó 5 mô hình cấp huyện, 7 mô hình cấp xã."),
    ]


def test_a_note_without_a_rule_is_known_by_the_mark_in_the_text() -> None:
    found = blocks(read(with_note(mark_raised=False, rule=False)))
    assert [kind for kind, _ in found] == ["para", "para", "footnote"]


def test_nothing_counts_as_lost_when_marks_are_left_out() -> None:
    document = read(with_note(mark_raised=True, rule=True))
    assert (document.status, document.coverage) == ("ok", 1.0)


def test_two_notes_are_two_footnotes() -> None:
    page = with_note(mark_raised=True, rule=True)
    page.text(LEFT, 774, "2", 6)
    page.text(LEFT + 10, 778, "Số liệu đến ngày 15/6.", 10)
    assert [text for kind, text in blocks(read(page)) if kind == "footnote"] == [
        "Trong đó 5 mô hình cấp huyện, 7 mô hình cấp xã.",
        "Số liệu đến ngày 15/6.",
    ]


def test_small_print_without_mark_or_rule_stays_text() -> None:
    page = Page()
    page.paragraph(100, PRAISED)
    page.text(LEFT, 760, "Lưu hành nội bộ", 10)
    assert ("para", "Lưu hành nội bộ") in blocks(read(page))


def test_the_mark_of_a_note_never_joins_a_number_in_a_table() -> None:
    page = with_note(mark_raised=True, rule=True)
    page.grid([85, 200, 300], [300, 325, 350])
    page.cells([85, 200], 316, "Đơn vị", "Số")
    page.cells([85, 200], 341, "Xã A", "125")
    page.text(205 + 21, 336, "1", 8)
    assert ("cell", "125") in blocks(read(page))
