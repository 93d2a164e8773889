"""Text side by side without rules: letter heads, signatures, newspaper columns."""

from __future__ import annotations

from extract.pdf_columns import find_regions, split_row, tabbed
from extract.pdf_page import Word, words_text
from nlp.meta import find_meta
from nlp.zones import find_zones
from tests.extract.pdf_maker import LEFT, PITCH, RIGHT, Page, wrapped
from tests.extract.test_pdf import CHECKED, PRAISED, read
from tests.extract.test_pdf_tables import rows


def word(text: str, x: float, y: float = 100.0, size: float = 10.0, bold: bool = False) -> Word:
    return Word(text, x, x + len(text) * size / 2, y, size, bold, False)


def side(page: Page, middle: float, y: float, text: str, bold: bool = False) -> None:
    page.text(middle - len(text) * 3.25, y, text, 13, bold)


def letter_head() -> Page:
    page = Page()
    side(page, 180, 80, "HUYỆN ỦY CẨM KHÊ")
    side(page, 420, 80, "ĐẢNG CỘNG SẢN VIỆT NAM", True)
    side(page, 180, 97, "ĐẢNG ỦY XÃ MINH TÂN", True)
    side(page, 420, 106, "Minh Tân, ngày 20 tháng 6 năm 2023")
    side(page, 180, 114, "*")
    side(page, 180, 131, "Số 127-BC/ĐU")
    page.centred(170, "BÁO CÁO", bold=True)
    page.centred(188, "kết quả 6 tháng đầu năm 2023", bold=True)
    page.paragraph(220, CHECKED)
    return page


def signed(page: Page, y: float) -> None:
    page.text(LEFT, y, "Nơi nhận:", 12, bold=True)
    side(page, 420, y, "T/M BAN THƯỜNG VỤ", True)
    page.text(LEFT, y + 15, "- Huyện ủy,", 11)
    side(page, 420, y + 17, "BÍ THƯ", True)
    page.text(LEFT, y + 30, "- Các đồng chí trong Ban Chấp", 11)
    page.text(LEFT, y + 45, "hành Đảng bộ xã,", 11)
    page.text(LEFT, y + 60, "- Lưu Văn phòng.", 11)
    side(page, 420, y + 110, "Nguyễn Văn A", True)


def test_a_letter_head_is_one_row_of_two_cells() -> None:
    document = read(letter_head())
    assert rows(document) == [
        [
            "HUYỆN ỦY CẨM KHÊ\nĐẢNG ỦY XÃ MINH TÂN\n*\nSố 127-BC/ĐU",
            "ĐẢNG CỘNG SẢN VIỆT NAM\nMinh Tân, ngày 20 tháng 6 năm 2023",
        ]
    ]
    assert document.tables[0].ruled is False
    assert [b.kind for b in document.blocks[2:]] == ["para", "para", "para"]


def test_meta_is_found_in_the_letter_head_and_at_the_foot() -> None:
    page = letter_head()
    signed(page, 400)
    document = read(page)
    meta = find_meta(document, find_zones(document))
    assert (meta.issuer, meta.parent) == ("Đảng ủy xã Minh Tân", "Huyện ủy Cẩm Khê")
    assert (meta.number, meta.place, meta.date) == ("127-BC/ĐU", "Minh Tân", "2023-06-20")
    assert meta.signer == "Nguyễn Văn A"
    assert meta.recipients == (
        "Huyện ủy",
        "Các đồng chí trong Ban Chấp hành Đảng bộ xã",
        "Lưu Văn phòng",
    )


def test_a_wrapped_line_of_a_letter_head_is_whole() -> None:
    page = Page()
    side(page, 190, 80, "UBND HUYỆN BÁT XÁT")
    side(page, 410, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", True)
    side(page, 410, 96, "VIỆT NAM", True)
    side(page, 190, 106, "UBND XÃ MƯỜNG VI", True)
    side(page, 410, 122, "Độc lập - Tự do - Hạnh phúc", True)
    page.paragraph(200, CHECKED + " " + PRAISED)
    assert rows(read(page))[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def test_a_foot_that_a_page_break_cuts_is_one_foot() -> None:
    one, two = Page(), Page()
    one.paragraph(600, CHECKED + " " + PRAISED)
    one.text(LEFT, 780, "Nơi nhận:", 12, bold=True)
    side(one, 420, 780, "T/M BAN THƯỜNG VỤ", True)
    one.text(LEFT, 798, "- Huyện ủy,", 11)
    side(one, 420, 798, "BÍ THƯ", True)
    two.text(LEFT, 70, "- Các chi bộ,", 11)
    side(two, 420, 70, "Nguyễn Văn A", True)
    two.text(LEFT, 88, "- Lưu.", 11)
    assert rows(read(one, two)) == [
        ["Nơi nhận:\n- Huyện ủy,\n- Các chi bộ,\n- Lưu.", "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn A"]
    ]


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    page = Page()
    width, gutter = 200.0, 20.0
    left, right = (wrapped(" ".join([text] * 4), 0, width) for text in (CHECKED, PRAISED))
    for i, line in enumerate(left):
        page.text(LEFT, 100 + i * PITCH, line)
    for i, line in enumerate(right):
        page.text(LEFT + width + gutter, 100 + i * PITCH, line)
    text = read(page).text
    assert CHECKED in text and PRAISED in text
    assert text.index(CHECKED) < text.index(PRAISED)


def test_a_wide_gap_on_a_line_of_its_own_is_a_tab() -> None:
    page = Page()
    page.text(LEFT, 100, "Biểu số 1")
    page.text(400, 100, "Đơn vị tính: đồng")
    page.paragraph(130, CHECKED)
    document = read(page)
    assert document.text.startswith("Biểu số 1\tĐơn vị tính: đồng\n")
    assert not document.tables


def test_a_line_stretched_to_the_margin_is_one_piece() -> None:
    row = tuple(word("chữ", 40.0 * i) for i in range(6))
    assert split_row(row) == [row]


def test_a_smaller_gap_parts_letters_of_different_weight() -> None:
    row = (word("ĐẢNG", 0), word("BỘ", 23), word("ĐẢNG", 43, bold=True))
    assert [words_text(piece) for piece in split_row(row)] == ["ĐẢNG BỘ", "ĐẢNG"]
    assert tabbed(row) == "ĐẢNG BỘ ĐẢNG"


def test_running_text_below_a_letter_head_is_not_in_its_columns() -> None:
    rows_ = [
        (word("TRÁI", 0, 100), word("PHẢI", 100, 100)),
        (word("TRÁI", 0, 112), word("PHẢI", 100, 112)),
        tuple(word("chữ", 20.0 * i, 124) for i in range(7)),
    ]
    (region,) = find_regions(rows_)
    assert (region.first, region.last) == (0, 1)


def test_the_margin_of_the_page_is_no_column() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    page.text(RIGHT - 70, 190, "Người lập")
    assert not read(page).tables
