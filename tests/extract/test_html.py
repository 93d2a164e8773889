"""Web pages: encodings, blocks, lists, tables, what is not shown, Word's marks, single-file pages, damage."""

from __future__ import annotations

import random

import pytest

from extract.document import Document, Grid
from extract.html_styles import Sheet, add_rules
from extract.problems import FileProblem
from extract.read import read_bytes
from tests.extract.word_files import check, codes, read, texts


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def html(body: str, head: str = "") -> Document:
    return read(page(body, head), "bc.html")


def grid(table: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells]


def test_blocks_are_paragraphs() -> None:
    document = html(
        "<p>Có\n 12 <b>chi</b> bộ.</p>Rời<div>Trong<p>Hai</div>một<br>hai<br><br>ba<pre>a  b\nc</pre>"
    )
    assert texts(document) == ["Có 12 chi bộ.", "Rời", "Trong", "Hai", "một\nhai", "ba", "a  b\nc"]
    assert (document.format, document.status, document.coverage) == ("html", "ok", 1.0)


@pytest.mark.parametrize(
    "data",
    [
        "<p>Có 12 chi bộ.</p>".encode(),
        "<html><p>Có 12 chi bộ.</p></html>".encode("utf-16"),
        "<html><p>Có 12 chi bộ.</p></html>".encode("utf-16-le"),
        "\ufeff<p>Có 12 chi bộ.</p>".encode(),
        '<?xml version="1.0" encoding="utf-8"?><html><p>Có 12 chi bộ.</p></html>'.encode(),
        b"<meta http-equiv=a content='text/html; charset=windows-1258'><p>C\xf3 12 chi b\xf4\xf2.</p>",
        b"<html><meta charset=khong-co><p>C&oacute; 12 chi b&#7897;.</p></html>",
        "<html><meta charset=windows-1252><p>Có 12 chi bộ.</p></html>".encode("utf-16"),
    ],
)
def test_pages_are_read_in_any_encoding(data: bytes) -> None:
    assert read(data, "bc.html").text == "Có 12 chi bộ."


def test_what_is_not_shown_is_left_out() -> None:
    document = html(
        "<script>var a = '<p>x</p>'</script><!-- chú --><p>A<span style='display:none'>ẩn</span>"
        "<del>xóa</del><ins>B</ins></p><p hidden>C</p><select><option>1</select>",
        "<title>Tên</title><style>.x {display: none} /* p {} */</style>",
    )
    assert document.text == "AB"
    assert (document.status, codes(document)) == ("ok", ["hidden_text", "tracked_changes"])


def test_style_sheets_are_followed() -> None:
    sheet = Sheet()
    add_rules(sheet, "@media print { p.a, b {x: 1} } /* p {y: 2} */ .c { Font-Family: '.VnTime', serif }")
    assert sheet.rules[("p", "a")] == sheet.rules[("b", "")] == {"x": "1"}
    assert sheet.rules[("", "c")]["font-as-written"] == "'.VnTime', serif"


def test_runs_keep_their_font() -> None:
    from extract.html import parse_stories

    report = parse_stories(
        page("<p class=a>x<font face='VNI-Times'>y</font></p>", "<style>p.a {font-family: .VnTime}</style>")
    )[0]
    runs = report.body[0].runs  # type: ignore[union-attr]
    assert [(run.text, run.font) for run in runs] == [("x", ".VnTime"), ("y", "VNI-Times")]


def test_headings_and_bold_type() -> None:
    document = html("<h2>Tình hình</h2><p>Có 12.</p><p style='font-weight:bold'>Đậm</p>")
    assert [(b.kind, b.bold) for b in document.blocks] == [
        ("heading", True),
        ("para", False),
        ("heading", True),
    ]
    assert document.blocks[1].path == ("Tình hình",)


def test_items_have_their_marks() -> None:
    lists = "<ul><li>A<ol type=a start=2><li>B</li><li value=5><p>C</p></ol></li></ul><ol><li>D</ol>"
    plain = "<ul style='list-style-type: none'><li>E</li></ul>"
    assert texts(html(lists + plain)) == ["- A", "b. B", "e. C", "1. D", "E"]


def test_marks_of_words_lists_are_labels() -> None:
    filler = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    mark = f"<span style='mso-list:Ignore'>1.{filler}</span>"
    bullet = (
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span>"
    )
    document = html(
        f"<p style='mso-list:l0 level2 lfo1'><![if !supportLists]>{mark}<![endif]>Kiểm tra</p>"
        f"<p style='mso-list:l1 level1 lfo2'>{bullet}Giám sát</p>"
    )
    assert texts(document) == ["1. Kiểm tra", "- Giám sát"]


def test_tables_have_spans_and_lines() -> None:
    document = html(
        "<table border=1><tr><th rowspan=2>Đơn vị<th colspan=2>Kết quả<tr><td>1<td>2</table>"
        "<table><tr><td style='border:none;border-top:solid 1pt;border-left:solid'>A<td>B</table>"
    )
    assert document.text == "Đơn vị\tKết quả\n1\t2\nA\tB"
    assert grid(document.tables[0]) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert [table.ruled for table in document.tables] == [True, True]


def test_a_table_in_a_cell_follows_its_row() -> None:
    document = html("<table><tr><td>A<table><tr><td>1<td>2</table></td><td>B</table>")
    assert document.text == "A\tB\n1\t2"
    assert [table.inside for table in document.tables] == [None, 0]


def test_words_notes_and_page_parts_have_their_kind() -> None:
    number = "<![if !supportFootnotes]>[1]<![endif]>"
    mark = f"<a href='#_ftn1'><span style='mso-special-character:footnote'>{number}</span></a>"
    note = f"<div style='mso-element:footnote' id=ftn1><p>{mark} Chú</p></div>"
    document = html(
        f"<p>A{mark} het</p><div style='mso-element:footnote-list'>{note}</div>"
        "<div title=header><p>Mẫu</p></div><div style='mso-element:comment-list'>Ý kiến</div>"
    )
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("para", "A het"), ("footnote", "Chú"), ("header", "Mẫu"),
    ]  # fmt: skip
    assert document.status == "ok"


MHT = (
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><p>C=C3=B3 12 chi b=E1=BB=99.</p></html>\r\n"
    "--x\r\nContent-Location: file:///C:/a/header.htm\r\nContent-Type: text/html\r\n\r\n"
    "<div style=3D'mso-element:header'></div><div style='mso-element:header'>Mau</div>\r\n"
    "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
)


def test_a_single_file_page_is_read() -> None:
    document = read(MHT.encode(), "bc.mht")
    assert (document.format, texts(document, "para")) == ("html", ["Có 12 chi bộ."])
    assert texts(document, "header") == ["Mau"]


def test_a_word_file_that_is_a_page_is_read_as_one() -> None:
    document = read(page("<p>Có 12 chi bộ.</p>"), "bc.doc")
    assert (document.format, document.text, codes(document)) == ("html", "Có 12 chi bộ.", ["wrong_ending"])


def sample() -> bytes:
    """A report with a bit of everything."""
    return page(
        "<h1>I. KẾT QUẢ</h1>" + "<p>Có 12 chi bộ.</p>" * 30 + "<table><tr><td>1<td>2</table><ul><li>A</ul>"
    )


@pytest.mark.parametrize("percent", range(2, 100, 5))
def test_a_page_that_is_cut_off_is_never_whole(percent: int) -> None:
    data = sample()
    try:
        document = read_bytes(data[: len(data) * percent // 100], "bc.html")
    except FileProblem as problem:
        assert problem.status in ("corrupt", "empty")
    else:
        check(document)
        assert document.status != "ok"


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bits_do_no_harm(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(sample())
    for _ in range(chance.choice((1, 5, 20))):
        data[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
    try:
        check(read_bytes(bytes(data), "bc.html"))
    except FileProblem as problem:
        assert problem.status == "corrupt"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + "A" + "</div>" * 10_000,
        "<b>" * 10_000 + "A",
        "<table><tr><td>" * 3_000 + "A",
        "<ul><li>" * 3_000 + "A",
        "<table><tr><td rowspan=999999999 colspan=999999999>A<td>B<tr><td>C</table>",
        "<script" * 50_000,
        "<!--" * 50_000,
        "<style>" + "/*" * 50_000 + "a" * 50_000,
        "<td>A</td><tr><td>B</table></table><li>C</ul>",
        "&#0;&#55296;&#1114112;A\x00B",
    ],
)
def test_strange_pages_do_no_harm(body: str) -> None:
    try:
        document = read_bytes(page(body), "bc.html")
    except FileProblem as problem:
        assert problem.status == "corrupt"
    else:
        check(document)
        assert "A" in document.text or document.status != "ok"
