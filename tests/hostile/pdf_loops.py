"""PDF files whose parts point at themselves or at each other, so that a simple reader never ends."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import TRUTH, Hostile
from tests.hostile.pdf_parts import A4, Pdf, hexed, lines, shown, stream


def cases() -> Iterator[Hostile]:
    """Trees, forms, fonts and tables of references in circles."""
    yield from _trees()
    yield from _forms()
    yield from _fonts()
    yield from _files()


def _sound() -> Pdf:
    pdf = Pdf()
    pdf.with_font()
    return pdf


def _trees() -> Iterator[Hostile]:
    pdf = _sound()
    page = pdf.page(shown(lines()))
    pdf.objects[1] = b"<</Type/Pages/Kids[2 0 R %d 0 R 2 0 R]/Count 3>>" % page
    yield Hostile("tree_in_itself.pdf", pdf.file(), TRUTH)
    pdf = _sound()
    page = pdf.page(shown(lines()), b"/Kids[2 0 R]")
    pdf.tree([page, page, page])
    yield Hostile("one_page_thrice.pdf", pdf.file(), TRUTH)
    for name, count in (("tree_of_a_million", 10**6), ("tree_of_a_million_says_one", 1)):
        pdf = _sound()
        below = pdf.page(shown(lines()))
        for _ in range(6):
            below = pdf.add(b"<</Type/Pages/Parent 2 0 R/Count 10/Kids[%s]>>" % (b"%d 0 R " % below * 10))
        pdf.tree([below], count)
        yield Hostile(f"{name}.pdf", pdf.file(), TRUTH)
    pdf = _sound()
    page = pdf.page(shown(lines()))
    pdf.tree([page])
    pdf.objects[page - 1] = (
        pdf.objects[page - 1]
        .replace(b"/MediaBox" + A4, b"")
        .replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % page)
    )
    yield Hostile("page_its_own_parent.pdf", pdf.file(), TRUTH)


def _drawn(pdf: Pdf, first: int, content: bytes = b"/X Do", times: int = 1) -> bytes:
    text = shown(lines()) + b"\n" + content * times
    pdf.tree([pdf.page(text, resources=b"/XObject<</X %d 0 R>>" % first)])
    return pdf.file()


def _form(pdf: Pdf, content: bytes, inner: int) -> int:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 999 999]/Resources<</XObject<</X %d 0 R>>>>" % inner
    return pdf.add(stream(content, head))


def _forms() -> Iterator[Hostile]:
    pdf = _sound()
    own = len(pdf.objects) + 1
    _form(pdf, b"/X Do /X Do", own)
    yield Hostile("form_in_itself.pdf", _drawn(pdf, own), TRUTH)
    pdf = _sound()
    first = len(pdf.objects) + 1
    _form(pdf, b"/X Do /X Do", first + 1)
    _form(pdf, b"/X Do /X Do", first)
    yield Hostile("forms_in_each_other.pdf", _drawn(pdf, first), TRUTH)
    for times, depth in ((10, 10), (3, 24), (100, 5)):
        pdf = _sound()
        below = pdf.add(stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 999 999]"))
        for _ in range(depth):
            below = _form(pdf, b"/X Do " * times, below)
        yield Hostile(f"forms_{times}_to_the_{depth}.pdf", _drawn(pdf, below), TRUTH)
    pdf = _sound()
    pdf.tree([pdf.page(shown(lines()))])
    own = len(pdf.objects) + 1
    _form(pdf, b"/X Do", own)
    note = b"/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N %d 0 R>>/Parent %d 0 R>>]" % (own, own)
    page = pdf.objects[own - 2]
    pdf.objects[own - 2] = page[:-2] + note + b">>"
    yield Hostile("note_draws_itself.pdf", pdf.file(), TRUTH)


def _fonts() -> Iterator[Hostile]:
    pdf = _sound()
    pdf.objects[pdf.font - 1] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/T/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (pdf.font, pdf.font)
    )
    pdf.tree([pdf.page(shown(lines()))])
    yield Hostile("font_in_itself.pdf", pdf.file(), None, never_ok=True)
    pdf = _sound()
    glyph, font = len(pdf.objects) + 1, len(pdf.objects) + 2
    pdf.add(stream(b"900 0 d0 BT /G 1 Tf (aaaaaaaa) Tj ET"))
    pdf.add(
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 97/LastChar 97/Widths[900]/CharProcs<</a %d 0 R>>/Encoding<<"
        b"/Differences[97/a]>>/Resources<<"
        b"/Font<</G %d 0 R>>>>>>" % (glyph, font)
    )
    content = shown(lines()) + b"\nBT /G 12 Tf 10 10 Td (aaaa) Tj ET"
    page = pdf.page(content)
    pdf.objects[page - 1] = pdf.objects[page - 1].replace(b"/Font<<", b"/Font<</G %d 0 R" % font)
    pdf.tree([page])
    yield Hostile("glyph_draws_itself.pdf", pdf.file(), TRUTH)


def _files() -> Iterator[Hostile]:
    pdf = _sound()
    pdf.tree([pdf.page(shown(lines()))])
    whole = pdf.file()
    start = whole.rindex(b"xref\n0 ")
    yield Hostile("table_before_itself.pdf", pdf.file(b"/Prev %d" % start), TRUTH)
    pdf = _sound()
    number = len(pdf.objects) + 1
    body = shown(lines())
    pdf.add(b"<</Length %d 0 R>>stream\n%s\nendstream" % (number, body))
    pdf.tree([pdf.page(number)])
    yield Hostile("length_of_itself.pdf", pdf.file(), TRUTH)
    pdf = _sound()
    page = pdf.page(shown(lines()))
    pdf.tree([page])
    own = len(pdf.objects) + 1
    pdf.add(
        b"<</Title%s/Parent %d 0 R/Next %d 0 R/First %d 0 R/Dest[%d 0 R/Fit]>>"
        % (hexed("a"), own, own, own, page)
    )
    pdf.objects[0] = b"<</Type/Catalog/Pages 2 0 R/Outlines %d 0 R/Names<</Dests %d 0 R>>>>" % (own, own)
    yield Hostile("outline_in_itself.pdf", pdf.file(), TRUTH)
    pdf = _sound()
    pdf.tree([pdf.page(shown(lines()))])
    whole = pdf.packed_file()
    at = whole.index(b"/Type/ObjStm")
    holder = whole[:at].rsplit(b" 0 obj", 1)[0].rsplit(b"\n", 1)[1]
    yield Hostile(
        "objects_extend_themselves.pdf",
        whole.replace(b"/Type/ObjStm", b"/Extends %s 0 R/Type/ObjStm" % holder),
        None,
    )
