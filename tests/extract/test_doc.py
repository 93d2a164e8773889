"""Old Word files: they read as the .docx files do that they were saved from, or say why not."""

from __future__ import annotations

import random
from pathlib import Path
from struct import pack, pack_into

import pytest

from extract.doc import parse
from extract.document import Document
from extract.problems import FileProblem
from extract.read import read_bytes
from tests.extract.doc_sources import FILES, SOURCES
from tests.extract.old_word import Part, container, word_6
from tests.extract.word_files import check, codes, texts

IN_TABLE = bytes((24, 1))
BOLD, DELETED, CENTRED = bytes((85, 1)), bytes((65, 1)), bytes((5, 1))


def saved(name: str) -> bytes:
    """The bytes of one of our own .doc files."""
    return (FILES / f"{name}.doc").read_bytes()


def read(data: bytes) -> Document:
    """The document in `data`, with everything checked that holds for all documents."""
    document = parse(data, "bc.doc", "0" * 64)
    check(document)
    return document


def blocks(document: Document) -> list[tuple[object, ...]]:
    """What must be the same for both formats; places may count empty paragraphs differently."""
    return [
        (b.kind, document.text[b.start : b.end], b.level, b.path, b.table, b.row, b.col, b.bold)
        for b in document.blocks
    ]


@pytest.mark.parametrize("name", SOURCES)
def test_a_doc_file_reads_as_the_docx_it_was_saved_from(name: str) -> None:
    old, new = read(saved(name)), read_bytes(SOURCES[name](), "bc.docx")
    assert (blocks(old), old.tables, codes(old)) == (blocks(new), new.tables, codes(new))
    assert (old.status, old.coverage) == ("ok", 1.0)


@pytest.mark.parametrize("name", SOURCES)
def test_the_files_beside_the_tests_are_those_of_their_sources(name: str) -> None:
    assert len(saved(name)) < 30_000
    assert {p.stem for p in Path(FILES).glob("*.doc")} == set(SOURCES)


def test_the_door_leads_to_this_reader() -> None:
    document = read_bytes(saved("tables"), "bc.doc")
    assert (document.format, document.warnings) == ("doc", ())


def test_a_borderless_letter_head_is_a_grid_without_lines() -> None:
    document = read(saved("tables"))
    head = document.tables[0]
    assert (head.rows, head.cols, head.ruled) == (1, 2, False)
    assert texts(document)[0].split("\n")[-1] == "Số 12-BC/ĐU"


def test_each_cell_and_paragraph_says_where_it_stands() -> None:
    document = read(saved("tables"))
    places = {document.text[b.start : b.end]: b.place for b in document.blocks}
    assert (places["Cấp xã"], places["Hết."]) == ("tbl[2]/r[2]/c[4]", "body/p[4]")
    assert places["Thôn 2"] == "tbl[4]/r[2]/c[1]"


def test_deleted_and_hidden_text_and_codes_of_fields_are_left_out() -> None:
    text = read(saved("texts")).text
    assert "Có 16 đảng viên, diện tích" in text
    assert "Xem mục 1 ở trên." in text


def test_notes_boxes_and_page_parts_are_kinds_of_their_own() -> None:
    document = read(saved("notes"))
    assert texts(document, "box") == ["Chữ trong hộp"]
    assert texts(document, "footnote") == ["Trong đó 15 nữ.", "Thôn 1, 2, 3.", "Số liệu đến 30/6."]
    assert texts(document, "header", "footer") == ["Đầu trang", "Chân trang"]


def test_a_file_with_a_password_is_said_to_have_one() -> None:
    data = bytearray(saved("texts"))
    flags = data.index(b"\xec\xa5") + 0x0A
    data[flags + 1] |= 0x01
    with pytest.raises(FileProblem) as problem:
        parse(bytes(data), "bc.doc", "")
    assert problem.value.status == "encrypted"


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_cut_short_is_corrupt_or_whole(name: str) -> None:
    data = saved(name)
    whole = read(data)
    for length in range(0, len(data), 509):
        try:
            document = read(data[:length])
        except FileProblem as problem:
            assert problem.status == "corrupt"
        else:
            assert (document.text, document.tables) == (whole.text, whole.tables)


@pytest.mark.parametrize("seed", range(40))
def test_damage_gives_a_document_or_a_problem_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(saved(chance.choice(list(SOURCES))))
    for _ in range(chance.choice((1, 10, 100))):
        at = chance.randrange(len(data) - 4)
        data[at : at + 4] = chance.choice((b"\xff\xff\xff\x7f", bytes(4), chance.randbytes(4)))
    try:
        check(parse(bytes(data), "bc.doc", ""))
    except FileProblem as problem:
        assert problem.status in ("corrupt", "encrypted")


def test_lost_formatting_is_said_and_the_text_kept() -> None:
    whole = saved("tables")
    data = bytearray(whole)
    start = data.index(b"\xec\xa5")
    # Lengths of the tables of formatting pages, places 12 and 13.
    for place in (12, 13):
        pack_into("<I", data, start + 0x9A + 8 * place + 4, 0)
    document = read(bytes(data))
    assert (document.status, codes(document)) == ("ok_with_loss", ["formatting_damaged"])
    assert sorted(document.text.split()) == sorted(read(whole).text.split())


def test_an_ole_file_of_another_program_is_refused() -> None:
    with pytest.raises(FileProblem) as problem:
        parse(container({"Contents": b"x"}), "bc.doc", "")
    assert problem.value.status == "corrupt"


def row_end(*edges: int) -> Part:
    """The end of a row of a Word 6 table with lines around its cells."""
    cells = bytes((len(edges) - 1,)) + pack(f"<{len(edges)}h", *edges)
    cells += pack("<5H", 0, 9, 9, 9, 9) * (len(edges) - 1)
    return Part("\x07", IN_TABLE + bytes((25, 1, 190)) + pack("<H", len(cells) + 1) + cells)


def test_a_file_without_text_is_empty() -> None:
    document = read(word_6([Part("\r"), Part("\x07", IN_TABLE), Part("\x07", IN_TABLE), row_end(0, 10, 20)]))
    assert (document.status, codes(document)) == ("empty", ["no_text"])


def test_a_cell_joins_lines_whose_end_is_deleted() -> None:
    cut = [Part("Có ", IN_TABLE), Part("\r", IN_TABLE, DELETED), Part("12\x07", IN_TABLE)]
    document = read(word_6([*cut, Part("Xã\x07", IN_TABLE), row_end(0, 10, 20)]))
    assert texts(document) == ["Có 12", "Xã"]


def test_word_6_keeps_its_tables_bold_type_and_letters() -> None:
    row = row_end(0, 2000, 6000)
    data = word_6(
        [
            Part("BÁO CÁO\r", CENTRED, BOLD),
            Part("Ngày 1\r"),
            Part("STT\x07", IN_TABLE),
            Part("Xã\x07", IN_TABLE),
            row,
            Part("1\x07", IN_TABLE),
            Part("25\x07", IN_TABLE),
            row,
        ]
    )
    document = read(data)
    assert document.text == "BÁO CÁO\nNgày 1\nSTT\tXã\n1\t25"
    assert [b.bold for b in document.blocks[:2]] == [True, False]
    grid = document.tables[0]
    assert (grid.rows, grid.cols, grid.ruled) == (2, 2, True)
