"""Ruled tables of PDF pages: spans, wrapped cells, tables that go on overleaf."""

from __future__ import annotations

from extract.document import Document
from tests.extract.pdf_maker import LEFT, Page
from tests.extract.test_pdf import CHECKED, PRAISED, read

XS = [85.0, 125.0, 265.0, 335.0, 405.0, 505.0]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    grid = document.tables[table]
    found: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        block = document.blocks[cell.block]
        found[cell.row].append(document.text[block.start : block.end])
    return found


def spans(document: Document) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.col, c.rowspan, c.colspan) for c in document.tables[0].cells]


def page_with(ys: list[float], *texts: tuple[str, ...]) -> Page:
    """A grid over all columns with one line of texts in each row."""
    page = Page()
    page.grid(XS, ys)
    for y, line in zip(ys, texts, strict=False):
        page.cells(XS, y + 16, *line)
    return page


def test_a_ruled_table_is_a_grid_and_its_text_stands_nowhere_else() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    page.grid(XS[:4], [200, 225, 250])
    page.cells(XS, 216, "TT", "Đơn vị", "Số")
    page.cells(XS, 241, "1", "Xã Minh Tân", "12")
    page.paragraph(290, PRAISED)
    document = read(page)
    assert rows(document) == [["TT", "Đơn vị", "Số"], ["1", "Xã Minh Tân", "12"]]
    assert document.text == f"{CHECKED}\nTT\tĐơn vị\tSố\n1\tXã Minh Tân\t12\n{PRAISED}"
    assert document.tables[0].ruled is True
    assert document.tables[0].bbox == (85.0, 200.0, 335.0, 250.0)


def test_cells_lead_back_to_their_own_box() -> None:
    document = read(page_with([100, 125, 150], ("TT", "Đơn vị"), ("1", "Xã A")))
    cell = document.blocks[6]
    assert document.text[cell.start : cell.end] == "Xã A"
    assert (cell.row, cell.col, cell.bbox) == (1, 1, (125.0, 125.0, 265.0, 150.0))


def test_heads_over_two_rows_have_spans() -> None:
    page = Page()
    for x in (85.0, 125.0, 265.0, 505.0):
        page.rule(x, 100, x, 175)
    for x in (335.0, 405.0):
        page.rule(x, 125, x, 175)
    for y in (100.0, 150.0, 175.0):
        page.rule(85, y, 505, y)
    page.rule(265, 125, 505, 125)
    page.cells(XS, 116, "", "", "Kết quả")
    page.cells(XS, 130, "TT", "Đơn vị")
    page.cells(XS, 141, "", "", "Tập thể", "Cá nhân", "Cộng")
    page.cells(XS, 166, "1", "Xã A", "2", "3", "5")
    document = read(page)
    assert rows(document)[:2] == [["TT", "Đơn vị", "Kết quả"], ["Tập thể", "Cá nhân", "Cộng"]]
    assert spans(document)[:4] == [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3), (1, 2, 1, 1)]


def test_rules_drawn_cell_by_cell_and_as_thin_boxes_make_the_same_grid() -> None:
    page = Page()
    for x in XS[:3]:
        for y in (100, 125):
            page.content.append(f"{x} {page.height - y - 25} 0.5 25 re f")
    for y in (100.0, 125.0, 150.0):
        page.rule(85, y, 125, y)
        page.rule(125, y, 265, y)
    page.cells(XS, 116, "TT", "Đơn vị")
    page.cells(XS, 141, "1", "Xã A")
    assert rows(read(page)) == [["TT", "Đơn vị"], ["1", "Xã A"]]


def test_open_outer_sides_still_close_a_table() -> None:
    page = Page()
    for y in (100.0, 125.0, 150.0):
        page.rule(85, y, 335, y)
    for x in (125.0, 265.0):
        page.rule(x, 100, x, 150)
    page.cells(XS, 116, "TT", "Đơn vị", "Số")
    page.cells(XS, 141, "1", "Xã A", "7")
    assert rows(read(page)) == [["TT", "Đơn vị", "Số"], ["1", "Xã A", "7"]]


def test_a_frame_around_the_page_and_underlines_are_no_table() -> None:
    page = Page()
    page.grid([50, 545], [50, 800])
    page.rule(200, 130, 300, 130)
    page.paragraph(100, CHECKED)
    document = read(page)
    assert not document.tables
    assert document.text == CHECKED


def test_a_wrapped_cell_is_one_line_and_paragraphs_of_a_cell_are_lines() -> None:
    page = Page()
    page.grid(XS[:4], [100, 125, 215])
    page.cells(XS, 116, "TT", "Nội dung", "Số")
    for i, line in enumerate(("- Kiểm tra tổ chức", "đảng cấp dưới", "- Giám sát")):
        page.cells(XS, 141 + 16 * i, "", line)
    page.cells(XS, 141, "1", "", "12")
    assert rows(read(page))[1] == ["1", "- Kiểm tra tổ chức đảng cấp dưới\n- Giám sát", "12"]


def test_a_word_cut_by_a_narrow_cell_is_whole_again() -> None:
    page = Page()
    xs = [85.0, 137.0, 505.0]
    page.grid(xs, [100, 125, 160])
    page.cells(xs, 116, "Xã", "Số")
    page.cells(xs, 141, "phườn", "1")
    page.cells(xs, 157, "g Hòa")
    assert rows(read(page))[1][0] == "phường Hòa"


def test_a_table_goes_on_overleaf_without_its_repeated_head() -> None:
    one = page_with([700, 725, 750], ("TT", "Đơn vị", "Số"), ("1", "Xã A", "12"))
    two = page_with([60, 85, 110], ("TT", "Đơn vị", "Số"), ("2", "Xã B", "15"))
    two.paragraph(150, CHECKED)
    document = read(one, two)
    assert len(document.tables) == 1
    assert [row[:3] for row in rows(document)] == [
        ["TT", "Đơn vị", "Số"],
        ["1", "Xã A", "12"],
        ["2", "Xã B", "15"],
    ]
    assert document.blocks[document.tables[0].cells[-1].block].page == 2
    assert document.coverage == 1.0


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    one = page_with([700, 725, 750], ("TT", "Nội dung", "Số"), ("1", "Công tác tuyên", "12"))
    two = page_with([60, 85, 110], ("", "truyền miệng", ""), ("2", "Dân vận", "15"))
    assert [row[:3] for row in rows(read(one, two))] == [
        ["TT", "Nội dung", "Số"],
        ["1", "Công tác tuyên truyền miệng", "12"],
        ["2", "Dân vận", "15"],
    ]


def test_a_bold_row_cut_by_the_page_break_may_end_in_marks_that_are_not_bold() -> None:
    one, two = page_with([700, 725]), page_with([60, 85, 110], ("", "", ""), ("1", "12", "9"))
    for page, y, texts in ((one, 716, ("TT", "Khiển", "Tỷ lệ")), (two, 76, ("", "trách", "(%)"))):
        for x, text in zip(XS, texts, strict=False):
            page.text(x + 5, y, text, bold=text != "(%)")
    assert [row[:3] for row in rows(read(one, two))] == [
        ["TT", "Khiển trách", "Tỷ lệ (%)"],
        ["1", "12", "9"],
    ]


def test_a_row_without_a_number_of_its_own_stays_a_row() -> None:
    one = page_with([700, 725, 750], ("TT", "Đơn vị", "Số"), ("1", "Xã A", "12"))
    two = page_with([60, 85], ("", "Tổng cộng", "12"))
    assert rows(read(one, two))[-1][:3] == ["", "Tổng cộng", "12"]


def test_text_between_two_tables_keeps_them_apart() -> None:
    one = page_with([700, 725, 750], ("TT", "Đơn vị", "Số"), ("1", "Xã A", "12"))
    two = page_with([160, 185, 210], ("TT", "Đơn vị", "Số"), ("2", "Xã B", "15"))
    two.paragraph(80, CHECKED)
    document = read(one, two)
    assert len(document.tables) == 2
    assert [b.kind for b in document.blocks if b.page == 2][:2] == ["para", "cell"]


def test_a_table_inside_a_cell_knows_the_table_around_it() -> None:
    page = Page()
    page.grid([85, 285, 505], [100, 250])
    page.text(LEFT + 5, 116, "Mô hình")
    page.grid([300, 380, 480], [150, 175, 200])
    page.cells([300, 380], 166, "Tên", "Số")
    page.cells([300, 380], 191, "Dân vận", "7")
    document = read(page)
    assert [grid.inside for grid in document.tables] == [None, 0]
    assert rows(document, 1) == [["Tên", "Số"], ["Dân vận", "7"]]


def test_head_cells_that_run_upwards_are_read() -> None:
    page = page_with([100, 180, 205], ("TT", "Nội dung"), ("1", "Kết nạp", "12"))
    page.upwards(300, 170, "Đơn vị")
    page.upwards(316, 170, "tính")
    assert rows(read(page))[0][:3] == ["TT", "Nội dung", "Đơn vị tính"]
