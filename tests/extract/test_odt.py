"""OpenDocument text: styles, lists, tables, notes, frames, changes, page parts, and damage."""

from __future__ import annotations

import random

import pytest

from extract.document import Document, Grid
from extract.problems import FileProblem
from extract.read import read_bytes
from tests.extract.odt_files import MIME, cell, content, flat, odt, p, style, table
from tests.extract.word_files import check, codes, read, texts, zipped

BOLD = style("paragraph", "B", '<style:text-properties fo:font-weight="bold"/>')
NUMBERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a"'
    ' style:num-suffix=")"/></text:list-style><text:list-style style:name="D">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def grid(table: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells]


def body(xml: str, styles: str = "") -> Document:
    return read(odt(xml, styles=styles), "bc.odt")


def items(*texts: str, attributes: str = "", style: str = "L") -> str:
    inner = "".join(
        f"<text:list-item>{text if text[0] == '<' else p(text)}</text:list-item>" for text in texts
    )
    return f'<text:list text:style-name="{style}" {attributes}>{inner}</text:list>'


def test_paragraphs_are_read_in_order() -> None:
    document = body(
        p("Có  12\n chi<text:s text:c='2'/>bộ<text:tab/>A<text:line-break/>B") + p("") + p("Hết.")
    )
    assert texts(document) == ["Có 12 chi  bộ\tA\nB", "Hết."]
    assert (document.format, document.status, document.coverage) == ("odt", "ok", 1.0)
    assert [b.place for b in document.blocks] == ["body/p[1]", "body/p[3]"]


def test_a_flat_file_is_read_too() -> None:
    assert read(flat(p("Có 12 chi bộ.")), "bc.fodt").text == "Có 12 chi bộ."


def test_styles_are_inherited() -> None:
    styles = (
        BOLD
        + '<style:style style:name="C" style:family="paragraph" style:parent-style-name="B"/>'
        + style("text", "T", '<style:text-properties fo:font-weight="normal"/>')
    )
    document = body(p("Đậm", "C") + p('<text:span text:style-name="T">Thường</text:span>', "C"), styles)
    assert [block.bold for block in document.blocks] == [True, False]


def test_hidden_and_deleted_text_is_left_out_and_inserted_text_kept() -> None:
    hidden = style("text", "H", '<style:text-properties text:display="none"/>')
    changes = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion>'
        f"{p('đã xóa')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    inline = (
        '<text:change text:change-id="a"/><text:change-start text:change-id="b"/> mới<text:change-end/>'
        '<text:span text:style-name="H"> ẩn</text:span>'
        "<office:annotation><text:p>Ghi chú</text:p></office:annotation>"
    )
    document = body(changes + p(f"Có 12{inline} chi bộ"), hidden)
    assert document.text == "Có 12 mới chi bộ"
    assert (document.status, codes(document)) == ("ok", ["hidden_text", "tracked_changes"])


def test_deleted_text_that_stands_in_place_is_left_out() -> None:
    region = '<text:changed-region text:id="a"><text:deletion/></text:changed-region>'
    gone = (
        '<text:change-start text:change-id="a"/>xóa</text:p><text:p>hết<text:change-end text:change-id="a"/>'
    )
    document = body(f"<text:tracked-changes>{region}</text:tracked-changes>" + p(f"Có {gone} 12"))
    assert (document.text, document.status) == ("Có\n12", "ok")


def test_headings_have_their_level() -> None:
    heading = '<text:h text:outline-level="2">Tình hình</text:h>'
    document = body(heading + p("Có 12 chi bộ."))
    assert texts(document, "heading") == ["Tình hình"]
    assert document.blocks[1].path == ("Tình hình",)


def test_lists_are_counted() -> None:
    inner = items("C", "D")
    xml = items("A", p("B") + inner) + items("E", attributes='text:continue-numbering="true"') + items("F")
    assert texts(body(xml + items("G", style="D"), NUMBERS)) == [
        "1. A", "2. B", "a) C", "b) D", "3. E", "1. F", "- G",
    ]  # fmt: skip


def test_an_item_may_set_its_number_and_have_paragraphs_without() -> None:
    xml = '<text:list text:style-name="L"><text:list-item text:start-value="7">'
    assert texts(body(f"{xml}{p('A')}{p('B')}</text:list-item></text:list>", NUMBERS)) == ["7. A", "B"]


def test_merged_and_repeated_cells_stand_on_the_grid() -> None:
    covered = "<table:covered-table-cell/>"
    document = body(
        table(
            cell("Đơn vị", 'table:number-rows-spanned="2"')
            + cell("Kết quả", 'table:number-columns-spanned="2"')
            + covered,
            covered + cell("Số", 'table:number-columns-repeated="2"'),
            cell("Cộng", 'table:number-columns-spanned="2"') + covered + cell("5"),
        )
    )
    assert document.text == "Đơn vị\tKết quả\nSố\tSố\nCộng\t5"
    assert grid(document.tables[0])[:4] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert grid(document.tables[0])[4:] == [(2, 0, 1, 2), (2, 2, 1, 1)]


def test_lines_around_cells_make_a_ruled_table() -> None:
    style = (
        '<style:style style:name="R" style:family="table-cell">'
        '<style:table-cell-properties fo:border-left="1pt solid" fo:border-top="1pt solid"/></style:style>'
    )
    ruled = cell("A", 'table:style-name="R"')
    assert [t.ruled for t in body(table(ruled * 2) + p("x") + table(cell("A") * 2), style).tables] == [
        True,
        False,
    ]


def test_a_table_in_a_cell_follows_its_row() -> None:
    inner = table(cell("1") + cell("2"))
    document = body(table(f"<table:table-cell>{p('A')}{inner}</table:table-cell>" + cell("B")))
    assert document.text == "A\tB\n1\t2"
    assert [t.inside for t in document.tables] == [None, 0]


def test_notes_frames_and_page_parts_are_read() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    frame = f"<draw:frame><draw:text-box>{p('Trong khung')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('Trong hình')}</draw:custom-shape></draw:g>"
    xml = p(f"A{note.format('footnote', 'Chú')}{note.format('endnote', 'Cuối')}{frame}") + shape
    pages = f"<style:header>{p('Mẫu')}</style:header><style:header-left>{p('Mẫu')}</style:header-left>"
    document = read(odt(xml, pages=pages + f"<style:footer>{p('Trang')}</style:footer>"), "bc.odt")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("para", "A"), ("box", "Trong khung"), ("box", "Trong hình"), ("footnote", "Chú"),
        ("footnote", "Cuối"), ("header", "Mẫu"), ("footer", "Trang"),
    ]  # fmt: skip
    assert document.status == "ok"


def test_a_table_of_contents_is_left_out() -> None:
    lines = f"<text:index-body>{p('I. A 1')}{p('II. B 2')}</text:index-body>"
    index = f"<text:table-of-content>{lines}</text:table-of-content>"
    document = body(index + p("Có 12 chi bộ."))
    assert (document.text, codes(document)) == ("Có 12 chi bộ.", ["contents_left_out"])


def test_a_sheet_inside_is_a_loss_that_is_said() -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    entry = (
        '<manifest:file-entry manifest:full-path="Object 1/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    )
    assert codes(read(odt(p(f"A{frame}"), manifest=entry), "bc.odt")) == ["embedded_workbook"]


def test_a_password_is_asked_for() -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(FileProblem) as problem:
        read_bytes(odt(p("A"), manifest=entry), "bc.odt")
    assert problem.value.status == "encrypted"


def test_types_that_openoffice_declared_are_no_danger() -> None:
    typed = b'<?xml version="1.0"?><!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD" "m.dtd"><manifest/>'
    parts = {
        "META-INF/manifest.xml": typed,
        "Basic/script-lc.xml": typed,
        "content.xml": content(p("Có 12.")),
    }
    assert read(zipped({"mimetype": MIME.encode(), **parts}), "bc.odt").text == "Có 12."


def test_a_type_in_a_part_with_text_is_refused() -> None:
    evil = content(p("A")).replace(b"?>", b"?><!DOCTYPE x>", 1)
    with pytest.raises(FileProblem) as problem:
        read_bytes(zipped({"mimetype": MIME.encode(), "content.xml": evil}), "bc.odt")
    assert problem.value.status == "corrupt"


def test_lost_styles_are_a_loss_that_is_said() -> None:
    document = read(zipped({"mimetype": MIME.encode(), "content.xml": content(p("Có 12 chi bộ."))}), "bc.odt")
    assert (document.text, document.status) == ("Có 12 chi bộ.", "partial")


def sample() -> bytes:
    """A report with a bit of everything."""
    return odt(
        p("I. KẾT QUẢ", "B") + p("Có 12 chi bộ.") * 20 + table(cell("1") + cell("2")) + items("A"),
        styles=BOLD,
    )


@pytest.mark.parametrize("percent", range(2, 100, 7))
def test_a_file_that_is_cut_off_is_refused(percent: int) -> None:
    data = sample()
    with pytest.raises(FileProblem) as problem:
        read_bytes(data[: len(data) * percent // 100], "bc.odt")
    assert problem.value.status == "corrupt"


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bits_do_no_harm(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(sample())
    for _ in range(chance.choice((1, 5, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    try:
        check(read_bytes(bytes(data), "bc.odt"))
    except FileProblem as problem:
        assert problem.status in ("corrupt", "unsupported", "encrypted", "too_big")


@pytest.mark.parametrize(
    "xml",
    [
        '<text:span>' * 10_000 + "A" + "</text:span>" * 10_000,
        table(cell("A", 'table:number-columns-repeated="999999999"')),
        table(cell("", 'table:number-columns-spanned="99999"')),
        table(cell("A", 'table:number-rows-spanned="999999999" table:number-columns-spanned="16384"') * 9),
        f'<text:s text:c="999999999"/>{p("A<text:s text:c=&quot;x&quot;/>")}'.replace("&quot;", '"'),
    ],
)  # fmt: skip
def test_strange_files_do_no_harm(xml: str) -> None:
    try:
        check(read_bytes(odt(p("x") + xml), "bc.odt"))
    except FileProblem as problem:
        assert problem.status == "corrupt"
