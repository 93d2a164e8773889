"""Tables whose rows are parted by less than a grid, and pages that lie on their side."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf import parse
from extract.pdf_cuts import cuts
from extract.pdf_page import Rule, Rules
from tests.extract.pdf_maker import LEFT, RIGHT, Page, make_pdf

XS = [LEFT, 125.0, 330.0, 420.0]
HEAD = ("TT", "Nội dung", "Năm 2023", "Năm 2024")
ROWS = [
    ("1", "Hộ nghèo", "1.242", "1.204"),
    ("2", "Đảng viên được kiểm tra trong năm", "345", "351"),
    ("3", "Học sinh giỏi", "27", "31"),
    ("4", "Vụ việc", "9", "12"),
]
LONG = ROWS[1][1]
SHORT = [row for row in ROWS if row[1] != LONG]


def grid(*pages: Page) -> list[list[str]]:
    """The texts of the only table, row by row."""
    document = parse(make_pdf(*pages), "a.pdf", "0")
    (table,) = document.tables
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        block = document.blocks[cell.block]
        rows[cell.row].append(document.text[block.start : block.end])
    return rows


def whole(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def band(page: Page, top: float, bottom: float, colour: str) -> None:
    box = f"{LEFT} {page.height - bottom} {RIGHT - LEFT} {bottom - top} re f"
    page.content.append(f"q {colour} rg {box} Q")


def centred_row(page: Page, y: float) -> float:
    """A row whose label takes two lines, its figures between them; returns the last baseline."""
    page.cells(XS, y, "", "Đảng viên được")
    page.cells(XS, y + 9, "2", "", "345", "351")
    page.cells(XS, y + 18, "", "kiểm tra trong năm")
    return y + 18


def test_lines_across_part_rows_whose_figures_stand_beside_two_lines() -> None:
    page = Page()
    y = 200.0
    for row in (HEAD, *ROWS):
        if row[1] == LONG:
            y = centred_row(page, y)
        else:
            page.cells(XS, y, *row)
        page.rule(LEFT, y + 8, RIGHT, y + 8)
        y += 24
    assert grid(page) == whole([HEAD, *ROWS])


def test_a_row_without_figures_between_two_lines_is_a_row() -> None:
    page = Page()
    y = 200.0
    rows = (HEAD, ("I", "KINH TẾ", "", ""), ROWS[0], ROWS[2], ("II", "XÃ HỘI", "", ""), ROWS[3])
    for row in rows:
        page.cells(XS, y, *row)
        page.rule(LEFT, y + 8, RIGHT, y + 8)
        y += 24
    assert grid(page) == whole(rows)


def test_coloured_bands_part_rows() -> None:
    page = Page()
    y = 200.0
    for i, row in enumerate((HEAD, *ROWS)):
        tall = 18 if row[1] == LONG else 0
        if i % 2 == 0:
            band(page, y - 16, y + 8 + tall, "0.8 0.9 1")
        if tall:
            y = centred_row(page, y)
        else:
            page.cells(XS, y, *row)
        y += 24
    assert grid(page) == whole([HEAD, *ROWS])


def test_upright_lines_alone_leave_the_rows_to_the_figures() -> None:
    page = Page()
    edges = [*XS, RIGHT]
    bottom = 200.0 + 24 * (len(SHORT) + 1)
    for x in edges:
        page.rule(x, 200, x, bottom)
    for y in (200.0, 224.0, bottom):
        page.rule(LEFT, y, RIGHT, y)
    for i, row in enumerate((HEAD, *SHORT)):
        page.cells(XS, 216.0 + 24 * i, *row)
    assert grid(page) == whole([HEAD, *SHORT])


def test_a_page_whose_text_lies_on_its_side_is_turned_upright() -> None:
    page = Page()
    edges, lines = [60.0, 110.0, 400.0, 560.0, 720.0], [100.0 + 24 * i for i in range(6)]
    for i, row in enumerate((HEAD, *ROWS)):
        for x, text in zip(edges, row, strict=False):
            page.upwards(lines[i] + 16, page.height - x - 5, text, 12)
    for y in lines:
        page.rule(y, page.height - edges[0], y, page.height - edges[-1])
    for x in edges:
        page.rule(lines[0], page.height - x, lines[-1], page.height - x)
    assert grid(page) == whole([HEAD, *ROWS])


def test_running_text_below_a_table_is_none_of_its_rows() -> None:
    page = Page()
    for i, row in enumerate((HEAD, *SHORT)):
        page.cells(XS, 200.0 + 24 * i, *row)
    below = "Các cấp ủy tiếp tục lãnh đạo, chỉ đạo thực hiện nghiêm túc các nhiệm vụ trọng tâm đã đề ra."
    page.paragraph(318, below)
    assert grid(page) == whole([HEAD, *SHORT])


def test_pieces_of_one_line_count_together_and_short_ones_do_not() -> None:
    across = (Rule(10, 0, 50), Rule(10.5, 50, 100), Rule(20, 0, 30), Rule(30, 0, 100))
    assert cuts(Rules(across=across), 0, 100) == (10, 30)
    assert cuts(Rules(bands=((0, 40, 100, 50),)), 0, 100) == (40, 50)
