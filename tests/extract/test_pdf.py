"""PDF reports read as a whole: kinds of blocks, their way back, and files that cannot be read."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.pdf import parse
from extract.problems import FileProblem
from tests.extract.pdf_maker import LEFT, PITCH, Page, make_pdf, wrapped

CHECKED = (
    "Trong kỳ, Đảng ủy xã đã kiểm tra đối với 162 tổ chức đảng và 195 đảng viên; qua đó kịp thời chấn chỉnh "
    "những thiếu sót trong lãnh đạo, chỉ đạo và tổ chức thực hiện nhiệm vụ chính trị ở địa phương."
)
PRAISED = (
    "Sau hai năm thực hiện, toàn xã có 12 mô hình được công nhận, trong đó cấp huyện công nhận 3 mô hình; "
    "nhiều tập thể và cá nhân được biểu dương, khen thưởng vì thành tích xuất sắc trong học tập và làm theo."
)


def read(*pages: Page) -> Document:
    return parse(make_pdf(*pages), "báo cáo.pdf", "0")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_a_report_comes_out_as_headings_paragraphs_and_items() -> None:
    page = Page()
    y = page.paragraph(100, CHECKED)
    y = page.paragraph(y, "I. KẾT QUẢ THỰC HIỆN", bold=True)
    y = page.paragraph(y, PRAISED)
    page.paragraph(y, "- Tổ chức 12 hội nghị.")
    assert blocks(read(page)) == [
        ("para", CHECKED),
        ("heading", "I. KẾT QUẢ THỰC HIỆN"),
        ("para", PRAISED),
        ("item", "- Tổ chức 12 hội nghị."),
    ]


def test_blocks_below_a_heading_know_it() -> None:
    page = Page()
    y = page.paragraph(100, "I. KẾT QUẢ", bold=True)
    y = page.paragraph(y, "1. Kinh tế", bold=True)
    page.paragraph(y, PRAISED)
    first, second, text = read(page).blocks
    assert (first.level, second.level) == (1, 2)
    assert text.path == ("I. KẾT QUẢ", "1. Kinh tế")
    assert first.bold and not text.bold


def test_every_block_leads_back_to_its_page_and_place() -> None:
    one, two = Page(), Page()
    one.paragraph(100, CHECKED)
    two.paragraph(200, "Hết.")
    block = read(one, two).blocks[-1]
    assert (block.page, block.reader) == (2, "pypdfium2")
    assert block.bbox is not None
    assert block.bbox[0] == pytest.approx(LEFT + 36)
    assert block.bbox[1] < 200 < block.bbox[3]


def test_a_paragraph_goes_on_overleaf() -> None:
    one, two = Page(), Page()
    first, second, *rest = wrapped(CHECKED, 36)
    one.text(LEFT + 36, 760, first)
    one.text(LEFT, 760 + PITCH, second)
    for i, line in enumerate(rest):
        two.text(LEFT, 80 + i * PITCH, line)
    two.paragraph(80 + len(rest) * PITCH, PRAISED)
    assert [text for _, text in blocks(read(one, two))] == [CHECKED, PRAISED]


def test_decomposed_letters_are_composed() -> None:
    page = Page()
    page.text(LEFT, 100, "Đảng ủy xã")
    page.text(LEFT, 130, "Tie\u0302\u0301n do\u0323c")
    assert read(page).text == "Đảng ủy xã\nTiến dọc"


def test_a_filled_form_field_is_text_of_its_own() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    page.field("Xã Minh Tân")
    assert blocks(read(page)) == [("para", CHECKED), ("box", "Xã Minh Tân")]


def test_without_an_engine_a_scan_is_empty_and_the_sender_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.ocr_engine.ready", lambda: False)
    page = Page()
    page.picture()
    document = read(page)
    assert (document.status, document.grades, document.text) == ("empty", ("D",), "")
    assert [w.code for w in document.warnings] == ["scanned_pages"]
    assert "nộp tệp Word" in document.warnings[0].message


def test_a_scanned_page_that_nobody_reads_makes_the_reading_partial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.ocr_engine.ready", lambda: False)
    text, scan = Page(), Page()
    text.paragraph(100, CHECKED)
    scan.picture()
    document = read(text, scan)
    assert (document.status, document.grades) == ("partial", ("A", "D"))
    assert document.warnings[0].message.startswith("Trang 2 là ảnh quét")


def test_text_under_a_scan_is_doubted() -> None:
    page = Page()
    page.picture()
    page.paragraph(100, CHECKED)
    document = read(page)
    assert (document.status, document.grades) == ("ok", ("C",))
    assert [w.code for w in document.warnings] == ["text_under_scan"]


def test_a_blank_page_is_named_since_nobody_can_say_what_it_should_hold() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    document = read(page, Page())
    assert (document.status, document.grades) == ("ok_with_loss", ("A", "B"))
    assert [(d.page, d.code) for d in document.doubts] == [(2, "blank_page")]


def test_a_password_is_asked_back_from_the_sender() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    with pytest.raises(FileProblem) as caught:
        parse(make_pdf(page, password="bi mat"), "a.pdf", "0")
    assert (caught.value.status, caught.value.code) == ("encrypted", "password_needed")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF"])
def test_a_broken_file_is_corrupt(data: bytes) -> None:
    with pytest.raises(FileProblem) as caught:
        parse(data, "a.pdf", "0")
    assert caught.value.status == "corrupt"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.pdf._MOST_PAGES", 1)
    with pytest.raises(FileProblem) as caught:
        read(Page(), Page())
    assert caught.value.status == "too_big"


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.pdf_leaves._MOST_LETTERS", 10)
    page = Page()
    page.paragraph(100, CHECKED)
    with pytest.raises(FileProblem) as caught:
        read(page)
    assert caught.value.status == "too_big"


@pytest.mark.parametrize("at", range(5, 100, 5))
def test_a_file_cut_short_is_read_or_refused(at: int) -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    page.grid([85, 200, 300], [300, 330, 360])
    data = make_pdf(page)
    try:
        assert parse(data[: len(data) * at // 100], "a.pdf", "0").blocks is not None
    except FileProblem as problem:
        assert problem.status == "corrupt"
