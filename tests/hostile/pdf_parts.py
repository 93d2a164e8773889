"""PDF files put together object by object, so that any of it can be wrong; texts stand in UTF-16 codes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from tests.hostile.case import REPORT

A4 = b"[0 0 595 842]"
WIDTH, SIZE, PITCH = 595, 12, 17
_LINE = 75


def hexed(text: str) -> bytes:
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def lines(paragraphs: tuple[str, ...] = REPORT) -> list[str]:
    """The paragraphs broken into lines that fit the page."""
    found = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > _LINE:
                found.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        found.append(line)
    return found


def shown(
    texts: list[str], before: bytes = b"", size: float = SIZE, x: float = 70, top: float = 780
) -> bytes:
    """Operators that show these lines below each other; `before` stands in front of each."""
    parts = []
    for i, text in enumerate(texts):
        parts.append(
            b"BT %s /F %.2f Tf 1 0 0 1 %.1f %.1f Tm %s Tj ET"
            % (before, size, x, top - PITCH * i, hexed(text))
        )
    return b"\n".join(parts)


def stream(body: bytes, head: bytes = b"", packed: bool = True) -> bytes:
    """A stream object's body; `head`: further entries of its dictionary."""
    if packed:
        body, head = zlib.compress(body, 9), head + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(body), body)


def to_unicode(ranges: list[bytes]) -> bytes:
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/T def\n"
        b"1 begincodespacerange<0000><FFFF>endcodespacerange\n%d beginbfrange\n%s\nendbfrange endcmap end end"
        % (len(ranges), b"\n".join(ranges))
    )


SAME = [b"<%02X00><%02XFF><%02X00>" % (i, i, i) for i in (*range(0x22), 0xF0)]


@dataclass(slots=True)
class Pdf:
    """Objects by their number from 1; number 1 is the catalogue, 2 the page tree."""

    objects: list[bytes] = field(default_factory=lambda: [b"<</Type/Catalog/Pages 2 0 R>>", b""])
    font: int = 0

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def with_font(self, ranges: list[bytes] | None = SAME, packed: bool = True) -> int:
        """The font /F; `ranges`: its map to Unicode, None for a font without one."""
        descriptor = self.add(
            b"<</Type/FontDescriptor/FontName/T/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
        )
        inner = self.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/T"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/DW 500/CIDToGIDMap/Identity>>" % descriptor
        )
        map_ = (
            b""
            if ranges is None
            else b"/ToUnicode %d 0 R" % self.add(stream(to_unicode(ranges), packed=packed))
        )
        self.font = self.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/T/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
            % (inner, map_)
        )
        return self.font

    def page(self, content: bytes | int, extra: bytes = b"", resources: bytes = b"", box: bytes = A4) -> int:
        number = content if isinstance(content, int) else self.add(stream(content))
        font = b"/Font<</F %d 0 R>>" % self.font if self.font else b""
        return self.add(
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources<<%s%s>>/Contents %d 0 R%s>>"
            % (box, font, resources, number, extra)
        )

    def tree(self, kids: list[int], count: int | None = None) -> None:
        refs = b" ".join(b"%d 0 R" % kid for kid in kids)
        self.objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (refs, len(kids) if count is None else count)

    def file(self, trailer: bytes = b"") -> bytes:
        """The whole file with a table of references."""
        out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            trailer,
            start,
        )
        return bytes(out)

    def packed_file(self, trailer: bytes = b"") -> bytes:
        """The whole file with what can be in an object stream, as word processors write it today."""
        out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        entries: dict[int, bytes] = {}
        inner = [(n, body) for n, body in enumerate(self.objects, 1) if b"stream\n" not in body]
        holder = len(self.objects) + 1
        for number, body in enumerate(self.objects, 1):
            if b"stream\n" in body:
                entries[number] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
                out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        index, texts = b"", b""
        for place, (number, body) in enumerate(inner):
            entries[number] = b"\2" + holder.to_bytes(4, "big") + place.to_bytes(2, "big")
            index += b"%d %d " % (number, len(texts))
            texts += body + b"\n"
        entries[holder] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
        head = b"/Type/ObjStm/N %d/First %d" % (len(inner), len(index))
        out += b"%d 0 obj\n%s\nendobj\n" % (holder, stream(index + texts, head))
        start = len(out)
        entries[holder + 1] = b"\1" + start.to_bytes(4, "big") + b"\0\0"
        table = b"\0" * 5 + b"\xff\xff" + b"".join(entries[n] for n in range(1, holder + 2))
        head = b"/Type/XRef/W[1 4 2]/Size %d/Root 1 0 R%s" % (holder + 2, trailer)
        out += b"%d 0 obj\n%s\nendobj\n" % (holder + 1, stream(table, head))
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def report_pdf(pages: int = 1, packed: bool = False) -> bytes:
    """A sound report, the same text on each page under its own heading."""
    pdf = Pdf()
    pdf.with_font()
    pdf.tree([pdf.page(shown([f"Phần {i + 1}", *lines()])) for i in range(pages)])
    return pdf.packed_file() if packed else pdf.file()
