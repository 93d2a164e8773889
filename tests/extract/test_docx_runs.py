"""The text of a Word paragraph: fields, breaks, symbols, note marks."""

from __future__ import annotations

import pytest

from tests.extract.word_files import r, read, texts, word


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


PARAGRAPHS = [
    (r("cột 1") + "<w:r><w:tab/></w:r>" + r("cột 2"), "cột 1\tcột 2"),
    (r("dòng 1") + "<w:r><w:br/></w:r>" + r("dòng 2"), "dòng 1\ndòng 2"),
    (r("dòng\ntiếp"), "dòng tiếp"),
    (r("2016") + "<w:r><w:noBreakHyphen/></w:r>" + r("2020"), "2016-2020"),
    (r("tổ") + "<w:r><w:softHyphen/></w:r>" + r(" chức"), "tổ chức"),
    (r("tổ\u00ad chức"), "tổ chức"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 12"), "≥ 12"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" đạt"), "✓ đạt"),
    (r("\uf0b7 việc"), "• việc"),
    ("<w:hyperlink>" + r("trang tin") + "</w:hyperlink>", "trang tin"),
    ('<w:smartTag w:element="place">' + r("xã Tân Lập") + "</w:smartTag>", "xã Tân Lập"),
    ('<w:fldSimple w:instr=" DATE ">' + r("20/6/2023") + "</w:fldSimple>", "20/6/2023"),
    (mark("begin") + code(" PAGE ") + mark("separate") + r("12") + mark("end") + r(" hội"), "12 hội"),
    (mark("begin") + code(" X ") + r("ẩn") + mark("end") + r("12 hội"), "12 hội"),
    (
        mark("begin") + code(" IF ") + mark("begin") + code("Y") + mark("separate") + r("trong") + mark("end")
        + mark("separate") + r("kết quả") + mark("end"),
        "kết quả",
    ),
    (r("đảng viên") + r("1", '<w:vertAlign w:val="superscript"/>') + r(" có"), "đảng viên¹ có"),
    (r("120 m") + r("2", '<w:vertAlign w:val="superscript"/>') + r(" đất"), "120 m2 đất"),
    (r("10") + r("6", '<w:vertAlign w:val="superscript"/>') + r(" lượt"), "10⁶ lượt"),
    (r("12 km") + r("2", '<w:vertAlign w:val="superscript"/>'), "12 km2"),
    (
        '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>' + r("12 hội"),
        "12 hội",
    ),
    ('<w:ruby><w:rt>' + r("trên") + "</w:rt><w:rubyBase>" + r("dưới") + "</w:rubyBase></w:ruby>", "dưới"),
    ("<w:commentRangeStart w:id='0'/>" + r("12") + "<w:r><w:commentReference w:id='0'/></w:r>", "12"),
    (r("gạch") + '<w:r><w:sym w:font="Symbol" w:char="xyz"/></w:r>', "gạch"),
    (r("x\u200by\ufeffz"), "xyz"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), PARAGRAPHS)
def test_a_paragraph_reads_as_it_is_printed(content: str, text: str) -> None:
    document = read(word(f"<w:p>{content}</w:p>"))
    assert (document.text, document.coverage) == (text, 1.0)


def test_comments_are_no_text_of_the_report() -> None:
    body = f"<w:p>{r('Có 12 hội')}<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    assert read(word(body, files={"word/comments.xml": b"<x/>"})).text == "Có 12 hội"


def test_a_sentence_that_a_full_line_breaks_goes_on() -> None:
    line = "Ban Thường vụ đã chỉ đạo các cơ quan tham mưu chủ động rà soát và"
    document = read(word(f"<w:p>{r(line)}<w:r><w:br/></w:r>{r('hoàn thành 12 việc.')}</w:p>"))
    assert texts(document) == [f"{line} hoàn thành 12 việc."]


def test_lines_of_a_centred_title_stay_lines() -> None:
    title = "kết quả 6 tháng đầu năm 2023 thực hiện Kết luận của Bộ Chính trị"
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    body = f"<w:p>{centred}{r(title)}<w:r><w:br/></w:r>{r('về học tập và làm theo')}</w:p>"
    assert texts(read(word(body))) == [f"{title}\nvề học tập và làm theo"]


def test_a_field_that_is_never_closed_swallows_no_later_paragraph() -> None:
    body = f"<w:p>{r('Một ')}{mark('begin')}{code(' X ')}</w:p><w:p>{r('Có 12 hội')}</w:p>"
    assert texts(read(word(body))) == ["Một", "Có 12 hội"]
