"""RTF: groups, letters in every spelling, tables, lists, notes, boxes, page parts, and damage."""

from __future__ import annotations

import random

import pytest

from extract.document import Document, Grid
from extract.problems import FileProblem
from extract.read import read_bytes
from extract.rtf import read_rtf
from tests.extract.rtf_files import HEAD, p, row, rtf, u
from tests.extract.word_files import check, codes, read, texts

RULED = r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs"


def grid(table: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells]


def body(text: str) -> Document:
    return read(rtf(text), "bc.rtf")


def test_paragraphs_are_read_in_order() -> None:
    document = body(p("BÁO CÁO", r"\qc\b") + p("Có 12 chi bộ.") + u("Hết."))
    assert texts(document) == ["BÁO CÁO", "Có 12 chi bộ.", "Hết."]
    assert (document.format, document.status, document.coverage) == ("rtf", "ok", 1.0)
    assert [b.place for b in document.blocks] == ["body/p[1]", "body/p[2]", "body/p[3]"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\u7841 ?", "ạ"),
        (r"{\uc0\u7841}n", "ạn"),
        (r"{\uc2\u7841 \'61\'62}n", "ạn"),
        (r"\u-10179 ?\u-8704 ?", "\U0001f600"),
        (r"\'e0", "à"),
        (r"{\f3 a\'f2}", "ạ"),
        (r"{\f2 \'fc}", "✓"),
        (r"{\f2\u-3844 ?}", "✓"),
        (r"a\~b\_c\emdash d", "a\u00a0b-c—d"),
        (r"a\-b", "ab"),
        (r"\{x\}\\", r"{x}\\"[:-1]),
        (r"{\field{\*\fldinst SYMBOL 252 \\f \"Wingdings\" \\s 10}{\fldrslt }}".replace(r"\"", '"'), "✓"),
        (r"{\upr{ba\'20}{\*\ud{b\u7841 ?}}}", "bạ"),
    ],
)
def test_a_character_may_be_written_in_many_ways(written: str, shown: str) -> None:
    assert body(rf"\pard x{written}z\par").text == f"x{shown}z"


def test_utf8_in_the_file_is_read_as_such() -> None:
    data = f"{HEAD}\\pard Có 12 chi bộ.\\par}}".encode()
    assert read(data, "bc.rtf").text == "Có 12 chi bộ."


def test_runs_keep_their_font_and_the_letters_typed_for_it() -> None:
    reader = read_rtf(rtf(r"\pard\f1 \'ae\'b6ng t\-{\f0 abc}\par"))
    paragraph = reader.state.builder.shelf.close()[0]
    assert [(run.font, run.text) for run in paragraph.runs] == [  # type: ignore[union-attr]
        (".VnTime", "®¶ng t\u00ad"),
        ("Times New Roman", "abc"),
    ]


def test_what_is_not_shown_is_left_out() -> None:
    document = body(
        r"\pard A{\v an}{\deleted xoa}{\*\la gi}{\*\annotation ghi}{\pict 00ff}{\bin2 }}}\par"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt B}}\par"
    )
    assert document.text == "A\nB"
    assert codes(document) == ["text_in_pictures", "hidden_text", "tracked_changes"]


def test_headings_have_outline_levels_from_styles() -> None:
    document = body(p("Tình hình chung", r"\s1") + p("Có 12 chi bộ.") + p("Kết quả", r"\outlinelevel1"))
    assert texts(document, "heading") == ["Tình hình chung", "Kết quả"]
    assert document.blocks[1].path == ("Tình hình chung",)


def test_a_table_of_contents_is_left_out() -> None:
    field = r"{\field{\*\fldinst TOC \\o}{\fldrslt\pard I. KET QUA\tab 1\par\pard II. HAN CHE\tab 2\par}}"
    document = body(field + p("III. Khác", r"\s2") + p("Có 12 chi bộ."))
    assert document.text == "Có 12 chi bộ."
    assert codes(document) == ["contents_left_out"]


def test_cells_stand_on_a_grid() -> None:
    document = body(
        row(["Huyện", "Tổng"], shapes=[RULED] * 2) + row(["A", "12"], shapes=[RULED] * 2) + p("Hết")
    )
    assert document.text == "Huyện\tTổng\nA\t12\nHết"
    assert grid(document.tables[0]) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert document.tables[0].ruled


def test_merged_cells_span_rows_and_columns() -> None:
    rows = (
        row(["Đơn vị", "Kết quả", ""], shapes=[r"\clvmgf", r"\clmgf", r"\clmrg"])
        + row(["", "Số chi bộ", "Số đảng viên"], shapes=[r"\clvmrg"])
        + row(["Xã A", "12"], edges=[1000, 3000])
    )
    document = body(rows)
    assert grid(document.tables[0]) == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 2),
    ]  # fmt: skip
    assert document.tables[0].ruled is False


def test_a_table_in_a_cell_follows_its_row() -> None:
    inner = (
        r"\pard\intbl\itap2 1\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        r"{\nonesttables\par}"
    )
    document = body(
        rf"\trowd\cellx1000\cellx2000\pard\intbl A\par {inner}\pard\intbl C\cell\pard\intbl B\cell\row"
        + p("Hết")
    )
    assert document.text == "A\nC\tB\n1\t2\nHết"
    assert [table.inside for table in document.tables] == [None, 0]


def test_two_tables_are_apart_where_a_paragraph_stands_between() -> None:
    assert len(body(row(["1", "2"]) + p("x") + row(["3", "4"])).tables) == 2


def test_a_label_that_is_written_out_is_the_number_of_the_item() -> None:
    written = r"{\listtext\pard\plain 2.\tab}\pard\ls1 " + u("Kiểm tra") + r"\par"
    bullet = r"{\pntext\f2\'a7\tab}\pard " + u("Giám sát") + r"\par"
    assert texts(body(written + bullet)) == ["2. Kiểm tra", "- Giám sát"]


def test_a_label_that_is_not_written_out_is_counted() -> None:
    lists = (
        r"{\*\listtable{\list{\listlevel\levelnfc0\levelstartat3{\leveltext\'02\'00.;}{\levelnumbers\'01;}}"
        r"{\listlevel\levelnfc4\levelstartat1{\leveltext\'02\'01);}{\levelnumbers\'01;}}\listid7}}"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    document = body(lists + p("A", r"\ls1") + p("B", r"\ls1\ilvl1") + p("C", r"\ls1"))
    assert texts(document) == ["3. A", "a) B", "4. C"]


def test_notes_boxes_and_page_parts_are_read() -> None:
    document = body(
        r"{\header\pard M\'eau\par}{\headerf\pard M\'eau\par}{\footer\pard Trang 1\par}"
        r"\pard A{\super\chftn}{\footnote\pard\plain{\super\chftn} Chu\par}{\footnote\ftnalt\pard Cuoi\par}"
        r" het{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard Trong khung\par}}{\shprslt ban sao}}\par"
    )
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("para", "A het"),
        ("box", "Trong khung"),
        ("footnote", "Chu"),
        ("footnote", "Cuoi"),
        ("header", "Mêu"),
        ("footer", "Trang 1"),
    ]
    assert document.status == "ok"


def test_a_workbook_inside_is_a_loss_that_is_said() -> None:
    document = body(r"\pard A{\object{\*\objclass Excel.Sheet.8}{\*\objdata 00}{\result\pard 12\par}}\par")
    assert codes(document) == ["embedded_workbook"]
    assert "12" in document.text


def sample() -> bytes:
    """A report with a bit of everything."""
    return rtf(
        p("I. KẾT QUẢ", r"\b") + "".join(p(f"Có {n} chi bộ.") for n in range(30)) + row(["1", "2"]) * 5
    )


@pytest.mark.parametrize("percent", range(2, 100, 5))
def test_a_file_that_is_cut_off_is_never_whole(percent: int) -> None:
    data = sample()
    try:
        document = read_bytes(data[: len(data) * percent // 100], "bc.rtf")
    except FileProblem as problem:
        assert problem.status == "corrupt"
    else:
        check(document)
        assert (document.status, codes(document)) == ("partial", ["cut_off"])


def test_text_behind_the_end_is_kept_and_said() -> None:
    document = body(p("Có 12 chi bộ.") + "}" + p("Có 3 đảng bộ."))
    assert (document.status, texts(document)) == ("partial", ["Có 12 chi bộ.", "Có 3 đảng bộ."])


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bits_do_no_harm(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(sample())
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.randrange(12, len(data))] ^= 1 << chance.randrange(8)
    try:
        check(read_bytes(bytes(data), "bc.rtf"))
    except FileProblem as problem:
        assert problem.status == "corrupt"


@pytest.mark.parametrize("lost", [b";}}{\\stylesheet", b"Strong;}}"])
def test_text_behind_a_table_that_is_never_closed_is_kept(lost: bytes) -> None:
    data = rtf(p("Có 12 chi bộ.")).replace(lost, lost.replace(b"}}", b"}~"))
    document = read(data, "bc.rtf")
    assert (document.text, document.status) == ("Có 12 chi bộ.", "partial")


@pytest.mark.parametrize(
    "text",
    [
        "{" * 10_000 + "A" + "}" * 10_000,
        r"\pard\intbl\itap99999 A\nestcell\nestrow",
        r"\pard\u99999999999 A\uc999999\u65 b\bin99999",
        r"{\listtext " * 300 + "}" * 300 + "A",
        r"{\footnote " * 300 + "A" + "}" * 300,
        r"\cell\row\nestcell\nestrow\cellx-1\trowd\cellx1\cellx0 A\cell\row",
    ],
)
def test_strange_files_do_no_harm(text: str) -> None:
    check(read_bytes(rtf(text), "bc.rtf"))


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(FileProblem) as problem:
        read_bytes(rtf("{" * 200_000), "bc.rtf")
    assert problem.value.status == "corrupt"


@pytest.mark.parametrize(
    "body",
    [
        r"{\*\listtable{\list{\listlevel\pard A\par",
        r"{\*\khong{\pard B\par}}\pard A\par",
        r"\pard A\par{\pict B\par}",
        r"\pard A\par\sp B\par",
        "\\pard A\0\\par",
        r"{\field{\*\fldinst " + r"{a}" * 600 + r"}{\fldrslt A}}",
    ],
)
def test_text_that_may_be_swallowed_is_a_loss_that_is_said(body: str) -> None:
    document = read(rtf(body), "bc.rtf")
    assert (document.text, document.status) == ("A", "partial")
