"""A small maker of text PDF files, for machines without an office suite. Knows pages, lines and ruled tables.

Letters are told by a ToUnicode map; no font is embedded, so such a file is for programs, not for eyes.
"""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Sequence
from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _TOP, _LEADING, _SIZE = 595, 842, 70, 780, 20, 13
_LETTERS_A_LINE, _LINES_A_PAGE = 70, 36
_COLUMNS = (0, 40, 250, 350, 450)


def write_pdf(path: Path, paragraphs: Sequence[str], table: Sequence[Sequence[str]]) -> None:
    """Set the paragraphs in lines, then the table with its rules on a page of its own."""
    letters = sorted(
        {char for text in paragraphs for char in text} | {c for row in table for v in row for c in v}
    )
    codes = {char: number + 1 for number, char in enumerate(letters)}
    lines = [line for text in paragraphs for line in textwrap.wrap(text, _LETTERS_A_LINE)]
    starts = range(0, len(lines), _LINES_A_PAGE)
    pages = [_text_page(lines[start : start + _LINES_A_PAGE], codes) for start in starts]
    _write(path, [*pages, _table_page(table, codes)], codes)


def _shown(text: str, x: float, y: float, codes: dict[str, int]) -> str:
    code = "".join(f"{codes[char]:04x}" for char in text)
    return f"BT /F1 {_SIZE} Tf {x} {y} Td <{code}> Tj ET"


def _text_page(lines: Sequence[str], codes: dict[str, int]) -> str:
    return "\n".join(_shown(line, _LEFT, _TOP - _LEADING * at, codes) for at, line in enumerate(lines))


def _table_page(table: Sequence[Sequence[str]], codes: dict[str, int]) -> str:
    height = 24
    parts = []
    for row in range(len(table) + 1):
        y = _TOP - row * height
        parts.append(f"{_LEFT} {y} m {_LEFT + _COLUMNS[-1]} {y} l S")
    for column in _COLUMNS:
        x = _LEFT + column
        parts.append(f"{x} {_TOP} m {x} {_TOP - len(table) * height} l S")
    for at, values in enumerate(table):
        for column, value in zip(_COLUMNS, values, strict=False):
            parts.append(_shown(value, _LEFT + column + 4, _TOP - at * height - 17, codes))
    return "\n".join(parts)


def _write(path: Path, pages: Sequence[str], codes: dict[str, int]) -> None:
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_unicode_map(codes)),
    ]
    for number, content in enumerate(pages):
        own = first + 2 * number + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {own} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(content))
    path.write_bytes(_joined(objects))


def _stream(content: str) -> bytes:
    packed = zlib.compress(content.encode("ascii"))
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


def _unicode_map(codes: dict[str, int]) -> str:
    entries = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _joined(objects: Sequence[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return written + f"{tail}startxref\n{len(written)}\n%%EOF\n".encode()
