"""Small PDF files for tests, written by hand: one font whose letters are all half as wide as high.

Positions are points from the top left; `y` of a text is its baseline.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, PITCH, SIZE = 85.0, 505.0, 18.0, 14.0
# So many letters fill a line from LEFT to RIGHT.
FULL = int((RIGHT - LEFT) / (SIZE / 2))
_NAMES = {(False, False): "F0", (True, False): "F1", (False, True): "F2", (True, True): "F3"}
_STYLES = {"F0": "Regular", "F1": "Bold", "F2": "Italic", "F3": "BoldItalic"}
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def
1 begincodespacerange <0000> <FFFF> endcodespacerange
100 beginbfrange
%s
endbfrange endcmap end end"""


@dataclass(slots=True)
class Page:
    """A page to draw on. `turn`: degrees clockwise by which viewers show it."""

    width: float = WIDTH
    height: float = HEIGHT
    turn: int = 0
    content: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = SIZE, bold: bool = False, slanted: bool = False
    ) -> None:
        code = text.encode("utf-16-be").hex()
        font = _NAMES[bold, slanted]
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{code}> Tj ET")

    def upwards(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F0 {size} Tf 0 1 -1 0 {x} {self.height - y} Tm <{code}> Tj ET")

    def centred(self, y: float, text: str, size: float = SIZE, bold: bool = False) -> None:
        middle = (LEFT + RIGHT) / 2
        self.text(middle - len(text) * size / 4, y, text, size, bold)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        h = self.height
        self.content.append(f"0.5 w {x0} {h - y0} m {x1} {h - y1} l S")

    def picture(self) -> None:
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I Do Q")

    def field(self, text: str) -> None:
        """A form field filled with `text`."""
        value = text.encode("utf-16-be").hex()
        self.notes.append(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[90 90 200 110]/V<feff{value}>>>")

    def paragraph(self, y: float, text: str, indent: float = 36.0, bold: bool = False) -> float:
        """Text broken between LEFT and RIGHT, its first line indented; returns the next baseline."""
        for i, line in enumerate(wrapped(text, indent)):
            self.text(LEFT + (indent if i == 0 else 0.0), y, line, bold=bold)
            y += PITCH
        return y

    def cells(self, xs: list[float], y: float, *texts: str) -> None:
        """Texts on one baseline, each a little right of its edge; empty ones leave their place free."""
        for x, text in zip(xs, texts, strict=False):
            if text:
                self.text(x + 5, y, text)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Rules around all cells between these edges."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)


def wrapped(text: str, indent: float = 0.0, width: float = RIGHT - LEFT, size: float = SIZE) -> list[str]:
    """The lines of a text as a word processor breaks it."""
    lines: list[str] = []
    room = int((width - indent) / (size / 2))
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, int(width / (size / 2))
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def make_pdf(*pages: Page, password: str = "") -> bytes:
    """The bytes of a PDF file with these pages; one with a password cannot be read at all."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = _add_fonts(add)
    image = add(
        _stream(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
            b"\x80",
        )
    )
    kids = []
    for page in pages:
        notes = b" ".join(b"%d 0 R" % add(note.encode("latin-1")) for note in page.notes)
        content = add(_stream(b"<<", "\n".join(page.content).encode("latin-1")))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Rotate %d"
                b"/Resources<</Font<<%s>>/XObject<</I %d 0 R>>>>/Annots[%s]/Contents %d 0 R>>"
                % (page.width, page.height, page.turn, fonts, image, notes, content)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    return _file(objects, password)


def _add_fonts(add: object) -> bytes:
    assert callable(add)
    ranges = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (i, i, i) for i in (*range(0x22), 0xF0))
    head = _TO_UNICODE.replace(b"100 begin", b"%d begin" % (0x22 + 1)) % ranges
    to_unicode = add(_stream(b"<<", head))
    found = b""
    for name, style in _STYLES.items():
        base = b"/BaseFont/Test-" + style.encode()
        descriptor = add(
            b"<</Type/FontDescriptor/FontName/Test-%s/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>" % style.encode()
        )
        inner = add(
            b"<</Type/Font/Subtype/CIDFontType2%s"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/DW 500/CIDToGIDMap/Identity>>" % (base, descriptor)
        )
        outer = add(
            b"<</Type/Font/Subtype/Type0%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (base, inner, to_unicode)
        )
        found += b"/%s %d 0 R" % (name.encode(), outer)
    return found


def _stream(head: bytes, body: bytes) -> bytes:
    return head + b"/Length %d>>\nstream\n" % len(body) + body + b"\nendstream"


def _file(objects: list[bytes], password: str) -> bytes:
    out = b"%PDF-1.6\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = _lock(password) if password else b""
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        lock,
        start,
    )


def _lock(password: str) -> bytes:
    """An encryption dictionary (40 bits) that opens with `password` only."""
    filler = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    padded = (password.encode("latin-1") + filler)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = b"0123456789abcdef"
    key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
    user = _rc4(key, filler)
    return b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (
        identity.hex().encode(),
        identity.hex().encode(),
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
