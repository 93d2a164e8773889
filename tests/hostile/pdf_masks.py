"""PDF files that show something else than they say, or are not built as the rules want."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import TRUTH, Hostile
from tests.hostile.pdf_parts import SAME, Pdf, hexed, lines, report_pdf, shown, stream

_LATER = "Số liệu không in ra: 999.999 đảng viên bị kỷ luật, 888.888 tổ chức đảng vi phạm"


def cases() -> Iterator[Hostile]:
    """Wrong maps, text that nobody sees, actions, attachments, damaged tables of references."""
    yield from _wrong_maps()
    yield from _unseen()
    yield from _odd_letters()
    yield from _actions()
    yield from _references()


def _report(ranges: list[bytes] | None = SAME, before: bytes = b"", extra: bytes = b"") -> Pdf:
    pdf = Pdf()
    pdf.with_font(ranges)
    pdf.tree([pdf.page(shown(lines(), before), extra)])
    return pdf


def _wrong_maps() -> Iterator[Hostile]:
    for name, ranges in (
        ("missing", None),
        (
            "all_one_letter",
            [b"<%04X><%04X><0061>" % (code, code) for code in (*range(512), *range(0x1E00, 0x1F00))],
        ),
        ("all_spaces", [b"<%02X00><%02XFF>[%s]" % (i, i, b"<0020>" * 256) for i in (0, 1, 0x1E, 0x20)]),
        ("next_letter", [b"<%02X00><%02XFF><%02X01>" % (i, i, i) for i in range(0x22)]),
        ("private_letters", [b"<%02X00><%02XFF><E%01X00>" % (i, i, i % 16) for i in range(0x22)]),
        ("controls", [b"<0000><00FF><0001>", *SAME[1:]]),
        ("nothing", [b"<0000><FFFF><>"]),
        ("chinese", [b"<%02X00><%02XFF><%02X00>" % (i, i, 0x4E + i) for i in range(0x22)]),
    ):
        yield Hostile(f"map_{name}.pdf", _report(ranges).file(), TRUTH, never_ok=name != "nothing")


def _unseen() -> Iterator[Hostile]:
    yield Hostile("all_invisible.pdf", _report(before=b"3 Tr").file(), None, never_ok=True)
    for name, before in (("invisible", b"3 Tr"), ("clipping_only", b"7 Tr")):
        pdf = Pdf()
        pdf.with_font()
        pdf.tree([pdf.page(shown(lines()) + b"\n" + shown([_LATER] * 3, before, top=300))])
        yield Hostile(f"some_{name}.pdf", pdf.file(), TRUTH, never_ok=False)
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown(lines()), b"/CropBox[0 700 595 842]")])
    yield Hostile("cropped.pdf", pdf.file(), None, never_ok=True)
    for name, where in (
        ("left", {"x": -900.0}),
        ("below", {"top": -400.0}),
        ("tiny", {"size": 0.05, "top": 300.0}),
    ):
        pdf = Pdf()
        pdf.with_font()
        pdf.tree([pdf.page(shown(lines()) + b"\n" + shown([_LATER] * 3, **where))])
        yield Hostile(f"text_{name}.pdf", pdf.file(), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    layer = pdf.add(b"<</Type/OCG/Name(a)>>")
    content = shown(lines()) + b"\n/OC /L BDC " + shown([_LATER] * 3, top=300) + b" EMC"
    pdf.tree([pdf.page(content, resources=b"/Properties<</L %d 0 R>>" % layer)])
    pdf.objects[0] = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[%d 0 R]/D<</OFF[%d 0 R]>>>>>>" % (
        layer,
        layer,
    )
    yield Hostile("layer_off.pdf", pdf.file(), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    twice = b"\n".join(shown(lines(), x=70 + 0.3 * i) for i in range(3))
    pdf.tree([pdf.page(twice)])
    yield Hostile("printed_thrice.pdf", pdf.file(), TRUTH)


def _odd_letters() -> Iterator[Hostile]:
    controls = [line.replace(" ", "\x00\x07 \x1b") for line in lines()]
    turned = ["\u202e" + line + "\u202c" for line in lines()]
    apart = ["\u200b".join(line) for line in lines()]
    wild = [line + "\ufffe\uffff\ufdd0" for line in lines()]
    halves = [b"<D800><DBFF><D800>", *SAME]
    for name, texts in (
        ("controls", controls),
        ("turned", turned),
        ("zero_width", apart),
        ("noncharacters", wild),
    ):
        pdf = Pdf()
        pdf.with_font([*SAME, b"<FD00><FDFF><FD00>", b"<FF00><FFFF><FF00>"])
        pdf.tree([pdf.page(shown(texts))])
        yield Hostile(f"letters_{name}.pdf", pdf.file(), TRUTH)
    pdf = Pdf()
    pdf.with_font(halves)
    text = shown(lines()) + b"\nBT /F 9 Tf 50 60 Td <D801D802D803> Tj ET"
    pdf.tree([pdf.page(text)])
    yield Hostile("letters_halves.pdf", pdf.file(), TRUTH)


def _actions() -> Iterator[Hostile]:
    for name, action in (
        ("script", b"/OpenAction<</S/JavaScript/JS(app.alert(1);while(true){})>>"),
        ("launch", b"/OpenAction<</S/Launch/F(/bin/sh)>>"),
        (
            "link",
            b"/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>/AA<</WC<</S/URI/URI(http://127.0.0.1:9/)>>>>",
        ),
        ("submit", b"/OpenAction<</S/SubmitForm/F(http://127.0.0.1:9/)>>"),
    ):
        pdf = _report()
        pdf.objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % action
        yield Hostile(f"action_{name}.pdf", pdf.file(), TRUTH)
    pdf = _report()
    file = pdf.add(stream(report_pdf(), b"/Type/EmbeddedFile"))
    spec = pdf.add(b"<</Type/Filespec/F(../../a.pdf)/UF(../../a.pdf)/EF<</F %d 0 R>>>>" % file)
    pdf.objects[0] = (
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(../a.pdf) %d 0 R]>>>>/Collection<<>>>>"
        % spec
    )
    yield Hostile("attached_report.pdf", pdf.file(), None, never_ok=True)
    pdf = _report()
    xfa = pdf.add(
        stream(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
    )
    pdf.objects[0] = (
        b"<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</XFA %d 0 R/Fields[]>>>>" % xfa
    )
    yield Hostile("form_of_xml.pdf", pdf.file(), None, never_ok=True)


def _references() -> Iterator[Hostile]:
    whole = report_pdf(2)
    two = TRUTH + "\n" + TRUTH
    start = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    yield Hostile("junk_in_front.pdf", b"\0junk\n" * 100 + whole, two)
    yield Hostile("junk_behind.pdf", whole + b"\0" * 5_000, two)
    yield Hostile("no_table.pdf", whole[:start] + b"trailer<</Root 1 0 R>>\n%%EOF\n", two)
    yield Hostile(
        "table_elsewhere.pdf", whole.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start // 2)), two
    )
    shifted = whole[:start] + whole[start:].replace(b" 00000 n", b" 00000 f")
    yield Hostile("all_objects_free.pdf", shifted, two)
    kids = whole.index(b"/Kids[") + 6
    end = whole.index(b"]", kids)
    refs = whole[kids:end].split(b" R ")
    lost = refs[0] + b" R " + b" " * (end - kids - len(refs[0]) - 3)
    yield Hostile("page_left_out.pdf", whole[:kids] + lost + whole[end:], two)
    yield Hostile("count_too_small.pdf", whole.replace(b"/Count 2", b"/Count 1"), two)
    yield Hostile("count_too_large.pdf", whole.replace(b"/Count 2", b"/Count 9"), two)
    yield Hostile("count_below_zero.pdf", whole.replace(b"/Count 2", b"/Count-2"), two)
    pdf = _report()
    locked = pdf.file(
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    )
    yield Hostile("locked.pdf", locked, TRUTH)
    strange = pdf.file(b"/Encrypt<</Filter/Strange/V 9/R 9/O()/U()/P -1>>")
    yield Hostile("locked_strangely.pdf", strange, TRUTH)
    twice = report_pdf() + b"4 0 obj\n<<>>\nendobj\n" + report_pdf(2)
    yield Hostile("two_files_in_one.pdf", twice, None)
    unheld = pdf.add(stream(shown(lines())))
    page = pdf.page(unheld)
    pdf.objects[unheld - 1] = b"null"
    pdf.tree([page, page - 2])
    yield Hostile("contents_missing.pdf", pdf.file(), None)
    named = hexed("a")
    yield Hostile("root_is_text.pdf", report_pdf().replace(b"/Root 1 0 R", b"/Root " + named), None)
