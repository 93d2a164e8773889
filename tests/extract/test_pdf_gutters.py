"""Tables without rules: columns by free gutters, rows by their figures."""

from __future__ import annotations

from extract.pdf_gutters import continued, find_open_tables, grid_rows
from extract.pdf_page import Word, words_text
from tests.extract.pdf_maker import LEFT, Page
from tests.extract.test_pdf import CHECKED, PRAISED, read
from tests.extract.test_pdf_tables import rows

XS = (85.0, 130.0, 260.0, 350.0, 430.0)


def row(y: float, *texts: str) -> tuple[Word, ...]:
    found = []
    for x, text in zip(XS, texts, strict=False):
        for part in text.split():
            found.append(Word(part, x, x + 5.0 * len(part), y, 10.0, False, False))
            x += 5.0 * len(part) + 3.0
    return tuple(found)


HEAD = row(100, "TT", "Đơn vị", "Kế hoạch", "Kết quả")
BODY = [row(112 + 12 * i, str(i), f"Xã {name}", "12", "98,5") for i, name in enumerate("ABCD", 1)]


def test_rows_of_figures_between_gutters_are_a_table() -> None:
    (table,) = find_open_tables([HEAD, *BODY])
    assert (table.first, table.last, len(table.columns)) == (0, 4, 4)


def test_running_text_above_and_below_is_left_out() -> None:
    text = tuple(Word("chữ", 85.0 + 18 * i, 100.0 + 18 * i, 88.0, 10.0, False, False) for i in range(22))
    below = tuple(w._replace(y=172.0) for w in text)
    (table,) = find_open_tables([text, HEAD, *BODY, below])
    assert (table.first, table.last) == (1, 5)


def test_a_figure_close_to_its_label_stays_in_its_column() -> None:
    long = row(160, "5", "Xã có tên rất dài đến sát", "12", "98,5")
    (table,) = find_open_tables([HEAD, *BODY, long])
    assert table.last == 5
    assert [words_text(words) for _, words in table.rows[-1]] == [
        "5",
        "Xã có tên rất dài đến sát",
        "12",
        "98,5",
    ]


def test_two_columns_are_no_table_of_this_kind() -> None:
    assert find_open_tables([row(100 + 12 * i, "TT", "12") for i in range(5)]) == []


def test_a_line_without_figures_goes_on_with_the_row_above() -> None:
    lines = [
        HEAD,
        BODY[0],
        row(136, "", "và đoàn thể"),
        *(row(148 + 12 * i, "2", "Xã B", "1", "2") for i in range(3)),
    ]
    (table,) = find_open_tables(lines)
    found = grid_rows(table.rows)
    assert [words_text(words) for words in found[1][1]] == ["Xã A", "và đoàn thể"]


def test_years_in_the_head_open_no_row() -> None:
    (table,) = find_open_tables([HEAD, row(112, "", "", "2023", "2024"), *(r for r in BODY[1:]), BODY[0]])
    assert len(grid_rows(table.rows)[0]) == 4


def test_the_top_of_the_next_page_goes_on_in_the_same_columns() -> None:
    (table,) = find_open_tables([HEAD, *BODY])
    more = continued([row(60, "5", "Xã E", "7", "80,0")], table.columns)
    assert more is not None
    assert len(more.columns) == 4
    assert (
        continued(
            [tuple(Word("chữ", 85.0 + 18 * i, 100.0 + 18 * i, 60.0, 10.0, False, False) for i in range(20))],
            table.columns,
        )
        is None
    )


def test_a_report_keeps_such_a_table_as_a_grid_without_rules() -> None:
    page = Page()
    page.paragraph(100, CHECKED)
    for i, texts in enumerate(
        (("TT", "Đơn vị", "Số"), *((str(n), f"Xã {n}", str(7 * n)) for n in range(1, 5)))
    ):
        page.cells([LEFT, 150, 330], 220 + 18 * i, *texts)
    page.paragraph(350, PRAISED)
    document = read(page)
    assert document.tables[0].ruled is False
    assert rows(document)[:2] == [["TT", "Đơn vị", "Số"], ["1", "Xã 1", "7"]]
    assert document.text.startswith(CHECKED) and document.text.endswith(PRAISED)
