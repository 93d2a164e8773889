"""Names of members are shown safely, in the letters that their senders meant."""

from __future__ import annotations

import pytest

from extract.member_names import Names, name_in_zip, safe_name

SHOWN = [
    ("thư mục/báo cáo.docx", "thư mục/báo cáo.docx"),
    ("..\\..\\Windows\\bc.doc", "Windows/bc.doc"),
    ("/etc/passwd", "etc/passwd"),
    ("C:\\Users\\a\\bc.doc", "Users/a/bc.doc"),
    ("a/./../b.docx", "a/b.docx"),
    ("bc\u202excod.exe", "bc_xcod.exe"),
    ("bc\x00\n\x1b[31m.docx", "bc___[31m.docx"),
    ("ba\u0301o ca\u0301o.docx", "báo cáo.docx"),
    ("bc\ud800.docx", "bc_.docx"),
    ("..", "không tên"),
    ("", "không tên"),
    (".DS_Store", ".DS_Store"),
]


@pytest.mark.parametrize(("raw", "name"), SHOWN)
def test_a_name_leads_nowhere_and_hides_nothing(raw: str, name: str) -> None:
    assert safe_name(raw) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("a" * 5000 + ".docx")
    assert len(name) < 200 and name.endswith(".docx")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_of_other_systems_are_read_in_their_letters(encoding: str) -> None:
    raw = {"utf-8": "báo cáo.docx".encode(), "cp1258": b"b\xe1o c\xe1o.docx"}[encoding]
    assert name_in_zip(raw.decode("cp437"), utf8=False) == "báo cáo.docx"


def test_tones_that_stand_alone_join_their_letters() -> None:
    raw = b"s\xf4\xec li\xea\xf2u.docx"
    assert name_in_zip(raw.decode("cp437"), utf8=False) == "số liệu.docx"


def test_western_names_stay_as_they_are() -> None:
    assert name_in_zip("café.docx", utf8=False) == "café.docx"
    assert name_in_zip("báo cáo.docx", utf8=True) == "báo cáo.docx"


def test_a_second_name_is_numbered() -> None:
    names = Names()
    assert [names.fresh(n) for n in ("a/b.doc", "a/B.doc", "../a/b.doc", "a")] == [
        "a/b.doc",
        "a/B (2).doc",
        "a/b (3).doc",
        "a",
    ]
