"""Word files: what of them is in the text, in which order, and where it came from."""

from __future__ import annotations

import io

import pytest

from extract.problems import FileProblem
from tests.extract.word_files import DOCX, codes, p, r, read, tbl, tc, texts, word

LONG = "Trong kỳ, cấp ủy các cấp đã triển khai đầy đủ các nội dung theo kế hoạch, bảo đảm tiến độ đề ra."
VML_BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_paragraphs_stand_on_lines_of_their_own_with_their_place() -> None:
    document = read(word(p("Kính gửi: Huyện ủy") + "<w:p/>" + p("Chi bộ báo cáo.")))
    assert document.text == "Kính gửi: Huyện ủy\nChi bộ báo cáo."
    assert [b.place for b in document.blocks] == ["body/p[1]", "body/p[3]"]
    assert (document.status, document.coverage, document.format) == ("ok", 1.0, "docx")


def test_a_file_of_python_docx_is_read() -> None:
    import docx

    file, data = docx.Document(), io.BytesIO()
    file.add_heading("Kết quả", level=1)
    file.add_paragraph("Có 12 chi bộ.")
    file.add_table(rows=1, cols=2).rows[0].cells[1].text = "12"
    file.save(data)
    document = read(data.getvalue())
    assert document.text == "Kết quả\nCó 12 chi bộ.\n\t12"
    assert [b.kind for b in document.blocks] == ["heading", "para", "cell", "cell"]


def test_content_controls_are_transparent() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
    inline = f"<w:p>{r('Có ')}<w:sdt><w:sdtContent>{r('12')}</w:sdtContent></w:sdt>{r(' chi bộ')}</w:p>"
    assert texts(read(word(control + inline))) == ["Trong khung", "Có 12 chi bộ"]


def test_insertions_stay_and_deletions_go() -> None:
    deleted = "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>"
    document = read(word(f"<w:p>{r('Có ')}{deleted}<w:ins>{r('16')}</w:ins>{r(' chi bộ')}</w:p>"))
    assert document.text == "Có 16 chi bộ"
    assert codes(document) == ["tracked_changes"]
    assert document.status == "ok"


def test_moved_text_stands_once_where_it_was_moved_to() -> None:
    away = f"<w:p><w:moveFrom>{r('Mục chuyển')}</w:moveFrom></w:p>"
    here = f"<w:p><w:moveTo>{r('Mục chuyển')}</w:moveTo></w:p>"
    document = read(word(away + p("Ở giữa") + here))
    assert (document.text, document.coverage) == ("Ở giữa\nMục chuyển", 1.0)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Có 12 ')}</w:p>"
    assert texts(read(word(first + p("chi bộ")))) == ["Có 12 chi bộ"]
    assert texts(read(word(p("Đầu") + first))) == ["Đầu", "Có 12"]


def test_a_text_box_is_read_once_although_it_is_stored_twice() -> None:
    inner = f"<w:txbxContent>{p('Trong hộp')}</w:txbxContent>"
    drawing = f"<w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    fallback = f"<mc:Fallback>{VML_BOX.format(p('Trong hộp'))[5:-6]}</mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    document = read(word(f"<w:p>{r('Trước hộp')}{box}</w:p>" + p("Sau hộp")))
    assert texts(document) == ["Trước hộp", "Trong hộp", "Sau hộp"]
    assert [(b.kind, b.place) for b in document.blocks][1] == ("box", "box[1]/p[1]")
    assert document.coverage == 1.0


def test_a_box_that_only_the_fallback_holds_is_read() -> None:
    fallback = f"<mc:Fallback>{VML_BOX.format(p('Cũ'))[5:-6]}</mc:Fallback>"
    both = f"<mc:Choice Requires='wpc'><w:drawing/></mc:Choice>{fallback}"
    document = read(word(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"))
    assert (texts(document, "box"), document.coverage) == (["Cũ"], 1.0)


def test_boxes_in_boxes_are_read_once_each() -> None:
    inner = f"<w:p>{r('Ngoài')}{VML_BOX.format(p('Trong'))}</w:p>"
    assert texts(read(word(f"<w:p>{VML_BOX.format(inner)}</w:p>"))) == ["Ngoài", "Trong"]


def test_notes_follow_the_body_and_leave_no_digit_in_it() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Ghi chú sau.")}</w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{r(" Ghi chú trước.")}</w:p></w:footnote>'
    )
    end = f'<w:endnote w:id="1">{p("Cuối bài.")}</w:endnote>'
    last = "<w:r><w:endnoteReference w:id='1'/></w:r>"
    body = f"<w:p>{r('72 đảng viên')}{mark.format(1)}{r(', 3 chi bộ')}{mark.format(2)}{last}</w:p>"
    document = read(word(body, parts={"endnotes": end, "footnotes": notes}))
    assert texts(document) == ["72 đảng viên, 3 chi bộ", "Ghi chú trước.", "Ghi chú sau.", "Cuối bài."]
    assert texts(document, "footnote") == texts(document)[1:]
    assert [b.place for b in document.blocks][1:] == [
        "footnote[1]/p[1]",
        "footnote[2]/p[1]",
        "endnote[1]/p[1]",
    ]


def test_a_note_whose_mark_is_deleted_is_gone_with_it() -> None:
    body = f"<w:p>{r('Có 12 chi bộ')}<w:del><w:r><w:footnoteReference w:id='1'/></w:r></w:del></w:p>"
    document = read(word(body, parts={"footnotes": f'<w:footnote w:id="1">{p("Bỏ")}</w:footnote>'}))
    assert (document.text, document.coverage) == ("Có 12 chi bộ", 1.0)


def test_page_headers_and_footers_stand_at_the_end_and_once() -> None:
    document = read(
        word(
            p("Thân bài"),
            parts={"header": [p("Mẫu 1"), p("Mẫu 1"), tbl(["Trái", "Phải"])], "footer": p("Trang 2")},
        )
    )
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("para", "Thân bài"),
        ("header", "Mẫu 1"),
        ("header", "Trái"),
        ("header", "Phải"),
        ("footer", "Trang 2"),
    ]
    assert (document.coverage, document.tables) == (1.0, ())


def test_hidden_text_is_left_out_and_counted() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    by_style = r(" kín", '<w:rStyle w:val="An"/>')
    body = f"<w:p>{r('Có 12')}{r(' bí mật', '<w:vanish/>')}{by_style}{r(' hội')}</w:p>"
    document = read(word(body, parts={"styles": styles}))
    assert (document.text, document.coverage, document.status) == ("Có 12 hội", 1.0, "ok")
    assert [(n.code, n.count) for n in document.warnings] == [("hidden_text", 2)]


def test_a_table_of_contents_is_left_out_and_said_so() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    entry = p("1. Kết quả\t3", properties='<w:pStyle w:val="M1"/>')
    document = read(word(entry + p("Có 12 chi bộ."), parts={"styles": styles}))
    assert (document.text, codes(document), document.coverage) == (
        "Có 12 chi bộ.",
        ["contents_left_out"],
        1.0,
    )


def test_an_embedded_document_is_a_loss_that_is_said() -> None:
    document = read(word(p("Thân bài") + '<w:altChunk r:id="rId9"/>'))
    assert (document.status, codes(document)) == ("ok_with_loss", ["foreign_part"])


def test_an_embedded_workbook_is_a_loss_that_is_said() -> None:
    body = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    document = read(word(p("Thân bài") + body))
    assert (document.status, codes(document)) == ("ok_with_loss", ["embedded_workbook"])


def test_a_report_of_pictures_is_not_called_good() -> None:
    document = read(word("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert (document.text, document.status, codes(document)) == ("", "ok_with_loss", ["text_in_pictures"])


def test_a_report_without_anything_is_empty() -> None:
    assert read(word("<w:p/>")).status == "empty"


def test_a_frame_of_one_cell_flows_like_the_rest() -> None:
    document = read(word(tbl([tc(p("Dòng một") + p("Dòng hai"))])))
    assert [(b.kind, b.place) for b in document.blocks] == [
        ("para", "tbl[1]/r[1]/c[1]/p[1]"),
        ("para", "tbl[1]/r[1]/c[1]/p[2]"),
    ]
    assert document.tables == ()


def test_decomposed_letters_are_composed() -> None:
    document = read(word(p("Huye\u0323\u0302n u\u0309y")))
    assert (document.text, document.coverage) == ("Huyện ủy", 1.0)


@pytest.mark.parametrize(
    "main_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_macro_files_and_templates_are_read(main_type: str) -> None:
    assert read(word(p("Có 12 chi bộ."), main_type=main_type), "bc.docm").text == "Có 12 chi bộ."


def test_strict_files_are_read_with_their_parts() -> None:
    body = f"<w:p>{r('Có 12 hội')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    document = read(
        word(body, strict=True, parts={"footnotes": f'<w:footnote w:id="1">{p("Ghi chú")}</w:footnote>'})
    )
    assert (texts(document), codes(document)) == (["Có 12 hội", "Ghi chú"], [])


def test_headings_give_the_path_of_what_stands_below() -> None:
    body = (
        p("BÁO CÁO", bold=True, properties='<w:jc w:val="center"/>')
        + p("I. KẾT QUẢ", bold=True)
        + p("1. Kiểm tra", bold=True)
        + p("Có 12 chi bộ.")
        + p("Ưu điểm", bold=True)
        + p(LONG)
        + p("II. NHIỆM VỤ", bold=True)
        + p("- Có 3 việc.")
    )
    document = read(word(body))
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("para", 0),
        ("heading", 1),
        ("heading", 2),
        ("para", 0),
        ("heading", 3),
        ("para", 0),
        ("heading", 1),
        ("item", 1),
    ]
    assert document.blocks[5].path == ("I. KẾT QUẢ", "1. Kiểm tra", "Ưu điểm")
    assert document.blocks[7].path == ("II. NHIỆM VỤ",)


def test_bold_is_told_of_whole_blocks_only() -> None:
    mixed = f"<w:p>{r('Kết quả: ', '<w:b/>')}{r('12 chi bộ')}</w:p>"
    blocks = read(word(p("Đậm", bold=True) + mixed + tbl([tc(p("Đơn vị", bold=True)), "12"]))).blocks
    assert [b.bold for b in blocks] == [True, False, True, False]


def test_bad_main_xml_is_corrupt() -> None:
    with pytest.raises(FileProblem) as problem:
        read(word("<w:p>"))
    assert problem.value.status == "corrupt"


def test_the_main_part_may_carry_another_type_if_it_is_where_word_puts_it() -> None:
    assert read(word(p("Có 12 chi bộ."), main_type=f"{DOCX};charset=utf-8")).text == "Có 12 chi bộ."
