"""Tables drawn in plain text: bars, boxes, tabs; and lines that only look like them."""

from __future__ import annotations

from extract.document import Grid
from tests.extract.word_files import read, texts


def grid(table: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells]


MARKED = """Có bảng sau:
| Đơn vị | Số |
|---|---|
| A | 12 |
| | 3 |
Hết bảng.
"""


def test_lines_with_bars_are_a_table() -> None:
    document = read(MARKED.encode(), "bc.txt")
    assert document.text == "Có bảng sau:\nĐơn vị\tSố\nA\t12\n\t3\nHết bảng."
    assert (len(document.tables), document.tables[0].rows, document.tables[0].ruled) == (1, 3, True)
    assert [b.place for b in document.blocks if b.kind == "cell"][2:4] == ["line[4]", "line[4]"]


def test_bars_need_not_close_the_line() -> None:
    assert read(b"TT | A | B\n1 | 2 | 3\n", "bc.txt").text == "TT\tA\tB\n1\t2\t3"


BOX = """
┌────┬──────────┬─────┐
│ TT │ Đơn vị   │ Số  │
├────┼──────────┼─────┤
│ 1  │ Xã Tân   │ 12  │
│    │ Lập      │     │
├────┼──────────┼─────┤
│ 2  │ Xã A     │ 3   │
├────┴──────────┼─────┤
│ Cộng          │ 15  │
└───────────────┴─────┘
"""


def test_rows_of_boxes_may_have_several_lines_and_wide_cells() -> None:
    document = read(BOX.encode(), "bc.txt")
    assert document.text == "TT\tĐơn vị\tSố\n1\tXã Tân\nLập\t12\n2\tXã A\t3\nCộng\t15"
    assert grid(document.tables[0])[-2:] == [(3, 0, 1, 2), (3, 2, 1, 1)]


def test_rows_of_dashes_and_crosses_are_rules() -> None:
    text = "+---+----+\n| A | B  |\n+===+====+\n| 1 | 2  |\n+---+----+\nHết.\n"
    assert texts(read(text.encode(), "bc.txt")) == ["A", "B", "1", "2", "Hết."]


def test_lines_with_tabs_are_a_table() -> None:
    document = read("TT\tĐơn vị\tSố\n1\tA\t12\n\tCộng\t12\n".encode("utf-16"), "bc.xls")
    assert document.text == "TT\tĐơn vị\tSố\n1\tA\t12\n\tCộng\t12"
    assert document.tables[0].ruled is False


def test_two_columns_are_a_table_where_the_second_holds_numbers() -> None:
    assert len(read(b"A\t1\nB\t2\nC\t3\n", "bc.txt").tables) == 1
    assert len(read("HUYỆN ỦY A\tĐẢNG CỘNG SẢN\nSố 1\tHà Nội\n".encode(), "bc.txt").tables) == 0


def test_a_bar_in_running_text_draws_no_table() -> None:
    text = "Có 12 chi bộ | 3 đảng bộ.\n\nCác đơn vị báo cáo.\n"
    assert read(text.encode(), "bc.txt").tables == ()


def test_tables_part_paragraphs_that_are_wrapped() -> None:
    lines = "Trong kỳ, toàn huyện có 12 chi bộ được kiểm tra và giám sát\ntrong đó có 3 chi bộ yếu\n" * 3
    document = read(f"{lines}| A | B |\n| 1 | 2 |\n{lines}".encode(), "bc.txt")
    assert len(texts(document, "para")) == 6
    assert all("giám sát trong đó" in text for text in texts(document, "para"))


def test_marks_of_headings_are_no_text() -> None:
    document = read("# I. KẾT QUẢ\n## Công tác kiểm tra\nCó 12 chi bộ.\n".encode(), "bc.txt")
    assert texts(document, "heading") == ["I. KẾT QUẢ", "Công tác kiểm tra"]
    assert document.blocks[2].path == ("I. KẾT QUẢ", "Công tác kiểm tra")


def test_drawings_without_end_do_no_harm() -> None:
    for text in ("|" * 5_000 + "\n" + "|" * 5_000, "a\t" * 5_000 + "\n" + "a\t" * 5_000, "+-" * 9_000 + "\n"):
        read(text.encode() + b"\nx", "bc.txt")
