"""Tables of the old encodings: every letter has its code, and reading undoes writing."""

from __future__ import annotations

import pytest

from extract.letters_codes import Code, read, write
from extract.letters_tables import PAGES, codes

SMALL = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


@pytest.mark.parametrize("page", ["western", "mac_roman"])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps", "utf-8"])
def test_reading_undoes_writing(encoding: str, page: str) -> None:
    code = Code(encoding, page)
    assert read(write(SMALL, code), code) == SMALL
    if encoding != "tcvn3":
        assert read(write(SMALL.upper(), code), code) == SMALL.upper()


def test_writing_undoes_reading() -> None:
    for encoding in ("tcvn3", "viscii", "vps", "cp1258"):
        for spelt in codes(encoding):
            assert write(read(spelt, Code(encoding)), Code(encoding)) in (
                spelt,
                bytes(spelt, "latin-1").decode("cp1252", "replace"),
            )


@pytest.mark.parametrize(
    ("encoding", "raw", "meant"),
    [
        ("tcvn3", "§éc lËp - Tù do - H¹nh phóc, n\xadíc", "Độc lập - Tự do - Hạnh phúc, nước"),
        ("tcvn3", "\uf0a7\uf0e9\uf063 l\uf0cbp", "Độc lập"),
        ("vni", "Ñoäc laäp - Töï do - Haïnh phuùc, khoâng", "Độc lập - Tự do - Hạnh phúc, không"),
        ("vni", "AÙO, Aùo, YÛ, yeáu ñieåm", "ÁO, Áo, Ỷ, yếu điểm"),
        ("viscii", "Ðµc l§p - Tñ do - HÕnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("vps", "ñ¶c lÆp - T¿ do - Hånh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("cp1258", "Ðôòc lâòp - Týò do - Haònh phuìc", "Độc lập - Tự do - Hạnh phúc"),
        ("utf-8", "Ä\x90á»™c láº\xadp", "Độc lập"),
    ],
)
def test_known_words(encoding: str, raw: str, meant: str) -> None:
    assert read(raw, Code(encoding)) == meant


@pytest.mark.parametrize("page", PAGES)
def test_every_code_page_has_its_table(page: str) -> None:
    assert read(write("đã kiểm tra", Code("tcvn3", page)), Code("tcvn3", page)) == "đã kiểm tra"


def test_marks_are_written_in_the_case_of_their_letter() -> None:
    assert write("Căn bản, CĂN BẢN", Code("vni")) == "Caên baûn, CAÊN BAÛN"
