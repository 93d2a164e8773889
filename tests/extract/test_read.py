"""The door: whatever comes in, a document comes out or a FileProblem."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

from extract import read as door
from extract.problems import FileProblem
from tests.extract.word_files import check, codes, p, r, read, tbl, tc, texts, word

LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVEL}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def sample() -> bytes:
    """A report with a bit of everything."""
    mark = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    merged = tc("Huyện", '<w:gridSpan w:val="2"/>')
    body = (
        p("BÁO CÁO", bold=True)
        + p("I. KẾT QUẢ", bold=True)
        + p("Kiểm tra", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + f"<w:p>{r('Có 12 chi bộ')}{mark}<w:ins>{r(' mới')}</w:ins></w:p>"
        + tbl([merged, "Tổng"], ["1", "2", tc(p("x") + tbl(["a", "b"]))])
        + f"<w:sdt><w:sdtContent>{p('Hết')}</w:sdtContent></w:sdt>"
    )
    return word(
        body,
        parts={
            "numbering": NUMBERING,
            "footnotes": f'<w:footnote w:id="1">{p("Chú")}</w:footnote>',
            "header": p("Mẫu"),
            "styles": '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/></w:style>',
        },
    )


def survive(data: bytes) -> None:
    """Nothing but a FileProblem comes out, and what is read is sound."""
    try:
        document = door.read_bytes(data, "bc.docx")
    except FileProblem as problem:
        assert problem.status and problem.message.endswith(".")
    else:
        check(document)


def test_every_parser_in_the_table_can_be_loaded() -> None:
    for format in ("docx", "txt"):
        assert callable(importlib.import_module(door.PARSERS[format]).parse)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "bc.docx"
    path.write_bytes(word(p("Có 12 chi bộ.")))
    document = door.read(path, "goc/bc.docx")
    assert (document.name, document.text) == ("goc/bc.docx", "Có 12 chi bộ.")
    assert len(document.sha256) == 64


def test_a_file_beyond_the_budget_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST", 10)
    path = tmp_path / "bc.docx"
    path.write_bytes(word(p("Có 12 chi bộ.")))
    with pytest.raises(FileProblem) as problem:
        door.read(path, "bc.docx")
    assert problem.value.status == "too_big"


def test_a_name_that_promises_another_format_is_said() -> None:
    document = read(word(p("Có 12 chi bộ.")), "bc.DOC")
    assert (document.format, document.status, codes(document)) == ("docx", "ok", ["wrong_ending"])
    assert codes(read("Có 12 chi bộ.".encode(), "bc.docx")) == ["wrong_ending"]


@pytest.mark.parametrize("name", ["bc.docm", "bc", "bc.bak"])
def test_a_name_that_promises_nothing_else_is_left_alone(name: str) -> None:
    assert codes(read(word(p("Có 12 chi bộ.")), name)) == []


def test_letters_of_an_old_encoding_are_repaired_and_that_is_said() -> None:
    # As TCVN3 writes it.
    old = b"Huy\xd6n \xf1y c\xe3 12 chi b\xe9, \xae\xb6ng vi\xaan; " * 20
    document = read(old, "bc.txt")
    assert (document.status, codes(document)) == ("ok", ["letters_tcvn3"])
    assert document.text.startswith("Huyện ủy có 12 chi bộ, đảng viên;")


def test_letters_without_marks_are_a_loss_that_is_said() -> None:
    document = read(b"Huyen uy co 12 chi bo, dang vien; " * 20, "bc.txt")
    assert (document.status, codes(document)) == ("ok_with_loss", ["old_letters"])


def test_the_sample_is_read_whole() -> None:
    document = read(sample())
    assert texts(document)[:4] == ["BÁO CÁO", "I. KẾT QUẢ", "1. Kiểm tra", "Có 12 chi bộ mới"]
    assert document.coverage == 1.0


@pytest.mark.parametrize("percent", [*range(1, 100, 7), 99])
def test_a_file_that_is_cut_off_is_refused(percent: int) -> None:
    data = sample()
    with pytest.raises(FileProblem) as problem:
        door.read_bytes(data[: len(data) * percent // 100], "bc.docx")
    assert problem.value.status == "corrupt"


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_flipped_bits_does_no_harm(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(sample())
    for _ in range(chance.choice((1, 3, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    survive(bytes(data))


def test_whatever_a_parser_trips_over_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(data: bytes, name: str, sha256: str) -> None:
        raise RecursionError

    monkeypatch.setattr("extract.docx.parse", trip)
    with pytest.raises(FileProblem, match="unreadable_content"):
        door.read_bytes(sample(), "bc.docx")


def test_a_lack_of_memory_is_not_taken_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(data: bytes, name: str, sha256: str) -> None:
        raise MemoryError

    monkeypatch.setattr("extract.docx.parse", fill)
    with pytest.raises(MemoryError):
        door.read_bytes(sample(), "bc.docx")
