"""Letters of old encodings in whole documents: by run, by word, mixed, and not at all in Unicode."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.document import Document
from extract.joining import clean
from extract.letters_codes import Code, write
from extract.letters_runs import Letters, Run, with_letters

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold"
TEXT = (
    "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Chánh Văn phòng Huyện ủy.\n"
    "Trong năm, Đảng bộ huyện đã kiểm tra 162 tổ chức đảng và 340 đảng viên – tăng 5% so với “cùng kỳ”.\n"
    "Những khuyết điểm, hạn chế được chỉ ra; nguyên nhân chủ yếu là do người đứng đầu chưa sâu sát.\n"
)


def repaired(paragraphs: Sequence[Sequence[Run]]) -> list[list[str]]:
    """The runs of every paragraph after both phases; as they were where nothing is to be repaired."""
    letters = Letters()
    before = [letters.texts(runs) for runs in paragraphs]
    return [letters.texts(runs) for runs in paragraphs] if letters.decide() else before


def text_of(paragraphs: Sequence[Sequence[Run]]) -> str:
    return "\n".join("".join(texts) for texts in repaired(paragraphs))


def set_in(font: str, text: str, code: Code | None = None) -> list[list[Run]]:
    """Paragraphs of one run each."""
    return [[Run(font, write(line, code) if code else line)] for line in text.split("\n")]


def without_capitals(text: str) -> str:
    """TCVN3 has no capitals with tones."""
    toned = (c.lower() if len(unicodedata.normalize("NFD", c)) > 1 and c not in "ĂÂÊÔƠƯ" else c for c in text)
    return "".join(toned)


def cut(text: str, font: str, chance: random.Random) -> list[Run]:
    runs: list[Run] = []
    while text:
        size = chance.randint(1, 9)
        runs.append(Run(font, text[:size]))
        text = text[size:]
    return runs


def gold_texts() -> list[str]:
    found = sorted((GOLD / "reports").glob("*.md"))
    return [unicodedata.normalize("NFC", path.read_text(encoding="utf-8")) for path in found]


@pytest.mark.parametrize("font", ["", "Times New Roman", ".VnTime", "VNI-Times"])
@pytest.mark.parametrize("page", ["western", "cp1258", "mac_roman"])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps"])
def test_letters_are_known_in_any_font_and_by_any_code_page(encoding: str, page: str, font: str) -> None:
    assert text_of(set_in(font, TEXT, Code(encoding, page))) == TEXT


@pytest.mark.parametrize(("encoding", "font"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times")])
def test_what_random_runs_spell_comes_back(encoding: str, font: str) -> None:
    chance = random.Random(5)
    for text in gold_texts()[:12]:
        text = without_capitals(text) if encoding == "tcvn3" else text
        runs = [cut(write(line, Code(encoding)), font, chance) for line in text.split("\n")]
        assert text_of(runs).lower() == text.lower()


def test_unicode_text_in_old_fonts_is_never_touched() -> None:
    chance = random.Random(7)
    for text in gold_texts():
        runs = [cut(line, chance.choice([".VnTime", ".VnTimeH", "VNI-Times", ""]), chance) for line in [text]]
        letters = Letters()
        assert letters.texts(runs[0]) == [run.text for run in runs[0]]
        assert not letters.decide()


def test_old_and_unicode_paragraphs_of_one_document_are_told_apart() -> None:
    old = set_in(".VnTime", TEXT, Code("tcvn3"))
    assert text_of([*old, *set_in("Times New Roman", TEXT), *set_in(".VnTime", TEXT)]) == "\n".join(
        [TEXT] * 3
    )


def test_old_and_unicode_words_of_one_run_are_told_apart() -> None:
    line = "Căn cứ Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ và chương trình công tác "
    mixed = write(line, Code("vni")) + line + write(line, Code("tcvn3"))
    assert text_of([[Run("", mixed)]]) == 3 * line


def test_a_letter_of_two_characters_may_be_cut_by_a_border() -> None:
    runs = [
        Run("VNI-Times", part) for part in ("Ñaûng boä, chi bo", "ä vaø ñaûng vieân; khe", "ùn thöôûn", "g")
    ]
    assert repaired([runs]) == [["Đảng bộ, chi bộ", " và đảng viên; khé", "n thưởn", "g"]]


def test_words_without_old_letters_stay() -> None:
    runs = [
        Run(".VnTime", "Société 3M, café, 25°C, §5, 10 m², Fax: +84; http://a.vn "),
        Run(".VnTime", "®· ®¹t"),
    ]
    assert repaired([runs, *set_in(".VnTime", TEXT, Code("tcvn3"))])[0][1] == "đã đạt"


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("n\xad\xadíc", "nước"),
        ("n\u2212íc", "nước"),
        ("kiÓ\xadm tra", "kiểm tra"),
        ("QUYÕT §ÞNH", "QUYẾT ĐỊNH"),
        ("NG¦êI", "NGƯỜI"),
        ("Q§-TTg, H§ND", "QĐ-TTg, HĐND"),
        ("\xad2. ViÖc", "2. Việc"),
    ],
)
def test_soft_hyphens_and_capitals_of_tcvn3(raw: str, meant: str) -> None:
    [[text], *_] = repaired([[Run(".VnTime", raw)], *set_in(".VnTime", TEXT, Code("tcvn3"))])
    assert clean(text) == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [("Ðảng bộ; HÐND; Quyết định số 5/QÐ-UB; ðồng", "Đảng bộ; HĐND; Quyết định số 5/QĐ-UB; đồng"), ("", "")],
)
def test_eth_stands_for_the_vietnamese_letter(raw: str, meant: str) -> None:
    assert repaired([[Run("Arial", raw)], *set_in("Arial", TEXT)])[0] == [meant]


@pytest.mark.parametrize(
    ("font", "raw", "meant"),
    [
        (
            ".VnTime",
            "Tin häc: Microsoft Office, a@b.vn, EU’s – ®\u00adîc",
            "Tin học: Microsoft Office, a@b.vn, EU’s – được",
        ),
        (
            "Arial",
            "25°C ± 0,5; 10 µg/l; 5 × 3; §7; “abc”; 3²; ½ giờ",
            "25°C ± 0,5; 10 µg/l; 5 × 3; §7; “abc”; 3²; ½ giờ",
        ),
        ("Times New Roman", "Société Générale, Hôtel de l'Opéra", "Société Générale, Hôtel de l'Opéra"),
        ("Times New Roman", "QuyÕt ®Þnh sè 5/Q§-UB cña ñy ban", "Quyết định số 5/QĐ-UB của ủy ban"),
        (".VnTime", "Bé TµI CHÝNH; Së Y tÕ; Vô TCCB", "Bộ TÀI CHÍNH; Sở Y tế; Vụ TCCB"),
        (".VnTime", "Sè:\u00a0\u00a05 th¸ng\u00a0n¨m", "Số:\u00a0\u00a05 tháng\u00a0năm"),
        (".VnTime", "“®æi míi” – ‘tù’…", "“đổi mới” – ‘tự’…"),
        (".VnTime", "1.234.567,89 (12/5/2004) - 50%", "1.234.567,89 (12/5/2004) - 50%"),
        (
            "VNI-Times",
            "YÛ, Ñoà Vaên AÙnh, nöôùc, lôïi, suy nghó, hoûi",
            "Ỷ, Đồ Văn Ánh, nước, lợi, suy nghĩ, hỏi",
        ),
        ("VNI-Times", "Ñaéc Laéc khoâng yù kieán", "Đắc Lắc không ý kiến"),
    ],
)
def test_words_of_a_document_in_several_encodings(font: str, raw: str, meant: str) -> None:
    around = [*set_in(".VnTime", TEXT, Code("tcvn3")), *set_in("VNI-Times", TEXT, Code("vni"))]
    assert repaired([[Run(font, raw)], *around, *set_in("Arial", TEXT)])[0] == [meant]


def test_letters_in_runs_of_their_own_are_one_word() -> None:
    runs = [
        Run((".VnTime", ".VnTimeH")[i % 2], char)
        for i, char in enumerate(write("đã được nước", Code("tcvn3")))
    ]
    assert text_of([runs]) == "đã được nước"


def test_what_is_longer_than_any_word_is_left_or_read_in_parts() -> None:
    for text in ("è" * 100_000, "a\u2212" * 50_000, "“" * 100_000):
        [[found], *_] = repaired([[Run(".VnTime", text)], *set_in(".VnTime", TEXT, Code("tcvn3"))])
        assert len(found) == len(text)


def test_a_document_is_read_once_where_its_letters_are_right_and_says_what_it_repaired() -> None:
    calls: list[bool] = []

    def read(text: str, letters: Letters | None) -> Document:
        calls.append(letters is not None)
        shown = "\n".join(
            "".join(letters.texts([Run("", line)]) if letters else [line]) for line in text.split("\n")
        )
        return Document("a", "", "", "txt", shown, ())

    assert with_letters(lambda letters: read(TEXT, letters)).warnings == ()
    assert calls == [False]
    found = with_letters(lambda letters: read(write(TEXT, Code("vni")), letters))
    assert (found.text, calls) == (TEXT, [False, False, True, True])
    [notice] = found.warnings
    assert (notice.code, notice.count) == ("letters_vni", sum(repair.count for repair in found.repairs))
    assert all(write(repair.repaired, Code("vni")) == repair.original for repair in found.repairs)
