"""Word tables as grids: merged, nested, skipped and deleted cells, and lines around cells."""

from __future__ import annotations

import pytest

from tests.extract.word_files import codes, p, r, read, tbl, tc, texts, word

BORDERS = "<w:tblBorders>{}</w:tblBorders>"
FOUR = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))


def spans(data: bytes) -> list[tuple[str, int, int, int, int]]:
    document = read(data)
    return [
        (document.text[(b := document.blocks[c.block]).start : b.end], c.row, c.col, c.rowspan, c.colspan)
        for grid in document.tables
        for c in grid.cells
    ]


def test_cells_of_a_row_are_parted_by_tabs_and_rows_by_newlines() -> None:
    document = read(word(p("Bảng") + tbl(["TT", "Đơn vị"], ["1", ""]) + p("Hết")))
    assert document.text == "Bảng\nTT\tĐơn vị\n1\t\nHết"
    assert [b.place for b in document.blocks if b.kind == "cell"][3] == "tbl[1]/r[2]/c[2]"
    assert (document.tables[0].rows, document.tables[0].cols) == (2, 2)


def test_a_wide_cell_covers_its_columns() -> None:
    wide = tc("Kết quả", '<w:gridSpan w:val="2"/>')
    assert spans(word(tbl(["TT", wide], ["1", "2", "3"])))[:3] == [
        ("TT", 0, 0, 1, 1),
        ("Kết quả", 0, 1, 1, 2),
        ("1", 1, 0, 1, 1),
    ]


def test_a_tall_cell_is_written_once() -> None:
    top, below = tc("Huyện", '<w:vMerge w:val="restart"/>'), tc("", "<w:vMerge/>")
    found = spans(word(tbl([top, "1"], [below, "2"], [below, "3"], ["Tỉnh", "4"])))
    assert found == [
        ("Huyện", 0, 0, 3, 1),
        ("1", 0, 1, 1, 1),
        ("2", 1, 1, 1, 1),
        ("3", 2, 1, 1, 1),
        ("Tỉnh", 3, 0, 1, 1),
        ("4", 3, 1, 1, 1),
    ]


def test_text_left_in_a_merged_away_cell_is_kept_in_the_cell_above() -> None:
    top, below = tc("Huyện", '<w:vMerge w:val="restart"/>'), tc("ủy", "<w:vMerge/>")
    assert spans(word(tbl([top, "1"], [below, "2"])))[0][0] == "Huyện\nủy"


def test_cells_merged_right_the_old_way_are_one() -> None:
    first, second = tc("Tổng", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>')
    assert spans(word(tbl([first, second, "5"]))) == [("Tổng", 0, 0, 1, 2), ("5", 0, 2, 1, 1)]


def test_positions_before_the_first_cell_are_skipped() -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("5")}</w:tr>'
    table = f"<w:tbl><w:tblPr/><w:tr>{tc('A')}{tc('B')}</w:tr>{row}</w:tbl>"
    assert spans(word(table))[2] == ("5", 1, 1, 1, 1)


def test_deleted_rows_are_gone_and_inserted_rows_stay() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}</w:tr>"
    new = f"<w:tr><w:trPr><w:ins/></w:trPr>{tc('1')}{tc('2')}</w:tr>"
    document = read(word(f"<w:tbl><w:tblPr/>{gone}{new}</w:tbl>"))
    assert (document.text, document.coverage) == ("1\t2", 1.0)


def test_lines_of_a_cell_whose_break_is_deleted_are_one() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Có 12')}</w:p>"
    assert read(word(tbl([tc(first + p(" chi bộ") + p("mới")), "b"]))).text == "Có 12 chi bộ\nmới\tb"


def test_a_table_in_a_cell_follows_the_row_that_holds_it() -> None:
    holder = tc(p("Ngoài") + tbl(["a", "b"]) + p("sau"))
    document = read(word(tbl([holder, "kề"], ["dưới", "cuối"])))
    assert document.text == "Ngoài\nsau\tkề\na\tb\ndưới\tcuối"
    assert [(g.rows, g.cols, g.inside) for g in document.tables] == [(2, 2, None), (1, 2, 0)]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(tc('1'))}{tc(control(p('2')))}</w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tr>{tc('A')}{tc('B')}</w:tr>{control(row)}</w:tbl>"
    assert read(word(table)).text == "A\tB\n1\t2"


def test_a_list_number_alone_fills_its_cell() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = p("", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    document = read(word(tbl([tc(numbered), "Xã A"], [tc(numbered), "Xã B"]), parts={"numbering": numbering}))
    assert document.text == "1\tXã A\n2\tXã B"


def test_spans_beyond_all_measure_are_cut() -> None:
    document = read(word(tbl([tc("a", '<w:gridSpan w:val="999999999"/>'), "b"])))
    assert document.tables[0].cols < 200
    assert codes(document) == []


@pytest.mark.parametrize(
    ("properties", "ruled"),
    [
        ("", False),
        (BORDERS.format(FOUR), True),
        (BORDERS.format('<w:top w:val="nil"/><w:left w:val="none"/>'), False),
        (BORDERS.format('<w:insideH w:val="single"/>'), False),
        ('<w:tblStyle w:val="Luoi"/>', True),
        ('<w:tblStyle w:val="Con"/>', True),
        ('<w:tblStyle w:val="KhongCo"/>', None),
    ],
)
def test_lines_around_cells_are_told_from_borders_or_style(properties: str, ruled: bool | None) -> None:
    styles = (
        f'<w:style w:type="table" w:styleId="Luoi"><w:tblPr>{BORDERS.format(FOUR)}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Con"><w:basedOn w:val="Luoi"/></w:style>'
    )
    document = read(word(tbl(["a", "b"], properties=properties), parts={"styles": styles}))
    assert document.tables[0].ruled is ruled


def test_lines_drawn_cell_by_cell_count() -> None:
    cell = tc("a", f"<w:tcBorders>{FOUR}</w:tcBorders>")
    assert read(word(tbl([cell, cell], [cell, "b"]))).tables[0].ruled is True


def test_a_box_in_a_cell_follows_the_row() -> None:
    box = f"<w:pict><v:textbox><w:txbxContent>{p('hộp')}</w:txbxContent></v:textbox></w:pict>"
    cell = tc(f"<w:p><w:r><w:t>ô</w:t></w:r><w:r>{box}</w:r></w:p>")
    assert texts(read(word(tbl([cell, "kề"])))) == ["ô", "kề", "hộp"]
