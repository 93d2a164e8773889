"""Every reader hands its runs over for the repair of old letters, with soft hyphens and before cleaning."""

from __future__ import annotations

import pytest

from tests.extract.pdf_maker import LEFT, PITCH, Page, make_pdf
from tests.extract.word_files import codes, p, read, tbl, tc, texts, word

FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
# "Căn cứ Nghị quyết Đại hội Đảng bộ huyện; đã kiểm tra 5 tổ chức đảng ở các xã."
TCVN3 = "C¨n cø NghÞ quyÕt §¹i héi §¶ng bé huyÖn; ®· kiÓm tra 5 tæ chøc ®¶ng ë c¸c x·."
VNI = "Caên cöù Nghò quyeát Ñaïi hoäi Ñaûng boä huyeän; ñaõ kieåm tra 5 toå chöùc ñaûng ôû caùc xaõ."
MEANT = "Căn cứ Nghị quyết Đại hội Đảng bộ huyện; đã kiểm tra 5 tổ chức đảng ở các xã."


def run(text: str, font: str = "") -> str:
    return (
        f'<w:r><w:rPr>{FONT.format(font) if font else ""}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def test_word_keeps_soft_hyphens_for_the_letters() -> None:
    cut = f"<w:p>{run('Nhµ n', '.VnTime')}<w:r><w:softHyphen/></w:r>{run('íc vµ nh©n d©n', '.VnTime')}</w:p>"
    document = read(word(cut + p(TCVN3) + tbl([tc(p(TCVN3)), "b"], ["1", "2"])))
    assert texts(document)[:3] == ["Nhà nước và nhân dân", MEANT, MEANT]
    assert (document.status, document.coverage, codes(document)) == ("ok", 1.0, ["letters_tcvn3"])


def test_word_drops_soft_hyphens_of_unicode_text() -> None:
    cut = f"<w:p>{run('Nhà nư')}<w:r><w:softHyphen/></w:r>{run('ớc')}</w:p>"
    assert texts(read(word(cut))) == ["Nhà nước"]


@pytest.mark.parametrize("raw", [TCVN3, VNI])
def test_fonts_come_from_styles_too(raw: str) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A" w:default="1"><w:name w:val="Normal"/>'
        f"<w:rPr>{FONT.format('.VnTime')}</w:rPr></w:style>"
    )
    document = read(word(p(raw) + p(MEANT), parts={"styles": styles}))
    assert texts(document) == [MEANT, MEANT]
    assert document.coverage == 1.0


def test_rtf_is_repaired_by_the_bytes_of_its_fonts() -> None:
    escaped = "".join(c if c.isascii() else f"\\'{ord(c):02x}" for c in TCVN3)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 .VnTime;}{\f1\fcharset163 .VnTime;}}"
    document = read(f"{head}\\f0 {escaped}\\par\\f1 {escaped}\\par}}".encode(), "a.rtf")
    assert texts(document) == [MEANT, MEANT]
    assert codes(document) == ["letters_tcvn3"]


@pytest.mark.parametrize("raw", [TCVN3, VNI])
def test_plain_text_is_repaired_line_by_line(raw: str) -> None:
    data = f"{raw}\r\n".encode("latin-1") * 3
    assert texts(read(data, "a.txt")) == [MEANT] * 3


def test_a_pdf_may_have_other_dashes_for_soft_hyphens() -> None:
    page = Page()
    lines = ["Nhµ n−íc vµ nh©n d©n x∙ Hoµ", "Thñ t-íng, Q§-TTg, 5-10", "§¶ng bé ®· kiÓm tra", "BÝ th-"]
    for number, line in enumerate(lines):
        page.text(LEFT, 100 + number * 3 * PITCH, line)
    document = read(make_pdf(page), "a.pdf")
    assert document.text.split("\n") == [
        "Nhà nước và nhân dân xã Hoà",
        "Thủ tướng, QĐ-TTg, 5-10",
        "Đảng bộ đã kiểm tra",
        "Bí thư",
    ]


def test_a_file_without_its_soft_hyphens_has_lost_letters() -> None:
    lines = [f"§îc biÕt, ngêi d©n vµ nhµ níc ®· kiÓm tra {number} tæ chøc ®¶ng" for number in range(30)]
    document = read("\n".join(lines).encode("latin-1"), "a.txt")
    assert (document.status, codes(document)) == ("ok_with_loss", ["letters_tcvn3", "lost_letters"])
