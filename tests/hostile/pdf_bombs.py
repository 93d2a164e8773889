"""PDF files that are small and ask for very much memory or work."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from tests.hostile.case import TRUTH, Hostile
from tests.hostile.pdf_parts import SAME, Pdf, hexed, lines, shown, stream, to_unicode

_MEGABYTE = 1 << 20


def cases() -> Iterator[Hostile]:
    """Bombs in contents, in pictures and fonts, in numbers that size something."""
    yield from _contents()
    yield from _filters()
    yield from _pictures()
    yield from _maps()
    yield from _sizes()
    yield from _pages()


def _with(content: bytes, resources: bytes = b"", extra: bytes = b"") -> bytes:
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown(lines()) + b"\n" + content, extra, resources)])
    return pdf.file()


def _contents() -> Iterator[Hostile]:
    for name, content in (
        ("spaces", b" " * (80 * _MEGABYTE)),
        ("saved_states", b"q " * 2_000_000),
        ("arrays", b"[" * 3_000_000),
        ("dictionaries", b"/A <<" * 500_000),
        ("open_strings", b"(" * 3_000_000),
        ("paths", b"1 1 m 9 9 l S " * 400_000),
        ("one_long_path", b"1 1 m " + b"9 9 l 7 5 l " * 500_000 + b"S"),
        ("curves", b"1 1 m " + b"1 2 3 4 5 6 c " * 400_000 + b"S"),
        ("rectangles", b"1 1 500 700 re S " * 200_000),
        ("clips", b"0 0 595 842 re W n " * 200_000),
        ("letters", b"BT /F 9 Tf 50 50 Td " + (hexed("a" * 100) + b" Tj ") * 10_000 + b"ET"),
        ("operators", b"BT ET " * 1_000_000),
        ("fonts_changed", b"BT " + b"/F 9 Tf " * 500_000 + b"ET"),
        ("numbers", b"9" * 3_000_000 + b" w"),
        ("marks", b"/Span BMC " * 600_000),
        ("pictures_inline", b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI " * 60_000),
    ):
        yield Hostile(f"bomb_of_{name}.pdf", _with(content), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    text = pdf.add(stream(shown(lines())))
    bomb = pdf.add(stream(b" " * (10 * _MEGABYTE)))
    page = pdf.page(text)
    refs = b"[%d 0 R %s]" % (text, b"%d 0 R " % bomb * 200)
    pdf.objects[page - 1] = pdf.objects[page - 1].replace(b"/Contents %d 0 R" % text, b"/Contents" + refs)
    pdf.tree([page])
    yield Hostile("bomb_of_contents_repeated.pdf", pdf.file(), TRUTH)
    yield Hostile("small_and_slow.pdf", _small_and_slow(), None)


def _small_and_slow() -> bytes:
    """Few bytes, thousands of pages' worth of work: the same packed content for each of many pages."""
    pdf = Pdf()
    pdf.with_font()
    text = zlib.compress(b"BT /F 9 Tf 50 50 Td " + (hexed("a" * 50) + b" Tj ") * 3_000 + b"ET", 9)
    packed = zlib.compress(text, 9)
    content = pdf.add(
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    )
    page = pdf.page(content)
    pdf.tree([page] * 250)
    return pdf.file()


def _filters() -> Iterator[Hostile]:
    inner = shown(lines())
    for name, filters, body in (
        (
            "flate_three_times",
            b"[/FlateDecode/FlateDecode/FlateDecode]",
            _flated(b" " * (200 * _MEGABYTE), 3),
        ),
        ("run_lengths", b"[/FlateDecode/RunLengthDecode]", _flated(b"\x81 " * 2_000_000, 1)),
        ("hex", b"[/FlateDecode/ASCIIHexDecode]", _flated(b"20" * 30_000_000, 1)),
        ("many_filters", b"[%s]" % (b"/ASCIIHexDecode" * 5_000), b"20>"),
        ("base_85", b"[/FlateDecode/ASCII85Decode]", _flated(b"z" * 30_000_000, 1)),
        ("lzw", b"[/FlateDecode/LZWDecode]", _flated(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 2_000_000, 1)),
    ):
        pdf = Pdf()
        pdf.with_font()
        text = pdf.add(stream(inner))
        bomb = pdf.add(b"<</Filter%s/Length %d>>stream\n%s\nendstream" % (filters, len(body), body))
        page = pdf.page(text)
        pdf.objects[page - 1] = pdf.objects[page - 1].replace(
            b"/Contents %d 0 R" % text, b"/Contents[%d 0 R %d 0 R]" % (text, bomb)
        )
        pdf.tree([page])
        yield Hostile(f"bomb_of_{name}.pdf", pdf.file(), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    head = b"/DecodeParms<</Predictor 12/Columns 2000000000/Colors 32/BitsPerComponent 16>>"
    pdf.tree([pdf.page(pdf.add(stream(inner, head)))])
    yield Hostile("bomb_of_wide_rows.pdf", pdf.file(), None)


def _flated(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _pictures() -> Iterator[Hostile]:
    for name, head, body in (
        (
            "huge",
            b"/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8",
            bytes(30 * _MEGABYTE),
        ),
        ("endless", b"/Width 2147483647/Height 2147483647/ColorSpace/DeviceGray/BitsPerComponent 8", b"x"),
        (
            "masked_by_itself",
            b"/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8/SMask %d 0 R",
            b"x" * 81,
        ),
    ):
        pdf = Pdf()
        pdf.with_font()
        own = len(pdf.objects) + 1
        head = head.replace(b"%d", b"%d" % own)
        pdf.add(stream(body, b"/Type/XObject/Subtype/Image" + head))
        content = shown(lines()) + b"\nq 90 0 0 90 50 50 cm /I Do Q"
        pdf.tree([pdf.page(content, resources=b"/XObject<</I %d 0 R>>" % own)])
        yield Hostile(f"picture_{name}.pdf", pdf.file(), TRUTH)


def _maps() -> Iterator[Hostile]:
    for name, ranges, truth in (
        ("ranges", [*SAME, *[b"<0000><FFFF><0041>"] * 3_000, *SAME], None),
        ("long_texts", [*SAME, b"<F100><F1FF><%s>" % (b"0041" * 60_000)], TRUTH),
    ):
        pdf = Pdf()
        pdf.with_font(ranges)
        pdf.tree([pdf.page(shown(lines()))])
        yield Hostile(f"map_of_{name}.pdf", pdf.file(), truth)
    pdf = Pdf()
    pdf.with_font()
    at = next(i for i, body in enumerate(pdf.objects) if b"stream\n" in body)
    pdf.objects[at] = stream(to_unicode(SAME) + b" " * (100 * _MEGABYTE))
    pdf.tree([pdf.page(shown(lines()))])
    yield Hostile("map_unpacks_huge.pdf", pdf.file(), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    at = next(i for i, body in enumerate(pdf.objects) if b"/DW 500" in body)
    pdf.objects[at] = pdf.objects[at].replace(
        b"/DW 500", b"/W[0 2147483647 500 %s]" % (b"0 65535 500 " * 20_000)
    )
    pdf.tree([pdf.page(shown(lines()))])
    yield Hostile("widths_without_end.pdf", pdf.file(), None)


def _sizes() -> Iterator[Hostile]:
    for name, box in (
        ("huge", b"[0 0 1e30 1e30]"),
        ("empty", b"[0 0 0 0]"),
        ("upside_down", b"[595 842 0 0]"),
        ("no_number", b"[/A (b) null true]"),
        ("far_away", b"[-2000000000 -2000000000 2000000000 2000000000]"),
    ):
        pdf = Pdf()
        pdf.with_font()
        pdf.tree([pdf.page(shown(lines()), box=box)])
        yield Hostile(f"page_{name}.pdf", pdf.file(), TRUTH)
    for name, content in (
        ("positions", b"BT /F 9 Tf 1e38 0 0 1e38 3e38 3e38 Tm <0041> Tj 9e99 -9e99 Td <0042> Tj ET"),
        ("sizes", b"BT /F 1e30 Tf 50 50 Td <00410042> Tj /F -9 Tf <0041> Tj /F 0 Tf <0041> Tj ET"),
        ("lines", b"1e38 -1e38 m 1e38 1e38 l S 0 0 1e30 1e30 re S " * 500),
    ):
        yield Hostile(f"endless_{name}.pdf", _with(content), TRUTH)
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown(lines()))])
    whole = pdf.file()
    yield Hostile("size_says_two_billion.pdf", whole.replace(b"/Size ", b"/Size 2147483647 %"), None)
    sections = b"xref\n" + b"0 2000000000\n" * 2_000
    yield Hostile("table_says_two_billion.pdf", whole.replace(b"xref\n0 ", sections + b"0 "), None)
    packed = pdf.packed_file()
    yield Hostile(
        "objects_say_a_billion.pdf", packed.replace(b"/Type/ObjStm/N ", b"/Type/ObjStm/N 999999999 %"), None
    )
    index = b"/Type/XRef/Index[0 2147483647]"
    yield Hostile("index_says_two_billion.pdf", packed.replace(b"/Type/XRef", index), None)


def _pages() -> Iterator[Hostile]:
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown(lines()))] * 200_000)
    yield Hostile("pages_without_end.pdf", pdf.file(), None, never_ok=True)
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown(lines()))], count=2_147_483_647)
    yield Hostile("pages_say_two_billion.pdf", pdf.file(), TRUTH)
    note = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(a)>>"
    yield Hostile("notes_without_end.pdf", _with(b"", extra=b"/Annots[%s]" % (note * 100_000)), TRUTH)
    deep = b"[" * 200_000 + b"]" * 200_000
    yield Hostile("deep_array.pdf", _with(b"", extra=b"/Deep %s" % deep), None)
    deep = b"<</D" * 200_000 + b" 1" + b">>" * 200_000
    yield Hostile("deep_dictionary.pdf", _with(b"", extra=b"/Deep %s" % deep), None)
